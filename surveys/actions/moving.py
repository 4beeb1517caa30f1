"""Moving a draft so that the school can hold the talks: another rule, or classes in turn."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import NotNow
from surveys.models import Wave
from surveys.queries import capacity, forms

from .memory import remember_wave
from .planning import draft_of

WEEK = timedelta(days=7)


@transaction.atomic
def route_wave(*, wave: Wave, rule: str, by: Any, at: datetime) -> Wave:
    """Let another published rule open the talk. Whoever had read the wave reads it again."""
    wave = draft_of(wave)
    version = forms.version(wave.instrument_version_id)
    if rule not in {each["code"] for each in capacity.routes(version)}:
        raise NotNow("unknown_rule")
    wave.routing = rule
    wave.save(update_fields=["routing"])
    wave.approvals.all().delete()
    remember_wave(events.WAVE_ROUTED, wave, by=by, at=at, facts={"rule": rule})
    return wave


@transaction.atomic
def stagger_wave(*, wave: Wave, by: Any, at: datetime) -> Wave:
    """The classes in turn, as proposed: each in its own week, and the wave as long as it takes."""
    wave = draft_of(wave)
    proposal = capacity.load_of(wave, at).proposal
    if proposal is None:
        raise NotNow("no_stagger")
    length = min(wave.closes_at - wave.opens_at, WEEK)
    for sitting in wave.sittings.all():
        sitting.opens_at = wave.opens_at + proposal[sitting.pk] * WEEK
        sitting.closes_at = sitting.opens_at + length
        sitting.save(update_fields=["opens_at", "closes_at"])
    wave.closes_at = wave.opens_at + max(proposal.values()) * WEEK + length
    wave.save(update_fields=["closes_at"])
    wave.approvals.all().delete()
    weeks = max(proposal.values()) + 1
    remember_wave(events.WAVE_STAGGERED, wave, by=by, at=at, facts={"weeks": weeks})
    return wave
