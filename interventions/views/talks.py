"""Sitting down with a family, at the desk and on the family's own page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import sitting
from interventions.forms import talk as forms
from interventions.models import Case, FamilyTalk
from interventions.policies import check_can_move_talk, check_not_waived, check_open
from interventions.queries import people, talks
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow

from .conflicts import is_conflict, side_by_side
from .doors import carried_out, open_file, posted, shown


def _form(case: Case, data: Any, **more: Any) -> forms.TimesForm:
    return forms.TimesForm(data, guardians=people.guardians_to_tell(case.student), **more)


def _to_file(case: Case) -> HttpResponse:
    return redirect(f"{reverse('interventions:case_show', args=[case.pk])}?tab=home")


@gate(Permission.CASE_WRITE)
def sitting_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Up to three times, and what it is about."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    check_not_waived(case.student)
    form = _form(case, posted(request))
    if carried_out(
        request,
        form,
        lambda: sitting.offer_times(case=case, times=form.times, by=request.user, at=at),
        _("问家里了，等他们选时间"),
    ):
        return _to_file(case)
    return shown(request, "interventions/sitting_new.html", form, case=case)


@gate(Permission.CASE_WRITE)
def sitting_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Other times; the family is asked anew."""
    at = timezone.now()
    talk = talks.to_write(request.user, pk, at)
    case = talk.case
    check_open(case)
    check_can_move_talk(talk, "offered")
    check_not_waived(case.student)
    form = _form(case, posted(request), initial=forms.offered(talk))
    try:
        if carried_out(
            request,
            form,
            lambda: sitting.change_times(
                talk=talk,
                version=form.cleaned_data["version"] or 0,
                times=form.times,
                by=request.user,
                at=at,
            ),
            _("改好了，再问一次家里"),
        ):
            return _to_file(case)
    except NotNow as error:
        if not is_conflict(error):
            raise
        newest = talks.to_write(request.user, pk, at)
        return side_by_side(
            request,
            form,
            stored=forms.offered(newest),
            again=lambda data: _form(case, data),
            template="interventions/sitting_conflict.html",
            case=case,
        )
    return shown(request, "interventions/sitting_new.html", form, case=case, talk=talk)


@gate(Permission.CASE_WRITE)
@require_POST
def sitting_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not this time."""
    at = timezone.now()
    talk = talks.to_write(request.user, pk, at)
    sitting.cancel_talk(talk=talk, by=request.user, at=at)
    messages.success(request, _("取消了"))
    return _to_file(talk.case)


@gate(Permission.CASE_WRITE)
def sitting_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Words to say above, what each of them said below."""
    at = timezone.now()
    talk = talks.to_write(request.user, pk, at)
    case = talk.case
    check_open(case)
    check_can_move_talk(talk, "held")
    form = _record(talk, posted(request), initial={"version": talk.version})
    try:
        if carried_out(request, form, lambda: _keep(talk, form, request, at), _("记下了")):
            return _to_file(case)
    except NotNow as error:
        if not is_conflict(error):
            raise
        newest = talks.to_write(request.user, pk, at)
        return side_by_side(
            request,
            form,
            stored={"version": newest.version, "came": newest.came, "next_on": newest.next_on},
            again=lambda data: _record(newest, data),
            template="interventions/sitting_conflict.html",
            case=case,
        )
    return shown(request, "interventions/sitting_record.html", form, case=case, talk=talk)


def _record(talk: FamilyTalk, data: Any, **more: Any) -> forms.TalkRecordForm:
    guardians = list(people.guardians_to_tell(talk.case.student))
    return forms.TalkRecordForm(data, guardians=guardians, **more)


def _keep(talk: FamilyTalk, form: forms.TalkRecordForm, request: HttpRequest, at: datetime) -> None:
    data = form.cleaned_data
    sitting.record_talk_with_family(
        talk=talk,
        version=data["version"] or 0,
        came=data["came"],
        voices=form.voices,
        next_on=data["next_on"],
        by=request.user,
        at=at,
    )


@gate(Permission.FAMILY_ANSWER)
def family_talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A time to choose; none of them is an answer too."""
    at = timezone.now()
    talk = talks.asked(request.user, pk, at)
    form = forms.SlotForm(posted(request), talk=talk, at=at)
    if carried_out(
        request,
        form,
        lambda: sitting.choose_time(
            talk=talk, slot=form.chosen, wish=form.cleaned_data["wish"], by=request.user, at=at
        ),
        _("收到了，谢谢您告诉我们"),
    ):
        return redirect("interventions:family_support")
    return shown(request, "interventions/family_talk.html", form, talk=talk)
