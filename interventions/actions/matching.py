"""Saying which child a signal is about, and taking it back. Every signal stays its own."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import DecisionKind, Status
from interventions.models import Case, Concern, Evidence, SafetyEvent
from interventions.policies import check_open
from interventions.queries import likely, people
from school_safety.access.actions import end_grants
from school_safety.audit.events.help_queue import CONCERN_UNMATCHED
from school_safety.audit.events.interventions import CONCERN_MATCHED
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Student

from .assigning import case_basis, give
from .concerns import open_for, origin_of, remember
from .deciding import decide
from .moving import locked, move


@transaction.atomic(durable=True)
def match_concern(*, concern: Concern, student: Student, by: Any, at: datetime) -> Concern:
    """A counselor says which child a concern is about: her open case takes it, or one is opened."""
    concern = _held(concern)
    if concern.case_id is not None:
        raise NotNow("already_matched")
    if student.school_id != concern.school_id:
        raise Invalid(fields={"student": "other_school"})
    concern.student, concern.matched_by, concern.matched_at = student, by, at
    concern.save(update_fields=["student", "matched_by", "matched_at"])
    remember(CONCERN_MATCHED, concern, by=by, at=at)
    open_for(concern, student, by=concern.written_by, at=at)
    return concern


@transaction.atomic(durable=True)
def unmatch_concern(*, concern: Concern, reason: str, by: Any, at: datetime) -> Concern:
    """It is about somebody else: back into the queue, out of the case, and both are remembered."""
    if not reason.strip():
        raise Invalid(fields={"reason": "required"})
    concern = _held(concern)
    if concern.case is None:
        raise NotNow("not_matched")
    case = locked(concern.case)
    check_open(case)
    remember(CONCERN_UNMATCHED, concern, by=by, at=at, facts={"case": str(case.pk)})
    Evidence.objects.filter(case=case, origin=origin_of(concern)).update(detached_at=at)
    _let_go(concern, case)
    if not case.evidence.exists() and case.status in {Status.NEW, Status.ASSIGNED}:
        _end_empty(case, reason, by=by, at=at)
    return concern


def _held(concern: Concern) -> Concern:
    rows = Concern.objects.select_for_update(of=("self",))
    return rows.select_related("case", "student__classroom", "school").get(pk=concern.pk)


def _let_go(concern: Concern, case: Case) -> None:
    """The child whom the writer had picked stays written down as what she said."""
    student = concern.student
    if not concern.who and student is not None:
        concern.who = likely.said(student.name, student.classroom.name if student.classroom else "")
    SafetyEvent.objects.filter(case=case, origin=origin_of(concern)).update(student=None, case=None)
    concern.case = concern.student = concern.matched_by = concern.matched_at = None
    concern.save()


def _end_empty(case: Case, reason: str, *, by: Any, at: datetime) -> None:
    """Nothing is left that this case rests on, and nobody has worked in it yet."""
    if case.status == Status.NEW:
        if not people.counselors_of(case.school_id, at).filter(pk=by.pk).exists():
            raise NotNow("assign_first")
        give(case, to=by, by=None, at=at)
    decide(case, DecisionKind.DISMISSED, reason=reason, by=by, at=at)
    move(case, Status.DISMISSED, by=by, at=at)
    end_grants(basis=case_basis(case), by=by, at=at)
