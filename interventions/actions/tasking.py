"""Asking a colleague for one thing by a date, without saying why."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.models import Case, Task
from interventions.policies import check_open
from interventions.queries import people
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind
from school_safety.audit.events import interventions as events
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import remember, tell
from .moving import locked


def task_basis(task: Task) -> str:
    """What a task grant rests on."""
    return f"task:{task.pk}"


@transaction.atomic(durable=True)
def give_task(*, case: Case, to: Any, text: str, due_on: date, by: Any, at: datetime) -> Task:
    """To a teacher of the child's own class, who then sees the task and nothing behind it."""
    return write_task(case=case, to=to, text=text, due_on=due_on, by=by, at=at)


@transaction.atomic
def write_task(
    *,
    case: Case,
    to: Any,
    text: str,
    due_on: date,
    by: Any,
    at: datetime,
    among: Iterable[Any] | None = None,
) -> Task:
    """The same within another deed's transaction; `among` others than the teachers of the class."""
    case = locked(case)
    check_open(case)
    _check(to, text, due_on, at, people.colleagues_of(case, at) if among is None else among)
    task = Task.objects.create(
        district_id=case.district_id,
        case=case,
        student=case.student,
        assignee=to,
        text=text.strip(),
        due_on=due_on,
        made_by=by,
        made_at=at,
    )
    if to.pk != by.pk:  # what she has set herself needs nobody's yes
        grant(
            user=to,
            student=case.student,
            kind=GrantKind.TASK,
            basis=task_basis(task),
            approver=by,
            by=by,
            at=at,
            until=_end_of(due_on) + timedelta(days=14),
            school_id=case.school_id,
        )
    remember(events.TASK_GIVEN, case, row=task, by=by, at=at)
    tell("task_given", [to], case, url_name="interventions:task_list", at=at)
    return task


@transaction.atomic(durable=True)
def finish_task(*, task: Task, by: Any, at: datetime) -> Task:
    """Done; who asked for it sees that it is."""
    return complete_task(task, by=by, at=at)


@transaction.atomic
def complete_task(task: Task, *, by: Any, at: datetime) -> Task:
    """The same within another deed's transaction."""
    task = Task.objects.select_for_update(of=("self",)).select_related("case").get(pk=task.pk)
    if task.done_at is not None:
        raise NotNow("already_done")
    task.done_at = at
    task.save(update_fields=["done_at"])
    end_grants(basis=task_basis(task), by=by, at=at)
    remember(events.TASK_DONE, task.case, row=task, by=by, at=at)
    return task


def _check(to: Any, text: str, due_on: date, at: datetime, among: Iterable[Any]) -> None:
    wrong = {}
    if not text.strip():
        wrong["text"] = "required"
    if due_on < timezone.localdate(at):
        wrong["due_on"] = "in_the_past"
    if to.pk not in {person.pk for person in among}:
        wrong["to"] = "not_this_class"
    if wrong:
        raise Invalid(fields=wrong)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), timezone.get_current_timezone())
