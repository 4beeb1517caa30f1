"""The two who read a wave before it opens: the lead and the head, and neither planned it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.queries import people
from school_safety.access.choices import Role
from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import NotNow
from surveys.choices import Seat, WaveStatus
from surveys.models import Wave, WaveApproval
from surveys.queries.plans import plan_of
from surveys.rules.linting import plan_problems

from .inviting import issue_slips
from .memory import remember_wave
from .planning import draft_of, refuse

ROLES = ((Seat.LEAD, Role.LEAD), (Seat.HEAD, Role.HEAD))


@transaction.atomic
def approve_wave(*, wave: Wave, by: Any, at: datetime) -> Wave:
    """One yes. With the second one the wave is approved and the slips are made, to be printed."""
    wave = draft_of(wave)
    if by.pk == wave.planned_by_id:
        raise NotNow("own_approval")
    refuse(plan_problems(plan_of(wave, at)))
    seat = _seat(wave, by, at)
    WaveApproval.objects.create(wave=wave, seat=seat, by=by, at=at)
    if wave.approvals.count() < len(ROLES):
        remember_wave(events.WAVE_READ, wave, by=by, at=at, facts={"seat": seat})
        return wave
    wave.status = WaveStatus.APPROVED
    wave.approved_by, wave.approved_at = by, at
    wave.save(update_fields=["status", "approved_by", "approved_at"])
    slips = issue_slips(wave=wave, at=at)
    remember_wave(events.WAVE_APPROVED, wave, by=by, at=at, facts={"slips": slips, "seat": seat})
    return wave


def _seat(wave: Wave, by: Any, at: datetime) -> str:
    """Her own seat; a district official takes an empty one, beside somebody of the school."""
    taken = {row.seat: row.by_id for row in wave.approvals.all()}
    if by.pk in taken.values():
        raise NotNow("no_seat")
    for seat, role in ROLES:
        own = people.people_with(role, at, school_id=wave.school_id).filter(pk=by.pk)
        if seat not in taken and own.exists():
            return str(seat)
    officials = people.people_with(Role.DISTRICT, at, district_id=wave.district_id, school_id=None)
    ids = set(officials.values_list("pk", flat=True))
    free = [seat for seat, _role in ROLES if seat not in taken]
    if by.pk in ids and free and not ids & set(taken.values()):
        return str(free[-1])
    raise NotNow("no_seat")
