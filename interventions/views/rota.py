"""The on-call rota: a list by day, a form, a cover; and drills."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interventions.actions.safety import calling
from interventions.actions.safety import duty as acts
from interventions.forms.safety import CoverForm, ShiftForm
from interventions.queries import duty, rotas
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School

from .doors import carried_out, posted, shown

READ, WRITE = Permission.ROTA_READ, Permission.ROTA_WRITE
WEEKS_AHEAD = 26


@gate(READ)
@require_safe
def rota_list(request: HttpRequest) -> HttpResponse:
    """One week, day by day, with the holes of the next fortnight on top."""
    at = timezone.now()
    week = _week(request)
    first = timezone.localdate(at) + timedelta(weeks=week)
    first -= timedelta(days=first.weekday())
    context = {
        "weeks": rotas.weeks(request.user, first, at),
        "gaps": rotas.gaps(request.user, at),
        "first": first,
        "last": first + timedelta(days=6),
        "before": week - 1,
        "after": week + 1,
        "can_write": policy.holds(request.user, WRITE),
    }
    return render(request, "interventions/rota_list.html", context)


def _week(request: HttpRequest) -> int:
    try:
        week = int(request.GET.get("week", 0))
    except ValueError:
        return 0
    return max(-WEEKS_AHEAD, min(week, WEEKS_AHEAD))


@gate(WRITE)
def shift_new(request: HttpRequest) -> HttpResponse:
    """Who is on call, once or every week."""
    at = timezone.now()
    school = _own_school(request.user)
    form = ShiftForm(posted(request), people=duty.candidates(school.pk, at), initial={"weeks": 1})
    said = _("排好了，这位老师会收到通知")
    if carried_out(request, form, lambda: _add(form, school, request.user, at), said):
        return redirect("interventions:rota_list")
    return shown(request, "interventions/shift_new.html", form)


def _own_school(user: Any) -> School:
    school = duty.schools(user, WRITE).first()
    if school is None:
        raise Absent
    return school


def _add(form: ShiftForm, school: School, by: Any, at: datetime) -> None:
    data = form.cleaned_data
    starts, ends = form.stretch()
    turn = acts.Turn(data["person"], starts, ends, int(data["order"]))
    acts.add_shifts(
        school=school, turn=turn, weeks=data["weeks"], phone=data["phone"], by=by, at=at
    )


@gate(WRITE)
@require_POST
def shift_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Off the rota."""
    at = timezone.now()
    acts.remove_shift(shift=duty.shift(request.user, pk), by=request.user, at=at)
    messages.success(request, _("取消了这个值班"))
    return redirect("interventions:rota_list")


@gate(WRITE)
def shift_cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another one stands in for what is left of it."""
    at = timezone.now()
    shift = duty.shift(request.user, pk)
    people = duty.candidates(shift.school_id, at).exclude(pk=shift.person_id)
    form = CoverForm(posted(request), people=people)

    def act() -> None:
        acts.cover_shift(shift=shift, person=form.cleaned_data["person"], by=request.user, at=at)

    if carried_out(request, form, act, _("换好了，两位老师都会收到通知")):
        return redirect("interventions:rota_list")
    return shown(request, "interventions/shift_cover.html", form, shift=shift)


@gate(WRITE)
def drill_new(request: HttpRequest) -> HttpResponse:
    """Ring everybody as if it were real, with the word "drill" on every message."""
    at = timezone.now()
    school = _own_school(request.user)
    if request.method == "POST":
        event = calling.hold_drill(school=school, by=request.user, at=at)
        return redirect("interventions:safety_show", pk=event.pk)
    context = {"rungs": rotas.ladder_now(school, at)}
    return render(request, "interventions/drill_new.html", context)
