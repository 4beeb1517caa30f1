"""What was sent, and how many families have answered. Never what they answered."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, When

from lessons.choices import ANSWERED_STATES, LetterKind, LetterState, SigningRule
from lessons.models import Dispatch, PersonalLetter
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship

NEWER = Prefetch("replaced_by", Dispatch.objects.only("pk", "replaces"))
DONE = Q(letters__state__in=ANSWERED_STATES)


def dispatches(user: Any) -> QuerySet[Dispatch]:
    """Letters sent to classes this person may count for, or by herself, newest first, with their
    counts."""
    return _counted(_seen(user)).select_related("classroom", "school").prefetch_related(NEWER)


def dispatch_for(user: Any, dispatch_id: UUID) -> Dispatch:
    """One of them, or Absent."""
    row = dispatches(user).filter(pk=dispatch_id).first()
    if row is None:
        raise Absent
    return row


def _seen(user: Any) -> QuerySet[Dispatch]:
    counted = policy.visible(user, Permission.LETTER_COUNT, Dispatch.objects.all())
    if not policy.holds(user, Permission.LETTER_SEND):
        return counted
    return counted | Dispatch.objects.filter(sent_by=user)


def families(dispatch: Dispatch) -> tuple[int, int]:
    """(answered, all) for one dispatch."""
    row = _counted(Dispatch.objects.filter(pk=dispatch.pk)).get()
    return row.answered, row.families


def follow_up(user: Any, dispatch: Dispatch) -> list[PersonalLetter]:
    """For the class teacher alone: letters that still wait, with the child's name."""
    if dispatch.replaced or not _follows(user, dispatch):
        return []
    return waiting_in(dispatch)


def waiting_in(dispatch: Dispatch) -> list[PersonalLetter]:
    """One letter for each family that has not answered as the signing rule asks."""
    first: dict[UUID, PersonalLetter] = {}
    for row in _waiting(dispatch):
        first.setdefault(row.student_id, row)
    return list(first.values())


def reachable_in(dispatch: Dispatch) -> list[PersonalLetter]:
    """Every waiting letter whose guardian may still read and answer it: those to remind."""
    ties = Guardianship.objects.filter(
        student_id=OuterRef("student_id"),
        guardian_id=OuterRef("guardian_id"),
        authority=Authority.FULL,
        held_at=None,
    )
    return list(_waiting(dispatch).filter(Exists(ties)))


def _waiting(dispatch: Dispatch) -> QuerySet[PersonalLetter]:
    waiting = dispatch.letters.exclude(state__in=ANSWERED_STATES)
    if dispatch.rule != SigningRule.EACH:
        answered = dispatch.letters.filter(state__in=ANSWERED_STATES)
        waiting = waiting.exclude(student_id__in=answered.values("student_id"))
    return waiting.select_related("student", "guardian__user").order_by(
        "student__number", "student_id"
    )


def calls_wanted(user: Any, dispatch: Dispatch) -> list[PersonalLetter]:
    """Who asked to be called or wrote a word (`said`): the class teacher sees it, on consent letters
    only the counselors."""
    rows = dispatch.letters.filter(answered_at__isnull=False)
    if dispatch.kind == LetterKind.CONSENT:
        if not policy.visible(user, Permission.CONSENT_READ, _same(dispatch)).exists():
            return []
    elif not _follows(user, dispatch):
        return []
    ordered = rows.select_related("student", "guardian").order_by("student__number", "student_id")
    return with_words(ordered)


def with_words(letters: QuerySet[PersonalLetter]) -> list[PersonalLetter]:
    """Of these letters those with a word for the school, in `said`, or a wish to be rung up."""
    spoken = []
    for letter in letters.prefetch_related("receipts"):
        newest = next(iter(letter.receipts.all()), None)
        letter.said = newest.answers.get("note", "") if newest else ""
        if letter.wants_call or letter.said:
            spoken.append(letter)
    return spoken


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
        _there=Count(students, distinct=True, filter=~Q(letters__state=LetterState.UNDELIVERED)),
        unreached=F("families") - F("_there"),
    ).order_by("-sent_at")
