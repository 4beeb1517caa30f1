"""The rota as a page shows it: days, shifts, holes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from interventions.choices import SeatReason
from interventions.models import DutyShift, SafetyEvent
from interventions.rules.rota import Gap
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.clock import calendar
from school_safety.notices.queries import phone_tails
from school_safety.schools.models import School

from . import duty

DAYS = 7


def weeks(user: Any, first: date, at: datetime) -> list[dict[str, Any]]:
    """For each school that she may read: seven days with their shifts, in constant queries."""
    start = datetime.combine(first, time(0), timezone.get_current_timezone())
    end = start + timedelta(days=DAYS)
    rows = list(duty.shifts(user).filter(starts_at__lt=end, ends_at__gt=start))
    tails = phone_tails({row.person_id for row in rows})
    schools = {row.school_id: row.school for row in rows}
    schools |= {school.pk: school for school in duty.schools(user, Permission.ROTA_READ)}
    writable = set(duty.schools(user, Permission.ROTA_WRITE).values_list("pk", flat=True))
    return [
        {
            "school": school,
            "days": [
                _day(
                    school,
                    first + timedelta(days=n),
                    [row for row in rows if row.school_id == school.pk],
                    tails,
                    at,
                    may_write=school.pk in writable,
                )
                for n in range(DAYS)
            ],
        }
        for school in sorted(schools.values(), key=lambda school: school.code)
    ]


def _day(
    school: School,
    day: date,
    rows: list[DutyShift],
    tails: dict[Any, str],
    at: datetime,
    *,
    may_write: bool,
) -> dict[str, Any]:
    mine = [row for row in rows if timezone.localdate(row.starts_at) == day]
    return {
        "day": day,
        "school_day": calendar.is_school_day(school.district_id, day),
        "shifts": [
            {
                "row": row,
                "tail": tails.get(row.person_id, ""),
                "now": row.starts_at <= at < row.ends_at,
                "next_day": timezone.localdate(row.ends_at) != day,
                "can_change": may_write and row.ends_at > at,
            }
            for row in mine
        ],
    }


def gaps(user: Any, at: datetime) -> list[dict[str, Any]]:
    """The holes of the next fortnight, for who answers for them."""
    found = []
    for school in duty.schools(user, Permission.ROTA_READ):
        holes: dict[date, list[Gap]] = {}
        for gap in duty.gaps_of(school, at):
            holes.setdefault(gap.day, []).append(gap)
        free = sum(1 for day in holes.values() if not day[0].school_day)
        if holes:
            found.append(
                {
                    "school": school,
                    "days": len(holes),
                    "free": free,
                    "first": min(holes),
                    "line": school.district.duty_line,
                }
            )
    return found


def ladder_now(school: School, at: datetime) -> list[dict[str, str]]:
    """Who would be rung now, in order."""
    event = SafetyEvent(district_id=school.district_id, school=school)
    rungs = duty.ladder_of(event, at)
    people = get_user_model().objects.in_bulk([rung.person for rung in rungs])
    return [
        {"name": people[rung.person].name, "why": str(SeatReason(rung.why).label)} for rung in rungs
    ]


def now_on_duty(user: Any, at: datetime) -> dict[str, Any]:
    """For the first screen: her own duty, and for lead and head who holds it now."""
    own = duty.own_shifts(user, at).first() if policy.holds(user, Permission.SIGNED_IN) else None
    shown: list[str] = []
    asked = False
    if any(policy.units(user, Permission.ROTA_READ).schools):
        asked = True
        for school in duty.schools(user, Permission.ROTA_READ):
            shown += [row.person.name for row in duty.on_duty(school.pk, at)]
    return {
        "own": own,
        "running": bool(own and own.starts_at <= at),
        "names": shown,
        "asked": asked,
    }
