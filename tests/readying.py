"""A school that is ready to ask: assessed, on call, and a wave that both have read."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from interventions.models import DutyShift
from surveys.actions.approving import approve_wave
from surveys.actions.governing import assess
from surveys.actions.planning import open_wave, plan_wave
from surveys.models import Instrument, Wave

WORDS = "看看孩子们最近过得怎么样，需要帮忙的，早一点有人去聊一聊。"
NOTICE_DAYS = 16  # five school days, whatever holidays lie between


def ready(world: SimpleNamespace, at: datetime, *codes: str) -> None:
    """Assessments for these questionnaires (all by default), and somebody on call day and night."""
    rows = Instrument.objects.filter(code__in=codes) if codes else Instrument.objects.all()
    for instrument in rows:
        assess(
            instrument=instrument, district=world.district, school=world.school, aim=WORDS,
            necessity=WORDS, risks=WORDS, measures=WORDS,
            valid_until=(at + timedelta(days=300)).date(), by=world.ld, at=at,
        )  # fmt: skip
    DutyShift.objects.create(
        district=world.district, school=world.school, person=world.co2, made_by=world.ld, made_at=at,
        starts_at=at - timedelta(days=40), ends_at=at + timedelta(days=120),
    )  # fmt: skip


def notice_before(opens_at: datetime) -> Any:
    """A day on which the letter went out early enough."""
    return (opens_at - timedelta(days=NOTICE_DAYS)).date()


def read_by_both(wave: Wave, world: SimpleNamespace, at: datetime) -> Wave:
    """The lead and the head say yes."""
    approve_wave(wave=wave, by=world.ld, at=at)
    return approve_wave(wave=wave, by=world.sa, at=at)


def opened(world: SimpleNamespace, at: datetime, **facts: Any) -> Wave:
    """Planned by the counselor, read by both, open."""
    facts = {"notice_on": notice_before(facts["opens_at"]), "on_call": world.co, **facts}
    wave = plan_wave(school=world.school, by=world.co, at=at, **facts)
    read_by_both(wave, world, at)
    return open_wave(wave=wave, by=world.co, at=at)
