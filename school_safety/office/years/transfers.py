"""Between two schools: each half is one deed, and whoever must know of it hears at once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from interventions.actions.leaving import let_go_of_tasks, tell_of_moving
from school_safety.access import policy
from school_safety.access.keepers import keepers_of
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.notices.outbox import post
from school_safety.schools.actions import transferring
from school_safety.schools.choices import TransferState
from school_safety.schools.models import School, Student, Transfer
from school_safety.schools.transfers import STATES
from surveys.actions.leaving import void_slips

from .actions import Place, room_of

CHANGE = Permission.ROSTER_CHANGE
FULL = Transfer.objects.select_related("student__classroom", "from_school", "to_school")


def incoming(user: Any) -> QuerySet[Transfer]:
    """Children whom this person's school is asked to take, the earliest first."""
    waiting = FULL.filter(state=TransferState.PROPOSED).order_by("starts_on", "proposed_at", "id")
    return policy.visible(user, CHANGE, waiting)


def outgoing(user: Any) -> QuerySet[Transfer]:
    """What this person's school has proposed, the newest first."""
    return FULL.filter(from_school__in=policy.units(user, CHANGE).schools)


def to_take(user: Any, pk: UUID) -> Transfer:
    """One that this person's school decides on, in whatever state."""
    return policy.get(user, CHANGE, FULL.all(), pk=pk)


def to_withdraw(user: Any, pk: UUID) -> Transfer:
    """One that this person's school has proposed."""
    found = outgoing(user).filter(pk=pk).first()
    if found is None:
        raise Absent
    return found


def open_of(student: Student) -> Transfer | None:
    """Where she is about to go."""
    return FULL.filter(student=student, state=TransferState.PROPOSED).first()


def schools_for(student: Student) -> QuerySet[School]:
    """The other schools of her district."""
    return School.objects.filter(district=student.district_id).exclude(pk=student.school_id)


@transaction.atomic(durable=True)
def propose(*, student: Student, to: School, starts_on: date, by: Any, at: datetime) -> Transfer:
    """Who looks after an open case is told before anything happens; the clerk sees none of it."""
    row = transferring.propose_transfer(student=student, to=to, starts_on=starts_on, by=by, at=at)
    tell_of_moving(student=student, to=to, moved=False, at=at)
    _tell(row, keepers_of(to.pk, at), at)
    return row


@transaction.atomic(durable=True)
def accept(*, transfer: Transfer, to: Place, number: str, by: Any, at: datetime) -> Student:
    """The deed. What ends at the old school ends by itself: whoever takes her learns nothing of it."""
    student = transferring.accept_transfer(
        transfer=transfer, classroom=room_of(to, at), number=number, by=by, at=at
    )
    void_slips(students=[student], by=None, at=at)
    let_go_of_tasks(student=student, at=at)
    tell_of_moving(student=student, to=transfer.to_school, moved=True, at=at)
    _answer(transfer, at)
    return student


@transaction.atomic(durable=True)
def decline(*, transfer: Transfer, reason: str, by: Any, at: datetime) -> None:
    """A no, with its reason as a code."""
    transferring.decline_transfer(transfer=transfer, reason=reason, by=by, at=at)
    _answer(transfer, at)


@transaction.atomic(durable=True)
def withdraw(*, transfer: Transfer, by: Any, at: datetime) -> None:
    """Nothing happened, and nothing will."""
    transferring.withdraw_transfer(transfer=transfer, by=by, at=at)


def _answer(transfer: Transfer, at: datetime) -> None:
    row = Transfer.objects.select_related("proposed_by").get(pk=transfer.pk)
    _tell(row, [row.proposed_by] if row.proposed_by.is_active else [], at)


def _tell(row: Transfer, people: Iterable[Any], at: datetime) -> None:
    for person in people:
        post(
            STATES[row.state].notice,
            to=person,
            about_kind="schools.transfer",
            about_id=str(row.pk),
            url_name="office:transfer_list",
            district_id=row.district_id,
            at=at,
        )
