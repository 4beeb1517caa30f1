"""The crisis sheet and its few doors. Made for a telephone, a bad line and one minute."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interventions.actions.safety import acting, calling, reviewing
from interventions.forms.safety import EndForm, MarkForm, RaiseForm, ReviewForm
from interventions.models import SafetyEvent
from interventions.queries import duty, safety, sheet
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent

from .doors import carried_out, paged, posted, shown

RAISE, ANSWER, WRITE = (
    Permission.SAFETY_RAISE,
    Permission.SAFETY_ANSWER,
    Permission.SAFETY_WRITE,
)
NAMES, TIMES = Permission.SAFETY_NAMES, Permission.SAFETY_TIMES


@gate(WRITE, NAMES, TIMES)
@require_safe
def safety_list(request: HttpRequest) -> HttpResponse:
    """What is going on and what is over: code and times, for everybody alike without a name."""
    rows = safety.of_school(request.user, timezone.now())
    page = paged(request, rows)
    context = {"page_of_rows": page, "can_raise": policy.holds(request.user, RAISE)}
    return render(request, "interventions/safety_list.html", context)


@gate(RAISE)
def safety_new(request: HttpRequest) -> HttpResponse:
    """Two sentences, and the list is rung."""
    at = timezone.now()
    school = safety.school_to_ring(request.user, at)
    form = RaiseForm(posted(request))
    made: list[SafetyEvent] = []

    def act() -> None:
        if school is None:
            raise Absent
        made.append(
            calling.raise_by_hand(
                school=school,
                who=form.cleaned_data["who"],
                seen=form.cleaned_data["seen"],
                by=request.user,
                at=at,
            )
        )

    if carried_out(request, form, act):
        policy.forget(request.user)
        return redirect("interventions:safety_show", pk=made[0].pk)
    return shown(request, "interventions/safety_new.html", form, school=school)


@gate(WRITE, NAMES, TIMES)
@require_safe
def safety_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sheet for who takes part; for a head names and hours; for the district hours alone."""
    at = timezone.now()
    event, verb = safety.one(request.user, pk, at)
    if verb == WRITE:
        return _sheet(request, event, EndForm(), at)
    context = {"event": event, "named": verb == NAMES, "needs": safety.needs(event)}
    context |= sheet.colleagues(event) if verb == NAMES else {}
    return render(request, "interventions/safety_seen.html", context)


def _sheet(request: HttpRequest, event: SafetyEvent, form: Any, at: datetime) -> HttpResponse:
    context = sheet.facts(event, request.user, at)
    return shown(request, "interventions/safety_sheet.html", form, **context)


@gate(ANSWER)
@require_POST
def safety_acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tap: I am on it."""
    at = timezone.now()
    event = safety.mine(request.user, pk, at, ANSWER)
    event = acting.acknowledge(event=event, by=request.user, at=at)
    if event.holder_id != request.user.pk:
        messages.info(
            request, _("%(name)s已经接了，您的应答也记下了。") % {"name": event.holder.name}
        )
    return redirect("interventions:safety_show", pk=event.pk)


@gate(WRITE)
@require_POST
def safety_mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tap on one of the three rows."""
    at = timezone.now()
    event = safety.mine(request.user, pk, at)
    form = MarkForm(request.POST)
    if carried_out(request, form, lambda: _mark(event, form, request.user, at)):
        return redirect("interventions:safety_show", pk=event.pk)
    return _sheet(request, event, form, at)


def _mark(event: SafetyEvent, form: MarkForm, by: Any, at: datetime) -> None:
    data, common = form.cleaned_data, {"event": event, "by": by, "at": at}
    deeds: dict[str, Callable[[], object]] = {
        "stay": lambda: acting.stay(person=sheet.person(data["person"] or by.pk), **common),
        "called": lambda: acting.call(guardian=data["guardian"], reached=True, **common),
        "unreached": lambda: acting.call(guardian=data["guardian"], reached=False, **common),
        "outside": lambda: acting.call_outside(help=data["help"], **common),
        "meet": lambda: acting.set_meeting(meeting_at=form.moment(at), **common),
        "together": lambda: acting.sit_together(**common),
        "take_over": lambda: acting.take_over(**common),
    }
    deeds[data["act"]]()


@gate(WRITE)
@require_POST
def safety_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is over, and why."""
    at = timezone.now()
    event = safety.mine(request.user, pk, at)
    form = EndForm(request.POST)

    def act() -> None:
        acting.stand_down(event=event, words=form.cleaned_data["words"], by=request.user, at=at)

    if carried_out(request, form, act, _("已经解除，参与的同事都会知道")):
        return redirect("interventions:safety_list")
    return _sheet(request, event, form, at)


@gate(WRITE)
def safety_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What happened when stands there already; two sentences, a name and a day are added and signed."""
    at = timezone.now()
    event = safety.to_review(request.user, pk, at)
    people = duty.candidates(event.school_id, at)
    form = ReviewForm(posted(request), people=people)
    if carried_out(
        request, form, lambda: _sign(event, form, request.user, at), _("签好了，不能再改")
    ):
        return redirect("interventions:safety_review", pk=event.pk)
    context = {"event": event, "review": safety.review_of(event), **sheet.afterwards(event)}
    return shown(request, "interventions/safety_review.html", form, **context)


def _sign(event: SafetyEvent, form: ReviewForm, by: Any, at: datetime) -> None:
    reviewing.sign_review(event=event, by=by, at=at, **form.cleaned_data)
