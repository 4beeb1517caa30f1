"""What classes have gained, frozen for a district: no school, no class, no teacher."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.reports import growth as words
from school_safety.reports import queries
from school_safety.reports.actions.growing import freeze_growth
from school_safety.web import charts


@gate(Permission.QUIZ_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def growth_show(request: HttpRequest) -> HttpResponse:
    """The last figures; a press freezes those of today."""
    districts = queries.districts_to_publish(request.user)
    if request.method == "POST":
        if not districts:
            raise Absent
        for district in districts:
            freeze_growth(district=district, by=request.user, at=timezone.now())
        return redirect("reports:growth_show")
    taken = queries.newest_growth(request.user)
    payload = taken.payload if taken else {"lines": [], words.ALL: None, "wordings": []}
    figure = words.figure(payload)
    context = {
        "taken": taken,
        "says": words.sentence(payload[words.ALL]),
        "rows": words.rows(payload),
        "wordings": words.wordings(payload),
        "drawing": charts.svg(figure) if figure else "",
        "may_freeze": bool(districts),
    }
    return render(request, "reports/growth_show.html", context)
