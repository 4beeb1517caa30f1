"""What was taught where: live for one's own school, frozen for a district."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from lessons.queries.coverage import coverage
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.kernel.terms import school_year
from school_safety.reports import coverage as words
from school_safety.reports import queries
from school_safety.reports.actions.covering import freeze
from school_safety.web import charts

from .publication import CHART_CSP


@gate(Permission.DELIVERY_READ, Permission.FIGURES_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
@csp_override(CHART_CSP)
def coverage_show(request: HttpRequest) -> HttpResponse:
    """School, grade, theme: good, thin or none; a press freezes the district's as of today."""
    districts = queries.districts_to_publish(request.user)
    if request.method == "POST":
        if not districts:
            raise Absent
        for district in districts:
            freeze(district=district, by=request.user, at=timezone.now())
        return redirect("reports:coverage_show")
    today = timezone.localdate()
    schools = policy.units(request.user, Permission.DELIVERY_READ).schools
    lines = words.plain(coverage(schools, school_year(today))) if schools else []
    taken = None if schools else queries.newest_map(request.user)
    if taken is not None:
        lines = taken.payload
    figure = words.figure(lines)
    context = {
        "rows": words.rows(lines),
        "themes": words.themes(),
        "drawing": charts.svg(figure),
        "spec": charts.plotly(figure),
        "taken": taken,
        "may_freeze": bool(districts),
    }
    return render(request, "reports/coverage_show.html", context)
