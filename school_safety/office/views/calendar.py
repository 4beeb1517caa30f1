"""The school calendar: clocks, deadlines and reminders go by it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.limits.door import posted
from school_safety.office.forms.calendar import DaysForm
from school_safety.office.years import calendar
from school_safety.web.forms import form_page


@gate(Permission.DISTRICT_SET)
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(posted)
def calendar_edit(request: HttpRequest) -> HttpResponse:
    """The days of one school year that differ, and a form for more."""
    at = timezone.now()
    district = calendar.district_of(request.user)
    form = DaysForm(request.POST or None, initial={"kind": "holiday"})
    if request.method == "POST" and form.is_valid():
        calendar.set_days(district=district, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("校历已经改好。"))
        return redirect("office:calendar_edit")
    year = calendar.year_of(district, request.GET.get("year"), timezone.localdate(at))
    facts = {"form": form, "district": district, "year": year}
    return form_page(request, "office/years/calendar_edit.html", facts)
