"""A wave from draft to closed: planned by one person, approved by another, opened and ended."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from interventions.queries import people
from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.schools.models import Classroom, School
from surveys.choices import WaveStatus
from surveys.models import InstrumentVersion, Sitting, Wave
from surveys.queries.waves import homeroom_teacher, plan_of
from surveys.rules.linting import opening_problems, plan_problems

from .inviting import issue_slips
from .memory import remember_wave


@transaction.atomic
def plan_wave(
    *,
    school: School,
    instrument_version: InstrumentVersion,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    classrooms: Iterable[Classroom],
    by: Any,
    at: datetime,
    notice_on: date | None = None,
    on_call: Any = None,
    routing: str = "",
) -> Wave:
    """Write the draft with one sitting per class; what is still missing is said, not refused."""
    wave = Wave(district_id=school.district_id, school=school, planned_by=by, planned_at=at)
    facts = {"title": title, "routing": routing, "notice_on": notice_on, "on_call": on_call}
    facts |= {"instrument_version": instrument_version}
    _write(wave, classrooms, opens_at=opens_at, closes_at=closes_at, at=at, **facts)
    remember_wave(events.WAVE_PLANNED, wave, by=by, at=at)
    _ask_second_person(wave, by=by, at=at)
    return wave


@transaction.atomic
def change_wave(
    *, wave: Wave, classrooms: Iterable[Classroom], by: Any, at: datetime, **facts: Any
) -> Wave:
    """Mend a draft. What somebody has approved is no longer changed, but planned anew."""
    wave = _locked(wave)
    if wave.status != WaveStatus.DRAFT:
        raise NotNow("not_draft")
    facts.pop("school", None)
    wave.sittings.all().delete()
    _write(wave, classrooms, at=at, **facts)
    remember_wave(events.WAVE_CHANGED, wave, by=by, at=at)
    return wave


def _write(
    wave: Wave,
    classrooms: Iterable[Classroom],
    *,
    opens_at: datetime,
    closes_at: datetime,
    at: datetime,
    **facts: Any,
) -> None:
    if closes_at <= opens_at:
        raise Invalid(fields={"closes_at": "window"})
    wave.opens_at, wave.closes_at = opens_at, closes_at
    for name, value in facts.items():
        setattr(wave, name, value)
    wave.save()
    for classroom in classrooms:
        if classroom.school_id != wave.school_id:
            raise Invalid(fields={"classrooms": "other_school"})
        Sitting.objects.create(
            wave=wave,
            classroom=classroom,
            opens_at=opens_at,
            closes_at=closes_at,
            proctor=homeroom_teacher(classroom, at),
        )


def _ask_second_person(wave: Wave, *, by: Any, at: datetime) -> None:
    """The leads of the school are told that something waits for their yes."""
    for lead in people.leads_of(wave.school_id, at):
        if lead.pk != by.pk:
            post(
                "wave_to_approve",
                to=lead,
                district_id=wave.district_id,
                school_id=wave.school_id,
                about_kind="surveys.wave",
                about_id=wave.pk,
                url_name="surveys:wave_show",
                url_args=[wave.pk],
                at=at,
            )


def _locked(wave: Wave) -> Wave:
    return Wave.objects.select_for_update().get(pk=wave.pk)


@transaction.atomic
def approve_wave(*, wave: Wave, by: Any, at: datetime) -> Wave:
    """The second person says yes, and the slips are made, so that they can be printed."""
    wave = _locked(wave)
    if wave.status != WaveStatus.DRAFT:
        raise NotNow("not_draft")
    if by.pk == wave.planned_by_id:
        raise NotNow("own_approval")
    _refuse(plan_problems(plan_of(wave)))
    wave.status = WaveStatus.APPROVED
    wave.approved_by, wave.approved_at = by, at
    wave.save(update_fields=["status", "approved_by", "approved_at"])
    slips = issue_slips(wave=wave, at=at)
    remember_wave(events.WAVE_APPROVED, wave, by=by, at=at, facts={"slips": slips})
    return wave


@transaction.atomic
def open_wave(*, wave: Wave, by: Any, at: datetime) -> Wave:
    """Let students in from the classes' own hours on; the questionnaire is frozen from here."""
    wave = _locked(wave)
    if wave.status != WaveStatus.APPROVED:
        raise NotNow("not_openable")
    problems = list(opening_problems(plan_of(wave)))
    if wave.closes_at <= at:
        problems.append("window_past")
    _refuse(problems)
    wave.status, wave.opened_at = WaveStatus.OPEN, at
    wave.save(update_fields=["status", "opened_at"])
    InstrumentVersion.objects.filter(pk=wave.instrument_version_id, frozen_at=None).update(
        frozen_at=at
    )
    remember_wave(events.WAVE_OPENED, wave, by=by, at=at)
    return wave


@transaction.atomic
def close_wave(*, wave: Wave, by: Any, at: datetime) -> Wave:
    """End it for everybody; who is in the middle has the grace of the door."""
    wave = _locked(wave)
    if wave.status != WaveStatus.OPEN:
        raise NotNow("not_open")
    wave.status, wave.closed_at = WaveStatus.CLOSED, at
    wave.save(update_fields=["status", "closed_at"])
    remember_wave(events.WAVE_CLOSED, wave, by=by, at=at)
    return wave


def _refuse(problems: Iterable[str]) -> None:
    found = list(problems)
    if found:
        raise NotNow(found[0], problems=found)
