"""A code from hand to hand: a colleague sees who stands before her, and gives it to her alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from school_safety import limits
from school_safety.accounts import in_hand
from school_safety.accounts.codes import read, written
from school_safety.accounts.models import User
from school_safety.audit.events import people
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian, Guardianship, Student

from .arriving import guardian_behind, signed_in
from .printed import account_of


def may_be_given_to(student: Student) -> list[Guardian]:
    """Guardians who may act for this child; one who is held looks like any other."""
    ties = Guardianship.objects.filter(student=student).exclude(
        authority__in=[Authority.NONE, Authority.COURT]
    )
    return [tie.guardian for tie in ties.select_related("guardian__user").order_by("order", "pk")]


@transaction.atomic
def give_in_hand(*, student: Student, guardian_id: str, by: Any, at: datetime) -> tuple[Any, str]:
    """(the guardian, her code as it is copied), and it is remembered who gave it."""
    chosen = [each for each in may_be_given_to(student) if str(each.pk) == guardian_id]
    if not chosen:
        raise Absent
    guardian = chosen[0]
    user = account_of(guardian)
    record(
        people.CODE_IN_HAND,
        by=by,
        district_id=guardian.district_id,
        school_id=student.school_id,
        student_id=student.pk,
        object_kind="accounts.user",
        object_id=str(user.pk),
        at=at,
    )
    return guardian, written(in_hand.give(user_id=user.pk, by_id=by.pk))


def come_in_by_hand(*, code: str, address: str, at: datetime) -> tuple[Any, str] | None:
    """(the guardian, the name of who gave it); nobody for a wrong, old or used code."""
    limits.guard("code.wrong", key=read(code), address=address)
    opened = in_hand.take(code)
    guardian = guardian_behind(opened.user) if opened else None
    if opened is None or guardian is None:
        limits.tally("code.wrong", key=read(code), address=address)
        return None
    signed_in(guardian, door="in_hand", at=at)
    return guardian, _name(opened.by)


def _name(user_id: UUID) -> str:
    giver = User.objects.filter(pk=user_id).first()
    return giver.name if giver else ""
