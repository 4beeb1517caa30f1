"""Mandatory reports: written down here, told by telephone, kept in sight until they were told."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interventions.actions.mandatory import doubting, opening, reporting
from interventions.forms.mandatory import AnswerForm, DecideForm, DoubtForm, SeenForm, ToldForm
from interventions.models import MandatoryReport
from interventions.queries import mandatory
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School, Student

from .doors import carried_out, open_file, paged_sensitive, posted, shown


@gate(mandatory.WRITE, mandatory.READ)
@require_safe
def mandatory_list(request: HttpRequest) -> HttpResponse:
    """What waits stands first; the district sees what was made."""
    at = timezone.now()
    verb = mandatory.WRITE if policy.holds(request.user, mandatory.WRITE) else mandatory.READ
    page = paged_sensitive(request, verb, mandatory.readable(request.user), at)
    context = {
        "page_of_rows": page,
        "can_open": policy.holds(request.user, mandatory.OPEN),
        "several": verb == mandatory.READ,
    }
    return render(request, "interventions/mandatory_list.html", context)


@gate(mandatory.OPEN)
def mandatory_new(request: HttpRequest) -> HttpResponse:
    """About a child who is perhaps not known by name."""
    school = mandatory.school_of(request.user)
    if school is None:
        raise Absent
    return _written(request, school, None)


@gate(mandatory.OPEN)
def mandatory_about(request: HttpRequest, pk: UUID) -> HttpResponse:
    """About the child of a case; nothing of the case goes with it."""
    case = open_file(request, Permission.CASE_READ, pk, timezone.now(), reason="mandatory")
    return _written(request, case.school, case.student)


def _written(request: HttpRequest, school: School, student: Student | None) -> HttpResponse:
    at = timezone.now()
    start = {"noticed_at": timezone.localtime(at)}
    form = SeenForm(posted(request), named=student is not None, initial=start)
    made: list[MandatoryReport] = []

    def act() -> None:
        data = {**form.cleaned_data, "signs": tuple(form.cleaned_data["signs"])}
        seen = opening.Seen(**data)
        made.append(
            opening.open_report(school=school, student=student, seen=seen, by=request.user, at=at)
        )

    if carried_out(request, form, act, _("写下来了。现在打电话报告，打完再点“报告了”。")):
        return redirect("interventions:mandatory_show", pk=made[0].pk)
    return shown(request, "interventions/mandatory_new.html", form, student=student)


@gate(mandatory.WRITE, mandatory.READ)
@require_safe
def mandatory_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What to say on the telephone, and what was done so far."""
    return _page(request, pk, timezone.now())


def _page(request: HttpRequest, pk: UUID, at: datetime, **forms: Any) -> HttpResponse:
    report, verb = mandatory.one(request.user, pk, at)
    own = verb == mandatory.WRITE
    second = own and report.doubted_by_id not in (None, request.user.pk)
    context = {
        "report": report,
        "signs": mandatory.signs(report),
        "steps": report.steps.select_related("by"),
        "own": own,
        "can_decide": second and policy.holds(request.user, mandatory.DECIDE),
        "told": ToldForm(initial={"happened_at": timezone.localtime(at)}, prefix="told"),
        "answer": AnswerForm(prefix="answer"),
        "doubt": DoubtForm(prefix="doubt"),
        "decide": DecideForm(prefix="decide"),
        **forms,
    }
    status = 422 if any(form.is_bound and form.errors for form in forms.values()) else 200
    return render(request, "interventions/mandatory_show.html", context, status=status)


def _posted(
    request: HttpRequest, pk: UUID, at: datetime, act: Callable[[], object], said: Any, **form: Any
) -> HttpResponse:
    """Carried out, or the same page again with what was typed in that one form."""
    [sent] = form.values()
    if carried_out(request, sent, act, said):
        return redirect("interventions:mandatory_show", pk=pk)
    return _page(request, pk, at, **form)


@gate(mandatory.WRITE)
@require_POST
def mandatory_told(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One authority was told."""
    at = timezone.now()
    report = mandatory.to_change(request.user, mandatory.WRITE, pk)
    form = ToldForm(request.POST, prefix="told")

    def act() -> None:
        told = reporting.Told(**form.cleaned_data)
        reporting.record_told(report=report, told=told, by=request.user, at=at)

    return _posted(request, pk, at, act, _("记下了：谁、什么时候、报告给谁"), told=form)


@gate(mandatory.WRITE)
@require_POST
def mandatory_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The authority said something."""
    at = timezone.now()
    report = mandatory.to_change(request.user, mandatory.WRITE, pk)
    form = AnswerForm(request.POST, prefix="answer")

    def act() -> None:
        reporting.record_answer(report=report, by=request.user, at=at, **form.cleaned_data)

    return _posted(request, pk, at, act, _("记下了"), answer=form)


@gate(mandatory.WRITE)
@require_POST
def mandatory_doubt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """She thinks it is not needed; that alone changes nothing."""
    at = timezone.now()
    report = mandatory.to_change(request.user, mandatory.WRITE, pk)
    form = DoubtForm(request.POST, prefix="doubt")

    def act() -> None:
        doubting.doubt(report=report, by=request.user, at=at, **form.cleaned_data)

    said = _("交给另一位老师看了。她同意以前，这件事仍然要报告。")
    return _posted(request, pk, at, act, said, doubt=form)


@gate(mandatory.DECIDE)
@require_POST
def mandatory_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second pair of eyes."""
    at = timezone.now()
    report = mandatory.to_change(request.user, mandatory.DECIDE, pk)
    form = DecideForm(request.POST, prefix="decide")

    def act() -> None:
        needed, reason = form.cleaned_data["needed"] == "yes", form.cleaned_data["reason"]
        doubting.decide_doubt(report=report, needed=needed, reason=reason, by=request.user, at=at)

    return _posted(request, pk, at, act, _("决定记下了"), decide=form)
