"""Writing in a case file: a talk, a decision, a level, a task."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions import deciding
from interventions.actions.talking import record_talk
from interventions.actions.tasking import give_task
from interventions.forms.case import DISMISS, DecisionForm, LevelForm, TalkForm, TaskForm
from interventions.policies import check_open
from interventions.queries import origins, people
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from . import words
from .doors import carried_out, open_file, posted, shown


@gate(Permission.CASE_WRITE)
def note_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record one contact."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    form = TalkForm(posted(request))
    if carried_out(request, form, lambda: _talk(case, form, request, at), _("记下了")):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(request, "interventions/note_new.html", form, case=case)


def _talk(case, form, request, at) -> None:
    data = form.cleaned_data
    record_talk(
        case=case,
        kind=data["kind"],
        held=data["held"] == "yes",
        happened_at=data["happened_at"],
        text=data["text"],
        next_at=data["next_at"],
        missed_reason=data["missed_reason"],
        by=request.user,
        at=at,
    )


@gate(Permission.CASE_WRITE)
def case_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm or dismiss, with a reason."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    form = DecisionForm(posted(request), asked=origins.from_questionnaire(case))
    if carried_out(request, form, lambda: _decide(case, form, request, at), _("决定记下了")):
        if form.cleaned_data["decision"] == DISMISS:
            return redirect("interventions:triage_list")
        return redirect("interventions:case_show", pk=case.pk)
    return shown(
        request,
        "interventions/case_decide.html",
        form,
        case=case,
        suggestion=words.suggestion(case),
    )


def _decide(case, form, request, at) -> None:
    data = form.cleaned_data
    said = {"reason": data["reason"], "finding": data.get("finding", "")}
    if data["decision"] == DISMISS:
        deciding.dismiss(case=case, **said, by=request.user, at=at)
        return
    deciding.confirm(case=case, level=int(data["decision"]), **said, by=request.user, at=at)


@gate(Permission.CASE_WRITE)
def case_level(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new level, with a reason."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    form = LevelForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: deciding.change_level(
            case=case,
            level=int(form.cleaned_data["level"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=at,
        ),
        _("时限改好了"),
    ):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(request, "interventions/case_level.html", form, case=case)


@gate(Permission.CASE_WRITE)
def task_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask a teacher of the class for one thing."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    form = TaskForm(posted(request), people=people.colleagues_of(case, at))
    if carried_out(
        request,
        form,
        lambda: give_task(case=case, **form.cleaned_data, by=request.user, at=at),
        _("已经请他帮忙"),
    ):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(request, "interventions/task_new.html", form, case=case)
