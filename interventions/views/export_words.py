"""How an export speaks: the words put in the place of names, its parts, its lines."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from interventions.choices import ExportPart, Purpose
from interventions.models import CaseExport
from interventions.queries import casefile, progress
from interventions.rules import redaction
from interventions.rules.exporting import TERMS
from interventions.rules.redaction import Reading

from . import words
from .chronology import chronology

STEMS = "甲乙丙丁戊己庚辛壬癸"
LABELS: dict[str, Promise] = {
    redaction.STUDENT: lazy("同学%(mark)s"),
    redaction.GUARDIAN: lazy("家长%(mark)s"),
    redaction.STAFF: lazy("老师%(mark)s"),
    redaction.TITLE: lazy("某人%(mark)s"),
    redaction.PHONE: lazy("［电话%(mark)s］"),
    redaction.NUMBER: lazy("［证件号%(mark)s］"),
    redaction.ACCOUNT: lazy("［账号%(mark)s］"),
    redaction.ADDRESS: lazy("［地址%(mark)s］"),
    redaction.WORD: lazy("［隐去%(mark)s］"),
}
KINDS: dict[str, Promise] = {
    redaction.STUDENT: lazy("别的同学"),
    redaction.GUARDIAN: lazy("家长和监护人"),
    redaction.STAFF: lazy("学校的老师"),
    redaction.TITLE: lazy("称呼"),
    redaction.PHONE: lazy("电话号码"),
    redaction.NUMBER: lazy("证件号"),
    redaction.ACCOUNT: lazy("账号"),
    redaction.ADDRESS: lazy("地址"),
    redaction.WORD: lazy("您另外写的"),
}
PARTS_OF_STORY = {
    "signal": ExportPart.SIGNALS,
    "talk": ExportPart.TALKS,
    "decision": ExportPart.DECISIONS,
    "family": ExportPart.CONTACTS,
    "referral": ExportPart.REFERRALS,
}
Section = dict[str, Any]


def label(kind: str, number: int) -> str:
    """同学甲, Student A: the same person has the same word in the whole document."""
    signs = "ABCDEFGHIJ" if get_language() == "en" else STEMS
    mark = signs[number - 1] if number <= len(signs) else str(number)
    return LABELS[kind] % {"mark": mark}


def sections(
    file: casefile.CaseFile, parts: Iterable[str], *, since: date | None, until: date | None
) -> list[Section]:
    """The chosen text, part by part, oldest first: titles and words, no writer of anything."""
    chosen = set(parts)
    live = [row for row in file.evidence if row.frozen_at is None]  # taken back stays taken back
    file = replace(file, evidence=live)
    found: dict[str, list[dict[str, str]]] = {part.value: [] for part in ExportPart}
    for entry in reversed(chronology(file, notes=True, answers=False)):
        part = PARTS_OF_STORY.get(entry["kind"])
        if part and entry["key"] and _within(entry["at"], since, until):
            found[part].append(_line(entry["at"], entry["title"], entry["text"]))
    if file.plan and _within(file.plan.changed_at, since, until):
        found[ExportPart.PLAN] = list(_plan(file))
        found[ExportPart.FAMILY_PLAN] = _family_part(file)
    if ExportPart.ASSESSMENTS in chosen:
        found[ExportPart.ASSESSMENTS] = list(_assessments(file, since, until))
    return [
        {"part": part.value, "entries": found[part.value]}
        for part in ExportPart
        if part.value in chosen
    ]


def _within(at: datetime, since: date | None, until: date | None) -> bool:
    day = timezone.localdate(at)
    return (since is None or day >= since) and (until is None or day <= until)


def _line(at: datetime, title: object, text: object = "") -> dict[str, str]:
    return {"when": words.moment(at), "title": str(title), "text": str(text)}


def _plan(file: casefile.CaseFile) -> Iterable[dict[str, str]]:
    plan = file.plan
    assert plan is not None  # noqa: S101  (asked before)
    yield _line(plan.changed_at, _("学校做的"), plan.school_part)
    for goal in file.goals:
        yield _line(plan.changed_at, _("目标：%(goal)s") % {"goal": goal.text}, goal.how)


def _family_part(file: casefile.CaseFile) -> list[dict[str, str]]:
    """Only what the family may read anyway."""
    plan = file.plan
    if plan is None or plan.family_shared_at is None or not plan.family_part:
        return []
    return [_line(plan.family_shared_at, _("家里做的"), plan.family_part)]


def _assessments(
    file: casefile.CaseFile, since: date | None, until: date | None
) -> Iterable[dict[str, str]]:
    for row in progress.assessments(file.case):
        if _within(row.made_at, since, until):
            told = _("；").join(
                f"{each.get_domain_display()} {each.get_burden_display()}"
                for each in row.ratings.all()
            )
            yield _line(row.made_at, _("各方面的情况"), f"{told}\n{row.note}".strip())


def parts_shown(body: Iterable[Section]) -> list[Section]:
    """With names of parts for people."""
    return [{**section, "name": ExportPart(section["part"]).label} for section in body]


def people_found(read: Reading, kept: frozenset[str]) -> list[dict[str, Any]]:
    """Everybody who was found, with where she stands and what she would be called."""
    places = read.contexts()
    return [
        {
            "key": key,
            "kind": KINDS[first.kind],
            "label": label(first.kind, number),
            "places": places[key][:6],
            "more": max(len(places[key]) - 6, 0),
            "locked": first.locked,
            "kept": key in kept and not first.locked,
        }
        for key, (first, number) in read.met.items()
    ]


def purpose(export: CaseExport) -> str:
    """依法调取."""
    return str(Purpose(TERMS[export.recipient_kind].purpose).label)


def mark(export: CaseExport, reader: str, at: datetime) -> str:
    """What lies across each page: for whom, what for, who took it, when."""
    when = f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
    return f"{export.recipient} · {purpose(export)} · {reader} · {when}"
