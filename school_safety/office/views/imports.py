"""The clerk's way with a file: choose it, say the columns, look at the changes, write, undo."""

from typing import Any
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
from school_safety.access.permissions import Permission as P
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.limits.door import every, limited, posted
from school_safety.office import tasks
from school_safety.office.rosters import lists, queries, sheets, uploads
from school_safety.office.rosters.forms import ColumnsForm, ImportFilter, UploadForm
from school_safety.schools.actions import (
    begin_undo,
    begin_writing,
    choose_columns,
    drop_import,
    progress,
)
from school_safety.schools.choices import BatchState
from school_safety.schools.models import ImportBatch
from school_safety.schools.queries import memory_of
from school_safety.schools.roster import layouts, stored
from school_safety.web.downloads import download

PER_PAGE = 25
WORKING = (BatchState.CHECKING, BatchState.WRITING, BatchState.UNDOING)


def stages() -> list[str]:
    """The steps of the way, as the page's head shows them."""
    return [_("选文件"), _("认列"), _("检查"), _("写入")]


@gate(P.IMPORT_READ)
@require_GET
def import_list(request: HttpRequest) -> HttpResponse:
    """Every file that was brought, newest first; filters live in the address."""
    schools = queries.schools_for(request.user, P.IMPORT_READ)
    form = ImportFilter(request.GET, schools=schools)
    found = queries.imports_for(request.user, form.cleaned_data if form.is_valid() else {})
    facts = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "many_schools": len(schools) > 1,
        "may_import": policy.holds(request.user, P.IMPORT_CHANGE),
    }
    return render(request, "office/imports/list.html", facts)


@gate(P.IMPORT_CHANGE)
@require_http_methods(["GET", "POST"])
@limited("upload.send", posted)
def roster_upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; nothing is written yet."""
    schools = queries.schools_for(request.user, P.IMPORT_CHANGE)
    district = queries.whole_district(request.user)
    form = UploadForm(
        request.POST or None, request.FILES or None, schools=schools, district=district
    )
    if request.method == "POST" and form.is_valid():
        school = form.cleaned_data["school"]
        batch = uploads.receive(
            file=form.cleaned_data["file"],
            district=school.district if school else district,
            school=school,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("office:import_detail", batch.pk)
    status = 422 if request.method == "POST" else 200
    facts = {"form": form, "stages": stages()}
    return render(request, "office/imports/upload.html", facts, status=status)


@gate(P.IMPORT_CHANGE)
@require_http_methods(["GET", "POST"])
def import_columns(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """What each column means: proposed, corrected, remembered."""
    batch = queries.import_for(request.user, batch_id, P.IMPORT_CHANGE)
    open_ = batch.state in {BatchState.COLUMNS, BatchState.WAITING} and batch.file_kind == "sheet"
    if not open_:
        raise NotNow("import_not_waiting")
    found = layouts.of(stored.unpack(batch.reading), memory_of(batch.school_id))
    for layout in found:
        layout.codes = batch.columns.get(layout.signature, layout.codes)
    form = ColumnsForm(request.POST or None, layouts=found)
    if request.method == "POST" and form.is_valid():
        choose_columns(batch=batch, chosen=form.chosen(), by=request.user, at=timezone.now())
        tasks.check_roster.enqueue(str(batch.pk), str(request.user.pk))
        return redirect("office:import_detail", batch.pk)
    status = 422 if request.method == "POST" else 200
    facts = {"form": form, "batch": batch, "stages": stages()}
    return render(request, "office/imports/columns.html", facts, status=status)


@gate(P.IMPORT_READ)
@require_GET
def import_detail(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Where the file stands: at work, dry run, or the record of it afterwards."""
    batch = queries.import_for(request.user, batch_id)
    changes = policy.visible(
        request.user, P.IMPORT_CHANGE, ImportBatch.objects.filter(pk=batch.pk)
    ).exists()
    facts: dict[str, Any] = {"batch": batch, "may_change": changes, "stages": stages()}
    if batch.state == BatchState.COLUMNS and changes:
        return redirect("office:import_columns", batch.pk)
    if batch.state in WORKING:
        done, of = progress(batch.pk)
        return render(request, "office/imports/working.html", facts | {"done": done, "of": of})
    facts["may_name"] = policy.holds(request.user, P.ROSTER_READ)
    if batch.state == BatchState.WAITING:
        return render(request, "office/imports/waiting.html", facts | _dry_run(request, batch))
    kinds: dict[str, set[str]] = {}
    for row in batch.findings.get("stayed", []):
        kind = row["kind"] if row["kind"] in {"guardian", "classroom"} else "student"
        kinds.setdefault(kind, set()).add(row["id"])
    facts["may_decide"] = changes and policy.holds(request.user, P.ROSTER_CHANGE)
    stayed = lists.stayed_of(batch, queries.names_of(kinds))
    facts["page"] = Paginator(stayed, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/imports/done.html", facts)


def _dry_run(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    found = batch.findings
    here = lists.first_list(found, request.GET.get("list"))
    return {
        "tabs": lists.tabs_of(found, here),
        "notes": lists.notes_of(found),
        "problem_count": len(found.get("problems", [])),
        **lists.page_of(found, here, request.GET.get("page")),
    }


@gate(P.IMPORT_CHANGE)
@require_POST
def import_confirm(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Write everything, or nothing, in the background."""
    batch = queries.import_for(request.user, batch_id, P.IMPORT_CHANGE)
    begin_writing(batch=batch, by=request.user, at=timezone.now())
    tasks.write_roster.enqueue(str(batch.pk), str(request.user.pk))
    return redirect("office:import_detail", batch_id)


@gate(P.IMPORT_CHANGE)
@require_POST
def import_drop(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Forget what was read."""
    batch = queries.import_for(request.user, batch_id, P.IMPORT_CHANGE)
    drop_import(batch=batch, by=request.user, at=timezone.now())
    messages.success(request, _("这份文件没有采用，已经清掉。"))
    return redirect("office:import_list")


@gate(P.IMPORT_CHANGE)
@require_POST
def import_undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take it back, as far as nobody touched it since."""
    batch = queries.import_for(request.user, batch_id, P.IMPORT_CHANGE)
    begin_undo(batch=batch, by=request.user, at=timezone.now())
    tasks.undo_roster.enqueue(str(batch.pk), str(request.user.pk))
    return redirect("office:import_detail", batch_id)


@gate(P.IMPORT_CHANGE)
@require_GET
@limited("export.make", every)
def import_errors(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The rows that were refused, to be mended and sent again."""
    batch = queries.import_for(request.user, batch_id, P.IMPORT_CHANGE)
    problems = batch.findings.get("problems", [])
    if batch.state != BatchState.WAITING or not problems:
        raise Absent
    mended = sheets.to_mend(stored.unpack(batch.reading), problems)
    return download(mended, "roster-errors.xlsx", sheets.XLSX)


@gate(P.IMPORT_CHANGE)
@require_GET
def template_download(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the columns we understand best, and a sheet of advice."""
    return download(sheets.blank(), "roster-template.xlsx", sheets.XLSX)
