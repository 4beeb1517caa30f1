"""The rota: put somebody on, take her off, let another one cover; who is concerned is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.models import DutyShift
from interventions.queries import duty, people
from interventions.rules.rota import overlaps
from school_safety.access.choices import Role
from school_safety.audit.events import Event
from school_safety.audit.events import help_safety as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.actions import set_staff_phone
from school_safety.notices.outbox import post
from school_safety.schools.models import School

LONGEST = timedelta(hours=72)
MOST_WEEKS = 26


@dataclass(frozen=True)
class Turn:
    """Who, from when to when, in which place of the ladder."""

    person: Any
    starts_at: datetime
    ends_at: datetime
    order: int = 1


@transaction.atomic(durable=True)
def add_shifts(
    *, school: School, turn: Turn, weeks: int, by: Any, at: datetime, phone: str = ""
) -> list[DutyShift]:
    """The same turn for so many weeks; where one of them does not fit, none is written."""
    if phone:
        set_staff_phone(
            user=turn.person, district_id=school.district_id, number=phone, by=by, at=at
        )
    _check(school, turn, weeks, at)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    rows = []
    for week in range(weeks):
        moved = Turn(
            turn.person, _later(turn.starts_at, week), _later(turn.ends_at, week), turn.order
        )
        if _taken(moved):
            raise Invalid(fields={"person": "already_on_duty"})
        rows.append(_write(school, moved, by=by, at=at))
    _remember(events.DUTY_ADDED, rows[0], by=by, at=at, facts={"weeks": weeks})
    _tell(turn.person, rows[0], by=by, at=at)
    return rows


@transaction.atomic(durable=True)
def remove_shift(*, shift: DutyShift, by: Any, at: datetime) -> DutyShift:
    """Off the rota; the row stays. What has ended is history and stays as it was."""
    shift = _locked(shift, at)
    _take_off(shift, by=by, at=at)
    _remember(events.DUTY_REMOVED, shift, by=by, at=at)
    _tell(shift.person, shift, by=by, at=at)
    return shift


@transaction.atomic(durable=True)
def cover_shift(*, shift: DutyShift, person: Any, by: Any, at: datetime) -> DutyShift:
    """Another one stands in for what is left of the shift; both are told."""
    shift = _locked(shift, at)
    if person.pk == shift.person_id:
        raise Invalid(fields={"person": "same_person"})
    turn = Turn(person, max(shift.starts_at, at), shift.ends_at, shift.order)
    _check(shift.school, turn, 1, at)
    if _taken(turn):
        raise Invalid(fields={"person": "already_on_duty"})
    _take_off(shift, by=by, at=at)
    if shift.starts_at < at:  # what she has already done stays hers
        _write(
            shift.school,
            Turn(shift.person, shift.starts_at, at, shift.order),
            by=by,
            at=at,
        )
    row = _write(shift.school, turn, by=by, at=at, covers=shift)
    _remember(events.DUTY_COVERED, row, by=by, at=at)
    for each in (shift.person, person):
        _tell(each, row, by=by, at=at)
    return row


@transaction.atomic(durable=True)
def warn_of_gaps(*, school: School, at: datetime) -> int:
    """Lead and head hear every morning on how many of the next days nobody is on call."""
    found = duty.gaps_of(school, at)
    if school.district.duty_line:
        found = [gap for gap in found if gap.school_day]  # the district answers on free days
    days = sorted({gap.day for gap in found})
    if not days:
        return 0
    today = timezone.localdate(at)
    heads = people.people_with(Role.HEAD, at, school_id=school.pk)
    told = [
        post(
            "rota_gap",
            to=person,
            district_id=school.district_id,
            url_name="interventions:rota_list",
            count=len(days),
            on=days[0],
            key=f"{school.pk}:{today:%Y-%m-%d}",
            at=at,
        )
        for person in {row.pk: row for row in [*people.leads_of(school.pk, at), *heads]}.values()
    ]
    if any(notice.created_at == at for notice in told):  # once a day
        _remember_gap(school, len(days), at)
    return len(days)


def _remember_gap(school: School, days: int, at: datetime) -> None:
    record(
        events.ROTA_GAP,
        district_id=school.district_id,
        school_id=school.pk,
        object_kind=school._meta.label_lower,
        object_id=str(school.pk),
        facts={"days": days},
        at=at,
    )


def _later(moment: datetime, weeks: int) -> datetime:
    return timezone.localtime(moment) + timedelta(weeks=weeks)


def _check(school: School, turn: Turn, weeks: int, at: datetime) -> None:
    wrong = {}
    if turn.ends_at <= turn.starts_at or turn.ends_at - turn.starts_at > LONGEST:
        wrong["ends"] = "ends_wrong"
    if turn.ends_at <= at:
        wrong["day"] = "in_the_past"
    if not 1 <= weeks <= MOST_WEEKS:
        wrong["weeks"] = "out_of_weeks"
    if not duty.candidates(school.pk, at).filter(pk=turn.person.pk).exists():
        wrong["person"] = "not_for_duty"
    if wrong:
        raise Invalid(fields=wrong)


def _taken(turn: Turn) -> bool:
    rows = duty.STANDING.filter(person=turn.person)
    mine = rows.values_list("starts_at", "ends_at")
    return any(overlaps((turn.starts_at, turn.ends_at), each) for each in mine)


def _write(
    school: School, turn: Turn, *, by: Any, at: datetime, covers: DutyShift | None = None
) -> DutyShift:
    return DutyShift.objects.create(
        district_id=school.district_id,
        school=school,
        person=turn.person,
        starts_at=turn.starts_at,
        ends_at=turn.ends_at,
        order=turn.order,
        covers=covers,
        made_by=by,
        made_at=at,
    )


def _locked(shift: DutyShift, at: datetime) -> DutyShift:
    rows = DutyShift.objects.select_for_update(of=("self",)).select_related("school", "person")
    shift = rows.get(pk=shift.pk)
    if shift.removed_at is not None or shift.ends_at <= at:
        raise NotNow("shift_over")
    return shift


def _take_off(shift: DutyShift, *, by: Any, at: datetime) -> None:
    shift.removed_by, shift.removed_at = by, at
    shift.save(update_fields=["removed_by", "removed_at"])


def _tell(person: Any, shift: DutyShift, *, by: Any, at: datetime) -> None:
    if person.pk == by.pk:
        return
    post(
        "duty_changed",
        to=person,
        district_id=shift.district_id,
        url_name="home:staff_home",
        on=timezone.localdate(shift.starts_at),
        key=f"{shift.school_id}:{timezone.localdate(at):%Y-%m-%d}",  # many changes, one message
        at=at,
    )


def _remember(
    event: Event, shift: DutyShift, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    record(
        event,
        by=by,
        district_id=shift.district_id,
        school_id=shift.school_id,
        object_kind=shift._meta.label_lower,
        object_id=str(shift.pk),
        facts={"person": str(shift.person_id), **(facts or {})},
        at=at,
    )
