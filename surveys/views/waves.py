"""Waves: the list, the planner, one wave with what keeps it from opening, and its three steps."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow
from school_safety.web.forms import form_page
from surveys.actions import approving, moving, planning
from surveys.choices import Problem, WaveStatus
from surveys.forms import WaveForm
from surveys.queries import pages, waves

PER_PAGE = 25
READ = (Permission.WAVE_READ, Permission.WAVE_APPROVE)


@gate(*READ)
@require_GET
def wave_list(request: HttpRequest) -> HttpResponse:
    """Waves of one's school."""
    status = request.GET.get("status", "")
    rows = waves.wave_list(request.user, status=status if status in WaveStatus.values else "")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "statuses": WaveStatus.choices,
        "status": status,
        "may_plan": policy.holds(request.user, Permission.WAVE_PLAN),
        "may_set": policy.holds(request.user, Permission.DISTRICT_SET),
        "counted": waves.counts_shown_at_all(request.user),
    }
    return render(request, "surveys/wave_list.html", context)


@gate(Permission.WAVE_PLAN)
@require_http_methods(["GET", "POST"])
def wave_new(request: HttpRequest) -> HttpResponse:
    """Plan a wave: questionnaire, classes, hours, who is there."""
    at = timezone.now()
    form = WaveForm(
        request.POST or None, user=request.user, at=at, language=get_language() or "zh-hans"
    )
    if request.method == "POST" and form.is_valid():
        wave = planning.plan_wave(**form.cleaned_data, by=request.user, at=at)
        return redirect("surveys:wave_show", pk=wave.pk)
    return form_page(request, "surveys/wave_new.html", {"form": form})


@gate(Permission.WAVE_PLAN)
@require_http_methods(["GET", "POST"])
def wave_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mend a draft: whatever its page said is missing."""
    at = timezone.now()
    wave = waves.wave(request.user, pk, Permission.WAVE_PLAN)
    form = WaveForm(
        request.POST or None,
        user=request.user,
        at=at,
        language=get_language() or "zh-hans",
        initial=waves.as_planned(wave),
    )
    if request.method == "POST" and form.is_valid():
        planning.change_wave(wave=wave, **form.cleaned_data, by=request.user, at=at)
        return redirect("surveys:wave_show", pk=pk)
    context = {"form": form, "wave": wave}
    return form_page(request, "surveys/wave_new.html", context)


@gate(*READ)
@require_GET
def wave_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a wave stands and what is next."""
    at = timezone.now()
    wave = waves.wave(request.user, pk)
    page = pages.wave_page(wave, request.user, get_language() or "zh-hans", at)
    return render(request, "surveys/wave_show.html", {"wave": wave, "page": page})


def step(request: HttpRequest, pk: UUID, verb: Permission, act: Callable[..., Any]) -> Any:
    """One step of a wave, or its page again with what is in the way (409)."""
    at = timezone.now()
    wave = waves.wave(request.user, pk, verb)
    try:
        act(wave=wave, by=request.user, at=at)
    except NotNow as refusal:
        codes = refusal.facts.get("problems", [refusal.code])
        for code in dict.fromkeys(codes if isinstance(codes, list) else []):
            messages.error(request, str(Problem(code).label))
        page = pages.wave_page(wave, request.user, get_language() or "zh-hans", at)
        context = {"wave": wave, "page": page}
        return render(request, "surveys/wave_show.html", context, status=409)
    return None


@gate(Permission.WAVE_APPROVE)
@require_POST
def wave_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of the two says yes."""
    refused = step(request, pk, Permission.WAVE_APPROVE, approving.approve_wave)
    if refused is None:
        done = waves.wave(request.user, pk).status == WaveStatus.APPROVED
        words = _("审核通过了，纸条可以打印了。") if done else _("记下了，还等另一位来看。")
        messages.success(request, words)
    return refused or redirect("surveys:wave_show", pk=pk)


@gate(Permission.WAVE_PLAN)
@require_POST
def wave_route(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another rule opens the talk."""
    act = partial(moving.route_wave, rule=request.POST.get("rule", ""))
    refused = step(request, pk, Permission.WAVE_PLAN, act)
    return refused or redirect("surveys:wave_show", pk=pk)


@gate(Permission.WAVE_PLAN)
@require_POST
def wave_stagger(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The classes take turns, week by week, as proposed."""
    refused = step(request, pk, Permission.WAVE_PLAN, moving.stagger_wave)
    if refused is None:
        messages.success(request, _("分好了，各班的时间在下面。"))
    return refused or redirect("surveys:wave_show", pk=pk)


@gate(Permission.WAVE_PLAN)
@require_POST
def wave_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the classes in."""
    refused = step(request, pk, Permission.WAVE_PLAN, planning.open_wave)
    if refused is None:
        messages.success(request, _("开始了。到了各班的时间，学生就能用纸条进入。"))
    return refused or redirect("surveys:wave_show", pk=pk)


@gate(Permission.WAVE_PLAN)
@require_POST
def wave_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End it."""
    refused = step(request, pk, Permission.WAVE_PLAN, planning.close_wave)
    if refused is None:
        messages.success(request, _("这个批次结束了。"))
    return refused or redirect("surveys:wave_show", pk=pk)
