"""What was taught: one tap."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from lessons import queries
from lessons.actions import teaching
from lessons.forms import DeliveryForm, explain
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid

PER_PAGE = 25


@gate(Permission.DELIVERY_WRITE, Permission.DELIVERY_READ)
@require_http_methods(["GET", "POST"])
def delivery_list(request: HttpRequest) -> HttpResponse:
    """A form of four fields that are nearly always right already, and what was taught so far."""
    at = timezone.now()
    rooms = queries.taught_classes(request.user)
    shelf = queries.published_lessons(translation.get_language())
    initial = {"taught_on": timezone.localdate(at), "lesson": request.GET.get("lesson")}
    form = DeliveryForm(request.POST or None, classrooms=rooms, lessons=shelf, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            teaching.record_taught(**form.cleaned_data, by=request.user, at=at)
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            return redirect("lessons:delivery_list")
    page = Paginator(queries.deliveries(request.user), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "form": form, "may_record": rooms.exists(), "shelf": shelf[:6]}
    status = 422 if request.method == "POST" else 200
    return render(request, "lessons/staff/delivery_list.html", facts, status=status)


@gate(Permission.DELIVERY_WRITE)
@require_POST
def delivery_undo(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Take back a slip of the finger."""
    delivery = queries.own_delivery(request.user, delivery_id)
    teaching.undo(delivery=delivery, by=request.user, at=timezone.now())
    return redirect("lessons:delivery_list")
