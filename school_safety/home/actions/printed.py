"""Printed codes: making them, and letting in whoever holds one."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from school_safety import limits
from school_safety.accounts.actions import holder_of, issue_entry_code, new_user
from school_safety.accounts.codes import read, written
from school_safety.accounts.models import User
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian, Guardianship, Student

from .arriving import signed_in


def guardian_at_the_door(*, code: str, tail: str, address: str, at: datetime) -> User | None:
    """The guardian whose code and phone tail these are; a wrong code and a wrong tail look alike.

    Raises TooMany after five wrong tries in ten minutes for one code, or 600 from one address.
    """
    limits.guard("code.wrong", key=read(code), address=address)
    user = holder_of(code, at=at)
    guardian: Any = getattr(user, "guardian", None) if user else None
    if guardian is None or not guardian.phone_tail or guardian.phone_tail != tail:
        limits.tally("code.wrong", key=read(code), address=address)
        return None
    signed_in(guardian, door="entry_code", at=at)
    return user


@transaction.atomic
def print_codes(
    *, students: Iterable[Student], url: str, by: Any, at: datetime
) -> list[dict[str, Any]]:
    """Codes to come in with."""
    return slips_for(
        students=students, url=url, heading=_("家长登录码"), issue=issue_entry_code, by=by, at=at
    )


def slips_for(
    *,
    students: Iterable[Student],
    url: str,
    heading: str,
    issue: Callable[..., str],
    by: Any,
    at: datetime,
) -> list[dict[str, Any]]:
    """One slip for each guardian who may act for a child; a held guardian's slip looks the same.

    A guardian without an account gets one. Returns rows for the slip sheet; the codes are not kept.
    """
    ties = (
        Guardianship.objects.filter(student__in=students)
        .exclude(authority__in=[Authority.NONE, Authority.COURT])
        .select_related("guardian__user", "student__classroom")
        .order_by("student__number", "order")
    )
    slips, done = [], set()
    for tie in ties:
        if tie.guardian_id in done:
            continue  # twins: one slip for both, a second one would end the first
        done.add(tie.guardian_id)
        user = account_of(tie.guardian)
        code = issue(user=user, by=by, at=at, district_id=tie.guardian.district_id)
        slips.append(
            {
                "place": tie.student.classroom.name if tie.student.classroom else "",
                "number": tie.student.number,
                "heading": heading,
                "name": _("%(guardian)s（%(student)s 的家长）")
                % {"guardian": tie.guardian.name, "student": tie.student.name},
                "url": f"{url}{code}/",
                "code": written(code),
            }
        )
    return slips


def account_of(guardian: Guardian) -> User:
    """Her account; one without a password where she had none yet."""
    if guardian.user is None:
        guardian.user = new_user(
            username=f"g-{guardian.pk.hex}", name=guardian.name, language=guardian.language
        )
        guardian.save(update_fields=["user"])
    return guardian.user
