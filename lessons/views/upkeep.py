"""Keeping pages in good order: which are due for another look, a school's copy and its origin."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons import queries
from lessons.actions import forking
from lessons.queries import forks
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School

PER_PAGE = 25
SHOWN = ("", "new", "all")


@gate(Permission.LESSON_WRITE, Permission.LESSON_REVIEW)
@require_safe
def page_list(request: HttpRequest) -> HttpResponse:
    """Past or near their day first."""
    today, show = timezone.localdate(), request.GET.get("show", "")
    show = show if show in SHOWN else ""
    rows = forks.pages_to_mind(request.user, translation.get_language(), today, show=show)
    facts = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "show": show,
        "today": today,
        "soon": today + forks.SOON,
        "may_write": policy.holds(request.user, Permission.LESSON_WRITE),
    }
    return render(request, "lessons/staff/page_list.html", facts)


@gate(Permission.LESSON_WRITE)
@require_POST
def lesson_fork(request: HttpRequest, page_id: int) -> HttpResponse:
    """A draft of the school's own, opened in the editor; who writes for several says for which."""
    lesson = queries.lessons_on_shelf().filter(pk=page_id).first()
    schools = forks.writing_schools(request.user)
    asked = request.POST.get("school", "")
    school = schools.filter(pk=_uuid(asked)).first() if asked else _only(schools)
    if lesson is None or school is None:
        raise Absent
    page = forking.fork(lesson=lesson, school=school, by=request.user, at=timezone.now())
    messages.success(request, _("复制好了，出处记着。改完再送审。"))
    return redirect("wagtailadmin_pages:edit", page.pk)


@gate(Permission.LESSON_WRITE)
@require_http_methods(["GET", "POST"])
def lesson_origin(request: HttpRequest, page_id: int) -> HttpResponse:
    """What is new at the origin, and which of it to take over into a draft."""
    page = forks.own_copy(request.user, page_id)
    if request.method == "POST":
        wanted = request.POST.getlist("take")
        forking.take_over(page=page, fields=wanted, by=request.user, at=timezone.now())
        messages.success(request, _("放进草稿了。看一遍，再送审。"))
        return redirect("wagtailadmin_pages:edit", page.pk)
    facts = {"page": page, "news": forks.news(page), "behind": forks.is_behind(page)}
    return render(request, "lessons/staff/lesson_origin.html", facts)


def _only(schools: QuerySet[School]) -> School | None:
    some = list(schools[:2])
    return some[0] if len(some) == 1 else None


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
