"""From one school of the district to another: proposed here, taken or declined there."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.office.forms.transfers import AcceptForm, DeclineForm, TransferForm
from school_safety.office.years import naming, queries, transfers
from school_safety.schools.choices import TransferState
from school_safety.web.forms import form_page

PER_PAGE = 25


@gate(Permission.ROSTER_CHANGE)
@require_safe
def transfer_list(request: HttpRequest) -> HttpResponse:
    """Who is to come; with ?way=out, whom one's own school wants to send."""
    out = request.GET.get("way") == "out"
    rows = transfers.outgoing(request.user) if out else transfers.incoming(request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        room = row.student.classroom
        row.grade = naming.grade(room.grade) if room else ""
    facts = {"page": page, "out": out, "today": timezone.localdate()}
    return render(request, "office/years/transfer_list.html", facts)


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_new(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """Ask another school to take her. The answer looks the same whoever looks after her."""
    at = timezone.now()
    student = queries.student(request.user, student_id)
    today = timezone.localdate(at)
    form = TransferForm(
        request.POST or None,
        schools=transfers.schools_for(student),
        today=today,
        initial={"starts_on": today},
    )
    if request.method == "POST" and form.is_valid():
        transfers.propose(student=student, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("已经告诉对方学校，等他们接收。"))
        return redirect("office:student_move", student.pk)
    facts = {"student": student, "form": form, "open": transfers.open_of(student)}
    return form_page(request, "office/years/transfer_new.html", facts)


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose her class and take her; beside it, the way to say no."""
    at = timezone.now()
    row = transfers.to_take(request.user, pk)
    today = timezone.localdate(at)
    if request.method != "POST" and row.state != TransferState.PROPOSED:
        raise Absent
    form = AcceptForm(request.POST or None, school=row.to_school, today=today)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["own_number"].strip()
        try:
            student = transfers.accept(
                transfer=row, to=form.place, number=number, by=request.user, at=at
            )
        except Invalid:
            form.add_error("own_number", _("这个学号在本校已经有人用了。"))
        else:
            messages.success(request, _("已经接收。请班主任给家长打印登录码。"))
            return redirect("office:student_detail", student.pk)
    room = row.student.classroom
    facts = {
        "row": row,
        "form": form,
        "no": DeclineForm(),
        "grade": naming.grade(room.grade) if room else "",
        "early": today < row.starts_on,
    }
    return form_page(request, "office/years/transfer_accept.html", facts)


@gate(Permission.ROSTER_CHANGE)
@require_POST
def transfer_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not here."""
    row = transfers.to_take(request.user, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise Invalid(fields={"reason": "required"})
    transfers.decline(
        transfer=row, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    )
    messages.success(request, _("没有接收，已经告诉对方学校。"))
    return redirect("office:transfer_list")


@gate(Permission.ROSTER_CHANGE)
@require_POST
def transfer_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """As if it had not been asked."""
    row = transfers.to_withdraw(request.user, pk)
    transfers.withdraw(transfer=row, by=request.user, at=timezone.now())
    messages.success(request, _("转学已经收回，什么都没有变。"))
    return redirect("office:transfer_list")
