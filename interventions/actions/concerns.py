"""Taking in what somebody saw, and finding the child it is about."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import Level, SafetySource, Source
from interventions.models import Concern
from interventions.queries import people
from interventions.queries.naming import only_one_named
from school_safety.audit.events import interventions as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.schools.models import School, Student

from .opening import open_case
from .safety.raising import raise_event


@transaction.atomic(durable=True)
def receive_concern(
    *,
    school: School,
    student: Student | None,
    fact: str,
    by: Any,
    at: datetime,
    who: str = "",
    words: str = "",
    done: str = "",
    urgent: bool = False,
    source: str = Source.CONCERN,
    quiet: bool = False,
) -> Concern:
    """Keep the three parts sealed and open a case; an unknown name waits for a counselor.

    `quiet`: somebody writes very many. Each is kept and listed; nobody is rung unless it is urgent.
    """
    _refuse_unsaid(fact=fact, who=who, known=student is not None)
    found = student or only_one_named(school, who)
    concern = Concern.objects.create(
        district_id=school.district_id,
        school=school,
        student=found,
        who=who.strip(),
        fact=fact.strip(),
        words=words.strip(),
        done=done.strip(),
        urgent=urgent,
        written_by=by,
        written_at=at,
    )
    _remember(events.CONCERN_RECEIVED, concern, by=by, at=at)
    if found is not None:
        _open(concern, found, source=source, by=by, at=at)
    elif urgent or not quiet:
        _ask_leads_to_match(concern, at=at)
    if found is None and urgent:
        _ring(concern, by=by, at=at)
    return concern


@transaction.atomic(durable=True)
def match_concern(*, concern: Concern, student: Student, by: Any, at: datetime) -> Concern:
    """A counselor says which child a concern is about."""
    concern = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if concern.case_id is not None:
        raise NotNow("already_matched")
    if student.school_id != concern.school_id:
        raise Invalid(fields={"student": "other_school"})
    concern.student = student
    concern.save(update_fields=["student"])
    _remember(events.CONCERN_MATCHED, concern, by=by, at=at)
    _open(concern, student, source=Source.CONCERN, by=concern.written_by, at=at)
    return concern


def _ring(concern: Concern, *, by: Any, at: datetime) -> None:
    """In danger now, and nobody has found the name yet: people are rung all the same."""
    raise_event(
        school=concern.school,
        source=SafetySource.CONCERN,
        origin=origin_of(concern),
        who=concern.who,
        seen=concern.fact,
        by=by,
        at=at,
    )


def origin_of(concern: Concern) -> str:
    """What a case and a safety event keep of where they came from."""
    return f"interventions.concern:{concern.pk}"


def _refuse_unsaid(*, fact: str, who: str, known: bool) -> None:
    if not fact.strip():
        raise Invalid(fields={"fact": "required"})
    if not known and not who.strip():
        raise Invalid(fields={"who": "required"})


def _open(concern: Concern, student: Student, *, source: str, by: Any, at: datetime) -> None:
    case = open_case(
        student=student,
        level=Level.NOW if concern.urgent else Level.WEEK,
        source=source,
        evidence={
            "origin": origin_of(concern),
            "fact": concern.fact,
            "words": concern.words,
            "done": concern.done,
        },
        by=by,
        at=at,
    )
    concern.case = case
    concern.save(update_fields=["case"])


def _ask_leads_to_match(concern: Concern, *, at: datetime) -> None:
    told = list(people.counselors_of(concern.school_id, at)) or list(
        people.leads_of(concern.school_id, at)
    )
    for person in told:
        post(
            "concern_unmatched",
            to=person,
            about_kind="interventions.concern",
            about_id=str(concern.pk),
            url_name="interventions:triage_list",
            district_id=concern.district_id,
            at=at,
            safety=concern.urgent,
        )


def _remember(event: Any, concern: Concern, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=concern.district_id,
        school_id=concern.school_id,
        student_id=concern.student_id,
        object_kind="interventions.concern",
        object_id=str(concern.pk),
        at=at,
    )
