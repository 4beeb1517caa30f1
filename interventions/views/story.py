"""The chronology as it is looked through: filters in the address, gaps, marks, and on paper."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions.marking import mark_entry, note_print, unmark_entry
from interventions.forms.story import PrintForm, StoryFilter
from interventions.models import Case
from interventions.queries import casefile, fetching, story
from interventions.rules.gaps import Gap, gaps
from school_safety import limits
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.documents import render as paper
from school_safety.limits.door import limited, posted

from . import words
from .chronology import KINDS, chronology
from .doors import open_file

NAMES = ("kind", "since", "until", "marked")


def shown(
    case: Case, file: casefile.CaseFile, asked: QueryDict, *, at: datetime, **rights: bool
) -> dict[str, Any]:
    """Everything that the tab and the paper need. `rights`: notes and answers, as the reader has."""
    entries = chronology(file, **rights)
    marked = story.marked(case)
    for entry in entries:
        entry["marked"] = entry["key"] in marked
    picked = _picked(asked)
    quiet = _gaps(case, entries, at)
    kept = [entry for entry in entries if _wanted(entry, picked)]
    rows = sorted(
        [*kept, *(gap for gap in quiet if _within(gap["at"], picked))],
        key=lambda entry: entry["at"],
        reverse=True,
    )
    return {
        "entries": rows,
        "count": len(kept),
        "keys": {entry["key"] for entry in entries if entry["key"]},
        "picked": picked,
        "query": query(picked),
        "kinds": kinds(),
        "gap_count": len(quiet),
    }


def _picked(asked: QueryDict) -> dict[str, Any]:
    form = StoryFilter(asked)
    form.is_valid()  # what cannot be read is left out
    data = {name: form.cleaned_data.get(name) for name in NAMES}
    data["kind"] = data["kind"] if data["kind"] in KINDS else ""
    return data


def query(picked: dict[str, Any]) -> str:
    """The same filters as an address."""
    told = {
        name: value.isoformat() if isinstance(value, date) else ("1" if value is True else value)
        for name, value in picked.items()
        if value
    }
    return urlencode(told)


def _wanted(entry: dict[str, Any], picked: dict[str, Any]) -> bool:
    if picked["kind"] and entry["kind"] != picked["kind"]:
        return False
    if picked["marked"] and not entry["marked"]:
        return False
    return _within(entry["at"], picked)


def _within(moment: datetime, picked: dict[str, Any]) -> bool:
    day = timezone.localdate(moment)
    since, until = picked["since"], picked["until"]
    return (since is None or day >= since) and (until is None or day <= until)


def _gaps(case: Case, entries: Iterable[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
    """Counted over all that has happened, whatever the filters show."""
    days = [timezone.localdate(entry["at"]) for entry in entries if entry["at"] <= at]
    until = timezone.localdate(at) if case.is_open else None
    return [_gap_entry(gap) for gap in gaps(days, story.school_days(case), until=until)]


def _gap_entry(gap: Gap) -> dict[str, Any]:
    """Stands just above the entry after which nothing was written."""
    at = datetime.combine(gap.after, time.max, timezone.get_current_timezone())
    title = ngettext("%(days)s 个上学日没有任何记录", "%(days)s 个上学日没有任何记录", gap.days) % {
        "days": gap.days
    }
    span = _("%(after)s 到 %(before)s") % {
        "after": words.day(gap.after),
        "before": words.day(gap.before),
    }
    return {"at": at, "gap": True, "title": title, "text": span, "state": "gap", "key": ""}


def kinds() -> list[tuple[str, str]]:
    """What an entry may be."""
    labels = (
        _("线索"),
        _("谈心"),
        _("决定"),
        _("家长沟通"),
        _("支持方案"),
        _("请同事帮忙"),
        _("研判会"),
        _("转介"),
    )
    return list(zip(KINDS, labels, strict=True))


@gate(Permission.CASE_WRITE)
@require_POST
def story_mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Significant, or not any more; back to where one was."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="story")
    entry = request.POST.get("entry", "")
    if request.POST.get("on"):
        found = shown(case, casefile.read(case), QueryDict(), at=at, notes=False, answers=False)
        mark_entry(case=case, entry=entry, known=found["keys"], by=request.user, at=at)
    else:
        unmark_entry(case=case, entry=entry, by=request.user, at=at)
    back = query(_picked(request.GET))
    return redirect(f"{reverse('interventions:case_show', args=[pk])}?{back}#{entry}")


@gate(Permission.CASE_WRITE)
@confirmed()
@limited("pdf.make", posted)
def story_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First what for, then the sheets, with reader and moment on each."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="print")
    verbs = fetching.verbs_on(request.user, pk, (Permission.NOTE_READ,))
    found = shown(
        case,
        casefile.read(case),
        request.GET,
        at=at,
        notes=Permission.NOTE_READ in verbs,
        answers=False,
    )
    form = PrintForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"case": case, "form": form, "story": found}
        return render(request, "interventions/story_print.html", context, status=status)
    limits.check("export.make", key=str(request.user.pk))
    reason = form.cleaned_data["reason"]
    note_print(case=case, reason=reason, entries=found["count"], by=request.user, at=at)
    mark = f"{request.user.name} · {timezone.localtime(at):%Y-%m-%d %H:%M}"
    context = {"case": case, "story": found, "mark": mark, "at": at, "spans": _span(found)}
    data = paper.pdf("print/story.html", context, language=get_language() or "zh-hans")
    headers = {"Content-Disposition": f'attachment; filename="file-{at:%Y%m%d}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def _span(found: dict[str, Any]) -> list[str]:
    """What the paper holds, where it does not hold everything."""
    picked, told = found["picked"], []
    if picked["kind"]:
        told.append(dict(found["kinds"])[picked["kind"]])
    if picked["since"]:
        told.append(_("从 %(day)s") % {"day": words.day(picked["since"])})
    if picked["until"]:
        told.append(_("到 %(day)s") % {"day": words.day(picked["until"])})
    if picked["marked"]:
        told.append(_("只有重要的"))
    return told
