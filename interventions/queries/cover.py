"""Whether somebody is there in all of some hours: the rota, and in school hours one counselor."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from interventions.models import DutyShift
from interventions.rules.rota import Stretch, uncovered
from interventions.rules.triage import SCHOOL_HOURS
from school_safety.clock import calendar
from school_safety.schools.models import School

from . import absences
from .people import counselors_of


def holes(school: School, stretches: Iterable[Stretch], person: Any, at: datetime) -> list[Stretch]:
    """The parts of these hours in which neither the rota nor this counselor is there.

    She is there in the school hours of school days, as long as she can sign in and is not away; the
    one who stands in for her counts as her. A shift of somebody who is away does not count.
    """
    wanted = sorted(stretches)
    if not wanted:
        return []
    first, last = wanted[0][0], max(end for _start, end in wanted)
    there = _shifts(school.pk, first, last) + _in_school(school, person, first, last, at)
    return [hole for start, end in wanted for hole in uncovered(start, end, there)]


def _shifts(school_id: UUID, first: datetime, last: datetime) -> list[Stretch]:
    rows = DutyShift.objects.filter(
        school_id=school_id,
        removed_at=None,
        person__is_active=True,
        starts_at__lt=last,
        ends_at__gt=first,
    )
    away = _away({row.person_id for row in rows}, first, last)
    return [
        (row.starts_at, row.ends_at)
        for row in rows
        if (row.person_id, timezone.localdate(row.starts_at)) not in away
    ]


def _away(people: set[UUID], first: datetime, last: datetime) -> set[tuple[UUID, date]]:
    """Who is away on which day."""
    since, until = timezone.localdate(first), timezone.localdate(last)
    rows = absences.STANDING.filter(
        person_id__in=people, first_on__lte=until, last_on__gte=since - timedelta(days=1)
    )
    return {
        (row.person_id, row.first_on + timedelta(days=n))
        for row in rows
        for n in range((row.last_on - row.first_on).days + 1)
    }


def _in_school(
    school: School, person: Any, first: datetime, last: datetime, at: datetime
) -> list[Stretch]:
    if person is None or not counselors_of(school.pk, at).filter(pk=person.pk).exists():
        return []
    since, until = timezone.localdate(first), timezone.localdate(last)
    rows = absences.overlapping([person], since, until).filter(school_id=school.pk, cover=None)
    gone = {
        row.first_on + timedelta(days=n)
        for row in rows
        for n in range((row.last_on - row.first_on).days + 1)
    }
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    zone = timezone.get_current_timezone()
    return [
        (
            datetime.combine(day, SCHOOL_HOURS[0], zone),
            datetime.combine(day, SCHOOL_HOURS[1], zone),
        )
        for day in days
        if day not in gone and calendar.is_school_day(school.district_id, day)
    ]
