"""What comes before a wave: impact assessments, the district's limits, a look as a student."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.web.forms import form_page
from surveys.actions import governing
from surveys.forms.governing import REASONS, AssessmentForm, LimitsForm
from surveys.queries import governing as laid_down
from surveys.queries import specimens, talks, waves
from surveys.queries.forms import version

PER_PAGE = 25
READ = (Permission.WAVE_READ, Permission.WAVE_APPROVE)
MAY_ASSESS = (Permission.WAVE_PLAN, Permission.DISTRICT_SET)


def _language() -> str:
    return get_language() or "zh-hans"


@gate(*READ)
@require_GET
def assessment_list(request: HttpRequest) -> HttpResponse:
    """Every assessment of one's school or district."""
    rows = laid_down.assessment_list(request.user)
    units = laid_down.schools_to_assess(request.user), laid_down.districts_to_assess(request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    titles = laid_down.titles(page, _language())
    context = {
        "page": page,
        "rows": [(row, titles[row.instrument_id]) for row in page],
        "today": timezone.localdate(),
        "may_assess": any(rows.exists() for rows in units),
    }
    return render(request, "surveys/assessment_list.html", context)


@gate(*MAY_ASSESS)
@require_http_methods(["GET", "POST"])
def assessment_new(request: HttpRequest) -> HttpResponse:
    """Write one; from a wave's page its questionnaire and school are chosen already."""
    form = AssessmentForm(
        request.POST or None, user=request.user, language=_language(), initial=_initial(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            governing.assess(**form.facts(), by=request.user, at=timezone.now())
        except Invalid as refusal:
            _mark(form, refusal)
        else:
            messages.success(request, _("影响评估记下了。"))
            return redirect("surveys:assessment_list")
    return form_page(request, "surveys/assessment_new.html", {"form": form})


def _initial(request: HttpRequest) -> dict[str, Any]:
    try:
        wave = waves.wave(request.user, UUID(request.GET.get("wave", "")))
    except (ValueError, Absent):
        return {}
    return {"instrument": wave.instrument_version.instrument_id, "unit": str(wave.school_id)}


def _mark(form: Any, refusal: Invalid) -> None:
    for name, reason in refusal.fields.items():
        form.add_error(name if name in form.fields else None, REASONS[reason])


@gate(Permission.DISTRICT_SET)
@require_http_methods(["GET", "POST"])
def limits_edit(request: HttpRequest) -> HttpResponse:
    """What a district lays down for every wave of its schools."""
    district = laid_down.own_district(request.user)
    if district is None:
        raise Absent
    row = laid_down.settings_of(district.pk)
    now = {name: getattr(row, name) for name in governing.LIMITS}
    form = LimitsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            governing.set_limits(
                district=district, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            _mark(form, refusal)
        else:
            messages.success(request, _("改好了，从现在起算。"))
            return redirect("surveys:limits_edit")
    context = {"form": form, "row": row, "district": district}
    return form_page(request, "surveys/limits_edit.html", context)


@gate(*READ)
@require_GET
def wave_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every screen as a student will meet it; nothing is kept."""
    wave = waves.wave(request.user, pk)
    shown = specimens.specimen(version(wave.instrument_version_id), _language())
    return render(request, "surveys/wave_preview.html", {"wave": wave, "specimen": shown})


@gate(Permission.CONSENT_ANSWER)
@require_GET
def specimen_list(request: HttpRequest) -> HttpResponse:
    """For families: what their children will be asked, before they decide."""
    if getattr(request.user, "guardian", None) is None:
        raise Absent
    rows = specimens.for_families(request.user, timezone.localdate())
    return render(request, "surveys/specimen_list.html", {"waves": _titled(rows)})


def _titled(rows: Any) -> list[dict[str, Any]]:
    return [
        {"wave": row, "shown": specimens.specimen(row.instrument_version, _language())}
        for row in rows
    ]


@gate(Permission.CONSENT_ANSWER)
@require_GET
def specimen_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every question, to read; no answer can be given here."""
    wave = specimens.for_family(request.user, pk, timezone.localdate())
    shown = specimens.specimen(version(wave.instrument_version_id), _language())
    context = {"wave": wave, "specimen": shown, "lot": talks.share_of(wave)}
    return render(request, "surveys/specimen_show.html", context)
