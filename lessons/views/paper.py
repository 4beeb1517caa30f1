"""Taking in paper: a pile is brought, one slip after the other is entered beside its picture."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lessons import policies
from lessons.actions import entering, filing, scans
from lessons.choices import PileState, ScanState
from lessons.forms import (
    REASONS,
    TWICE,
    PileForm,
    SamePileForm,
    SlipCodeForm,
    SlipEntryForm,
    ThrowForm,
    TornForm,
    explain,
)
from lessons.models import SlipScan
from lessons.queries import on_paper, taken_slots, torn
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
    if request.POST.get("do") == "same":
        return _same_sheets(request)
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
        "again": on_paper.next_after(request.user, None, ScanState.AGAIN),
    }
    return render(request, "lessons/staff/slip_list.html", facts, status=_status(request))


def _same_sheets(request: HttpRequest) -> HttpResponse:
    """A pile that went through the scanner twice."""
    form = SamePileForm(request.POST, piles=on_paper.piles(request.user))
    if not form.is_valid():
        raise Absent
    reason = str(dict(REASONS)[TWICE])
    scans.same_sheets(
        pile=form.cleaned_data["pile"], reason=reason, by=request.user, at=timezone.now()
    )
    messages.success(request, _("记下了。"))
    return redirect("lessons:slip_list")


@gate(Permission.CONSENT_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def slip_enter(request: HttpRequest, scan_id: UUID) -> HttpResponse:
    """One slip: its picture, and beside it what is ticked on it; or its code, where none was read."""
    scan = on_paper.scan_for(request.user, scan_id)
    if scan.state not in (ScanState.WAITING, ScanState.UNKNOWN, ScanState.AGAIN):
        return _next(request, scan, ScanState.WAITING)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    sent = {
        name: request.POST if do == name else None for name in ("enter", "keep", "code", "throw")
    }
    known = scan.state != ScanState.UNKNOWN
    form = _entry(sent["enter"] or sent["keep"], scan) if known else SlipCodeForm(sent["code"])
    throw = ThrowForm(sent["throw"])
    if do == "named" and not known:
        return _recognise_named(request, scan)
    if form.is_bound and form.is_valid():
        deed = (_keep if do == "keep" else _enter) if known else _recognise
        done = deed(request, scan, form)
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
        **(_letter(scan) if known else _torn(request, scan)),
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
        "answered": policies.has_answered(letter),
        "again": scan.state == ScanState.AGAIN,
        **_before(scan),
    }


def _before(scan: SlipScan) -> dict[str, Any]:
    """The paper that was here first; what it says, once it was entered."""
    first = on_paper.before(scan)
    receipt = first.receipt if first else None
    return {"first": first, "first_said": filing.answer_words(receipt) if receipt else []}


def _torn(request: HttpRequest, scan: SlipScan) -> dict[str, Any]:
    """Without a code: a class and a name, asked for in the address."""
    form = TornForm(request.GET or None, rooms=torn.rooms_for(request.user, scan))
    if not form.is_bound or not form.is_valid():
        return {"torn": form}
    room, name = form.cleaned_data["room"], form.cleaned_data["name"]
    found = torn.slips_named(request.user, scan, room.pk, name, timezone.now())
    return {"torn": form, "found": found, "looked": True}


def _recognise_named(request: HttpRequest, scan: SlipScan) -> HttpResponse:
    slip = torn.slip_named(request.user, scan, request.POST.get("slip", ""))
    scans.recognise_by_name(scan=scan, slip=slip, by=request.user, at=timezone.now())
    return redirect("lessons:slip_enter", scan.pk)


def _enter(request: HttpRequest, scan: SlipScan, form: Any) -> HttpResponse | None:
    state = scan.state
    try:
        entering.enter_slip(
            scan=scan, said=entering.OnPaper(**form.said), by=request.user, at=timezone.now()
        )
    except Invalid as refusal:
        explain(form, refusal.fields)
        return None
    return _next(request, scan, state)


def _keep(request: HttpRequest, scan: SlipScan, form: Any) -> HttpResponse:
    state, said = scan.state, entering.OnPaper(**form.said)
    entering.keep_slip(scan=scan, said=said, by=request.user, at=timezone.now())
    return _next(request, scan, state)


def _recognise(request: HttpRequest, scan: SlipScan, form: Any) -> HttpResponse | None:
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
