"""Questionnaires: the list, bringing one in, its page with every score, and publication by two."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission as P
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.limits.door import limited, posted
from school_safety.web.downloads import download
from surveys.actions import bringing
from surveys.choices import REASONS, VersionState
from surveys.forms import AnswerForm, InstrumentForm
from surveys.queries import instruments
from surveys.queries.forms import definition_of
from surveys.queries.forms import words as words_of
from surveys.queries.import_words import sentence, where
from surveys.queries.importing import Look, look
from surveys.queries.lacking import Lacking
from surveys.rules.interchange.write_fhir import to_fhir
from surveys.rules.interchange.write_xlsform import to_xlsform

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


@gate(P.INSTRUMENT_READ)
@require_GET
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Every questionnaire that this person may read."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:80]
    rows = instruments.instrument_list(request.user, state=state, words=words)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(version, words_of(version.texts["title"], _language())) for version in page],
        "states": VersionState.choices,
        "state": state,
        "words": words,
        "may_import": policy.holds(request.user, P.INSTRUMENT_CHANGE),
    }
    return render(request, "surveys/instruments/list.html", context)


@gate(P.INSTRUMENT_CHANGE)
@require_http_methods(["GET", "POST"])
@limited("upload.send", posted)
def instrument_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it says becomes a draft, or is refused with every reason."""
    form = InstrumentForm(request.POST or None, request.FILES or None)
    found: Look | None = None
    if request.method == "POST" and form.is_valid():
        found = _read(form.cleaned_data["file"])
        if not found.problems:
            try:
                version = bringing.bring_in(
                    district=instruments.district_of(request.user),
                    reading=found.reading,
                    licence_holder=form.cleaned_data["licence_holder"],
                    licence_text=form.cleaned_data["licence_text"],
                    by=request.user,
                    at=timezone.now(),
                )
            except NotNow as refusal:
                form.add_error("file", str(REASONS[refusal.code]))
            else:
                messages.success(request, _("读好了，存成了草稿。请核对每一题的分值。"))
                return redirect("surveys:instrument_show", version.pk)
    problems = found.problems if found else ()
    context = {
        "form": form,
        "file": found.file if found else "",
        "problems": [{"where": where(p.place), "text": sentence(p)} for p in problems],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/instruments/import.html", context, status=status)


def _read(file: UploadedFile) -> Look:
    """The upload touches the disk only while the child process reads it."""
    name = Path(file.name or "").name[:120]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "questionnaire" + Path(name).suffix.lower()[:8])
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        return look(path, name, _language())


def _page(
    request: HttpRequest, pk: UUID, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    version = instruments.readable_version(request.user, pk)
    page = instruments.page(version, request.user, _language(), request.GET)
    draft = version.state == VersionState.DRAFT
    if form is None and draft and page["may_change"]:
        form = AnswerForm(version=version, language=_language())
    context = {
        "version": version,
        "page": page,
        "form": form,
        "lacking": [Lacking(code).label for code in page["lacking"]],
        "draft": draft,
        "asked": version.state == VersionState.ASKED,
    }
    return render(request, "surveys/instruments/show.html", context, status=status)


@gate(P.INSTRUMENT_READ)
@require_GET
def instrument_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One questionnaire: every question and score, the ranges, and a total step by step."""
    return _page(request, pk)


@gate(P.INSTRUMENT_CHANGE)
@require_POST
def instrument_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which items need a person the same day, and the licence where nobody has ticked yet."""
    version = instruments.own_version(request.user, pk, P.INSTRUMENT_CHANGE)
    form = AnswerForm(request.POST, version=version, language=_language())
    if not form.is_valid():
        return _page(request, pk, form, status=422)
    bringing.answer_for(
        version=version,
        contact=form.contact(),
        licence_holder=form.cleaned_data.get("licence_holder", ""),
        licence_text=form.cleaned_data.get("licence_text", ""),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("记下了。"))
    return redirect("surveys:instrument_show", pk)


def _step(request: HttpRequest, pk: UUID, verb: P, act: Any, said: str) -> HttpResponse:
    version = instruments.own_version(request.user, pk, verb)
    try:
        act(version=version, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(REASONS[refusal.code]))
        return _page(request, pk, status=409)
    except Invalid as refusal:
        for code in refusal.fields:
            messages.error(request, str(Lacking(code).label))
        return _page(request, pk, status=422)
    messages.success(request, said)
    return redirect("surveys:instrument_show", pk)


@gate(P.INSTRUMENT_CHANGE)
@require_POST
def instrument_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for publication by a second official."""
    said = _("请本区另一位看一遍再发布。")
    return _step(request, pk, P.INSTRUMENT_CHANGE, bringing.ask_for_publication, said)


@gate(P.INSTRUMENT_PUBLISH)
@require_POST
def instrument_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second official says yes."""
    said = _("发布了。安排批次时可以选这份问卷。")
    return _step(request, pk, P.INSTRUMENT_PUBLISH, bringing.publish, said)


@gate(P.INSTRUMENT_PUBLISH)
@require_POST
def instrument_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not yet: it becomes a draft again."""
    said = _("退回了，又是草稿。")
    return _step(request, pk, P.INSTRUMENT_PUBLISH, bringing.send_back, said)


@gate(P.INSTRUMENT_CHANGE)
@require_POST
def instrument_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a draft away."""
    version = instruments.own_version(request.user, pk, P.INSTRUMENT_CHANGE)
    bringing.drop(version=version, by=request.user, at=timezone.now())
    messages.success(request, _("草稿删掉了。"))
    return redirect("surveys:instrument_list")


@gate(P.INSTRUMENT_READ)
@require_GET
def instrument_fhir(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questionnaire as FHIR R4."""
    version = instruments.readable_version(request.user, pk)
    content = to_fhir(definition_of(version))
    return download(content, "questionnaire.fhir.json", "application/fhir+json")


@gate(P.INSTRUMENT_READ)
@require_GET
def instrument_xlsform(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questionnaire as an XLSForm workbook."""
    version = instruments.readable_version(request.user, pk)
    return download(to_xlsform(definition_of(version)), "questionnaire.xlsx", XLSX)
