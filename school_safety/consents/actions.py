"""Answering for a child, and writing down on which ground something is held or shared."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from school_safety.audit.events import Event
from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import Guardian, Student
from school_safety.storage.inserting import insert

from .choices import BasisKind, Giver, Purpose, State
from .models import Basis, Consent


@dataclass(frozen=True)
class Paper:
    """A sheet of paper that somebody at school has written over: its date and its number."""

    on: date
    sheet: str


@transaction.atomic
def answer(
    *,
    student: Student,
    purpose: str,
    state: str,
    giver: str,
    by: Any,
    at: datetime,
    guardian: Guardian | None = None,
    about: str = "",
    text_hash: str = "",
    paper: Paper | None = None,
) -> Consent:
    """Give, refuse or withdraw: a new row each time, so that what stood when stays provable.

    One answer at a time per child, each later than the one before.
    """
    if purpose not in Purpose.values or state not in State.values or giver not in Giver.values:
        raise Invalid(fields={"purpose": "unknown"})
    at = _after_the_last(student, at)
    row = Consent.objects.create(
        district_id=student.district_id,
        student=student,
        purpose=purpose,
        about=about,
        giver=giver,
        guardian=guardian,
        state=state,
        text_hash=text_hash,
        answered_at=at,
        recorded_by=by,
        paper_on=paper.on if paper else None,
        paper_sheet=paper.sheet if paper else "",
    )
    event = events.CONSENT_WITHDRAWN if state == State.WITHDRAWN else events.CONSENT_ANSWERED
    _remember(event, row, {"purpose": purpose, "giver": giver}, by=by, at=at)
    return row


def _after_the_last(student: Student, at: datetime) -> datetime:
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    last = student.consents.order_by("-answered_at").values_list("answered_at", flat=True).first()
    return at if last is None or last < at else last + timedelta(microseconds=1)


@transaction.atomic(savepoint=False)  # whoever enters a ground for a deed gives up both or neither
def enter_basis(
    *,
    student: Student,
    field: str,
    about: str,
    kind: str,
    by: Any,
    at: datetime,
    consent: Consent | None = None,
    statute: str = "",
) -> Basis:
    """Write the ground on which this field is held or leaves; each kind names its proof."""
    if kind == BasisKind.CONSENT and consent is None:
        raise Invalid(fields={"basis": "consent_missing"})
    if consent is not None and (consent.student_id, consent.state) != (student.pk, State.GIVEN):
        raise Invalid(fields={"basis": "consent_of_another"})
    if kind == BasisKind.STATUTE and not statute:
        raise Invalid(fields={"basis": "statute_missing"})
    row = Basis(
        district_id=student.district_id,
        student=student,
        field=field,
        about=about,
        kind=kind,
        consent=consent,
        statute=statute,
        decided_by=by,
        at=at,
    )
    insert(row)
    facts = {"field": field, "about": about, "kind": kind}
    _remember(events.BASIS_ENTERED, row, facts, by=by, at=at)
    return row


def _remember(
    event: Event, row: Consent | Basis, facts: dict[str, str], *, by: Any, at: datetime
) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.student.school_id,
        student_id=row.student_id,
        object_kind=row._meta.label_lower,
        object_id=str(row.pk),
        facts=facts,
        at=at,
    )
