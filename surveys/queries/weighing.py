"""Capacity as the wave's page shows it: one line per rule, one per week, and an ordinary screen."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from school_safety.web import dates
from surveys.choices import Against
from surveys.models import Wave
from surveys.rules import capacity as rules
from surveys.rules.capacity import MINUTES_PER_TALK, Sorted

from . import capacity, forms, governing


@dataclass(frozen=True)
class Weighed:
    """What planner and approvers look at before a wave opens. Totals only."""

    load: capacity.Load
    held: int
    others: int
    rules: list[dict[str, Any]]
    weeks: list[dict[str, Any]]
    proposal: list[dict[str, Any]]
    ordinary: list[Sorted]
    minutes: int = MINUTES_PER_TALK

    @property
    def gauge_label(self) -> str:
        """The gauge in words."""
        return _("别的批次 %(others)d 次，这一批预计 %(flags)d 次，谈得过来 %(held)d 次") % {
            "others": self.others,
            "flags": self.load.expected.flags,
            "held": self.held,
        }


def weigh(wave: Wave, language: str, at: datetime) -> Weighed:
    """The same load by each rule, by week, and by what any screen would do."""
    load = capacity.load_of(wave, at)
    minutes = governing.settings_of(wave.district_id).talk_minutes
    span = max((week.number for week in load.weeks), default=0) + load.within
    return Weighed(
        load=load,
        held=int(load.per_week * span),
        others=ceil(sum(week.others for week in load.weeks)),
        rules=_rules(wave, language, at),
        weeks=_weeks(load),
        proposal=_proposal(wave, load),
        ordinary=[rules.sorted_by(load.students, p, *rules.ORDINARY) for p in rules.PREVALENCES],
        minutes=minutes,
    )


def _rules(wave: Wave, language: str, at: datetime) -> list[dict[str, Any]]:
    """Flags and hours under every rule that may open a talk, so that the cut can move."""
    version = forms.version(wave.instrument_version_id)
    chosen = capacity.routed(wave)
    found = []
    for rule in capacity.routes(version):
        load = capacity.load_of(wave, at, rule["code"])
        found.append(
            {
                "code": rule["code"],
                "name": forms.words(rule["name"], language),
                "population": forms.words(rule["population"], language),
                "basis": against(rule),
                "source": rule.get("source", ""),
                "load": load,
                "chosen": rule["code"] == chosen,
                "choosable": bool(chosen) and rule["code"] != chosen,
            }
        )
    return found


def against(rule: dict[str, Any]) -> str:
    """What the cut-off was compared with, in words; as written where the word is not ours."""
    kind = rule.get("criterion", "")
    return str(Against(kind).label) if kind in Against.values else kind


def _weeks(load: capacity.Load) -> list[dict[str, Any]]:
    return [
        {
            "day": dates.short(week.starts_at),
            "rooms": "、".join(week.rooms),
            "talks": ceil(week.talks),
            "others": ceil(week.others),
            "holds": int(load.per_week),
        }
        for week in load.weeks
    ]


def _proposal(wave: Wave, load: capacity.Load) -> list[dict[str, Any]]:
    """Which classes in which week, where taking turns would do."""
    if load.proposal is None:
        return []
    weeks: dict[int, list[str]] = {}
    for row in wave.sittings.select_related("classroom"):
        weeks.setdefault(load.proposal[row.pk], []).append(row.classroom.name)
    return [
        {"day": dates.short(wave.opens_at + week * capacity.WEEK), "rooms": "、".join(names)}
        for week, names in sorted(weeks.items())
    ]
