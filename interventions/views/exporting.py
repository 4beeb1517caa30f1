"""A part of a case leaves the house: choose, replace names, read it through, make, fetch."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interventions.actions import exporting
from interventions.actions.exporting import Wish
from interventions.choices import ExportStatus
from interventions.forms.exporting import ExportForm, LetGoForm, MendForm
from interventions.models import Case, CaseExport
from interventions.queries import casefile, fetching, left_house, people
from interventions.queries import exporting as exports
from school_safety import limits
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.documents import render as paper
from school_safety.kernel.refusals import Invalid
from school_safety.limits.door import limited

from . import export_words, words
from .doors import carried_out, open_file, posted, shown

A_DAY = 10


@gate(Permission.CASE_READ)
@require_safe
def export_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What left the house: exports, packets to providers, prints."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_READ, pk, at, reason="exports")
    rows = exports.of_case(case)
    for row in rows:
        row.purpose = export_words.purpose(row)
    printed = left_house.prints(case)
    names = fetching.names_of(row.actor_id for row in printed if row.actor_id)
    context = {
        "case": case,
        "rows": rows,
        "packets": left_house.packets(case),
        "prints": [
            {"when": words.moment(row.at), "who": names.get(row.actor_id, ""), "why": why}
            for row, why in ((row, left_house.why(row)) for row in printed)
        ],
        "can_export": Permission.CASE_EXPORT
        in fetching.verbs_on(request.user, pk, (Permission.CASE_EXPORT,)),
    }
    return render(request, "interventions/export_list.html", context)


@gate(Permission.CASE_EXPORT)
def export_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which parts, for whom, why."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_EXPORT, pk, at, reason="export")
    form = ExportForm(posted(request), guardians=people.guardians_to_tell(case.student))
    made: list[CaseExport] = []
    if carried_out(request, form, lambda: made.append(_draft(case, form, request, at))):
        return redirect("interventions:export_show", pk=made[0].pk)
    context = {"case": case, "used": _used(request), "a_day": A_DAY}
    return shown(request, "interventions/export_new.html", form, **context)


def _used(request: HttpRequest) -> int:
    return min(limits.used("export.make", key=str(request.user.pk)), A_DAY)


def _draft(case: Case, form: ExportForm, request: HttpRequest, at: datetime) -> CaseExport:
    data = dict(form.cleaned_data)
    since, until = data["since"], data["until"]
    file = casefile.read(case)
    body = export_words.sections(file, data["parts"], since=since, until=until)
    return exporting.draft_export(case=case, wish=Wish(**data, body=body), by=request.user, at=at)


@gate(Permission.CASE_EXPORT, Permission.CASE_OVERSEE)
def export_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the counselor the names and the preview; for the second person only the facts."""
    at = timezone.now()
    if not exports.is_own(request.user, pk):
        return _page(request, exports.to_decide(request.user, pk, at), at, mine=False)
    export = exports.own(request.user, pk, at)
    if export.status != ExportStatus.DRAFT:
        return _page(request, export, at, mine=True)
    read = exporting.reading(export)
    form = MendForm(posted(request), keys=list(read.met))
    if form.is_bound and form.is_valid():
        exporting.mend_export(
            export=export,
            kept=form.cleaned_data["kept"],
            words=form.cleaned_data["words"].splitlines(),
            by=request.user,
            at=at,
        )
        messages.success(request, _("改好了，请再看一遍预览"))
        return redirect("interventions:export_show", pk=pk)
    return _review(request, export, LetGoForm(), at)


def _review(
    request: HttpRequest, export: CaseExport, letting: LetGoForm, at: datetime
) -> HttpResponse:
    read = exporting.reading(export)
    kept = frozenset(export.answers.get("kept", []))
    typed = {"words": "\n".join(export.answers.get("words", []))}
    context = {
        "export": export,
        "case": export.case,
        "mend": MendForm(initial=typed, keys=list(read.met)),
        "found": export_words.people_found(read, kept),
        "sections": export_words.parts_shown(exporting.mended(export, read, export_words.label)),
        "mark": export_words.mark(export, request.user.name, at),
        "purpose": export_words.purpose(export),
        "used": _used(request),
        "a_day": A_DAY,
    }
    return shown(request, "interventions/export_review.html", letting, **context)


def _page(request: HttpRequest, export: CaseExport, at: datetime, *, mine: bool) -> HttpResponse:
    over = export.expires_at is not None and export.expires_at <= at
    context: dict[str, Any] = {
        "export": export,
        "case": export.case,
        "mine": mine,
        "purpose": export_words.purpose(export),
        "parts": [each["name"] for each in export_words.parts_shown(_empty(export))],
        "can_fetch": mine and export.status == ExportStatus.MADE and not over,
        "can_decide": not mine
        and export.status == ExportStatus.WAITING
        and export.made_by_id != request.user.pk,
    }
    return render(request, "interventions/export_show.html", context)


def _empty(export: CaseExport) -> list[dict[str, Any]]:
    return [{"part": part} for part in export.parts]


@gate(Permission.CASE_EXPORT)
@require_POST
def export_make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read through, and let go; or hand it to the second person."""
    at = timezone.now()
    export = exports.own(request.user, pk, at)
    form = LetGoForm(request.POST)
    if export.status == ExportStatus.DRAFT and not form.is_valid():
        return _review(request, export, form, at)
    made = exporting.make_export(export=export, label=export_words.label, by=request.user, at=at)
    waits = made.status == ExportStatus.WAITING
    messages.success(request, _("今天已经十份了，这一份等负责人同意") if waits else _("做好了"))
    return redirect("interventions:export_show", pk=pk)


@gate(Permission.CASE_OVERSEE)
@require_POST
def export_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person's yes or no."""
    at = timezone.now()
    export = exports.to_decide(request.user, pk, at)
    answer = request.POST.get("answer", "")
    if answer not in {"yes", "no"}:
        raise Invalid(fields={"answer": "required"})
    exporting.answer_export(export=export, yes=answer == "yes", by=request.user, at=at)
    messages.success(request, _("记下了"))
    return redirect("interventions:export_show", pk=pk)


@gate(Permission.CASE_EXPORT)
@require_safe
@limited("pdf.make")
def export_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sheets, each with recipient, purpose, reader and moment across it."""
    at = timezone.now()
    export = exporting.fetch_export(
        export=exports.own(request.user, pk, at), by=request.user, at=at
    )
    context = {
        "export": export,
        "case": export.case,
        "sections": export_words.parts_shown(export.body),
        "mark": export_words.mark(export, request.user.name, at),
        "purpose": export_words.purpose(export),
        "at": at,
    }
    data = paper.pdf("print/export.html", context, language=get_language() or "zh-hans")
    headers = {"Content-Disposition": f'attachment; filename="export-{at:%Y%m%d}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
