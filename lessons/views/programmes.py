"""Programmes: a row of lessons with dates, made by a school or a district, read by all staff."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons import queries
from lessons.actions import packing, programmes
from lessons.forms import ProgrammeForm, ProgrammeLessonForm, explain
from lessons.models import Programme
from lessons.queries import calendar
from lessons.queries.places import places
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.web.forms import form_page

PER_PAGE = 25
CHANGING = ("kind", "title", "title_en", "grade_from", "grade_to", "starts_on", "ends_on")


@gate(Permission.PROGRAMME_READ)
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    """What runs now, and what is over."""
    past = request.GET.get("show") == "past"
    rows = calendar.programmes(request.user).filter(ended_at__isnull=not past)
    own = places(request.user)
    if not own:
        rows = rows.filter(assigned_at__isnull=False)
    facts = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "past": past,
        "may_write": bool(own),
        "today": timezone.localdate(),
    }
    return render(request, "lessons/staff/programme_list.html", facts)


@gate(Permission.PROGRAMME_WRITE)
@require_http_methods(["GET", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    """An empty one; lessons are put in on its own page."""
    form = ProgrammeForm(request.POST or None, places=places(request.user))
    if request.method == "POST" and form.is_valid():
        place = form.place
        row = programmes.make(
            district=place.district,
            school=place.school,
            facts=form.facts,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("lessons:programme_show", row.pk)
    return _form(request, form, None)


@gate(Permission.PROGRAMME_WRITE)
@require_http_methods(["GET", "POST"])
def programme_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its name, days and grades."""
    row = calendar.own_programme(request.user, pk)
    initial = {name: getattr(row, name) for name in CHANGING}
    form = ProgrammeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        programmes.change(programme=row, facts=form.facts, by=request.user, at=timezone.now())
        return redirect("lessons:programme_show", row.pk)
    return _form(request, form, row)


def _form(request: HttpRequest, form: ProgrammeForm, row: Programme | None) -> HttpResponse:
    return form_page(request, "lessons/staff/programme_edit.html", {"form": form, "row": row})


@gate(Permission.PROGRAMME_READ)
@require_safe
def programme_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its lessons, and how far one's own classes have come; for whoever made it, also the tools."""
    return _show(request, calendar.programme(request.user, pk))


def _show(
    request: HttpRequest, row: Programme, form: ProgrammeLessonForm | None = None
) -> HttpResponse:
    language, today = translation.get_language(), timezone.localdate()
    rooms = calendar.seen_classes(request.user, row)
    standings = calendar.standings(rooms, today, language, only=[row])
    if form is None:
        days = {"from_on": row.starts_on, "until_on": row.ends_on}
        form = ProgrammeLessonForm(lessons=queries.published_lessons(language), initial=days)
    lessons = list(calendar.lessons_of(row, language))
    facts = {
        "row": row,
        "lessons": lessons,
        "grades": range(row.grade_from, row.grade_to + 1),
        "parts": range(1, len(lessons) // (packing.MOST + 1) + 2),
        "page": Paginator(standings, PER_PAGE).get_page(request.GET.get("page")),
        "done": sum(each.done for each in standings),
        "all": len(standings),
        "form": form,
        "may_write": calendar.may_write(request.user, row) and row.ended_at is None,
    }
    return form_page(request, "lessons/staff/programme_show.html", facts)


@gate(Permission.PROGRAMME_WRITE)
@require_POST
def programme_lessons(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A lesson is put in, moved up, or taken out."""
    row, at = calendar.own_programme(request.user, pk), timezone.now()
    asked = request.POST.get("up") or request.POST.get("out")
    if asked:
        do = programmes.move_lesson if "up" in request.POST else programmes.remove_lesson
        do(programme=row, lesson_id=_id(asked), by=request.user, at=at)
        return redirect("lessons:programme_show", row.pk)
    form = ProgrammeLessonForm(request.POST, lessons=queries.lessons_on_shelf())
    if form.is_valid():
        try:
            programmes.add_lesson(programme=row, **form.cleaned_data, by=request.user, at=at)
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            return redirect("lessons:programme_show", row.pk)
    return _show(request, row, form)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Absent from error


@gate(Permission.PROGRAMME_WRITE)
@require_POST
def programme_assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From now on its classes see what is due."""
    row = calendar.own_programme(request.user, pk)
    programmes.assign(programme=row, by=request.user, at=timezone.now())
    return redirect("lessons:programme_show", row.pk)


@gate(Permission.PROGRAMME_WRITE)
@require_POST
def programme_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing of it is due any more; what was had stays had."""
    row = calendar.own_programme(request.user, pk)
    programmes.end(programme=row, by=request.user, at=timezone.now())
    return redirect("lessons:programme_list")
