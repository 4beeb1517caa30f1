"""What families said, for those who may hear it: the class teacher of ordinary letters, the
counselors of consents. Nobody else."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from lessons.choices import LetterKind, LetterState
from lessons.models import Dispatch, PersonalLetter
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow

from .sent import with_words

MOST = 25
PICKED = (LetterKind.CHOICE, LetterKind.BOOKING)


def with_calls(
    dispatch: Dispatch, letters: list[PersonalLetter]
) -> list[tuple[PersonalLetter, Any]]:
    """Each waiting letter with its call, where one was opened; those to ring come first."""
    calls = {call.student_id: call for call in dispatch.calls.all()} if letters else {}
    rows = [(letter, calls.get(letter.student_id)) for letter in letters]
    return sorted(rows, key=lambda row: row[1] is None or row[1].done_at is not None)


def to_ring(user: Any, dispatch: Dispatch, letter_id: UUID) -> PersonalLetter:
    """A letter of one's own class, or Absent."""
    rows = dispatch.letters.all()
    letter = policy.get(user, Permission.LETTER_FOLLOW, rows, pk=letter_id)
    if dispatch.replaced:
        raise NotNow("letter_replaced")
    return letter


def options(dispatch: Dispatch) -> tuple[list[str], frozenset[int]]:
    """What can be chosen on the telephone, and which times other families have."""
    if dispatch.kind not in PICKED:
        return [], frozenset()
    taken = dispatch.letters.filter(slot__isnull=False).values_list("slot", flat=True)
    return dispatch.text("zh-hans")[1].get("options", []), frozenset(taken)


def handed_in(user: Any, dispatch: Dispatch) -> list[PersonalLetter]:
    """For the class teacher: folded slips that she took in and that nobody has entered yet."""
    mine = Dispatch.objects.filter(pk=dispatch.pk)
    if dispatch.replaced or not policy.visible(user, Permission.LETTER_FOLLOW, mine).exists():
        return []
    rows = dispatch.letters.filter(state=LetterState.RETURNED, returned_by__isnull=False)
    return list(rows.select_related("student").order_by("student__number", "student_id"))


def said(user: Any, dispatch: Dispatch) -> list[dict[str, Any]]:
    """Of a choice or a booking: each option with its count and, for the class teacher, who."""
    if dispatch.kind not in PICKED:
        return []
    mine = Dispatch.objects.filter(pk=dispatch.pk)
    if not policy.visible(user, Permission.LETTER_FOLLOW, mine).exists():
        return []
    field = "slot" if dispatch.kind == LetterKind.BOOKING else "option"
    rows = dispatch.letters.filter(**{f"{field}__isnull": False}).select_related("student")
    picked = [(getattr(row, field), row.student) for row in rows.order_by("student__number")]
    count = Counter(number for number, _child in picked)
    options = dispatch.text("zh-hans")[1].get("options", [])
    return [
        {
            "text": option,
            "count": count[number],
            "children": list(dict.fromkeys(child for at, child in picked if at == number)),
        }
        for number, option in enumerate(options)
    ]


def consent_talk(user: Any, at: datetime) -> list[PersonalLetter]:
    """Consent letters of this month on which a family asked to be rung up, or gave its reason for a
    no, for the counselors."""
    if not policy.holds(user, Permission.CONSENT_READ):
        return []
    rows = policy.visible(user, Permission.CONSENT_READ, PersonalLetter.objects.all())
    wanted = rows.filter(
        Q(wants_call=True) | Q(state=LetterState.DECLINED),
        dispatch__kind=LetterKind.CONSENT,
        answered_at__gte=at - timedelta(days=30),
    )
    people = wanted.select_related("student__classroom", "guardian", "dispatch")
    return with_words(people.order_by("-answered_at"))[:MOST]
