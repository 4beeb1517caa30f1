"""What waits for this person on the teaching floor, for the first screen of each role."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import TaskState

from lessons.choices import LetterState

from .family import letters_of
from .sent import dispatches

OPEN_STATES = (LetterState.DELIVERED, LetterState.OPENED)


@dataclass(frozen=True)
class Errand:
    """One thing to do: `code` chooses the sentence, `count` and `title` fill it."""

    code: str  # letter_waiting, families_waiting, draft_to_review
    title: str
    url_name: str
    url_args: tuple[Any, ...] = ()
    count: int = 1
    due_on: date | None = None


def today(user: Any, at: datetime) -> list[Errand]:
    """Letters to answer, families that have not answered by now, drafts to read."""
    return [*_letters(user), *_families(user, at), *_drafts(user)]


def _letters(user: Any) -> list[Errand]:
    waiting = letters_of(user).filter(state__in=OPEN_STATES).order_by("dispatch__due_on")[:5]
    language = get_language() or "zh-hans"
    return [
        Errand(
            "letter_waiting",
            letter.dispatch.text(language)[1]["title"],
            "lessons:letter_read",
            (letter.pk,),
            due_on=letter.dispatch.due_on,
        )
        for letter in waiting
    ]


def _families(user: Any, at: datetime) -> list[Errand]:
    due = dispatches(user).filter(due_on__lte=timezone.localdate(at), waiting__gt=0)[:5]
    return [
        Errand(
            "families_waiting",
            row.text(get_language() or "zh-hans")[1]["title"],
            "lessons:dispatch_detail",
            (row.pk,),
            count=row.waiting,
            due_on=row.due_on,
        )
        for row in due
    ]


def _drafts(user: Any) -> list[Errand]:
    if not user.is_staff:
        return []
    waiting = TaskState.objects.reviewable_by(user).filter(status=TaskState.STATUS_IN_PROGRESS)
    count = waiting.count()
    return [Errand("draft_to_review", "", "wagtailadmin_home", count=count)] if count else []
