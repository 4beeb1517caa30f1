"""A teacher's dated tasks: what to do and until when, without a reason and without a case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions.tasking import finish_task
from interventions.queries import fetching, meetings, worklist
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from .doors import paged


@gate(Permission.TASK_READ)
def task_list(request: HttpRequest) -> HttpResponse:
    """Open ones first."""
    at = timezone.now()
    page = paged(request, worklist.own_tasks(request.user))
    today = timezone.localdate(at)
    for task in page:
        task.late = task.done_at is None and task.due_on < today
    context = {"page_of_rows": page, "seats": meetings.asked_of(request.user, at)}
    return render(request, "interventions/task_list.html", context)


@gate(Permission.TASK_READ)
@require_POST
def task_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Done."""
    at = timezone.now()
    task = fetching.task(request.user, pk, at)
    finish_task(task=task, by=request.user, at=at)
    messages.success(request, _("谢谢，记下了"))
    return redirect("interventions:task_list")
