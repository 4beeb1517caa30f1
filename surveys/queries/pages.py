"""What the page of one wave shows, gathered once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.web import dates
from surveys.choices import Problem, WaveStatus
from surveys.models import Wave
from surveys.rules.linting import opening_problems, plan_problems

from . import counts, forms, waves

STEPS = (WaveStatus.DRAFT, WaveStatus.APPROVED, WaveStatus.OPEN, WaveStatus.CLOSED)
STAGES = (_("排好"), _("第二个人审核"), _("进行"), _("结束"))


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
    used: int
    limit: int
    may_change: bool
    may_approve: bool
    may_open: bool
    may_close: bool
    may_count: bool
    may_print: bool
    todo: list[dict[str, str]]
    people: list[dict[str, str]]
    burden: list[dict[str, str]]

    @property
    def stages(self) -> tuple[str, ...]:
        """The four steps of every wave."""
        return tuple(str(stage) for stage in STAGES)

    @property
    def gauge_label(self) -> str:
        """The gauge in words."""
        return gettext("手上 %(used)d 个，预计多 %(flags)d 个，最多 %(limit)d 个") % {
            "used": self.used,
            "flags": self.readiness.capacity.flags,
            "limit": self.limit,
        }


def wave_page(wave: Wave, user: Any, language: str, at: datetime) -> WavePage:
    """The facts of one wave for this reader."""
    version = forms.version(wave.instrument_version_id)
    ready = waves.readiness(wave, timezone.localdate(at))
    used, limit = waves.hands(wave.school_id, at)
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
        readiness=ready,
        used=used,
        limit=limit,
        may_change=plans and wave.status == WaveStatus.DRAFT,
        may_approve=second and wave.status == WaveStatus.DRAFT,
        may_open=plans and wave.status == WaveStatus.APPROVED,
        may_close=plans and wave.status == WaveStatus.OPEN,
        may_count=wave.status == WaveStatus.CLOSED and policy.holds(user, Permission.SIGNAL_READ),
        may_print=_may(user, Permission.SLIP_PRINT, wave) and wave.status != WaveStatus.DRAFT,
        todo=_todo(wave, [str(Problem(code).label) for code in problems]),
        people=_people(wave),
        burden=_burden(version.facts["minutes"], ready),
    )


def _todo(wave: Wave, problems: list[str]) -> list[dict[str, str]]:
    """What must be mended, then what is settled."""
    rows = [{"state": "stop", "text": text} for text in problems]
    if wave.notice_on:
        text = gettext("同意书已发出") + f" · {dates.day(wave.notice_on)}"
        rows.append({"state": "ok", "text": text})
    if wave.on_call:
        rows.append({"state": "ok", "text": gettext("当天有人值班")})
    rows.append({"state": "ok", "text": gettext("不参加的孩子有同样长的安静小任务")})
    if not wave.approved_by_id:
        rows.append({"state": "wait", "text": gettext("等第二个人审核")})
    return rows


def _people(wave: Wave) -> list[dict[str, str]]:
    roles = (
        (gettext("安排"), wave.planned_by),
        (gettext("审核"), wave.approved_by),
        (gettext("值班"), wave.on_call),
    )
    return [{"term": term, "value": person.name if person else "—"} for term, person in roles]


def _burden(minutes: int, ready: waves.Readiness) -> list[dict[str, str]]:
    """Minutes that this wave costs, before it is opened."""
    each = gettext("约 %(minutes)d 分钟")
    return [
        {"term": gettext("每个学生"), "value": each % {"minutes": minutes}},
        {"term": gettext("班主任"), "value": each % {"minutes": minutes + 15}},
        {
            "term": gettext("心理老师"),
            "value": gettext("约 %(hours)s 小时") % {"hours": ready.capacity.hours},
        },
    ]


def _may(user: Any, verb: Permission, wave: Wave) -> bool:
    return policy.visible(user, verb, Wave.objects.all()).filter(pk=wave.pk).exists()
