"""Home visits, for the counselor and on the family's own page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import visiting
from interventions.forms import visit as forms
from interventions.models import Case, HomeVisit
from interventions.policies import check_can_move_visit, check_no_hold, check_open
from interventions.queries import meetings, people, visits
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow

from .conflicts import is_conflict, side_by_side
from .doors import carried_out, open_file, posted, shown


def _form(case: Case, at: datetime, data: Any, **more: Any) -> forms.VisitForm:
    guardians = people.guardians_to_tell(case.student)
    return forms.VisitForm(data, guardians=guardians, people=meetings.invitable(case, at), **more)


@gate(Permission.CASE_WRITE)
def visit_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Purpose, time, companion; then the family decides."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    check_no_hold(case.student)
    form = _form(case, at, posted(request))
    if carried_out(
        request,
        form,
        lambda: visiting.offer_visit(case=case, offer=form.offer, by=request.user, at=at),
        _("问家里了，等他们答复"),
    ):
        return redirect(f"{reverse('interventions:case_show', args=[case.pk])}?tab=home")
    return shown(request, "interventions/visit_new.html", form, case=case)


@gate(Permission.CASE_WRITE)
def visit_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another time or companion; the family is asked anew."""
    at = timezone.now()
    visit = visits.to_write(request.user, pk, at)
    case = visit.case
    check_open(case)
    check_no_hold(case.student)
    check_can_move_visit(visit, "offered")
    form = _form(case, at, posted(request), initial=forms.offered(visit))
    try:
        if carried_out(
            request,
            form,
            lambda: visiting.change_visit(
                visit=visit,
                version=form.cleaned_data["version"] or 0,
                offer=form.offer,
                by=request.user,
                at=at,
            ),
            _("改好了，再问一次家里"),
        ):
            return redirect("interventions:visit_show", pk=visit.pk)
    except NotNow as error:
        if not is_conflict(error):
            raise
        newest = visits.to_write(request.user, pk, at)
        return side_by_side(
            request,
            form,
            stored=forms.offered(newest),
            again=lambda data: _form(case, at, data),
            template="interventions/visit_conflict.html",
            case=case,
            visit=newest,
        )
    return shown(request, "interventions/visit_new.html", form, case=case, visit=visit)


@gate(Permission.CASE_WRITE)
@require_POST
def visit_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody goes."""
    at = timezone.now()
    visit = visits.to_write(request.user, pk, at)
    visiting.cancel_visit(visit=visit, by=request.user, at=at)
    messages.success(request, _("取消了"))
    return redirect("interventions:visit_show", pk=visit.pk)


@gate(Permission.CASE_WRITE)
@require_POST
def visit_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the family said on the phone, under the name of whoever was told."""
    at = timezone.now()
    visit = visits.to_write(request.user, pk, at)
    form = forms.VisitAnswerForm(request.POST)
    if carried_out(request, form, lambda: _answer(visit, form, request, at), _("记下了")):
        return redirect("interventions:visit_show", pk=visit.pk)
    context = _shown(request, visit)
    return shown(request, "interventions/visit_show.html", **{**context, "form": form})


def _answer(visit: HomeVisit, form: Any, request: HttpRequest, at: datetime) -> None:
    data = form.cleaned_data
    visiting.answer_visit(
        visit=visit, answer=data["answer"], words=data["words"], by=request.user, at=at
    )


@gate(Permission.NOTE_READ)
def visit_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Purpose first, then what came of it."""
    visit = visits.read(request.user, pk, timezone.now())
    return render(request, "interventions/visit_show.html", _shown(request, visit))


def _shown(request: HttpRequest, visit: HomeVisit) -> dict[str, Any]:
    writes = visits.may_write(request.user, visit) and visit.case.is_open
    open_now = visit.status in {"offered", "agreed", "other_time"}
    to_use = visits.meetings_for(visit) if writes and visit.passed_on else None
    return {
        "visit": visit,
        "case": visit.case,
        "hold": visits.hold_stands(visit),
        "by_phone": visit.answered_by_id not in {None, visit.guardian.user_id},
        "can_change": writes and open_now,
        "can_record": writes and visit.status == "agreed" and visit.starts_at <= timezone.now(),
        "uses": visits.uses_of(visit),
        "use": forms.VisitUseForm(meetings=to_use) if to_use else None,
        "form": forms.VisitAnswerForm(),
    }


@gate(Permission.CASE_WRITE)
def visit_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was seen and agreed, for this purpose."""
    at = timezone.now()
    visit = visits.to_write(request.user, pk, at)
    check_open(visit.case)
    check_can_move_visit(visit, "done")
    form = forms.VisitRecordForm(posted(request), initial={"version": visit.version})
    try:
        if carried_out(
            request,
            form,
            lambda: visiting.record_visit(
                visit=visit,
                version=form.cleaned_data["version"] or 0,
                seen=form.seen_words,
                by=request.user,
                at=at,
            ),
            _("记下了"),
        ):
            return redirect("interventions:visit_show", pk=visit.pk)
    except NotNow as error:
        if not is_conflict(error):
            raise
        newest = visits.to_write(request.user, pk, at)
        return side_by_side(
            request,
            form,
            stored={name: getattr(newest, name) for name in form.fields},
            again=forms.VisitRecordForm,
            template="interventions/visit_conflict.html",
            case=newest.case,
            visit=newest,
        )
    return shown(request, "interventions/visit_record.html", form, case=visit.case, visit=visit)


@gate(Permission.CASE_WRITE)
@require_POST
def visit_use(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take what may be passed on to one meeting, on a basis."""
    at = timezone.now()
    visit = visits.to_write(request.user, pk, at)
    form = forms.VisitUseForm(request.POST, meetings=visits.meetings_for(visit))
    if carried_out(
        request,
        form,
        lambda: visiting.use_visit(visit=visit, **form.cleaned_data, by=request.user, at=at),
        _("带过去了，依据也记下了"),
    ):
        return redirect("interventions:visit_show", pk=visit.pk)
    context = {**_shown(request, visit), "use": form}
    return render(request, "interventions/visit_show.html", context, status=422)


@gate(Permission.FAMILY_ANSWER)
def family_visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What for, when, who comes; yes, another time and no are equals."""
    at = timezone.now()
    visit = visits.asked(request.user, pk, at)
    form = forms.VisitAnswerForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: _answer(visit, form, request, at),
        _("收到了，谢谢您告诉我们"),
    ):
        return redirect("interventions:family_support")
    return shown(request, "interventions/family_visit.html", form, visit=visit)
