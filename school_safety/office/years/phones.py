"""Numbers that guardians typed themselves, for the clerk who knows or calls the family."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.notices.outbox import post
from school_safety.schools.actions import numbers
from school_safety.schools.choices import PhoneState
from school_safety.schools.models import Guardianship, PhoneProposal, Student


def waiting(user: Any) -> QuerySet[PhoneProposal]:
    """Of guardians of children whose roll this person keeps and whose families she may reach."""
    if not policy.holds(user, Permission.GUARDIAN_READ):
        raise Absent
    found = PhoneProposal.objects.filter(
        state=PhoneState.WAITING,
        guardian__in=_ties(user).values("guardian"),
    )
    return found.select_related("guardian").order_by("made_at", "id")


def one(user: Any, pk: UUID) -> tuple[PhoneProposal, Guardianship]:
    """One of them, in whatever state, with the tie by which it is hers to decide."""
    row = PhoneProposal.objects.filter(pk=pk).first()
    link = _ties(user).filter(guardian=row.guardian_id).first() if row else None
    if row is None or link is None or not policy.holds(user, Permission.GUARDIAN_READ):
        raise Absent
    return row, link


def children_of(user: Any, rows: list[PhoneProposal]) -> dict[UUID, list[Student]]:
    """Guardian -> her children on this person's roll, in one query."""
    found: dict[UUID, list[Student]] = {}
    for link in _ties(user).filter(guardian__in=[row.guardian_id for row in rows]):
        found.setdefault(link.guardian_id, []).append(link.student)
    return found


@transaction.atomic(durable=True)
def confirm(*, proposal: PhoneProposal, link: Guardianship, by: Any, at: datetime) -> None:
    """From now on the school reaches her there; she is told by the way it knew before."""
    if link.guardian.user:
        post("phone_changed", to=link.guardian.user, district_id=link.guardian.district_id, at=at)
    numbers.confirm_phone(proposal=proposal, link=link, by=by, at=at)


@transaction.atomic(durable=True)
def drop(*, proposal: PhoneProposal, link: Guardianship, by: Any, at: datetime) -> None:
    """Everything stays as it was."""
    numbers.drop_phone(proposal=proposal, link=link, by=by, at=at)


def _ties(user: Any) -> QuerySet[Guardianship]:
    mine = policy.visible(user, Permission.ROSTER_CHANGE, Student.objects.all())
    rows = Guardianship.objects.filter(student__in=mine)
    return rows.select_related("student__classroom", "guardian__user").order_by("order", "pk")
