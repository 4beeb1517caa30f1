"""What was taught: one tap, then who missed it, then who was told later."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons import queries
from lessons.actions import teaching
from lessons.forms import DeliveryForm, RecordForm, explain
from lessons.models import DeliveryRecord
from lessons.queries import calendar, taught
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid

PER_PAGE = 25


@gate(Permission.DELIVERY_WRITE, Permission.DELIVERY_READ)
@require_http_methods(["GET", "POST"])
def delivery_list(request: HttpRequest) -> HttpResponse:
    """What each class may have next, one tap each; a form for any other lesson; what was taught."""
    at, language = timezone.now(), translation.get_language()
    rooms = queries.taught_classes(request.user).order_by("grade", "number")
    shelf = queries.published_lessons(language)
    initial = {"taught_on": timezone.localdate(at), "lesson": request.GET.get("lesson")}
    form = DeliveryForm(request.POST or None, classrooms=rooms, lessons=shelf, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row = teaching.record_taught(**form.cleaned_data, by=request.user, at=at)
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            return redirect("lessons:delivery_show", row.pk)
    rows = queries.deliveries(request.user, language).order_by("-taught_on", "-recorded_at")
    facts = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "rooms": rooms,
        "chosen": _chosen(request, shelf),
        "today": timezone.localdate(at),
        "standings": calendar.standings(rooms, timezone.localdate(at), language),
        "missed": taught.waiting_absences(request.user).count() if rooms else 0,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "lessons/staff/delivery_list.html", facts, status=status)


def _chosen(request: HttpRequest, shelf):
    """The lesson from whose page somebody came."""
    asked = request.GET.get("lesson", "")
    return shelf.filter(pk=asked).first() if asked.isdecimal() else None


@gate(Permission.DELIVERY_WRITE, Permission.DELIVERY_READ)
@require_http_methods(["GET", "POST"])
def delivery_show(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """One record: names only for whoever teaches the class, figures for editor and head."""
    at, language = timezone.now(), translation.get_language()
    row = queries.delivery_for(request.user, delivery_id, language)
    mine = taught.may_change(request.user, row)
    if request.method == "POST" and not mine:
        return redirect("lessons:delivery_show", row.pk)
    form = _record_form(request, row, language) if mine else None
    if form is not None and request.method == "POST" and form.is_valid():
        details = teaching.Details(**form.details)
        teaching.fill_in(delivery=row, details=details, by=request.user, at=at)
        return redirect("lessons:delivery_list")
    facts = {
        "row": row,
        "form": form,
        "question": taught.exit_question(row, language)[0],
        "waiting": taught.waiting_absences(request.user).filter(delivery=row) if mine else [],
        "absent": row.absences.count(),
        "caught_up": row.absences.exclude(caught_up_at=None).count(),
        "may_undo": row.taught_by_id == request.user.pk
        and timezone.localdate(row.recorded_at) == timezone.localdate(at),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "lessons/staff/delivery_show.html", facts, status=status)


def _record_form(request: HttpRequest, row: DeliveryRecord, language: str) -> RecordForm:
    initial = {
        "absent": row.absences.values_list("student_id", flat=True),
        "minutes": row.minutes,
        "speaker": row.speaker,
        "speaker_minutes": row.speaker_minutes or None,
    }
    return RecordForm(
        request.POST or None,
        delivery=row,
        children=taught.children(row.classroom),
        options=taught.exit_question(row, language)[1],
        initial=initial,
    )


@gate(Permission.DELIVERY_WRITE)
@require_POST
def delivery_undo(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Take back a slip of the finger."""
    delivery = queries.own_delivery(request.user, delivery_id)
    teaching.undo(delivery=delivery, by=request.user, at=timezone.now())
    return redirect("lessons:delivery_list")


@gate(Permission.DELIVERY_WRITE)
@require_safe
def makeup_list(request: HttpRequest) -> HttpResponse:
    """Children who missed a lesson, and classes that did."""
    today, language = timezone.localdate(), translation.get_language()
    rooms = queries.taught_classes(request.user)
    overdue = [
        (each, [item for item in each.items if item.state == "overdue"])
        for each in calendar.standings(rooms, today, language)
    ]
    rows = taught.waiting_absences(request.user, language=language)
    facts = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "overdue": [(each, items) for each, items in overdue if items],
        "today": today,
    }
    return render(request, "lessons/staff/makeup_list.html", facts)


@gate(Permission.DELIVERY_WRITE)
@require_POST
def absence_caught(request: HttpRequest) -> HttpResponse:
    """She was told what she missed: one tap, one child or several."""
    rows = taught.waiting_absences(request.user, request.POST.getlist("absence"))
    teaching.catch_up(absences=rows, by=request.user, at=timezone.now())
    return redirect("lessons:makeup_list")
