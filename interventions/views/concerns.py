"""Sixty seconds for any adult, and afterwards only: received, somebody is on it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions.concerns import receive_concern
from interventions.choices import Source
from interventions.forms.concern import ConcernForm
from interventions.queries import fetching, likely, worklist
from interventions.rules.likeness import AT_MOST
from school_safety import limits
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, TooMany
from school_safety.limits.address import of as address_of

from .doors import carried_out, paged, shown
from .looking import likely_ones, looking, typed

FAMILY_ROLES = frozenset({Role.GUARDIAN, Role.STUDENT})


@gate(Permission.CONCERN_WRITE)
def concern_new(request: HttpRequest) -> HttpResponse:
    """Fact, the child's words, what I did. Looking for the name keeps everything that was typed."""
    at = timezone.now()
    form, roll = _form(request)
    if not looking(request) and carried_out(request, form, lambda: _receive(form, request, at)):
        return redirect("interventions:concern_list")
    return shown(
        request,
        "interventions/concern_new.html",
        form,
        layout=_layout(request.user),
        family=_is_family(request.user),
        searchable=roll,
        looked=looking(request),
    )


def _form(request: HttpRequest) -> tuple[ConcernForm, bool]:
    """The form with the children it may offer: her own, or the likeliest of those on her roster."""
    students = fetching.students(request.user)
    family = _is_family(request.user)
    if family:
        offers = [likely.Offer(child, ()) for child in students[:AT_MOST]]
    else:
        offers = likely_ones(request, students)
    none = _("都不是，按我写的交")
    form = ConcernForm(students=students, offers=offers, none=none, **typed(request))
    return form, not family and students.exists()


@gate(Permission.CONCERN_WRITE)
def concern_list(request: HttpRequest) -> HttpResponse:
    """What I wrote: when, and that it arrived. Nothing about what became of it."""
    context = {
        "page_of_rows": paged(request, worklist.own_concerns(request.user)),
        "layout": _layout(request.user),
    }
    return render(request, "interventions/concern_list.html", context)


def _receive(form: ConcernForm, request: HttpRequest, at: datetime) -> None:
    data = form.cleaned_data
    student = data["student"]
    school = student.school if student else fetching.school_of(request.user)
    if school is None:
        raise Absent
    receive_concern(
        school=school,
        student=student,
        who="" if student else likely.said(data["who"], data["room"], data["hints"]),
        fact=data["fact"],
        words=data["words_said"],
        done=data["done"],
        urgent=data["urgent"],
        quiet=_writes_a_lot(request),
        source=_source(request.user),
        by=request.user,
        at=at,
    )


def _writes_a_lot(request: HttpRequest) -> bool:
    """More than the table's figure in an hour: every word is kept, only the bell stays silent."""
    try:
        limits.check("concern.file", key=str(request.user.pk), address=address_of(request))
    except TooMany:
        return True
    return False


def _source(user: Any) -> str:
    roles = {holding.role for holding in policy.roles_of(user)}
    if Role.GUARDIAN in roles:
        return Source.FAMILY
    return Source.SELF if Role.STUDENT in roles else Source.CONCERN


def _is_family(user: Any) -> bool:
    return any(holding.role in FAMILY_ROLES for holding in policy.roles_of(user))


def _layout(user: Any) -> str:
    return "layouts/family.html" if _is_family(user) else "layouts/staff.html"
