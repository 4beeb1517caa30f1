"""The guardians of one child: what each may decide, and how each is reached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.limits.door import posted
from school_safety.office.rosters import queries as rosters
from school_safety.office.years import actions, queries
from school_safety.office.years.forms import GuardianForm, TieForm
from school_safety.web.forms import form_page

PAGE = "office/years/guardian.html"


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(posted)
def guardian_edit(request: HttpRequest, student_id: UUID, guardian_id: UUID) -> HttpResponse:
    """Authority and number of one guardian. A hold never shows here."""
    link = queries.tie(request.user, student_id, guardian_id)
    known = {
        "authority": link.authority,
        "document": link.document,
        "name": link.guardian.name,
    }
    form = TieForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.change_tie(link=link, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("已经记下，马上生效。"))
        return redirect("office:student_detail", student_id)
    locks = rosters.locks_of_guardian(link.guardian)
    facts = {"student": link.student, "link": link, "form": form, "locks": locks}
    return form_page(request, PAGE, facts)


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(posted)
def guardian_new(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """A guardian whom the roster did not name."""
    student = queries.student(request.user, student_id)
    form = GuardianForm(request.POST or None, initial={"authority": "full"})
    if request.method == "POST" and form.is_valid():
        actions.add_guardian(
            student=student, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("已经登记。班主任可以给这位家长打印登录码。"))
        return redirect("office:student_detail", student_id)
    facts = {"student": student, "form": form}
    return form_page(request, PAGE, facts)
