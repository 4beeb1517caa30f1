"""What needs me today? Every floor is asked, and the answers stand in one list."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import interventions.queries
import lessons.queries
import surveys.queries
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.holdings import children_of, roles_of
from school_safety.access.permissions import Permission
from school_safety.notices.unreached import waiting_since
from school_safety.schools.choices import Authority, StudentStatus
from school_safety.schools.models import Classroom, Student

from .things import Thing, from_errand, from_row

# The first matching row decides; somebody with several roles starts at her staff screen.
FIRST_SCREENS = (
    (frozenset({Role.CLINICIAN}), "interventions:provider_home"),
    (frozenset({Role.GUARDIAN}), "home:family_home"),
    (frozenset({Role.STUDENT}), "home:student_home"),
)


def first_screen(user: Any) -> str:
    """The URL name of this person's first screen."""
    roles = {holding.role for holding in roles_of(user)}
    for wanted, name in FIRST_SCREENS:
        if roles & wanted and roles <= wanted:
            return name
    return "home:staff_home"


def today(user: Any, at: datetime, *, limit: int = 3) -> tuple[list[Thing], int]:
    """The first few things to do, soonest first, and how many there are in all."""
    things = [
        *(from_row(row, at) for row in interventions.queries.today(user, at)),
        *(from_row(row, at) for row in surveys.queries.today(user, at)),
        *(from_errand(errand) for errand in lessons.queries.today(user, at)),
    ]
    things.sort(key=lambda thing: (thing.state != "now", thing.due is None, thing.due or at))
    return things[:limit], len(things)


def children(user: Any, *, limit: int = 5) -> list[dict[str, Any]]:
    """Each child by herself, with her newest letters; a child whose tie is held is not there."""
    mine = children_of(user, Authority.FULL, Authority.LIMITED)
    rows = Student.objects.filter(pk__in=mine).select_related("school", "classroom")
    letters = latest_letters(user, limit=limit * (len(mine) or 1))
    return [
        {
            "name": child.name,
            "classroom": child.classroom,
            "school": child.school,
            "letters": [each for each in letters if each["child"] == child.pk][:limit],
        }
        for child in rows.order_by("number", "pk")
    ]


def latest_letters(user: Any, *, limit: int = 5) -> list[dict[str, Any]]:
    """The family's newest letters, with title, address, day and whether they were answered."""
    language = get_language() or "zh-hans"
    return [
        {
            "child": letter.student_id,
            "title": letter.dispatch.text(language)[1]["title"],
            "url": reverse("lessons:letter_read", args=[letter.pk]),
            "sent_at": letter.dispatch.sent_at,
            "answered": letter.answered_at is not None or bool(letter.stands),
            "asks": letter.dispatch.kind != "info",
        }
        for letter in lessons.queries.letters_of(user)[:limit]
    ]


def evenings(user: Any, *, limit: int = 3) -> list[Any]:
    """Parents' evenings to which this family is invited next."""
    language = get_language() or "zh-hans"
    rows = lessons.queries.for_families(user, timezone.localdate(), language)
    return list(rows[:limit])


def about_me(user: Any) -> list[dict[str, str]]:
    """What the school has on file about this guardian; of the number only the tail."""
    guardian = user.guardian
    tail = guardian.phone_tail
    return [
        {"term": _("姓名"), "value": guardian.name},
        {"term": _("手机号"), "value": f"•••• {tail}" if tail else ""},
        {"term": _("邮箱"), "value": user.email or _("还没有")},
    ]


def all_rooms() -> QuerySet[Classroom]:
    """Every class, to be narrowed by the policy."""
    return Classroom.objects.select_related("school")


def code_rooms(user: Any) -> QuerySet[Classroom]:
    """The classes for whose families this person may print codes, with their head count."""
    rooms = policy.visible(user, Permission.ENTRY_CODE_PRINT, all_rooms())
    return rooms.annotate(
        heads=Count("students", filter=Q(students__status=StudentStatus.ACTIVE))
    ).order_by("grade", "number")


def students_in(user: Any, room: Classroom) -> QuerySet[Student]:
    """The students of that class, by number."""
    students = Student.objects.filter(classroom=room, status=StudentStatus.ACTIVE)
    return policy.visible(user, Permission.ENTRY_CODE_PRINT, students).order_by("number", "name")


def unreached_in(user: Any, room: Classroom) -> list[dict[str, Any]]:
    """Students of that class with a guardian whom no message reaches, and since when."""
    students = students_in(user, room)
    since = waiting_since(students)
    return [{"student": one, "since": since[one.pk]} for one in students if one.pk in since]
