"""Children who are off the roll are asked nothing more."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from school_safety.audit.events import surveys as events
from school_safety.schools.models import Student
from surveys.choices import InvitationState
from surveys.models import Invitation, PaperSheet, TalkInvite

from . import drafting, sheets
from .memory import remember_slip


@transaction.atomic
def void_slips(*, students: Iterable[Student], by: Any, at: datetime) -> int:
    """Open slips of these children open nothing any more; what was begun is forgotten."""
    slips = Invitation.objects.select_for_update(of=("self",)).filter(
        student__in=[student.pk for student in students],
        state=InvitationState.ISSUED,
    )
    rows = list(slips.select_related("wave").order_by("pk"))
    for slip in rows:
        slip.state = InvitationState.VOID
        slip.save(update_fields=["state"])
        transaction.on_commit(partial(drafting.clear, slip))
        remember_slip(events.SLIP_VOIDED, slip, by=by, at=at)
    for sheet in PaperSheet.objects.select_for_update().filter(invitation__in=rows):
        sheets.void(sheet)
    waiting = TalkInvite.objects.filter(student__in=[student.pk for student in students])
    waiting.filter(ended_at=None).update(ended_at=at)
    return len(rows)
