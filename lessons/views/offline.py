"""A page that works in a classroom without a network, and the door where its records arrive."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lessons import queries
from lessons.actions import teaching
from lessons.forms import DeliveryForm, SentForm
from lessons.queries import taught
from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid

USUAL = 40


@gate(Permission.DELIVERY_WRITE)
@require_safe
def classroom_record(request: HttpRequest) -> HttpResponse:
    """Opened before the lesson; names stay in the page's memory. Bare, it has none: ids and places
    in the class list, which is all that a device may keep (ADR 0019)."""
    rooms = queries.taught_classes(request.user).order_by("grade", "number")
    shelf = queries.published_lessons(translation.get_language())
    initial = {"taught_on": timezone.localdate(), "minutes": USUAL}
    form = DeliveryForm(classrooms=rooms, lessons=shelf, initial=initial)
    facts = {"rooms": taught.class_lists(rooms), "form": form, "key": uuid4()}
    bare = "bare" in request.GET
    template = "classroom_bare" if bare else "classroom_record"
    return render(request, f"lessons/staff/{template}.html", facts)


@public("a script, the same for everybody")
@require_safe
def classroom_worker(request: HttpRequest) -> HttpResponse:
    """Keeps the bare page for a day, so that a reload without a network shows it."""
    facts = {"page": reverse("lessons:classroom_record")}
    return render(request, "lessons/worker.js", facts, content_type="text/javascript")


@gate(Permission.DELIVERY_WRITE)
@require_POST
def delivery_sync(request: HttpRequest) -> HttpResponse:
    """One record from a device: kept, known already, or somebody was quicker."""
    data = request.POST.copy()
    data["absent"] = " ".join(request.POST.getlist("absent"))
    form = SentForm(
        data, classrooms=queries.taught_classes(request.user), lessons=queries.lessons_on_shelf()
    )
    asked = request.headers.get("X-Requested-With") == "fetch"
    try:
        if not form.is_valid():
            raise Invalid(fields={})
        row, first = teaching.take_in(**form.cleaned_data, by=request.user, at=timezone.now())
    except Invalid:
        message = _("有一条记录没有收下：班级、课程或日子对不上。请到「上课」里重记一次。")
        if asked:
            return JsonResponse({"message": message}, status=422)
        return redirect("lessons:classroom_record")
    if not asked:
        return redirect("lessons:delivery_show", row.pk)
    facts = {"room": row.classroom.name, "title": row.lesson_title, "who": row.taught_by.name}
    said = (
        _("%(room)s「%(title)s」记好了。")
        if first
        else _("%(room)s「%(title)s」那天%(who)s已经记过，以先记的为准；谁没来请打开看一眼。")
    )
    url = reverse("lessons:delivery_show", args=[row.pk])
    return JsonResponse({"message": said % facts, "url": url}, status=200 if first else 409)
