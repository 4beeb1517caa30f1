"""New numbers of families, each confirmed by somebody who checked."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.office.years import phones

PER_PAGE = 25


@gate(Permission.ROSTER_CHANGE)
@require_safe
def phone_list(request: HttpRequest) -> HttpResponse:
    """What guardians wrote, the earliest first. A hold never shows here."""
    rows = phones.waiting(request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    children = phones.children_of(request.user, list(page))
    for row in page:
        row.children = children.get(row.guardian_id, [])
    return render(request, "office/years/phone_list.html", {"page": page})


@gate(Permission.ROSTER_CHANGE)
@require_POST
@confirmed()
def phone_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is hers."""
    row, link = phones.one(request.user, pk)
    phones.confirm(proposal=row, link=link, by=request.user, at=timezone.now())
    messages.success(request, _("新号码记下了，用旧电话登录的已经退出。"))
    return redirect("office:phone_list")


@gate(Permission.ROSTER_CHANGE)
@require_POST
def phone_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is not, or nobody knows."""
    row, link = phones.one(request.user, pk)
    phones.drop(proposal=row, link=link, by=request.user, at=timezone.now())
    messages.success(request, _("没有采用，原来的号码不变。"))
    return redirect("office:phone_list")
