"""What was sent, and how many families have answered. Never what they answered."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, When

from lessons.choices import ANSWERED_STATES, LetterKind, SigningRule
from lessons.models import Dispatch, PersonalLetter
from school_safety.access import policy
from school_safety.access.permissions import Permission

DONE = Q(letters__state__in=ANSWERED_STATES)


def dispatches(user: Any) -> QuerySet[Dispatch]:
    """Letters sent to classes this person may count for, newest first, with their counts."""
    seen = policy.visible(user, Permission.LETTER_COUNT, Dispatch.objects.all())
    return _counted(seen).select_related("classroom", "school")


def dispatch_for(user: Any, dispatch_id: UUID) -> Dispatch:
    """One of them, or Absent."""
    return policy.get(
        user,
        Permission.LETTER_COUNT,
        _counted(Dispatch.objects.all()).select_related("classroom", "school"),
        pk=dispatch_id,
    )


def families(dispatch: Dispatch) -> tuple[int, int]:
    """(answered, all) for one dispatch."""
    row = _counted(Dispatch.objects.filter(pk=dispatch.pk)).get()
    return row.answered, row.families


def follow_up(user: Any, dispatch: Dispatch) -> list[PersonalLetter]:
    """For the class teacher alone: letters that still wait, with the child's name."""
    if not _follows(user, dispatch):
        return []
    waiting = dispatch.letters.exclude(state__in=ANSWERED_STATES)
    if dispatch.rule != SigningRule.EACH:
        answered = dispatch.letters.filter(state__in=ANSWERED_STATES)
        waiting = waiting.exclude(student_id__in=answered.values("student_id"))
    rows = waiting.select_related("student", "guardian").order_by("student__number", "student_id")
    first: dict[UUID, PersonalLetter] = {}
    for row in rows:
        first.setdefault(row.student_id, row)
    return list(first.values())


def calls_wanted(user: Any, dispatch: Dispatch) -> list[PersonalLetter]:
    """Who asked to be called: the class teacher sees it, on consent letters only the counselors."""
    rows = dispatch.letters.filter(wants_call=True).select_related("student", "guardian")
    if dispatch.kind == LetterKind.CONSENT:
        if not policy.visible(user, Permission.CONSENT_READ, _same(dispatch)).exists():
            return []
    elif not _follows(user, dispatch):
        return []
    return list(rows.order_by("student__number", "student_id"))


def _same(dispatch: Dispatch) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(pk=dispatch.pk)


def _follows(user: Any, dispatch: Dispatch) -> bool:
    return policy.visible(user, Permission.LETTER_FOLLOW, _same(dispatch)).exists()


def _counted(rows: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    students = "letters__student"
    return rows.annotate(
        families=Count(students, distinct=True),
        _some=Count(students, distinct=True, filter=DONE),
        _missing=Count(students, distinct=True, filter=~DONE),
        answered=Case(
            When(rule=SigningRule.EACH, then=F("families") - F("_missing")), default=F("_some")
        ),
        waiting=F("families") - F("answered"),
    ).order_by("-sent_at")
