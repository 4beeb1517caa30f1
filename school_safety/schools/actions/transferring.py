"""A child goes to another school of the district: proposed by one, taken by the other, one deed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school_safety.audit.events import catalogue
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.choices import (
    DeclineReason,
    LockedField,
    StudentStatus,
    TransferState,
)
from school_safety.schools.models import Classroom, School, Student, Transfer
from school_safety.schools.transfers import STATES, goes_along, may_follow

from .moving import begin_stays, end_stays

# What the old school says of her place and of its own number holds no longer.
OF_THE_SCHOOL = (LockedField.NUMBER, LockedField.CLASSROOM, LockedField.STATUS)


@transaction.atomic
def propose_transfer(
    *, student: Student, to: School, starts_on: date, by: Any, at: datetime
) -> Transfer:
    """Ask another school of the district to take her; nothing changes for her yet."""
    row = Student.objects.select_for_update(of=("self",)).get(pk=student.pk)
    wrong = {}
    if to.district_id != row.district_id or to.pk == row.school_id:
        wrong["to"] = "other_school"
    if starts_on < timezone.localdate(at):
        wrong["starts_on"] = "in_the_past"
    if wrong:
        raise Invalid(fields=wrong)
    if row.school_id != student.school_id:
        raise NotNow("transfer_state")
    if row.transfers.filter(state=TransferState.PROPOSED).exists():
        raise NotNow("transfer_open")
    transfer = Transfer.objects.create(
        district_id=row.district_id,
        student=row,
        from_school_id=row.school_id,
        to_school=to,
        starts_on=starts_on,
        proposed_by=by,
        proposed_at=at,
    )
    _remember(transfer, by=by, at=at)
    return transfer


@transaction.atomic
def accept_transfer(
    *, transfer: Transfer, classroom: Classroom, by: Any, at: datetime, number: str = ""
) -> Student:
    """She is this school's from now on: the same row, with her family and all that was."""
    row = _decide(transfer, TransferState.ACCEPTED, by=by, at=at)
    today = timezone.localdate(at)
    if today < row.starts_on:
        raise NotNow("transfer_not_yet", day=row.starts_on)
    student = Student.objects.select_for_update(of=("self",)).get(pk=row.student_id)
    if student.school_id != row.from_school_id or classroom.school_id != row.to_school_id:
        raise NotNow("transfer_state")
    # One arrival at a time per school: no number is given twice.
    School.objects.select_for_update(no_key=True).get(pk=row.to_school_id)
    there = Student.objects.filter(school=row.to_school_id)
    if number and there.filter(number=number).exists():
        raise Invalid(fields={"number": "number_taken"})
    if student.sourced_id and there.filter(sourced_id=student.sourced_id).exists():
        student.sourced_id = ""
    kept = student.number if goes_along(student.number) else ""
    student.number = number or ("" if there.filter(number=kept).exists() else kept)
    end_stays([student], today)
    student.school_id, student.classroom = row.to_school_id, classroom
    student.status = StudentStatus.ACTIVE
    student.save(update_fields=["school", "classroom", "status", "number", "sourced_id"])
    begin_stays([student], classroom, today)
    student.locks.filter(field__in=OF_THE_SCHOOL).delete()
    _remember(row, by=by, at=at)
    return student


@transaction.atomic
def decline_transfer(*, transfer: Transfer, reason: str, by: Any, at: datetime) -> Transfer:
    """Not here; the other school reads why, as a code."""
    if reason not in DeclineReason.values:
        raise Invalid(fields={"reason": "required"})
    row = _decide(transfer, TransferState.DECLINED, reason, by=by, at=at)
    _remember(row, by=by, at=at)
    return row


@transaction.atomic
def withdraw_transfer(*, transfer: Transfer, by: Any, at: datetime) -> Transfer:
    """The school that proposed it thinks otherwise, as long as nobody has taken her."""
    row = _decide(transfer, TransferState.WITHDRAWN, by=by, at=at)
    _remember(row, by=by, at=at)
    return row


def _decide(transfer: Transfer, to: str, reason: str = "", *, by: Any, at: datetime) -> Transfer:
    """Whoever comes first has it; the second one is told that it is done."""
    row = Transfer.objects.select_for_update(of=("self",)).get(pk=transfer.pk)
    if not may_follow(row.state, to):
        raise NotNow("transfer_state", status=row.state)
    row.state, row.reason, row.decided_by, row.decided_at = to, reason, by, at
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return row


def _remember(transfer: Transfer, *, by: Any, at: datetime) -> None:
    """One line in the history of each school."""
    facts = {"reason": transfer.reason} if transfer.reason else {}
    for school_id in (transfer.from_school_id, transfer.to_school_id):
        record(
            catalogue()[STATES[transfer.state].event],
            by=by,
            district_id=transfer.district_id,
            school_id=school_id,
            student_id=transfer.student_id,
            object_kind="schools.transfer",
            object_id=str(transfer.pk),
            facts=facts,
            at=at,
        )
