"""A wave from draft to closed: planned by one person, read by two others, opened and ended."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from interventions.queries import people
from school_safety.access.choices import Role
from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.schools.models import Classroom, School
from surveys.choices import WaveStatus
from surveys.models import InstrumentVersion, Sitting, Wave
from surveys.queries.plans import plan_of
from surveys.queries.waves import homeroom_teacher
from surveys.rules.linting import opening_problems

from .memory import remember_wave
from .noticing import noticed


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
    letter: int | None = None,
    notice_on: date | None = None,
    on_call: Any = None,
    routing: str = "",
    day_from: time | None = None,
    day_until: time | None = None,
) -> Wave:
    """Write the draft with one sitting per class; what is still missing is said, not refused."""
    wave = Wave(district_id=school.district_id, school=school, planned_by=by, planned_at=at)
    facts = {"title": title, "routing": routing, "on_call": on_call}
    facts |= {"instrument_version": instrument_version, "letter": letter, "notice_on": notice_on}
    facts |= noticed(wave, facts, by=by, at=at)
    facts |= {"day_from": day_from, "day_until": day_until}
    _write(wave, classrooms, opens_at=opens_at, closes_at=closes_at, at=at, **facts)
    remember_wave(events.WAVE_PLANNED, wave, by=by, at=at)
    _ask_second_person(wave, by=by, at=at)
    return wave


@transaction.atomic
def change_wave(
    *, wave: Wave, classrooms: Iterable[Classroom], by: Any, at: datetime, **facts: Any
) -> Wave:
    """Mend a draft. What both have approved is no longer changed, but planned anew.

    What one of them has read is no longer what it was: her yes ends with the change.
    """
    wave = draft_of(wave)
    facts.pop("school", None)
    facts |= noticed(wave, facts, by=by, at=at)
    wave.sittings.all().delete()
    wave.approvals.all().delete()
    version = facts.get("instrument_version", wave.instrument_version)
    if version.pk != wave.instrument_version_id:
        wave.routing = ""  # a rule of the other questionnaire
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
    """Leads and head of the school are told that something waits for their yes."""
    heads = people.people_with(Role.HEAD, at, school_id=wave.school_id)
    for lead in people.leads_of(wave.school_id, at) | heads:
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


def locked(wave: Wave) -> Wave:
    """The wave as it is now, for this transaction alone."""
    return Wave.objects.select_for_update().get(pk=wave.pk)


def draft_of(wave: Wave) -> Wave:
    """The same, while it can still be changed."""
    wave = locked(wave)
    if wave.status != WaveStatus.DRAFT:
        raise NotNow("not_draft")
    return wave


@transaction.atomic
def open_wave(*, wave: Wave, by: Any, at: datetime) -> Wave:
    """Let students in from the classes' own hours on; the questionnaire is frozen from here.

    Everything is looked at once more, as it is now: who is away, which consents and talks wait.
    """
    wave = locked(wave)
    if wave.status != WaveStatus.APPROVED:
        raise NotNow("not_openable")
    problems = list(opening_problems(plan_of(wave, at)))
    if wave.closes_at <= at:
        problems.append("window_past")
    refuse(problems)
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
    wave = locked(wave)
    if wave.status != WaveStatus.OPEN:
        raise NotNow("not_open")
    wave.status, wave.closed_at = WaveStatus.CLOSED, at
    wave.save(update_fields=["status", "closed_at"])
    remember_wave(events.WAVE_CLOSED, wave, by=by, at=at)
    return wave


def refuse(problems: Iterable[str]) -> None:
    """By the first problem, with all of them."""
    found = list(problems)
    if found:
        raise NotNow(found[0], problems=found)
