"""Case meetings: calling one, writing and signing its minutes, adding to them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import meeting as calling
from interventions.actions import minutes as writing
from interventions.choices import MeetingDecides
from interventions.forms import meeting as forms
from interventions.models import Case, CaseMeeting
from interventions.policies import check_open, check_unsigned
from interventions.queries import meetings, visits
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow

from .conflicts import is_conflict, side_by_side
from .doors import carried_out, open_file, posted, shown


def _form(case: Case, at: datetime, data: Any, **more: Any) -> forms.MeetingForm:
    near, others = meetings.nearest(case, at), meetings.invitable(case, at)
    return forms.MeetingForm(data, near=near, others=others, **more)


@gate(Permission.CASE_WRITE)
def meeting_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When, where, why, who."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    form = _form(case, at, posted(request))
    if carried_out(
        request,
        form,
        lambda: calling.plan_meeting(case=case, called=form.called, by=request.user, at=at),
        _("约好了，请的同事会收到时间和地点"),
    ):
        return _to_file(case)
    return shown(request, "interventions/meeting_new.html", form, case=case)


def _to_file(case: Case) -> HttpResponse:
    return redirect(f"{reverse('interventions:case_show', args=[case.pk])}?tab=meetings")


@gate(Permission.CASE_WRITE)
def meeting_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another time, place or circle."""
    at = timezone.now()
    meeting = meetings.to_write(request.user, pk, at)
    case = meeting.case
    check_open(case)
    check_unsigned(meeting)
    form = _form(case, at, posted(request), initial=_called(meeting, at))
    try:
        if carried_out(
            request,
            form,
            lambda: calling.change_meeting(
                meeting=meeting,
                version=form.cleaned_data["version"] or 0,
                called=form.called,
                by=request.user,
                at=at,
            ),
            _("改好了，请的同事会收到消息"),
        ):
            return redirect("interventions:meeting_show", pk=meeting.pk)
    except NotNow as error:
        if not is_conflict(error):
            raise
        newest = meetings.to_write(request.user, pk, at)
        return side_by_side(
            request,
            form,
            stored=_called(newest, at),
            again=lambda data: _form(case, at, data),
            template="interventions/meeting_conflict.html",
            case=case,
            meeting=newest,
            fields="interventions/parts/meeting_fields.html",
        )
    return shown(request, "interventions/meeting_new.html", form, case=case, meeting=meeting)


def _called(meeting: CaseMeeting, at: datetime) -> dict[str, Any]:
    seated = [seat.person_id for seat in meetings.seats_of(meeting)]
    near = set(meetings.nearest(meeting.case, at).values_list("pk", flat=True))
    return forms.called_initial(meeting, seated, near)


@gate(Permission.CASE_WRITE)
@require_POST
def meeting_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It does not take place."""
    at = timezone.now()
    meeting = meetings.to_write(request.user, pk, at)
    calling.cancel_meeting(meeting=meeting, by=request.user, at=at)
    messages.success(request, _("取消了，请的同事会收到消息"))
    return _to_file(meeting.case)


@gate(Permission.CASE_WRITE)
def meeting_write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The minutes, as far as they are."""
    at = timezone.now()
    meeting = meetings.to_write(request.user, pk, at)
    check_open(meeting.case)
    check_unsigned(meeting)
    names = meetings.names_asked(meeting)
    form = _minutes(meeting, posted(request), initial=forms.written_initial(meeting, names))
    try:
        if carried_out(
            request,
            form,
            lambda: writing.write_minutes(
                meeting=meeting,
                version=form.cleaned_data["version"] or 0,
                minutes=form.minutes,
                by=request.user,
                at=at,
            ),
            _("存好了，看一遍再签名"),
        ):
            return redirect("interventions:meeting_show", pk=meeting.pk)
    except NotNow as error:
        if not is_conflict(error):
            raise
        newest = meetings.to_write(request.user, pk, at)
        return side_by_side(
            request,
            form,
            stored=forms.written_initial(newest, names),
            again=lambda data: _minutes(newest, data),
            template="interventions/meeting_conflict.html",
            case=newest.case,
            meeting=newest,
            fields="interventions/parts/minutes_fields.html",
        )
    return shown(
        request, "interventions/meeting_write.html", form, case=meeting.case, meeting=meeting
    )


def _minutes(meeting: CaseMeeting, data: Any, **more: Any) -> forms.MinutesForm:
    names, owners = meetings.names_asked(meeting), meetings.step_owners(meeting)
    return forms.MinutesForm(data, names=names, owners=owners, **more)


@gate(Permission.NOTE_READ, Permission.CASE_OVERSEE)
def meeting_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan and minutes; the buttons of whoever may press them."""
    at = timezone.now()
    meeting = meetings.read(request.user, pk, at)
    form = forms.AddendumForm()
    return render(request, "interventions/meeting_show.html", _shown(request, meeting, form))


def _shown(request: HttpRequest, meeting: CaseMeeting, form: Any) -> dict[str, Any]:
    writes = meetings.may_write(request.user, meeting)
    done = meetings.done_tasks(meeting)
    waiting = meetings.waiting_for(request.user).filter(pk=meeting.pk).exists()
    labels = dict(MeetingDecides.choices)
    return {
        "meeting": meeting,
        "case": meeting.case,
        "seats": meetings.seats_of(meeting),
        "visits": visits.taken_to(meeting),
        "steps": [_step(step, done) for step in meeting.steps],
        "decides": [labels[code] for code in meeting.decides],
        "can_write": writes and meeting.is_planned and meeting.case.is_open,
        "can_sign": meeting.starts_at <= timezone.now(),
        "can_add": writes and meeting.is_signed,
        "countersign": forms.CountersignForm() if waiting else None,
        "form": form,
    }


def _step(step: dict[str, str], done: set[str]) -> dict[str, Any]:
    due = date.fromisoformat(step["due_on"])
    return {**step, "due": due, "done": step["task"] in done}


@gate(Permission.CASE_WRITE)
@require_POST
def meeting_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The counselor's name: from here on the minutes stay as they are."""
    at = timezone.now()
    meeting = meetings.to_write(request.user, pk, at)
    version = request.POST.get("version", "")
    writing.sign_minutes(
        meeting=meeting,
        version=int(version) if version.isdigit() else 0,
        by=request.user,
        at=at,
    )
    messages.success(request, _("签好了，记录不再改；约好的事已经交给各位同事"))
    return redirect("interventions:meeting_show", pk=meeting.pk)


@gate(Permission.CASE_OVERSEE)
@require_POST
def meeting_countersign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lead's name."""
    at = timezone.now()
    meeting = meetings.to_countersign(request.user, pk, at)
    form = forms.CountersignForm(request.POST)
    form.is_valid()
    writing.countersign(
        meeting=meeting, words=form.cleaned_data.get("words", ""), by=request.user, at=at
    )
    messages.success(request, _("会签好了"))
    return redirect("interventions:meeting_show", pk=meeting.pk)


@gate(Permission.CASE_WRITE)
@require_POST
def meeting_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A dated correction below."""
    at = timezone.now()
    meeting = meetings.to_write(request.user, pk, at)
    form = forms.AddendumForm(request.POST)
    if carried_out(
        request,
        form,
        lambda: writing.add_addendum(
            meeting=meeting, text=form.cleaned_data["text"], by=request.user, at=at
        ),
        _("补好了"),
    ):
        return redirect("interventions:meeting_show", pk=meeting.pk)
    return shown(request, "interventions/meeting_show.html", **_shown(request, meeting, form))
