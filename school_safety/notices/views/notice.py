"""A person's own messages."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from school_safety.access.choices import Role
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.policy import roles_of
from school_safety.kernel.refusals import Absent
from school_safety.notices import queries, texts
from school_safety.notices.actions import open_notice, read_all

PER_PAGE = 25
AT_HOME = {Role.STUDENT, Role.GUARDIAN}


@gate(Permission.SIGNED_IN)
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    rows = queries.inbox(request.user)
    if request.GET.get("unread"):
        rows = rows.filter(read_at=None)
    at_work = any(holding.role not in AT_HOME for holding in roles_of(request.user))
    context = {
        "layout": f"layouts/{'staff' if at_work else 'family'}.html",
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "unread": queries.unread(request.user),
        "only_unread": bool(request.GET.get("unread")),
    }
    return render(request, "notices/notice_list.html", context)


@gate(Permission.SIGNED_IN)
@require_POST
def notice_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    notice = queries.inbox(request.user).filter(pk=pk).first()
    if notice is None:
        raise Absent
    open_notice(notice=notice, by=request.user, at=timezone.now())
    return redirect(texts.path_of(notice))


@gate(Permission.SIGNED_IN)
@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    read_all(by=request.user, at=timezone.now())
    return redirect("notices:notice_list")
