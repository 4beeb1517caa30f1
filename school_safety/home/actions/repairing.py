"""A guardian whom no message reaches any more: a code in her hand, a number typed by herself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from school_safety import limits
from school_safety.access.keepers import keepers_of
from school_safety.accounts.actions import issue_repair_code, use_repair_code
from school_safety.accounts.codes import read
from school_safety.notices.actions import hand_out
from school_safety.notices.outbox import post
from school_safety.schools.actions.numbers import propose_phone
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Guardian, Student

from .printed import slips_for


@transaction.atomic
def print_repair_codes(
    *, students: Iterable[Student], url: str, by: Any, at: datetime
) -> list[dict[str, Any]]:
    """One slip for each guardian as for entry codes; this one opens nothing but a form.

    Whatever of messages lay here on paper for these families goes home with it.
    """
    students = list(students)
    hand_out(students=students, by=by, at=at)
    return slips_for(
        students=students, url=url, heading=_("新电话码"), issue=issue_repair_code, by=by, at=at
    )


@transaction.atomic(durable=True)
def take_new_number(*, code: str, phone: str, language: str, address: str, at: datetime) -> bool:
    """Whether it was taken. Wrong, used and run-out codes are alike, and are counted alike."""
    limits.guard("code.wrong", key=read(code), address=address)
    user = use_repair_code(code, at=at)
    guardian: Guardian | None = getattr(user, "guardian", None) if user else None
    if guardian is None:
        limits.tally("code.wrong", key=read(code), address=address)
        return False
    proposal = propose_phone(guardian=guardian, phone=phone, language=language, at=at)
    for person in _clerks(guardian, at):
        post(
            "phone_waiting",
            to=person,
            about_kind="schools.phoneproposal",
            about_id=str(proposal.pk),
            url_name="office:phone_list",
            district_id=guardian.district_id,
            at=at,
        )
    return True


def _clerks(guardian: Guardian, at: datetime) -> Iterable[Any]:
    children = Student.objects.filter(guardianships__guardian=guardian, status=StudentStatus.ACTIVE)
    found: dict[Any, Any] = {}
    for school_id in set(children.values_list("school_id", flat=True)):
        found |= {person.pk: person for person in keepers_of(school_id, at)}
    return found.values()
