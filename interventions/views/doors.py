"""What every door here does alike: fetch through the policy, carry out a form, show it again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from interventions.actions.slips import sound_alarm
from interventions.forms import refused
from interventions.models import Case
from interventions.queries import fetching
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid

PER_PAGE = 25


def open_file(
    request: HttpRequest, verb: Permission, pk: UUID, at: datetime, reason: str = ""
) -> Case:
    """The case, if this user may use this verb on it; the read is written down."""
    case = fetching.case_file(request.user, verb, pk, at, reason)
    sound_alarm(user=request.user, student_id=case.student_id, at=at)
    return case


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty posting is one too."""
    return request.POST if request.method == "POST" else None


def carried_out(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], said: Any = ""
) -> bool:
    """Whether the form was sent, is right, and the action took it."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Invalid as error:
        refused(form, error)
        return False
    if said:
        messages.success(request, said)
    return True


def shown(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """The form; with what was typed and 422 where something is still missing."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def paged(request: HttpRequest, rows: QuerySet[Any] | list[Any]) -> Page:
    """One page of a list; a strange number gives the nearest page."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def paged_sensitive(
    request: HttpRequest, verb: Permission, rows: QuerySet[Any], at: datetime
) -> Page:
    """One page of a list that names children in need; that it was read is written down."""
    page = paged(request, rows)
    policy.remember_list(request.user, verb, rows.model, page.object_list, at=at)
    return page


def chosen(request: HttpRequest, name: str, allowed: Any) -> str:
    """A filter from the address, if it is one we know."""
    value = request.GET.get(name, "")
    return value if value in allowed else ""
