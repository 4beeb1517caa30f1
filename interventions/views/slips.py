"""Access slips: ask, decide, give back; and the register of the district."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import slips
from interventions.choices import SlipReason, SlipStatus
from interventions.forms.slip import APPROVE, SlipAnswerForm, SlipForm
from interventions.models import AccessSlip
from interventions.queries import deciders, fetching
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed

from .doors import carried_out, chosen, paged, posted, shown

ASK, DECIDE, SECOND, REGISTER = (
    Permission.ACCESS_SLIP_ASK,
    Permission.ACCESS_SLIP_DECIDE,
    Permission.ACCESS_SLIP_SECOND,
    Permission.ACCESS_SLIP_REGISTER,
)
FOUND_AT_MOST = 12
STATES = {"asked": "waiting", "approved": "done"}


@gate(ASK, DECIDE, SECOND, REGISTER)
def access_slip_list(request: HttpRequest) -> HttpResponse:
    """What I asked, what waits for my word, and for the auditor all of the district."""
    at = timezone.now()
    shelves = _shelves(request.user)
    shelf = chosen(request, "show", shelves) or next(iter(shelves))
    status = chosen(request, "status", SlipStatus.values) if shelf != "decide" else ""
    kind = chosen(request, "kind", SlipReason.values)
    rows = _rows(request.user, shelf, at)
    rows = rows.filter(status=status) if status else rows
    page = paged(request, rows.filter(kind=kind) if kind else rows)
    for row in page:
        _dress(row, at)
    context = {
        "page_of_rows": page,
        "shelf": shelf,
        "shelves": [
            {"text": text, "href": f"?show={code}", "here": code == shelf}
            for code, text in shelves.items()
        ],
        "statuses": SlipStatus.choices,
        "kinds": SlipReason.choices,
        "status": status,
        "kind": kind,
        "can_ask": policy.holds(request.user, ASK),
    }
    return render(request, "interventions/access_slip_list.html", context)


def _shelves(user: Any) -> dict[str, str]:
    texts = {
        "register": (_("全区登记"), (REGISTER,)),
        "decide": (_("等我决定"), (DECIDE, SECOND)),
        "decided": (_("我能决定的全部"), (DECIDE,)),
        "mine": (_("我申请的"), (ASK,)),
    }
    return {
        code: text
        for code, (text, verbs) in texts.items()
        if any(policy.holds(user, verb) for verb in verbs)
    }


def _rows(user: Any, shelf: str, at: datetime) -> Any:
    if shelf == "decide":
        return deciders.to_decide(user, at)
    if shelf == "decided":
        return deciders.decidable(user)
    return deciders.own(user) if shelf == "mine" else deciders.register(user)


def _dress(row: AccessSlip, at: datetime) -> None:
    """The state as it is now, whether or not the clock has already written it down."""
    end = row.until or row.lapses_at
    over = row.status in {SlipStatus.ASKED, SlipStatus.APPROVED} and end <= at
    row.shown = SlipStatus.EXPIRED.label if over else row.get_status_display()
    row.state = "" if over else STATES.get(row.status, "")
    row.live = row.status == SlipStatus.APPROVED and not over
    row.waits = row.status == SlipStatus.ASKED and not over


@gate(ASK)
def access_slip_new(request: HttpRequest) -> HttpResponse:
    """First the child, found on the roster; then why, and for how long."""
    at = timezone.now()
    find = request.GET.get("find", "").strip()[:20]
    students = fetching.to_ask_about(request.user, find, FOUND_AT_MOST)
    form = SlipForm(posted(request), students=students, initial={"hours": 4})
    if carried_out(request, form, lambda: _ask(form, request, at), _("交上去了，决定后会通知您")):
        return redirect("interventions:access_slip_list")
    return shown(
        request,
        "interventions/access_slip_new.html",
        form,
        find=find,
        found=students.count() if find else 0,
        at_most=FOUND_AT_MOST,
    )


def _ask(form: SlipForm, request: HttpRequest, at: datetime) -> None:
    data = form.cleaned_data
    slips.ask_slip(
        student=data["student"],
        kind=data["kind"],
        reason=data["reason"],
        hours=int(data["hours"]),
        by=request.user,
        at=at,
    )


@gate(ASK, DECIDE, SECOND)
def access_slip_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For who asked and who decides. From outside the school: no name, no case."""
    at = timezone.now()
    slip, mine = fetching.access_slip(request.user, pk, at)
    return _page(request, slip, SlipAnswerForm(), mine=mine, at=at)


def _page(
    request: HttpRequest, slip: AccessSlip, form: SlipAnswerForm, *, mine: bool, at: datetime
) -> HttpResponse:
    _dress(slip, at)
    context = {
        "slip": slip,
        "mine": mine,
        "named": mine or not slip.outside,
        "worded": mine or policy.holds(request.user, DECIDE),
        "can_decide": slip.waits and not mine,
        "can_end": (slip.waits and mine) or (slip.live and (mine or not slip.outside)),
    }
    return shown(request, "interventions/access_slip_show.html", form, **context)


@gate(DECIDE, SECOND)
@confirmed()
@require_POST
def access_slip_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person's yes or no; nobody finds her own slip here."""
    at = timezone.now()
    slip = fetching.slip_to_decide(request.user, pk, at)
    form = SlipAnswerForm(request.POST)
    if carried_out(request, form, lambda: _answer(slip, form, request, at), _("记下了")):
        return redirect("interventions:access_slip_show", pk=slip.pk)
    return _page(request, slip, form, mine=False, at=at)


def _answer(slip: AccessSlip, form: SlipAnswerForm, request: HttpRequest, at: datetime) -> None:
    if form.cleaned_data["decision"] == APPROVE:
        slips.approve_slip(slip=slip, by=request.user, at=at)
        return
    slips.refuse_slip(slip=slip, answer=form.cleaned_data["answer"], by=request.user, at=at)


@gate(ASK, DECIDE)
@require_POST
def access_slip_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw, give back, or take back: over with the next request."""
    at = timezone.now()
    slip = fetching.slip_to_end(request.user, pk, at)
    slips.return_slip(slip=slip, by=request.user, at=at)
    messages.success(request, _("结束了，马上就打不开了"))
    return redirect("interventions:access_slip_show", pk=slip.pk)
