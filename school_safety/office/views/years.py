"""A new school year: look first, then everybody goes one grade up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.office.years import actions, queries
from school_safety.office.years.forms import YearForm


@gate(Permission.IMPORT_READ)
@require_safe
def year_roll(request: HttpRequest) -> HttpResponse:
    """What would become of each class; the last grade can be chosen."""
    schools = queries.schools(request.user)
    form = YearForm(request.GET or None, schools=schools)
    chosen = form.cleaned_data if form.is_valid() else {}
    school = chosen.get("school") or schools.first()
    if school is None:
        raise Absent
    today = timezone.localdate()
    facts = {
        "outlook": queries.outlook(school, today, chosen.get("last")),
        "schools": schools,
        "may_begin": queries.may_begin(request.user, school),
    }
    return render(request, "office/years/year_roll.html", facts)


@gate(Permission.IMPORT_CHANGE)
@require_POST
def year_begin(request: HttpRequest) -> HttpResponse:
    """The deed; a second click finds the year begun."""
    at = timezone.now()
    form = YearForm(request.POST, schools=queries.schools(request.user))
    if not form.is_valid():
        raise Invalid
    if not queries.may_begin(request.user, form.cleaned_data["school"]):
        raise Absent
    school, last = form.cleaned_data["school"], form.cleaned_data["last"]
    outlook = queries.outlook(school, timezone.localdate(at), last)
    batch = actions.roll_over(school=school, last=outlook.last, by=request.user, at=at)
    messages.success(request, _("已经升入新学年。不对的话，可以在这一页撤销。"))
    return redirect("office:import_detail", batch.pk)
