"""Deciding, and writing over what came on paper; a no is carried out at once, everywhere."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lessons.actions.signing import returned_on_paper
from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.consents import queries
from school_safety.consents.actions import Paper, answer
from school_safety.consents.choices import Giver, State
from school_safety.consents.models import Consent
from school_safety.consents.rules import NOTICE
from school_safety.consents.terms import set_youth
from school_safety.consents.wording import by_hash
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.schools.choices import Authority
from school_safety.schools.models import District, Guardian, Guardianship, Student
from surveys.actions.withdrawing import carry_out

STAFF_PAGE = "office:consent_list"
TOLD = (Role.DISTRICT, Role.AUDITOR, Role.LEAD)


@transaction.atomic(durable=True)
def decide(
    *,
    student: Student,
    purpose: str,
    state: str,
    guardian: Guardian | None,
    text_hash: str,
    by: Any,
    at: datetime,
) -> Consent:
    """One person's answer to one purpose, bound to the words on the page. The same answer again is
    the same row."""
    words = by_hash(text_hash)
    if words is None or words.purpose != purpose:
        raise NotNow("consent_text_changed")
    _check_decides(student, purpose, guardian, at)
    before = queries.own_answer(student, purpose, guardian.pk if guardian else None)
    given = before is not None and before.state == State.GIVEN
    if state == State.WITHDRAWN and before is None:
        raise NotNow("nothing_to_withdraw")
    if before is not None and (state == State.GIVEN) == given:
        return before  # somebody pressed twice
    row = _keep(student, purpose, state, guardian, by, at, text_hash=text_hash)
    if guardian is None and state == State.GIVEN:
        _tell_family(student, purpose, at)
    return row


@transaction.atomic(durable=True)
def enter_paper(
    *,
    student: Student,
    guardian: Guardian,
    purpose: str,
    state: str,
    paper_on: date,
    sheet: str,
    by: Any,
    at: datetime,
) -> Consent:
    """Write over a guardian's sheet: marked as paper, with its date and number, never a signature."""
    if paper_on > timezone.localdate(at):
        raise Invalid(fields={"paper_on": "in_the_future"})
    _check_decides(student, purpose, guardian, at)
    before = queries.own_answer(student, purpose, guardian.pk)
    if before is not None and timezone.localdate(before.answered_at) > paper_on:
        raise Invalid(fields={"paper_on": "older"})
    paper = Paper(paper_on, sheet.strip())
    consent = _keep(student, purpose, state, guardian, by, at, paper=paper)
    returned_on_paper(student=student, guardian=guardian, purpose=purpose, by=by, at=at)
    return consent


def _tell_family(student: Student, purpose: str, at: datetime) -> None:
    """Where the pupil's own yes is enough, those who may still say no hear of it."""
    if queries.rule_for(student, purpose, on=timezone.localdate(at)) != NOTICE:
        return
    ties = Guardianship.objects.filter(
        student=student, authority=Authority.FULL, held_at=None, guardian__user__is_active=True
    ).select_related("guardian__user")
    for tie in ties:
        post(
            "youth_agreed", to=tie.guardian.user, district_id=student.district_id,
            school_id=student.school_id, student_id=student.pk, url_name="office:family_consents",
            at=at,
        )  # fmt: skip


@transaction.atomic(durable=True)
def change_youth(*, district: District, youth: str, opinion: str, by: Any, at: datetime) -> None:
    """The district's switch; other officials, auditors and the schools' leads are told."""
    set_youth(district=district, youth=youth, opinion=opinion, by=by, at=at)
    seats = RoleAssignment.objects.filter(
        in_force(at), role__in=TOLD, district=district, user__is_active=True
    ).exclude(user=by)
    people = {seat.user_id: seat.user for seat in seats.select_related("user")}
    for person in people.values():
        post("terms_changed", to=person, district_id=district.pk, at=at)


def _check_decides(student: Student, purpose: str, guardian: Guardian | None, at: datetime) -> None:
    rule = queries.rule_for(student, purpose, on=timezone.localdate(at))
    if guardian is None:
        if not rule.student:
            raise NotNow("guardian_decides")
        return
    if not rule.veto:
        raise NotNow("student_decides")
    ties = Guardianship.objects.filter(student=student, guardian=guardian)
    if not ties.filter(authority=Authority.FULL).exists():
        raise Invalid(fields={"guardian": "unknown"})


def _keep(
    student: Student,
    purpose: str,
    state: str,
    guardian: Guardian | None,
    by: Any,
    at: datetime,
    **more: Any,
) -> Consent:
    consent = answer(
        student=student,
        purpose=purpose,
        state=state,
        giver=Giver.STUDENT if guardian is None else Giver.GUARDIAN,
        guardian=guardian,
        by=by,
        at=at,
        **more,
    )
    carry_out(consent=consent, by=by, at=at, url_name=STAFF_PAGE)
    return consent
