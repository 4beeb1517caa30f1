"""The clerk's way: upload, look at the dry run, say yes; and back again."""

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
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.limits.door import limited, posted
from school_safety.office import queries, sheets, uploads
from school_safety.office.dry_run import shown
from school_safety.office.forms import UploadForm
from school_safety.office.refusals import UNDO_REFUSALS
from school_safety.schools.actions import confirm_import, drop_import, prepare, undo_import
from school_safety.schools.choices import BatchState
from school_safety.schools.roster import stored

PER_PAGE = 25


@gate(Permission.ROSTER_READ, Permission.STRUCTURE_READ)
@require_GET
def roster_list(request: HttpRequest) -> HttpResponse:
    """Classes with head counts; for the clerk also the way in for a new roster."""
    if not queries.is_staff_reader(request.user):
        raise Absent
    page = Paginator(queries.classes_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    keeps = policy.holds(request.user, Permission.ROSTER_CHANGE)
    facts = {
        "page": page,
        "may_import": keeps,
        "may_read": policy.holds(request.user, Permission.ROSTER_READ),
        "imports": queries.imports_for(request.user)[:6] if keeps else [],
    }
    return render(request, "office/roster_list.html", facts)


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "POST"])
@limited("upload.send", posted)
def roster_upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; nothing is written yet."""
    schools = queries.schools_for(request.user, Permission.ROSTER_CHANGE)
    form = UploadForm(request.POST or None, request.FILES or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        batch = uploads.receive(
            file=form.cleaned_data["file"],
            school=form.cleaned_data["school"],
            by=request.user,
            at=timezone.now(),
        )
        return redirect("office:import_detail", batch.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "office/roster_upload.html", {"form": form}, status=status)


@gate(Permission.ROSTER_CHANGE)
@require_GET
def import_detail(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The dry run while it waits, the record of it afterwards."""
    batch = queries.import_for(request.user, batch_id)
    facts = {"batch": batch, "waiting": batch.state == BatchState.WAITING}
    if facts["waiting"]:
        outcome = prepare(stored.load(batch.reading), school=batch.school, at=timezone.now())
        facts |= shown(outcome)
    else:
        facts["may_undo"] = queries.may_undo(batch)
    return render(request, "office/import_detail.html", facts)


@gate(Permission.ROSTER_CHANGE)
@require_POST
def import_confirm(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Write everything, or nothing."""
    batch = queries.import_for(request.user, batch_id)
    outcome = confirm_import(batch=batch, by=request.user, at=timezone.now())
    if outcome.batch is not None:
        messages.success(request, _("花名册已写入。"))
    return redirect("office:import_detail", batch_id)


@gate(Permission.ROSTER_CHANGE)
@require_POST
def import_drop(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Forget what was read."""
    batch = queries.import_for(request.user, batch_id)
    drop_import(batch=batch, by=request.user, at=timezone.now())
    messages.success(request, _("这份文件没有采用，已经清掉。"))
    return redirect("office:roster_list")


@gate(Permission.ROSTER_CHANGE)
@require_POST
def import_undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take the newest import back."""
    batch = queries.import_for(request.user, batch_id)
    try:
        undo_import(batch=batch, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, UNDO_REFUSALS.get(refusal.code, refusal.code))
    else:
        messages.success(request, _("已撤销，花名册回到导入之前。"))
    return redirect("office:import_detail", batch_id)


@gate(Permission.ROSTER_CHANGE)
@require_GET
def template_download(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the columns we understand best, and one line of example."""
    response = HttpResponse(sheets.blank(), content_type=sheets.XLSX)
    response["Content-Disposition"] = 'attachment; filename="roster-template.xlsx"'
    return response
