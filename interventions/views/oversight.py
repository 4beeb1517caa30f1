"""What takes two: assigning a case, and closing it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions import closing
from interventions.actions.assigning import assign
from interventions.forms.case import AssignForm, CloseAnswerForm, CloseForm
from interventions.policies import check_can_move, check_open
from interventions.queries import people
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from .doors import carried_out, open_file, posted, shown


@gate(Permission.CASE_OVERSEE)
def case_assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lead hands a case to a counselor."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_OVERSEE, pk, at, reason="assign")
    check_open(case)
    counselors = people.counselors_of(case.school_id, at).exclude(pk=case.owner_id)
    form = AssignForm(posted(request), people=counselors)
    if carried_out(
        request,
        form,
        lambda: assign(case=case, to=form.cleaned_data["to"], by=request.user, at=at),
        _("已经交给这位老师"),
    ):
        return redirect("interventions:case_show", pk=case.pk)
    loads = people.caseload_counts(case.school_id, at)
    return shown(
        request,
        "interventions/case_assign.html",
        form,
        case=case,
        loads=[(person.name, loads.get(person.pk, 0)) for person in counselors],
    )


@gate(Permission.CASE_WRITE)
def case_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The counselor asks."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_can_move(case, "closing")
    form = CloseForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: closing.ask_close(case=case, **form.cleaned_data, by=request.user, at=at),
        _("已请负责人看"),
    ):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(request, "interventions/case_close.html", form, case=case)


@gate(Permission.CASE_OVERSEE)
def case_close_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lead answers."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_OVERSEE, pk, at, reason="close")
    check_can_move(case, "closed")
    form = CloseAnswerForm(posted(request))
    if carried_out(request, form, lambda: _answer(case, form, request, at), _("记下了")):
        return redirect("interventions:case_show", pk=case.pk)
    asked = case.decisions.filter(kind="close_asked").select_related("decided_by").first()
    return shown(request, "interventions/case_close_answer.html", form, case=case, asked=asked)


def _answer(case, form, request, at) -> None:
    act = closing.approve_close
    if form.cleaned_data["answer"] == "return":
        act = closing.return_close
    act(case=case, reason=form.cleaned_data["reason"], by=request.user, at=at)
