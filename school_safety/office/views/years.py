"""A new school year: look first, then everybody goes one grade up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.office.years import actions, queries
from school_safety.office.years.forms import YearForm


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def year_roll(request: HttpRequest) -> HttpResponse:
    """The preview changes with the graduating grade; sending it is the deed."""
    at = timezone.now()
    schools = queries.schools(request.user)
    asked = request.POST if request.method == "POST" else request.GET
    form = YearForm(asked or None, schools=schools)
    chosen = form.cleaned_data if form.is_valid() else {}
    school = chosen.get("school") or schools.first()
    if school is None:
        raise Absent
    outlook = queries.outlook(school, timezone.localdate(at), chosen.get("last"))
    if request.method == "POST" and chosen:
        batch = actions.roll_over(school=school, last=outlook.last, by=request.user, at=at)
        messages.success(request, _("已经升入新学年。不对的话，可以在这一页撤销。"))
        return redirect("office:import_detail", batch.pk)
    facts = {"outlook": outlook, "schools": schools, "form": form}
    return render(request, "office/years/year_roll.html", facts, status=422 if form.errors else 200)
