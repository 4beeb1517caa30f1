"""What waits for this person on the teaching floor, for the first screen of each role."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import GroupApprovalTask, TaskState

from lessons.choices import WAITING_STATES, ItemState
from lessons.models.review_task import SafetyReviewTask

from . import course
from .calendar import standings
from .family import letters_of
from .sent import dispatches
from .taught import taught_classes, waiting_absences

WEEK = 7


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
    """Letters to answer, families that have not answered, drafts to read, lessons to teach."""
    return [
        *_letters(user),
        *_families(user, at),
        *_drafts(user),
        *_lessons(user, at),
        *_course(user, at),
    ]


def _lessons(user: Any, at: datetime) -> list[Errand]:
    """What a teacher's classes may have this week, what is to be made up, and who missed one."""
    rooms = list(taught_classes(user))
    if not rooms:
        return []
    today, language = timezone.localdate(at), get_language() or "zh-hans"
    items = [item for each in standings(rooms, today, language) for item in each.items]
    late = sum(item.state == ItemState.OVERDUE for item in items)
    missed = waiting_absences(user).count()
    week = today + timedelta(days=WEEK - today.isoweekday())
    due = [i for i in items if i.state == ItemState.DUE and i.lesson.until_on <= week]
    found = []
    if due:
        first = min(due, key=lambda item: item.lesson.until_on)
        found.append(
            Errand(
                "lessons_this_week",
                first.lesson.shown,
                "lessons:delivery_list",
                count=len(due),
                due_on=first.lesson.until_on,
            )
        )
    if late:
        found.append(Errand("lessons_late", "", "lessons:makeup_list", count=late))
    if missed:
        found.append(Errand("children_missed", "", "lessons:makeup_list", count=missed))
    return found


def _course(user: Any, at: datetime) -> list[Errand]:
    return [Errand("course_due", "", "lessons:course_show")] if course.due(user, at) else []


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
