"""Questions on a letter: who answers them, and what everybody reads."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lessons.choices import LetterKind
from lessons.models import Dispatch, LetterQuestion, PersonalLetter
from school_safety.access import policy
from school_safety.access.permissions import Permission


def answered(dispatch: Dispatch) -> QuerySet[LetterQuestion]:
    """For every family that has the letter; nothing says who asked."""
    return dispatch.questions.filter(answered_at__isnull=False).order_by("answered_at")


def open_of(letter: PersonalLetter) -> int:
    """How many of this guardian's own questions wait."""
    return letter.questions.filter(answered_at=None).count()


def waiting_for(user: Any, dispatch: Dispatch) -> list[LetterQuestion]:
    """The questions this person is to answer: the class teacher's; on a consent, the counselors'."""
    rows = policy.visible(user, _verb(dispatch), Dispatch.objects.filter(pk=dispatch.pk))
    if not rows.exists():
        return []
    return list(dispatch.questions.filter(answered_at=None).select_related("dispatch"))


def one(user: Any, dispatch: Dispatch, pk: UUID) -> LetterQuestion:
    """One of them, answered or not, or Absent."""
    rows = dispatch.questions.select_related("dispatch")
    return policy.get(user, _verb(dispatch), rows, pk=pk)


def on_consents(user: Any) -> QuerySet[LetterQuestion]:
    """Those on consent letters, for the counselors of the school, who don't open class lists."""
    rows = LetterQuestion.objects.filter(dispatch__kind=LetterKind.CONSENT)
    seen = policy.visible(user, Permission.CONSENT_READ, rows)
    return seen.select_related("dispatch__classroom").order_by("asked_at")


def _verb(dispatch: Dispatch) -> Permission:
    consent = dispatch.kind == LetterKind.CONSENT
    return Permission.CONSENT_READ if consent else Permission.LETTER_FOLLOW
