"""A wave as the linter reads it."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from interventions.queries import cover
from school_safety.clock import calendar
from surveys.choices import Risk, VersionState
from surveys.models import InstrumentVersion, Wave
from surveys.rules import hours
from surveys.rules.linting import Asked, Item, Plan

from . import capacity, forms, governing, noticing

LANGUAGES = ("zh-hans", "en")
ALL_GRADES = (1, 12)


def plan_of(wave: Wave, at: datetime, load: capacity.Load | None = None) -> Plan:
    """The facts that decide whether a wave may open, as they are now."""
    rooms = list(wave.sittings.select_related("classroom"))
    limits = governing.limits_of(wave.district_id)
    load = load or capacity.load_of(wave, at)
    told = noticing.told(wave)
    return Plan(
        asked=asked_of(forms.version(wave.instrument_version_id)),
        opens_at=wave.opens_at,
        closes_at=wave.closes_at,
        opens_on=timezone.localdate(wave.opens_at),
        closes_on=timezone.localdate(wave.closes_at),
        planned_by=str(wave.planned_by_id),
        classes=len(rooms),
        grades=frozenset(row.classroom.grade for row in rooms),
        notice_on=told.on,
        untold=told.untold,
        ready_on=_ready_on(wave, told.on, limits.notice_days),
        assessed_until=governing.assessed_until(wave),
        has_on_call=wave.on_call_id is not None,
        gaps=tuple(gaps_of(wave, at)) if rooms else (),
        follow_up=load.verdict if rooms else "",
        approvals={row.seat: str(row.by_id) for row in wave.approvals.all()},
        limits=limits,
    )


def _ready_on(wave: Wave, told: date | None, days: int) -> Any:
    """The first day on which families have had so many school days; the letter's own is none."""
    if told is None:
        return None
    noon = datetime.combine(told, time(12), timezone.get_current_timezone())
    return timezone.localdate(calendar.add_school_days(wave.district_id, noon, days))


def gaps_of(wave: Wave, at: datetime) -> list[hours.Stretch]:
    """What is left of the open hours in which nobody would be there."""
    windows = [
        (max(row.opens_at, at), row.closes_at)
        for row in wave.sittings.all()
        if row.closes_at > max(row.opens_at, at)
    ]
    open_hours = hours.stretches(
        windows,
        wave.hours,
        is_school_day=calendar.of(wave.district_id).is_school_day,
        zone=timezone.get_current_timezone(),
    )
    return cover.holes(wave.school, open_hours, wave.on_call, at)


def asked_of(version: InstrumentVersion) -> Asked:
    """The questionnaire as the linter reads it."""
    low, high = version.facts.get("grades", ALL_GRADES)
    return Asked(
        items=tuple(_item(version, row) for row in version.questions),
        grade_min=low,
        grade_max=high,
        licensed=_licensed(version),
        published=version.state == VersionState.PUBLISHED,
    )


def _licensed(version: InstrumentVersion) -> bool:
    """Our own words carry their rights; for a district's own form somebody vouched by name."""
    if version.instrument.district_id is None:
        return bool(version.facts.get("rights"))
    return version.licence_by_id is not None


def _item(version: InstrumentVersion, row: dict[str, Any]) -> Item:
    return Item(
        id=row["id"],
        texts=words_of(row),
        risk=row.get("risk") or _answered(version, row["id"]),
        safety=row.get("safety_at") is not None,
    )


def _answered(version: InstrumentVersion, name: str) -> str:
    """For a form brought in: what whoever answered for same-day contact said of this question."""
    if version.safety_by_id is None:
        return ""
    said = (version.safety or {}).get(name)
    if said is None:
        return Risk.NONE
    return Risk.SELFHARM if said.get("contact") else Risk.SENSITIVE


def words_of(row: dict[str, Any]) -> dict[str, str]:
    """What a student reads of one question, per language."""
    return {language: _words(row, language) for language in LANGUAGES}


def _words(row: dict[str, Any], language: str) -> str:
    """Everything a student reads of one question; empty where the question itself lacks it."""
    if not row["text"].get(language):
        return ""
    parts = [row["text"], row.get("hint", {}), row.get("lead", {})]
    parts += [option["label"] for option in row["options"]]
    return "\n".join(part.get(language, "") for part in parts)
