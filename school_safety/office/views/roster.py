"""Classes with head counts, and one student corrected by hand."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.office import queries
from school_safety.office.rosters import queries as rosters
from school_safety.office.rosters.forms import StudentForm
from school_safety.schools.actions import lift_lock, mend_student

PER_PAGE = 25


@gate(Permission.ROSTER_READ, Permission.STRUCTURE_READ)
@require_GET
def roster_list(request: HttpRequest) -> HttpResponse:
    """Classes with head counts; for the clerk also the way in for a new roster."""
    if not queries.is_staff_reader(request.user):
        raise Absent
    page = Paginator(queries.classes_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    reads = policy.holds(request.user, Permission.IMPORT_READ)
    facts = {
        "page": page,
        "may_import": policy.holds(request.user, Permission.IMPORT_CHANGE),
        "may_read_imports": reads,
        "may_read": policy.holds(request.user, Permission.ROSTER_READ),
        "may_move": policy.holds(request.user, Permission.ROSTER_CHANGE),
        "may_call": policy.holds(request.user, Permission.ROSTER_CHANGE)
        and policy.holds(request.user, Permission.GUARDIAN_READ),
        "imports": rosters.imports_for(request.user)[:6] if reads else [],
    }
    return render(request, "office/roster_list.html", facts)


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "POST"])
def student_mend(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """What is corrected here stays, whatever the next file says."""
    student = rosters.student_to_mend(request.user, student_id)
    form = StudentForm(request.POST or None, student=student)
    if request.method == "POST" and form.is_valid():
        try:
            mend_student(
                student=student, values=form.cleaned_data, by=request.user, at=timezone.now()
            )
        except Invalid:
            form.add_error("number", _("这个学号已经属于另一名学生。"))
        else:
            messages.success(request, _("改好了。以后导入花名册不会把它改回去。"))
            return redirect("office:student_detail", student_id)
    status = 422 if request.method == "POST" else 200
    facts = {"form": form, "student": student, "locks": rosters.locks_of(student)}
    return render(request, "office/student_mend.html", facts, status=status)


@gate(Permission.ROSTER_CHANGE)
@require_POST
def lock_lift(request: HttpRequest, lock_id: int) -> HttpResponse:
    """From the next file on, the field follows the roster again."""
    lock, student = rosters.lock_for(request.user, lock_id)
    lift_lock(lock=lock, student=student, by=request.user, at=timezone.now())
    messages.success(request, _("下次导入会按花名册更新这一项。"))
    if lock.guardian_id:
        return redirect("office:guardian_edit", student.pk, lock.guardian_id)
    return redirect("office:student_mend", student.pk)
