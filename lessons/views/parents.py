"""Parents' evenings: planned, shown at the door, ticked class by class, closed."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.actions import parents as actions
from lessons.forms import ParentSessionForm, RoomHereForm, explain
from lessons.forms.parents import WHEN
from lessons.models import ParentSession
from lessons.queries import parents as queries
from lessons.queries.guides import guides
from lessons.rules import outreach as rules
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid
from school_safety.web.forms import form_page

PER_PAGE = 25
USUAL = {"begins_at": "18:30", "minutes": 30, "grade_from": 1, "grade_to": 9}


@gate(Permission.PROGRAMME_READ)
@require_safe
def parent_session_list(request: HttpRequest) -> HttpResponse:
    """What is to come, or what was."""
    rows = queries.sessions(request.user, translation.get_language())
    today, past = timezone.localdate(), request.GET.get("show") == "past"
    if past:
        rows = rows.exclude(closed_at=None)
    else:
        rows = rows.filter(closed_at=None).order_by("outreach__held_on", "begins_at")
    facts = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "past": past,
        "today": today,
        "may_write": queries.planning_schools(request.user).exists(),
    }
    return render(request, "lessons/staff/parent_session_list.html", facts)


@gate(Permission.PROGRAMME_WRITE)
@require_http_methods(["GET", "POST"])
def parent_session_new(request: HttpRequest) -> HttpResponse:
    """A guide, a day, a room."""
    schools = queries.planning_schools(request.user)
    initial = USUAL | {"guide": request.GET.get("guide", ""), "held_on": timezone.localdate()}
    form = ParentSessionForm(
        request.POST or None, guides=_topics(), schools=schools, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.plan(
                school=form.cleaned_data["school"],
                **form.given,
                by=request.user,
                at=timezone.now(),
            )
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            return redirect("lessons:parent_session_show", row.pk)
    return _form(request, form, None)


@gate(Permission.PROGRAMME_WRITE)
@require_http_methods(["GET", "POST"])
def parent_session_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another day, place or topic."""
    row = queries.own_session(request.user, pk)
    guide = queries.guide_of(row, translation.get_language())
    initial = {name: getattr(row, name) for name in WHEN}
    initial |= {"guide": guide, "held_on": row.outreach.held_on}
    form = ParentSessionForm(request.POST or None, guides=_topics(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(session=row, **form.given, by=request.user, at=timezone.now())
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            return redirect("lessons:parent_session_show", row.pk)
    return _form(request, form, row)


def _topics() -> Any:
    return guides(translation.get_language())


def _form(request: HttpRequest, form: ParentSessionForm, row: Any) -> HttpResponse:
    return form_page(request, "lessons/staff/parent_session_edit.html", {"form": form, "row": row})


@gate(Permission.PROGRAMME_READ)
@require_safe
def parent_session_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When and where, how many came for whoever plans it, one's own classes to tick."""
    language = translation.get_language()
    row = queries.session(request.user, pk, language)
    today = timezone.localdate()
    facts = {
        "row": row,
        "guide": queries.guide_of(row, language),
        "may_write": queries.may_write(request.user, row),
        "rooms": queries.rooms_to_tick(request.user, row),
        "came": rules.rough(queries.came(row)) if queries.may_count(request.user, row) else "",
        "begun": row.outreach.held_on <= today,
        "is_today": row.outreach.held_on == today,
    }
    return render(request, "lessons/staff/parent_session_show.html", facts)


@gate(Permission.PROGRAMME_READ)
@require_safe
def parent_session_door(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One code, as large as the wall: scanned, signed in, sat down."""
    row = queries.session(request.user, pk, translation.get_language())
    facts = {"row": row, "url": _address(row)}
    return render(request, "lessons/staff/parent_session_door.html", facts)


def _address(row: ParentSession) -> str:
    return f"{settings.PUBLIC_URL}{reverse('lessons:parent_sign_in', args=[row.code])}"


@gate(Permission.GUARDIAN_READ)
@require_http_methods(["GET", "POST"])
def parent_session_room(request: HttpRequest, pk: UUID, room_id: UUID) -> HttpResponse:
    """One class on a list, for whoever came without a phone."""
    row = queries.session(request.user, pk, translation.get_language())
    room = queries.room_to_tick(request.user, row, room_id)
    found = queries.families(row, room)
    alone = [child.pk for child, came in found if any(each.guardian_id for each in came)]
    form = RoomHereForm(
        request.POST if request.method == "POST" else None,
        children=queries.children_in(room).exclude(pk__in=alone),
        initial={"here": [child.pk for child, came in found if came]},
    )
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        actions.tick(session=row, room=room, here=form.ids, by=request.user, at=at)
        messages.success(request, _("记好了。"))
        return redirect("lessons:parent_session_show", row.pk)
    facts = {
        "row": row,
        "room": room,
        "form": form,
        "alone": [child for child, came in found if child.pk in alone],
    }
    return form_page(request, "lessons/staff/parent_session_room.html", facts)


@gate(Permission.PROGRAMME_WRITE)
@require_POST
def parent_session_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Held, or called off."""
    row = queries.own_session(request.user, pk)
    held = "called_off" not in request.POST
    actions.close(session=row, held=held, by=request.user, at=timezone.now())
    return redirect("lessons:parent_session_show", row.pk)


@gate(Permission.LETTER_SIGN)
@require_http_methods(["GET", "POST"])
def parent_sign_in(request: HttpRequest, code: str) -> HttpResponse:
    """From the code at the door: one tap says that somebody of this family is here."""
    at, language = timezone.now(), translation.get_language()
    row, children = queries.at_the_door(request.user, code, language)
    if request.method == "POST":
        actions.sign_in(session=row, children=children, by=request.user, at=at)
        return redirect("lessons:parent_sign_in", code)
    facts = {
        "row": row,
        "children": children,
        "guide": queries.guide_of(row, language),
        "here": row.sign_ins.filter(guardian=request.user.guardian).exists(),
        "open": not row.closed_at and row.outreach.held_on == timezone.localdate(at),
    }
    return render(request, "lessons/family/parent_sign_in.html", facts)
