"""One child or half a class: into another class, off the roll, and back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.office.years import actions, queries
from school_safety.office.years.forms import ClassMoveForm, PlaceForm
from school_safety.schools.choices import StudentStatus
from school_safety.web.forms import form_page


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def student_move(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """Another class; for a child who has left, the class she comes back to."""
    at = timezone.now()
    student = queries.student(request.user, student_id)
    away = student.status == StudentStatus.LEFT
    form = PlaceForm(request.POST or None, school=student.school, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        if away:
            actions.come_back(student=student, to=form.place, by=request.user, at=at)
            messages.success(request, _("已经登记回校。"))
        else:
            actions.move(students=[student], to=form.place, by=request.user, at=at)
            messages.success(request, _("已经换好班。"))
        return redirect("office:student_detail", student.pk)
    facts = {"student": student, "form": form, "away": away}
    return form_page(request, "office/years/student_move.html", facts)


@gate(Permission.ROSTER_CHANGE)
@require_POST
def student_leave(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """Off the roll. The page looks the same whether or not somebody looks after her."""
    student = queries.student(request.user, student_id)
    actions.leave(student=student, by=request.user, at=timezone.now())
    messages.success(request, _("已经登记离校。"))
    return redirect("office:student_detail", student.pk)


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def class_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Split a class, or merge it into another one."""
    at = timezone.now()
    room = queries.classroom(request.user, pk)
    form = ClassMoveForm(request.POST or None, room=room, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        count = actions.move(
            students=form.cleaned_data["students"], to=form.place, by=request.user, at=at
        )
        messages.success(
            request,
            ngettext("%(count)d 个学生换了班。", "%(count)d 个学生换了班。", count)
            % {"count": count},
        )
        return redirect("office:roster_list")
    facts = {"room": room, "form": form, "heads": queries.on_the_roll(room).count()}
    return form_page(request, "office/years/class_move.html", facts)
