"""How a questionnaire did in one finished wave: for counselor and lead, of their own school."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.limits.door import limited
from school_safety.reports import wave_pages, wave_report
from school_safety.web.downloads import download
from surveys.queries import wave_figures

from .publication import CHART_CSP


def _wave(user: Any, pk: UUID) -> Any:
    return policy.get(user, Permission.SIGNAL_READ, wave_figures.closed_waves(), pk=pk)


@gate(Permission.SIGNAL_READ)
@require_safe
@csp_override(CHART_CSP)
def wave_figures_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    wave = _wave(request.user, pk)
    found = wave_report.report(wave)
    return render(request, "reports/wave_figures.html", {"wave": wave, **wave_pages.page(found)})


@gate(Permission.SIGNAL_READ)
@require_safe
@limited("export.make")
@limited("pdf.make")
def wave_figures_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    wave = _wave(request.user, pk)
    found = wave_report.report(wave)
    data = wave_pages.pdf(found, get_language() or "zh-hans")
    return download(data, f"questionnaire-{wave.closed_at:%Y%m%d}.pdf")
