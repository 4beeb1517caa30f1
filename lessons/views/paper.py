"""Taking in paper: a pile is brought, one slip after the other is entered beside its picture."""

import base64
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lessons.actions import entering, scans
from lessons.choices import PileState, ScanState
from lessons.forms import PileForm, SlipCodeForm, SlipEntryForm, ThrowForm, explain
from lessons.models import SlipScan
from lessons.queries import on_paper, taken_slots
from lessons.rules import answering
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.documents import sheets
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.limits.door import limited, posted

PER_PAGE = 15


@gate(Permission.CONSENT_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("upload.send", when=posted)
def slip_list(request: HttpRequest) -> HttpResponse:
    """Bring a pile; see how far each is read, what waits, and what could not be read and why."""
    schools = on_paper.schools_of(request.user)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PileForm(*bound, schools=schools)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        scans.bring(
            files=given["files"], school=given["school"], by=request.user, at=timezone.now()
        )
        return redirect("lessons:slip_list")
    page = Paginator(on_paper.piles(request.user), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "reading": any(pile.state == PileState.READING for pile in page),
        "counts": on_paper.counts(request.user),
        "first": on_paper.next_after(request.user, None, ScanState.WAITING),
        "unknown": on_paper.next_after(request.user, None, ScanState.UNKNOWN),
    }
    return render(request, "lessons/staff/slip_list.html", facts, status=_status(request))


@gate(Permission.CONSENT_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def slip_enter(request: HttpRequest, scan_id: UUID) -> HttpResponse:
    """One slip: its picture, and beside it what is ticked on it; or its code, where none was read."""
    scan = on_paper.scan_for(request.user, scan_id)
    if scan.state not in (ScanState.WAITING, ScanState.UNKNOWN):
        return _next(request, scan, ScanState.WAITING)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    sent = {name: request.POST if do == name else None for name in ("enter", "code", "throw")}
    known = scan.state == ScanState.WAITING
    form = _entry(sent["enter"], scan) if known else SlipCodeForm(sent["code"])
    throw = ThrowForm(sent["throw"])
    if form.is_bound and form.is_valid():
        entry = isinstance(form, SlipEntryForm)
        done = _enter(request, scan, form) if entry else _recognise(request, scan, form)
        if done is not None:
            return done
    if throw.is_bound and throw.is_valid():
        words = dict(throw.fields["why"].choices)[throw.cleaned_data["why"]]
        state = scan.state
        scans.throw(scan=scan, reason=str(words), by=request.user, at=timezone.now())
        return _next(request, scan, state)
    facts = {
        "scan": scan, "form": form, "throw": throw, "known": known,
        "counts": on_paper.counts(request.user),
        "later": on_paper.next_after(request.user, scan, scan.state),
        **(_letter(scan) if known else {}),
    }  # fmt: skip
    return render(request, "lessons/staff/slip_enter.html", facts, status=_status(request))


def _entry(data: Any, scan: SlipScan) -> SlipEntryForm:
    letter = scan.slip.letter  # type: ignore[union-attr]  # what waits was recognised
    words = letter.dispatch.text("zh-hans")[1]
    return SlipEntryForm(data, kind=letter.dispatch.kind, words=words, taken=taken_slots(letter))


def _letter(scan: SlipScan) -> dict[str, Any]:
    letter = scan.slip.letter  # type: ignore[union-attr]  # what waits was recognised
    dispatch = letter.dispatch
    return {
        "letter": letter,
        "words": dispatch.text("zh-hans")[1],
        "closed": not answering.answers(dispatch.kind, letter.state, replaced=dispatch.replaced),
    }


def _enter(request: HttpRequest, scan: SlipScan, form: SlipEntryForm) -> HttpResponse | None:
    try:
        entering.enter_slip(
            scan=scan, said=entering.OnPaper(**form.said), by=request.user, at=timezone.now()
        )
    except Invalid as refusal:
        explain(form, refusal.fields)
        return None
    return _next(request, scan, ScanState.WAITING)


def _recognise(request: HttpRequest, scan: SlipScan, form: forms.Form) -> HttpResponse | None:
    try:
        scans.recognise(
            scan=scan, code=form.cleaned_data["code"], by=request.user, at=timezone.now()
        )
    except Invalid as refusal:
        explain(form, refusal.fields)
        return None
    return redirect("lessons:slip_enter", scan.pk)


def _next(request: HttpRequest, scan: SlipScan, state: str) -> HttpResponse:
    """The next one at once; the list when there is none."""
    following = on_paper.next_after(request.user, scan, state)
    if following is None:
        messages.success(request, _("都处理完了。"))
        return redirect("lessons:slip_list")
    return redirect("lessons:slip_enter", following.pk)


@gate(Permission.CONSENT_ENTER)
@require_GET
def slip_picture(request: HttpRequest, scan_id: UUID) -> HttpResponse:
    """The picture: the whole page, or only the slip on it."""
    scan = on_paper.scan_for(request.user, scan_id)
    return picture(scan, part=request.GET.get("part") == "slip")


def picture(scan: SlipScan, *, part: bool = True) -> HttpResponse:
    """A JPEG of our own drawing; of what was thrown away there is none."""
    if not scan.image:
        raise Absent
    content, box = base64.b64decode(scan.image), scan.where.get("box")
    if part and box:
        content = sheets.cut(content, box)
    return HttpResponse(content, content_type="image/jpeg")


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
