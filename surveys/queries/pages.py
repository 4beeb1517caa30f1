"""What the page of one wave shows, gathered once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import Seat, WaveStatus
from surveys.models import Wave
from surveys.rules import blind

from . import checking, counts, forms, noticing, plans, talks, waves, weighing

STEPS = (WaveStatus.DRAFT, WaveStatus.APPROVED, WaveStatus.OPEN, WaveStatus.CLOSED)
STAGES = (_("排好"), _("第二个人审核"), _("进行"), _("结束"))
BEFORE = {WaveStatus.DRAFT, WaveStatus.APPROVED}


@dataclass(frozen=True)
class WavePage:
    """Everything on it; totals only, nobody's name. `counted`: this reader sees the school's counts."""

    instrument: str
    about: str
    label: str
    minutes: int
    here: int
    checks: list[dict[str, Any]]
    rooms: list[dict[str, Any]]
    slips: int
    done: int
    agreed: int
    counted: bool
    weighed: weighing.Weighed
    used: int
    limit: int
    may_change: bool
    may_approve: bool
    may_open: bool
    may_close: bool
    may_count: bool
    may_print: bool
    people: list[dict[str, str]]
    burden: list[dict[str, str]]
    lot: int
    lots: tuple[int, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """The four steps of every wave."""
        return tuple(str(stage) for stage in STAGES)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What must be mended."""
        return [line for line in self.checks if line["state"] == "stop"]

    @property
    def settled(self) -> list[dict[str, Any]]:
        """What is in order."""
        return [line for line in self.checks if line["state"] == "ok"]


def wave_page(wave: Wave, user: Any, language: str, at: datetime) -> WavePage:
    """The facts of one wave for this reader."""
    version = forms.version(wave.instrument_version_id)
    weighed = weighing.weigh(wave, language, at)
    used, limit = waves.hands(wave.school_id, at)
    rooms = counts.handled(wave)
    may_plan = _may(user, Permission.WAVE_PLAN, wave)
    return WavePage(
        instrument=forms.words(version.texts["title"], language),
        about=forms.words(version.texts["about"], language),
        label=forms.words(version.texts["label"], language),
        minutes=version.facts["minutes"],
        here=STEPS.index(WaveStatus(wave.status)),
        checks=_checks(wave, weighed, at, may_plan=may_plan),
        rooms=rooms,
        slips=sum(row["all"] for row in rooms),
        done=sum(row["done"] for row in rooms),
        agreed=waves.agreed(wave, timezone.localdate(at)),
        counted=waves.counts_shown(user, wave.school_id),
        weighed=weighed,
        used=used,
        limit=limit,
        may_change=may_plan and wave.status == WaveStatus.DRAFT,
        may_approve=_may_approve(wave, user),
        may_open=may_plan and wave.status == WaveStatus.APPROVED,
        may_close=may_plan and wave.status == WaveStatus.OPEN,
        may_count=wave.status == WaveStatus.CLOSED and policy.holds(user, Permission.SIGNAL_READ),
        may_print=_may(user, Permission.SLIP_PRINT, wave) and wave.status != WaveStatus.DRAFT,
        people=_people(wave, language),
        burden=_burden(version.facts["minutes"], weighed),
        lot=talks.share_of(wave),
        lots=(0, *blind.SHARES),
    )


def _checks(
    wave: Wave, weighed: weighing.Weighed, at: datetime, *, may_plan: bool
) -> list[dict[str, Any]]:
    """Looked at until the wave is open."""
    if wave.status not in BEFORE:
        return []
    plan = plans.plan_of(wave, at, weighed.load)
    approved = wave.status == WaveStatus.APPROVED
    return checking.rows(wave, plan, approvals=approved, may_plan=may_plan)


def _may_approve(wave: Wave, user: Any) -> bool:
    if wave.status != WaveStatus.DRAFT or user.pk == wave.planned_by_id:
        return False
    if wave.approvals.filter(by=user).exists():
        return False
    return _may(user, Permission.WAVE_APPROVE, wave)


def _people(wave: Wave, language: str) -> list[dict[str, str]]:
    seats = {row.seat: row.by for row in wave.approvals.select_related("by")}
    if not seats and wave.approved_by:
        seats = {Seat.LEAD: wave.approved_by}  # before there were two
    roles = (
        (gettext("安排"), wave.planned_by),
        *((str(seat.label), seats.get(seat)) for seat in Seat),
        (gettext("值班"), wave.on_call),
    )
    found = [{"term": term, "value": person.name if person else "—"} for term, person in roles]
    return [*found, {"term": gettext("告诉家长"), "value": noticing.said(wave, language) or "—"}]


def _burden(minutes: int, weighed: weighing.Weighed) -> list[dict[str, str]]:
    """Minutes that this wave costs, before it is opened."""
    return [
        {"term": gettext("每个学生"), "value": _about(minutes)},
        {"term": gettext("班主任"), "value": _about(minutes + 15)},
        {
            "term": gettext("心理老师"),
            "value": gettext("约 %(hours)s 小时") % {"hours": weighed.load.expected.hours},
        },
    ]


def _about(minutes: int) -> str:
    return ngettext("约 %(minutes)d 分钟", "约 %(minutes)d 分钟", minutes) % {"minutes": minutes}


def _may(user: Any, verb: Permission, wave: Wave) -> bool:
    return policy.visible(user, verb, Wave.objects.all()).filter(pk=wave.pk).exists()
