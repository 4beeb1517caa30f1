"""Colleagues and their roles."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety.access import policy
from school_safety.access.actions import assign_role, end_role
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.limits.door import limited, searched
from school_safety.office import queries
from school_safety.office.forms import PeopleFilter, RoleForm

PER_PAGE = 25


@gate(Permission.PEOPLE_READ)
@require_GET
@limited("staff.search", searched)
def people_list(request: HttpRequest) -> HttpResponse:
    """Who holds which role here today."""
    form = PeopleFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    found = queries.people_for(request.user, filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/people_list.html", {"form": form, "page": page})


@gate(Permission.PEOPLE_READ)
@require_http_methods(["GET", "POST"])
def person_detail(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One colleague's roles; who may change them can give another."""
    person = queries.person_for(request.user, person_id)
    may_change = policy.holds(request.user, Permission.PEOPLE_CHANGE)
    own = person.pk == request.user.pk
    school = queries.schools_for(request.user, Permission.PEOPLE_CHANGE).first()
    form = RoleForm(request.POST or None, user=request.user, school=school)
    if request.method == "POST":
        if not may_change or school is None:
            raise Absent
        if own:
            raise NotNow("not_to_oneself")
        if form.is_valid():
            _give(form, person, school, request)
            return redirect("office:person_detail", person.pk)
    facts = {
        "person": person,
        "form": form,
        "may_change": may_change and not own,
        "endable": {str(r.pk) for r in person.shown_roles if r.role in queries.GIVABLE},
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "office/person_detail.html", facts, status=status)


def _give(form: RoleForm, person, school, request: HttpRequest) -> None:
    until = form.cleaned_data["until"]
    ends = timezone.make_aware(datetime.combine(until, time.max)) if until else None
    assign_role(
        user=person,
        role=form.cleaned_data["role"],
        unit=form.cleaned_data["classroom"] or school,
        by=request.user,
        at=timezone.now(),
        until=ends,
    )
    messages.success(request, _("角色已授予，马上生效。"))


@gate(Permission.PEOPLE_CHANGE)
@require_POST
def role_end(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Ends now; access ends with the next request."""
    role = queries.role_for(request.user, role_id)
    end_role(assignment=role, by=request.user, at=timezone.now())
    messages.success(request, _("角色已结束，马上生效。"))
    return redirect("office:people_list")
