"""What waits for this person on the teaching floor, for the first screen of each role."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import GroupApprovalTask, TaskState

from lessons.choices import WAITING_STATES
from lessons.models.review_task import SafetyReviewTask

from .family import letters_of
from .sent import dispatches


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
    waiting = (
        letters_of(user)
        .filter(state__in=WAITING_STATES, stands="")
        .order_by("dispatch__due_on")[:5]
    )
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
    due = dispatches(user).filter(
        due_on__lte=timezone.localdate(at), waiting__gt=0, replaced_by=None
    )[:5]
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


def _own_tasks(user: Any) -> list[Any]:
    """Of this person's groups only: Wagtail would ask for every school of the house in turn."""
    kinds = GroupApprovalTask, SafetyReviewTask
    mine = {"active": True, "groups__in": user.groups.all()}
    return [task for kind in kinds for task in kind.objects.filter(**mine).distinct()]


def _drafts(user: Any) -> list[Errand]:
    if not user.is_staff:
        return []
    count = sum(
        task.get_task_states_user_can_moderate(user)
        .filter(status=TaskState.STATUS_IN_PROGRESS)
        .count()
        for task in _own_tasks(user)
    )
    return [Errand("draft_to_review", "", "wagtailadmin_home", count=count)] if count else []
