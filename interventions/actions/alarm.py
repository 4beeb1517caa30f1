"""Every school-day morning: what nobody looks after, told until somebody does."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.queries import orphans, people
from school_safety.access.choices import Role
from school_safety.audit.events import help_queue as events
from school_safety.audit.record import record
from school_safety.clock import calendar
from school_safety.notices.outbox import post
from school_safety.schools.models import School


@transaction.atomic(durable=True)
def sound_alarm_of(*, school: School, at: datetime) -> int:
    """To the leads, who see what it is; to the head a figure; without a lead, a figure to the district."""
    today = timezone.localdate(at)
    if not calendar.is_school_day(school.district_id, today):
        return 0
    found = orphans.of_school(school, at)
    if not found.count:
        return 0
    leads = list(people.leads_of(school.pk, at))
    heads = list(people.people_with(Role.HEAD, at, school_id=school.pk))
    told = [_tell("orphans_alarm", each, school, found.count, at) for each in leads]
    told += [_tell("orphans_count", each, school, found.count, at) for each in heads]
    if not leads:
        officials = people.people_with(
            Role.DISTRICT, at, district_id=school.district_id, school_id=None
        )
        told += [_tell("orphans_district", each, school, found.count, at) for each in officials]
    if any(told):
        _remember(school, found, bool(leads), at)
    return found.count


def _tell(kind: str, to: Any, school: School, count: int, at: datetime) -> bool:
    """Whether it is new: once a morning."""
    page = "interventions:supervision_list" if kind == "orphans_alarm" else "notices:notice_list"
    notice = post(
        kind,
        to=to,
        url_name=page,
        district_id=school.district_id,
        school_id=school.pk,
        count=count,
        on=timezone.localdate(at),
        key=f"{school.pk}:{timezone.localdate(at):%Y-%m-%d}",
        at=at,
    )
    return notice.created_at == at


def _remember(school: School, found: orphans.Orphans, led: bool, at: datetime) -> None:
    facts = {
        "cases": len(found.cases),
        "signals": len(found.signals),
        "duty": int(found.nobody_on_duty),
        "lead": int(led),
    }
    record(
        events.ORPHANS_FOUND,
        district_id=school.district_id,
        school_id=school.pk,
        object_kind=school._meta.label_lower,
        object_id=str(school.pk),
        facts=facts,
        at=at,
    )
