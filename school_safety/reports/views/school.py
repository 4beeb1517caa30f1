"""How far the classes of one's own school have come: sheets handed in, nothing else."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.reports import queries


@gate(Permission.FIGURES_SCHOOL)
@require_safe
def school_progress(request: HttpRequest) -> HttpResponse:
    rows = queries.progress(request.user)
    waves = []
    for _pk, lines in groupby(rows, key=lambda row: row["id"]):
        classes = list(lines)
        invited = sum(row["invited"] for row in classes)
        done = sum(row["done"] for row in classes)
        waves.append({"head": classes[0], "classes": classes, "invited": invited, "done": done})
    context = {
        "waves": waves,
        "may_see_outcomes": policy.holds(request.user, Permission.SIGNAL_READ),
    }
    return render(request, "reports/school_progress.html", context)
