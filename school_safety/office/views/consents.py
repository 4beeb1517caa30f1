"""Consents for staff: the list of counselor and lead, and the clerk's sheets. Class teachers: never."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.consents.choices import Purpose
from school_safety.kernel.refusals import Invalid
from school_safety.office.agreeing import queries
from school_safety.office.agreeing.actions import enter_paper
from school_safety.office.agreeing.forms import STATES, ConsentFilter, PaperForm

PER_PAGE = 25
WRONG = {
    "in_the_future": lazy("日期还没有到，请再看一眼纸上写的。"),
    "older": lazy("这张纸比已经记下的答复更早，请按纸上的日期再核对。"),
    "unknown": lazy("这位监护人不能替孩子决定。"),
}


@gate(Permission.CONSENT_READ)
@require_GET
def consent_list(request: HttpRequest) -> HttpResponse:
    """Where each child of the school stands, purpose by purpose."""
    at = timezone.now()
    form = ConsentFilter(request.GET, user=request.user, verb=Permission.CONSENT_READ)
    filters = form.cleaned_data if form.is_valid() else {}
    found = queries.students_for(request.user, filters, at)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.with_states(list(page.object_list), at)
    for row in rows:
        row["states"] = _shown(row["states"])
    context = {"form": form, "page": page, "rows": rows, "purposes": Purpose.labels}
    return render(request, "office/consents/list.html", context)


def _shown(states: list[str]) -> list[dict[str, Any]]:
    words = dict(STATES)
    pairs = zip(Purpose.labels, states, strict=True)
    return [{"label": label, "code": code, "text": words[code]} for label, code in pairs]


@gate(Permission.CONSENT_READ)
@require_GET
def consent_detail(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """Every answer for one child, and which words it was about."""
    student = queries.student_for(request.user, student_id, Permission.CONSENT_READ)
    row = queries.with_states([student], timezone.now())[0]
    context = {
        "student": student,
        "now": _shown(row["states"]),
        "history": queries.history_of(student),
    }
    return render(request, "office/consents/detail.html", context)


@gate(Permission.CONSENT_ENTER)
@require_GET
def paper_list(request: HttpRequest) -> HttpResponse:
    """Whose sheet is it? By class; nothing of what anybody answered stands here."""
    form = ConsentFilter(request.GET, user=request.user, verb=Permission.CONSENT_ENTER)
    room = form.cleaned_data.get("classroom") if form.is_valid() else None
    found = queries.students_to_enter(request.user, room)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/consents/paper_list.html", {"form": form, "page": page})


@gate(Permission.CONSENT_ENTER)
@require_http_methods(["GET", "POST"])
def paper_new(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """Write one sheet over: by paper, with its date and its number."""
    student = queries.student_for(request.user, student_id, Permission.CONSENT_ENTER)
    form = PaperForm(request.POST or None, ties=queries.entitled(student))
    if request.method == "POST" and form.is_valid() and _entered(request, form, student):
        messages.success(request, _("记下了。原件请放回信封，按编号收好。"))
        return redirect("office:paper_list")
    context = {"student": student, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "office/consents/paper_new.html", context, status=status)


def _entered(request: HttpRequest, form: PaperForm, student) -> bool:
    data = form.cleaned_data
    try:
        enter_paper(
            student=student,
            guardian=data["guardian"].guardian,
            purpose=data["purpose"],
            state=data["state"],
            paper_on=data["paper_on"],
            sheet=data["sheet"],
            by=request.user,
            at=timezone.now(),
        )
    except Invalid as refused:
        for field, code in refused.fields.items():
            form.add_error(field, WRONG[code])
        return False
    return True
