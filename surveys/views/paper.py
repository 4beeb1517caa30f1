"""Paper that comes back: the list with the box for a code, and the page to type one in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.web.forms import form_page
from surveys import policies
from surveys.actions import keying, sheets
from surveys.actions.handing import consent_of
from surveys.choices import SheetState
from surveys.forms.paper import KeyingForm, SheetCodeForm
from surveys.queries import paper


@gate(Permission.PAPER_KEY)
@require_http_methods(["GET", "POST"])
def paper_list(request: HttpRequest) -> HttpResponse:
    """How many sheets wait for what; a code, typed or scanned, leads to its sheet."""
    asked = request.POST if request.method == "POST" else request.GET
    form = SheetCodeForm(asked if "code" in asked else None)
    if form.is_bound and form.is_valid():
        try:
            found = paper.sheet(request.user, code_hash=sheets.code_hash(form.cleaned_data["code"]))
            return redirect("surveys:paper_key", pk=found.pk)
        except Absent:
            form.add_error("code", _("没有这个码。请对着纸再看一眼；要是印过新的一份，请用新的。"))
    context = {"form": form, "waves": paper.waves_with_paper(request.user)}
    return form_page(request, "surveys/paper_list.html", context)


@gate(Permission.PAPER_KEY)
@require_http_methods(["GET", "POST"])
def paper_key(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Type in one sheet, or the places at which two readings differ."""
    at = timezone.now()
    sheet = paper.sheet(request.user, pk=pk)
    if request.method == "POST":
        sheets.drop_if_over(sheet=sheet, at=at)
    slip = paper.slip_of(sheet)
    policies.check_can_key(sheet, slip, request.user.pk, at)
    open_ = paper.differing(sheet)
    quiet = paper.is_quiet(sheet) or consent_of(slip, at) is None
    asked: Any = []
    if not quiet:
        language = get_language() or "zh-hans"
        asked = paper.questions(sheet.wave.instrument_version_id, language, open_)
    form = KeyingForm(request.POST or None, questions=asked)
    if request.method == "POST" and form.is_valid():
        again = open_ is not None and "again" in request.POST
        kept = keying.key_sheet(
            sheet=sheet, marks=form.marks, talk=form.cleaned_data["talk"], by=request.user,
            again=again, at=at,
        )  # fmt: skip
        return _next(request, pk, kept)
    context = {"form": form, "wave": sheet.wave, "code": paper.written(sheets.code_of(sheet))}
    context |= {"quiet": quiet, "again": open_ is not None and not quiet, "n": len(asked)}
    return form_page(request, "surveys/paper_key.html", context)


def _next(request: HttpRequest, pk: UUID, kept: keying.Keyed) -> HttpResponse:
    if kept.state == SheetState.DIFFERING:
        messages.warning(request, _("有几题两遍不一样。请拿起这张纸，把下面几题再看一眼。"))
        return redirect("surveys:paper_key", pk=pk)
    done = kept.state == SheetState.DONE
    said = _("录完了，已经交上去。") if done else _("第一遍录好了，等另一位老师录第二遍。")
    messages.success(request, said)
    return redirect("surveys:paper_list")
