"""How progress is shown: a line with its goal and the table beside it, sessions, seven parts of life."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from interventions.choices import CHECK_MOST, Burden, Domain, MissedReason
from interventions.queries.progress import Progress
from interventions.rules.fidelity import Fidelity
from school_safety.web import charts, dates

from . import words

SHOWN = 4  # assessments side by side; older ones are in the chronology


def shown(found: Progress, today: date) -> dict[str, Any]:
    """Everything the tab needs, in words."""
    return {
        "advice": words.ADVICE[found.advice],
        "drawing": _drawing(found) if found.has_checks else "",
        "checks": _checks(found, today),
        "sessions": _sessions(found.sessions),
        "assessments": _assessments(found),
    }


def _drawing(found: Progress) -> str:
    figure = charts.Figure(
        kind="line",
        title=_("每周小结，满分 6 分；细线是目标"),
        labels=[str(number) for number, _week in enumerate(found.weeks, start=1)],
        values=found.student,
        second=found.guardian,
        goal=found.goal,
        most=CHECK_MOST,
        unit="",
    )
    return charts.svg(figure)


def _checks(found: Progress, today: date) -> list[dict[str, Any]]:
    goals: Sequence[float | None] = found.goal or [None] * len(found.weeks)
    rows = zip(found.weeks, found.student, found.guardian, goals, strict=True)
    return [
        {
            "number": number,
            "day": dates.short(week),
            "student": _figure(student),
            "guardian": _figure(guardian),
            "goal": _figure(goal),
        }
        for number, (week, student, guardian, goal) in enumerate(rows, start=1)
        if week <= today
    ]


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}".removesuffix(".0")


def _sessions(found: Fidelity | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "planned": found.planned,
        "held": found.held,
        "behind": found.behind,
        "missed": [
            {"reason": MissedReason(code).label if code else _("没有写原因"), "count": count}
            for code, count in found.missed.items()
        ],
    }


def _assessments(found: Progress) -> dict[str, Any]:
    rows = found.assessments[-SHOWN:]
    if not rows:
        return {}
    rated = [{each.domain: each.burden for each in row.ratings.all()} for row in rows]
    return {
        "days": [dates.short(row.made_at) for row in rows],
        "notes": [{"day": dates.short(row.made_at), "text": row.note} for row in rows if row.note],
        "domains": [
            {
                "label": domain.label,
                "cells": [_burden(each.get(domain.value)) for each in rated],
                "change": _change([each.get(domain.value) for each in rated]),
            }
            for domain in Domain
        ],
        "drawing": charts.svg(_domains(rated)),
    }


def _domains(rated: list[dict[str, int]]) -> charts.Figure:
    last = rated[-1]
    return charts.Figure(
        kind="bar",
        title=_("现在各方面有多难，条越长越难"),
        labels=[str(domain.label) for domain in Domain],
        values=[last.get(domain.value) for domain in Domain],
        notes=[_burden(last.get(domain.value)) for domain in Domain],
        most=max(Burden.values),
    )


def _burden(value: int | None) -> str:
    return "—" if value is None else str(Burden(value).label)


def _change(values: list[int | None]) -> str:
    """From the first to the last time this part of life was spoken about."""
    told = [value for value in values if value is not None]
    if len(told) < 2:
        return ""
    if told[-1] == told[0]:
        return _("差不多")
    return _("轻一些") if told[-1] < told[0] else _("重一些")
