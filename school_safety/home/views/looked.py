"""Who looked: for the family, and for the student herself."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.home import looked
from school_safety.kernel.refusals import Absent

PER_PAGE = 25


@gate(Permission.LOOKED_READ)
@require_safe
def family(request: HttpRequest) -> HttpResponse:
    """The same page for every guardian; what stands in it depends on authority and holds."""
    if getattr(request.user, "guardian", None) is None:
        raise Absent
    return _page(request, "home/family_looked.html")


@gate(Permission.LOOKED_READ)
@require_safe
def student(request: HttpRequest) -> HttpResponse:
    """One's own."""
    if getattr(request.user, "student", None) is None:
        raise Absent
    return _page(request, "home/student_looked.html")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    ids = looked.children(request.user)
    page = Paginator(looked.days(ids), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, template, {"page": page, "days": looked.told(page.object_list, ids)})
