"""Students by name, for those who may know them by name."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.limits.door import limited, searched
from school_safety.office import queries
from school_safety.office.forms import StudentFilter
from school_safety.office.rosters import queries as rosters

PER_PAGE = 25


@gate(Permission.ROSTER_READ)
@require_GET
@limited("staff.search", searched)
def student_list(request: HttpRequest) -> HttpResponse:
    """Filters live in the address, so that a list can be kept as a bookmark."""
    if not queries.is_staff_reader(request.user):
        raise Absent
    form = StudentFilter(request.GET, user=request.user)
    filters = form.cleaned_data if form.is_valid() else {}
    found = queries.students_for(request.user, filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/student_list.html", {"form": form, "page": page})


@gate(Permission.ROSTER_READ)
@require_GET
def student_detail(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """Directory facts of one student; nothing of lessons, answers or help stands here."""
    if not queries.is_staff_reader(request.user):
        raise Absent
    student = queries.student_for(request.user, student_id)
    facts = {
        "student": student,
        "guardians": queries.guardians_of(request.user, student),
        "may_mend": policy.holds(request.user, Permission.ROSTER_CHANGE),
        "locks": rosters.locks_of(student),
    }
    return render(request, "office/student_detail.html", facts)
