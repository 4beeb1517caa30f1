"""Questionnaires: the list, the page of one with every score, and publication by two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission as P
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.web.downloads import download
from surveys.actions import bringing
from surveys.choices import REASONS, VersionState
from surveys.forms.importing import MarksForm
from surveys.queries import drafts, instruments
from surveys.queries.forms import definition_of
from surveys.queries.forms import words as words_of
from surveys.queries.lacking import Lacking
from surveys.rules.interchange.write_fhir import to_fhir
from surveys.rules.interchange.write_xlsform import to_xlsform

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def _may_write(request: HttpRequest) -> bool:
    """Officials with a key to the CMS, where drafts are written."""
    writes = policy.holds(request.user, P.INSTRUMENT_CHANGE)
    return writes and request.user.has_perm("wagtailadmin.access_admin")


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
        "may_write": _may_write(request),
    }
    return render(request, "surveys/instruments/list.html", context)


def _page(
    request: HttpRequest, pk: UUID, form: MarksForm | None = None, status: int = 200
) -> HttpResponse:
    version = instruments.readable_version(request.user, pk)
    page = instruments.page(version, request.user, _language(), request.GET)
    draft = version.state == VersionState.DRAFT
    if form is None and draft and page["may_change"]:
        form = MarksForm(version=version, language=_language())
    context = {
        "version": version,
        "page": page,
        "form": form,
        "lacking": [Lacking(code).label for code in page["lacking"]],
        "draft": draft,
        "asked": version.state == VersionState.ASKED,
        "may_write": _may_write(request),
        "copy": f"{reverse('questionnaires:start')}?version={version.pk}",
        "written": drafts.draft_of(version, request.user),
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
    """What each item touches, which need a person the same day, and the licence where it lacks."""
    version = instruments.own_version(request.user, pk, P.INSTRUMENT_CHANGE)
    form = MarksForm(request.POST, version=version, language=_language())
    if not form.is_valid():
        return _page(request, pk, form, status=422)
    try:
        bringing.answer_for(version=version, **form.said(), by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(REASONS[refusal.code]))
        return _page(request, pk, status=409)
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
