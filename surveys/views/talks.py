"""Invitations to a talk: the lot of a wave, the list of equal look, and one talk."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from interventions.queries import people
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow
from school_safety.web.forms import form_page
from surveys.actions import blind, listening
from surveys.forms.talks import ListenForm, TalkForm
from surveys.models import TalkInvite
from surveys.queries import talks

from .waves import step

PER_PAGE = 25


@gate(Permission.WAVE_PLAN)
@require_POST
def wave_lot(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How many of the others are invited as well."""
    share = request.POST.get("share", "")
    act = partial(blind.set_lot, share=int(share) if share.isdecimal() and len(share) < 4 else -1)
    refused = step(request, pk, Permission.WAVE_PLAN, act)
    return refused or redirect("surveys:wave_show", pk=pk)


@gate(Permission.SIGNAL_READ)
@require_GET
def talk_list(request: HttpRequest) -> HttpResponse:
    """Who waits; nothing tells why."""
    at, user = timezone.now(), request.user
    page = Paginator(talks.waiting(user), PER_PAGE).get_page(request.GET.get("page"))
    policy.remember_list(user, Permission.SIGNAL_READ, TalkInvite, page.object_list, at=at)
    rows = [{"row": row, "due": talks.due(row.due_at, at)} for row in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "lately": talks.lately(user, at),
        "beside": talks.beside(user, at),
    }
    return render(request, "surveys/talk_list.html", context)


@gate(Permission.SIGNAL_READ)
@require_http_methods(["GET", "POST"])
def talk_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How to invite, and what was found; afterwards, to who talked, why the child had been invited."""
    at = timezone.now()
    row = talks.invite(request.user, pk, at)
    if row.ended_at is not None:
        return _over(request, row, at)
    form = TalkForm(request.POST if _sent(request) else None)
    if request.method == "POST" and "unseal" in request.POST:
        blind.unseal(invite=row, by=request.user, at=at)
        return redirect("surveys:talk_show", pk=pk)
    if request.method == "POST" and form.is_valid():
        blind.write_down(invite=row, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, _("记下了。"))
        return redirect("surveys:talk_show", pk=pk)
    return form_page(request, "surveys/talk_show.html", _page(request, row, form, at))


def _over(request: HttpRequest, row: TalkInvite, at: Any) -> HttpResponse:
    """What it led to; a colleague who sat in may say what she found."""
    if request.method == "POST" and not talks.may_listen(row, request.user, at):
        raise NotNow("talk_heard" if row.second_at else "talk_over")
    form = ListenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        listening.judge_beside(invite=row, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, _("记下了。"))
        return redirect("surveys:talk_show", pk=row.pk)
    return form_page(request, "surveys/talk_show.html", _page(request, row, form, at))


def _sent(request: HttpRequest) -> bool:
    return request.method == "POST" and "unseal" not in request.POST


def _page(request: HttpRequest, row: TalkInvite, form: Form, at: Any) -> dict[str, Any]:
    """Words, finding and reason are for the one who talked, and only when it is over."""
    mine = row.ended_at is not None and row.ended_by_id == request.user.pk
    counselor = people.counselors_of(row.wave.school_id, at).filter(pk=request.user.pk).exists()
    return {
        "row": row,
        "form": form,
        "due": talks.due(row.due_at, at),
        "mine": mine,
        "picked": mine and talks.picked(row),
        "may_write": row.ended_at is None and counselor,
        "may_listen": counselor and talks.may_listen(row, request.user, at),
    }
