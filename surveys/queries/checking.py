"""The linter's findings in words: what is in order, what to mend, where, and the way there."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from school_safety.web import dates
from surveys.choices import Linted, Problem
from surveys.models import Wave
from surveys.rules.linting import Finding, Plan, Row, lint

from . import forms

BY_ITEM = {"risk_tags", "greed", "no_preview", "safety_item_grade"}
MANY = 5


def rows(wave: Wave, plan: Plan, *, approvals: bool, may_plan: bool) -> list[dict[str, Any]]:
    """Every check, what must be mended first. `state` is stop or ok."""
    found = [
        line
        for row in lint(plan, approvals=approvals)
        for line in _lines(wave, row, may_plan=may_plan)
    ]
    return sorted(found, key=lambda line: line["state"] != "stop")


def _lines(wave: Wave, row: Row, *, may_plan: bool) -> list[dict[str, Any]]:
    if not row.findings:
        return [{"state": "ok", "text": str(Linted(row.name).label), "name": row.name}]
    return [_mend(wave, row.name, found, may_plan=may_plan) for found in row.findings]


def _mend(wave: Wave, name: str, found: Finding, *, may_plan: bool) -> dict[str, Any]:
    line: dict[str, Any] = {
        "state": "stop",
        "text": str(Problem(found.code).label),
        "sub": places(wave, found),
        "name": name,
    }
    if may_plan and (way := _way(wave, found.code)):
        line["href"], line["action"] = way
    return line


def _way(wave: Wave, code: str) -> tuple[str, str] | None:
    """Where it is mended."""
    if code in {"no_assessment", "assessment_old"}:
        url = reverse("surveys:assessment_new")
        return f"{url}?wave={wave.pk}", _("写影响评估")
    if code == "cover":
        return reverse("interventions:rota_list"), _("看值班表")
    changed = {"window", "no_class", "grade", "no_notice", "notice_short", "notice_classes", "no_on_call",
               "no_licence", "not_published", "risk_tags", "safety_item_grade"}  # fmt: skip
    if code in changed and wave.status == "draft":
        return reverse("surveys:wave_change", args=[wave.pk]), _("改一改")
    return None


def places(wave: Wave, found: Finding) -> str:
    """Where it was found: questions, grades, days or hours."""
    if not found.places:
        return ""
    if found.code in BY_ITEM:
        return _questions(wave, found.places)
    if found.code == "grade":
        return _("年级：%(grades)s") % {"grades": "、".join(found.places)}
    if found.code == "notice_classes":
        return "、".join(found.places)
    if found.code == "cover":
        return _stretches(found.places)
    if found.code == "notice_short":
        return _("最早 %(day)s 可以开始") % {"day": _day(found.places[0])}
    if found.code == "assessment_old":
        return _("有效到 %(day)s") % {"day": _day(found.places[0])}
    return _("现在是 %(share)s") % {"share": found.places[0]}


def _day(text: str) -> str:
    return dates.day(date.fromisoformat(text))


def _questions(wave: Wave, ids: tuple[str, ...]) -> str:
    order = [row["id"] for row in forms.version(wave.instrument_version_id).questions]
    numbers = "、".join(str(order.index(name) + 1) for name in ids)
    return _("第 %(numbers)s 题") % {"numbers": numbers}


def _stretches(stretches: tuple[str, ...]) -> str:
    shown = []
    for stretch in stretches[:MANY]:
        start, end = (datetime.fromisoformat(part) for part in stretch.split("/"))
        shown.append(f"{dates.moment(start)} – {dates.moment(end)}")
    if len(stretches) > MANY:
        shown.append(_("还有 %(n)d 段") % {"n": len(stretches) - MANY})
    return "；".join(shown)
