"""A new year's class teachers, from last year's."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.kernel.refusals import Absent
from school_safety.limits.door import posted
from school_safety.office.years import teachers

PER_PAGE = 25


@gate(Permission.PEOPLE_WELCOME)
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(posted)
def class_teachers(request: HttpRequest) -> HttpResponse:
    """Who has which class; those of last year can go on with theirs, page by page."""
    at = timezone.now()
    rooms = teachers.rooms(request.user)
    if not rooms.exists():
        raise Absent
    page = Paginator(rooms, PER_PAGE).get_page(request.GET.get("page"))
    rows = teachers.rows(page, at)
    if request.method == "POST":
        chosen = set(request.POST.getlist("role"))
        offered = [role for row in rows for role in row.before if str(role.pk) in chosen]
        done, waiting = teachers.carry_on(roles=offered, by=request.user, at=at)
        messages.success(request, _said(done, waiting))
        return redirect(request.get_full_path())
    facts = {"rows": rows, "page": page, "offers": any(row.before for row in rows)}
    return render(request, "office/years/class_teachers.html", facts)


def _said(done: int, waiting: int) -> str:
    if waiting:
        return _("%(done)d 位接着带，%(waiting)d 位等第二人确认。") % {
            "done": done,
            "waiting": waiting,
        }
    return _("%(done)d 位接着带，马上生效。") % {"done": done}
