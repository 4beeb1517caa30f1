"""The work list, and one case file with its tabs."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.choices import Attitude, Source, Status
from interventions.models import Case
from interventions.queries import agreements, casefile, fetching, holds, progress, worklist
from interventions.rules import stages
from interventions.rules.nextstep import closing_blocks
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.audit import presenters
from school_safety.audit import queries as audit_queries

from . import measured, story, words
from .doors import chosen, open_file, paged_sensitive

NEEDS = {"notes": Permission.NOTE_READ, "seen": Permission.CONDUCT_READ}
ATTITUDES = dict(Attitude.choices)
TABS = ("story", "plan", "progress", "notes", "meetings", "home", "referrals", "seen")


@gate(Permission.CASE_READ)
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases this reader may open; filters live in the address."""
    at = timezone.now()
    picked = {
        "status": chosen(request, "status", Status.values),
        "source": chosen(request, "source", Source.values),
        "due": chosen(request, "due", ("late", "today")),
        "find": request.GET.get("find", "")[:12],
    }
    rows = worklist.cases(request.user, **picked, at=at)
    page = paged_sensitive(request, Permission.CASE_READ, rows, at)
    for case in page:
        behind, stage = stages.reached(case.status, referral_open=case.referral_open)
        case.behind, case.stage = behind, words.STAGE_NAMES[stage]
        case.step = words.STEPS_SHORT[case.status]
        case.due = words.due(case.due_at, at) if case.is_open else {}
    context = {
        "page_of_rows": page,
        "statuses": Status.choices,
        "sources": Source.choices,
        "stage_count": len(stages.STAGES),
        "counts": worklist.counts(request.user),
        **picked,
    }
    return render(request, "interventions/case_list.html", context)


@gate(Permission.CASE_READ)
def case_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file. Who may also read notes sees their words; the others see that they exist."""
    at = timezone.now()
    verbs = _verbs(request, pk)
    verb = Permission.NOTE_READ if Permission.NOTE_READ in verbs else Permission.CASE_READ
    tab = chosen(request, "tab", TABS) or TABS[0]
    if tab in NEEDS and NEEDS[tab] not in verbs:
        tab = TABS[0]
    case = open_file(request, verb, pk, at, reason=tab)
    file = _file(case)
    notes = Permission.NOTE_READ in verbs
    context = {
        "case": case,
        "file": file,
        "tab": tab,
        "tabs": _tabs(tab, verbs),
        "stages": _stages(file),
        "step": words.STEPS[file.step.code],
        "step_code": file.step.code,
        "blocks": [words.BLOCKS[code] for code in file.step.blocks],
        "due": words.due(case.due_at, at),
        "can_write": Permission.CASE_WRITE in verbs and case.is_open,
        "can_mark": Permission.CASE_WRITE in verbs,
        "can_oversee": Permission.CASE_OVERSEE in verbs,
        "can_close": not closing_blocks(casefile.facts(file)),
        "can_read_notes": notes,
        "seen": _seen(case) if tab == "seen" else [],
        "home": _home(case) if tab == "home" else {},
        "progress": _progress(file, at) if tab == "progress" else {},
        "story": story.shown(
            case,
            file,
            request.GET,
            at=at,
            notes=notes,
            answers=Permission.RESPONSE_READ in verbs,
        ),
    }
    return render(request, "interventions/case_show.html", context)


def _file(case: Case) -> casefile.CaseFile:
    """With a word on each consent."""
    file = casefile.read(case)
    for consent in file.consents:
        consent.chip = words.consent_chip(consent)
    return file


def _verbs(request: HttpRequest, pk: UUID) -> set[Permission]:
    """Which of the file's verbs this reader holds on this very case."""
    return fetching.verbs_on(
        request.user,
        pk,
        (
            Permission.NOTE_READ,
            Permission.RESPONSE_READ,
            Permission.CASE_WRITE,
            Permission.CASE_OVERSEE,
            Permission.CONDUCT_READ,
        ),
    )


def _tabs(tab: str, verbs: set[Permission]) -> list[dict[str, object]]:
    labels = {
        "story": _("经过"),
        "plan": _("支持方案"),
        "progress": _("进展"),
        "notes": _("谈心记录"),
        "meetings": _("研判会"),
        "home": _("和家里"),
        "referrals": _("转介"),
        "seen": _("谁看过"),
    }
    hidden = {code for code, verb in NEEDS.items() if verb not in verbs}
    return [
        {"text": labels[code], "href": f"?tab={code}", "here": code == tab}
        for code in TABS
        if code not in hidden
    ]


def _progress(file: casefile.CaseFile, at: datetime) -> dict[str, object]:
    """The weekly line, the sessions, the seven parts of life."""
    today = timezone.localdate(at)
    return measured.shown(progress.read(file.case, file.plan, file.notes, today), today)


def _home(case: Case) -> dict[str, object]:
    """Visits and agreements."""
    versions = agreements.versions_of(case)
    talks = list(case.talks.select_related("guardian"))
    for talk in talks:
        talk.voices = [{**each, "label": ATTITUDES[each["attitude"]]} for each in talk.voices]
    return {
        "hold": holds.stands(case.student),
        "visits": case.visits.all(),
        "waived": holds.waived(case.student),
        "talks": talks,
        "agreements": [{"row": row, "lines": words.agreement_lines(row)} for row in versions],
    }


def _seen(case: Case) -> list[dict[str, object]]:
    """Who opened or changed this file, for those who watch over it."""
    rows = list(audit_queries.of_object("interventions.case", case.pk)[:100])
    names = fetching.names_of(row.actor_id for row in rows if row.actor_id)
    return [
        {"when": words.moment(row.at), "sentence": presenters.sentence(row, names=names)}
        for row in rows
    ]


def _stages(file: casefile.CaseFile) -> list[dict[str, object]]:
    skipped = _("不需要")
    return [
        {
            "name": words.STAGE_NAMES[stage.code],
            "state": stage.state if stage.state in {"done", "here"} else "",
            "note": words.day(timezone.localdate(stage.at))
            if stage.at
            else (skipped if stage.state == "skipped" else ""),
        }
        for stage in file.stages
    ]
