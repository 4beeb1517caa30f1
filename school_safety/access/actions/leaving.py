"""The last day: every role, every grant, every open question about this person ends."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.access.choices import ProposalState
from school_safety.access.holdings import not_ended
from school_safety.access.models import Grant, RoleAssignment, RoleProposal

from .grants import end_grants
from .roles import end_role


@transaction.atomic
def end_everything(*, user: Any, by: Any, at: datetime) -> None:
    """Works on the next request; each end is written down by itself."""
    live = not_ended(at)
    for assignment in RoleAssignment.objects.filter(live, user=user).select_related("user"):
        end_role(assignment=assignment, by=by, at=at)
    for basis in set(Grant.objects.filter(live, user=user).values_list("basis", flat=True)):
        end_grants(basis=basis, user=user, by=by, at=at)
    waiting = RoleProposal.objects.filter(user=user, state=ProposalState.WAITING)
    waiting.update(state=ProposalState.DROPPED, decided_at=at)
