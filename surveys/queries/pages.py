"""What the page of one wave shows, gathered once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import Problem, WaveStatus
from surveys.models import Wave
from surveys.rules.linting import opening_problems, plan_problems

from . import counts, forms, waves

STEPS = (WaveStatus.DRAFT, WaveStatus.APPROVED, WaveStatus.OPEN, WaveStatus.CLOSED)
TALK_SLOTS_PER_WEEK = 12
WEEKS = 2


@dataclass(frozen=True)
class WavePage:
    """Everything on it; totals only, nobody's name."""

    instrument: str
    about: str
    label: str
    minutes: int
    here: int
    problems: list[str]
    rooms: list[dict[str, Any]]
    slips: int
    done: int
    readiness: waves.Readiness
    slots: int
    may_approve: bool
    may_open: bool
    may_close: bool
    may_print: bool


def wave_page(wave: Wave, user: Any, language: str, at: datetime) -> WavePage:
    """The facts of one wave for this reader."""
    version = forms.version(wave.instrument_version_id)
    rooms = counts.handled(wave)
    plan = waves.plan_of(wave)
    find = opening_problems if wave.status == WaveStatus.APPROVED else plan_problems
    problems = find(plan) if wave.status in {WaveStatus.DRAFT, WaveStatus.APPROVED} else ()
    plans = _may(user, Permission.WAVE_PLAN, wave)
    second = _may(user, Permission.WAVE_APPROVE, wave) and user.pk != wave.planned_by_id
    return WavePage(
        instrument=forms.words(version.texts["title"], language),
        about=forms.words(version.texts["about"], language),
        label=forms.words(version.texts["label"], language),
        minutes=version.facts["minutes"],
        here=STEPS.index(WaveStatus(wave.status)),
        problems=[str(Problem(code).label) for code in problems],
        rooms=rooms,
        slips=sum(row["all"] for row in rooms),
        done=sum(row["done"] for row in rooms),
        readiness=waves.readiness(wave, timezone.localdate(at)),
        slots=TALK_SLOTS_PER_WEEK * WEEKS,
        may_approve=second and wave.status == WaveStatus.DRAFT,
        may_open=plans and wave.status == WaveStatus.APPROVED,
        may_close=plans and wave.status == WaveStatus.OPEN,
        may_print=_may(user, Permission.SLIP_PRINT, wave) and wave.status != WaveStatus.DRAFT,
    )


def _may(user: Any, verb: Permission, wave: Wave) -> bool:
    return policy.visible(user, verb, Wave.objects.all()).filter(pk=wave.pk).exists()
