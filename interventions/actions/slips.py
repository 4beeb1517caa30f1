"""Access slips: asked by one person, decided by another, reading only, over by themselves."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from interventions import policies
from interventions.choices import OPEN_SLIPS, SlipHours, SlipReason, SlipStatus
from interventions.models import AccessSlip, Case
from interventions.queries import deciders
from interventions.rules import slip_lifecycle
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind
from school_safety.access.holdings import grants_of
from school_safety.audit.events import interventions as events
from school_safety.audit.record import record
from school_safety.clock import calendar
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Student

from .memory import tell_case, tell_slip


def slip_basis(slip: AccessSlip) -> str:
    """What an access slip's grant rests on."""
    return f"slip:{slip.pk}"


@transaction.atomic(durable=True)
def ask_slip(
    *, student: Student, kind: str, reason: str, hours: int, by: Any, at: datetime
) -> AccessSlip:
    """Ask to read this child's case for a time. Who decides depends on who asks."""
    case = _case_of(student)
    _check_asked(kind, reason, hours)
    if any(g.kind == GrantKind.CASELOAD and g.student_id == student.pk for g in grants_of(by)):
        raise NotNow("already_yours")
    for old in AccessSlip.objects.filter(asked_by=by, case=case, status__in=OPEN_SLIPS):
        if not _end_if_over(_locked(old), at=at):
            raise NotNow("slip_open")
    slip = AccessSlip.objects.create(
        district_id=case.district_id,
        school_id=case.school_id,
        student_id=case.student_id,
        case=case,
        outside=deciders.leads(by, case.school_id, at),
        kind=kind,
        reason=reason.strip(),
        hours=hours,
        asked_by=by,
        asked_at=at,
        lapses_at=calendar.add_school_days(case.district_id, at, slip_lifecycle.LAPSES_AFTER),
    )
    _remember(events.ACCESS_SLIP_ASKED, slip, by=by, role="co", at=at, facts={"kind": kind})
    tell_slip("access_slip_asked", deciders.of(slip, at), slip, at=at)
    return slip


def _case_of(student: Student) -> Case:
    rows = Case.objects.filter(student=student, school_id=student.school_id)
    rows = rows.select_related("student")
    case = rows.order_by("closed_at", "-opened_at").filter(closed_at=None).first()
    case = case or rows.order_by("-opened_at").first()
    if case is None:
        raise Invalid(fields={"student": "no_case"})
    return case


def _check_asked(kind: str, reason: str, hours: int) -> None:
    wrong = {}
    if kind not in SlipReason.values:
        wrong["kind"] = "required"
    if len(reason.strip()) < slip_lifecycle.LEAST_REASON:
        wrong["reason"] = "say_more"
    if hours not in SlipHours.values:
        wrong["hours"] = "required"
    if wrong:
        raise Invalid(fields=wrong)


@transaction.atomic(durable=True)
def approve_slip(*, slip: AccessSlip, by: Any, at: datetime) -> AccessSlip:
    """The second person says yes: reading begins now and ends by itself."""
    slip = _to_decide(slip, SlipStatus.APPROVED, by=by, at=at)
    slip.until = at + timedelta(hours=slip.hours)
    _move(slip, SlipStatus.APPROVED, by=by, at=at)
    grant(
        user=slip.asked_by,
        student=slip.student,
        kind=GrantKind.SLIP,
        basis=slip_basis(slip),
        box=f"case:{slip.case_id}",
        reason=slip.kind,
        approver=by,
        by=by,
        at=at,
        until=slip.until,
        school_id=slip.school_id,
    )
    tell_slip("access_slip_answered", [slip.asked_by], slip, at=at)
    _tell_others("access_slip_given", slip, but=by, at=at)
    return slip


@transaction.atomic(durable=True)
def refuse_slip(*, slip: AccessSlip, answer: str, by: Any, at: datetime) -> AccessSlip:
    """The second person says no, and why."""
    if not answer.strip():
        raise Invalid(fields={"answer": "required"})
    slip = _to_decide(slip, SlipStatus.REFUSED, by=by, at=at)
    slip.answer, slip.ended_at = answer.strip(), at
    _move(slip, SlipStatus.REFUSED, by=by, at=at)
    tell_slip("access_slip_answered", [slip.asked_by], slip, at=at)
    return slip


@transaction.atomic(durable=True)
def return_slip(*, slip: AccessSlip, by: Any, at: datetime) -> AccessSlip:
    """Not needed any more, or taken back by the lead: access ends with the next request."""
    slip = _locked(slip)
    asked = slip.status == SlipStatus.ASKED
    slip.ended_at = at
    _move(slip, SlipStatus.WITHDRAWN if asked else SlipStatus.RETURNED, by=by, at=at)
    end_grants(basis=slip_basis(slip), by=by, at=at)
    if by.pk != slip.asked_by_id:
        tell_slip("access_slip_ended", [slip.asked_by], slip, at=at)
    return slip


def expire_slips(*, at: datetime) -> int:
    """End what is past its hours, or was never decided; run again, nothing changes."""
    return sum(_expire(slip, at=at) for slip in AccessSlip.objects.filter(status__in=OPEN_SLIPS))


@transaction.atomic(durable=True)
def _expire(slip: AccessSlip, *, at: datetime) -> bool:
    slip = _locked(slip)
    lapsed = slip.status == SlipStatus.ASKED
    if not _end_if_over(slip, at=at):
        return False
    if lapsed:
        tell_slip("access_slip_ended", [slip.asked_by], slip, at=at)
    return True


def _end_if_over(slip: AccessSlip, *, at: datetime) -> bool:
    end = slip.until or slip.lapses_at
    if slip.status not in OPEN_SLIPS or end > at:
        return False
    slip.ended_at = end
    _move(slip, SlipStatus.EXPIRED, by=None, at=at)
    end_grants(basis=slip_basis(slip), by=None, at=at)
    return True


@transaction.atomic
def sound_alarm(*, user: Any, student_id: Any, at: datetime) -> None:
    """The first read under a slip is told to those who answer for the school."""
    about = [g for g in grants_of(user) if g.student_id == student_id]
    bases = [g.basis_id for g in about if g.kind == GrantKind.SLIP]
    if not bases:
        return
    own = [g.school_id for g in about if g.kind == GrantKind.CASELOAD]  # opens it as well
    hers = {school_id for school_id in own if school_id}
    rows = AccessSlip.objects.select_for_update(of=("self",))
    rows = rows.filter(pk__in=bases, opened_at=None).exclude(school_id__in=hers)
    for slip in rows.select_related("case__owner", "decided_by"):
        slip.opened_at = at
        slip.save(update_fields=["opened_at"])
        _remember(events.ACCESS_SLIP_OPENED, slip, by=user, role="co", at=at)
        _tell_others("access_slip_opened", slip, but=user, at=at)


def _tell_others(kind: str, slip: AccessSlip, *, but: Any, at: datetime) -> None:
    """The leads of the school, who decided, and whose case it is; not the one who acts or asked."""
    acting = {but.pk, slip.asked_by_id}
    people = {person.pk: person for person in deciders.leads_of(slip.school_id, at)}
    if slip.decided_by is not None:
        people[slip.decided_by.pk] = slip.decided_by
    owner = slip.case.owner
    if owner is not None and owner.pk not in acting:
        people.pop(owner.pk, None)
        tell_case(kind, [owner], slip.case, at=at)
    tell_slip(kind, [people[pk] for pk in people if pk not in acting], slip, at=at)


def _locked(slip: AccessSlip) -> AccessSlip:
    rows = AccessSlip.objects.select_for_update(of=("self",))
    return rows.select_related("student", "case__owner", "asked_by", "decided_by").get(pk=slip.pk)


def _to_decide(slip: AccessSlip, to: str, *, by: Any, at: datetime) -> AccessSlip:
    slip = _locked(slip)
    policies.check_second_person(by, slip.asked_by)
    if _end_if_over(slip, at=at):
        raise NotNow("slip_state", status=slip.status)
    policies.check_can_move_slip(slip, to)
    slip.decided_by, slip.decided_at = by, at
    return slip


def _move(slip: AccessSlip, to: str, *, by: Any, at: datetime) -> None:
    policies.check_can_move_slip(slip, to)
    slip.status = to
    slip.save()
    event = events.BY_CODE[slip_lifecycle.LIFECYCLE[to].event]
    _remember(event, slip, by=by, role=deciders.role_of(by, slip), at=at)


def _remember(
    event: Any, slip: AccessSlip, *, by: Any, role: str, at: datetime, facts: Any = None
) -> None:
    record(
        event,
        by=by,
        role=role,
        district_id=slip.district_id,
        school_id=slip.school_id,
        student_id=slip.student_id,
        object_kind=slip._meta.label_lower,
        object_id=str(slip.pk),
        reason=slip.kind,
        facts=facts or {},
        at=at,
    )
