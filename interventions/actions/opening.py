"""Opening a case, or joining the one that is open: whatever the floor above hands down ends here."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from interventions.choices import OPEN_STATUSES, Level
from interventions.models import Case, Evidence
from interventions.queries import people
from interventions.queries.deadlines import due_at
from interventions.rules import triage
from interventions.rules.assignment import choose
from school_safety.audit.events import interventions as events
from school_safety.schools.models import School, Student

from .assigning import give
from .memory import remember, tell_case
from .safety.raising import ring_for_case


@transaction.atomic
def open_case(
    *,
    student: Student,
    level: int,
    source: str,
    evidence: dict[str, Any],
    by: Any,
    at: datetime,
) -> Case:
    """Open a case for this child, or add the evidence to the one that her school has open.

    `level` is a suggestion; a counselor sets the real one. `evidence` is kept sealed as handed
    down; of its keys `origin` ("surveys.response:<id>"), `url_name` and `url_args` lead back,
    `lines` is a list of {"zh", "en"} sentences to show, `facts` holds figures. Called inside the
    caller's transaction, so that the answer and its case are kept together or not at all.
    """
    # One opening at a time per school: it also numbers the cases without gaps or doubles.
    School.objects.select_for_update(no_key=True).get(pk=student.school_id)
    here = Case.objects.filter(student=student, school_id=student.school_id)
    case = here.filter(status__in=OPEN_STATUSES).first()
    if case is not None:
        return _join(case, level=level, source=source, evidence=evidence, by=by, at=at)
    case = _create(student, level=level, source=source, at=at)
    _keep(case, level=level, source=source, evidence=evidence, by=by, at=at)
    remember(events.CASE_OPENED, case, by=by, at=at, facts={"source": source})
    _assign_by_rule(case, at=at)
    _ring(case, level, source, evidence, by=by, at=at)
    return case


def _ring(
    case: Case, level: int, source: str, evidence: dict[str, Any], *, by: Any, at: datetime
) -> None:
    """What cannot wait is rung at once, whatever the hour."""
    origin = str(evidence.get("origin", ""))
    ring_for_case(case=case, level=level, source=source, origin=origin, by=by, at=at)


def _create(student: Student, *, level: int, source: str, at: datetime) -> Case:
    last = Case.objects.filter(school_id=student.school_id).aggregate(last=Max("number"))["last"]
    return Case.objects.create(
        district_id=student.district_id,
        school_id=student.school_id,
        student=student,
        number=(last or 0) + 1,
        source=source,
        suggested_level=level,
        opened_at=at,
        moved_at=at,
        due_at=due_at(student.district_id, level, at),
    )


def _keep(
    case: Case, *, level: int, source: str, evidence: dict[str, Any], by: Any, at: datetime
) -> bool:
    """Store the snapshot; the same origin handed down twice is kept once."""
    origin = str(evidence.get("origin", ""))
    if origin and case.evidence.filter(origin=origin).exists():
        return False
    Evidence.objects.create(
        district_id=case.district_id,
        case=case,
        source=source,
        suggested_level=level,
        origin=origin,
        url_name=str(evidence.get("url_name", "")),
        url_args=[str(arg) for arg in evidence.get("url_args", [])],
        body={k: v for k, v in evidence.items() if k not in {"origin", "url_name", "url_args"}},
        received_at=at,
        handed_by=by,
    )
    return True


def _join(
    case: Case, *, level: int, source: str, evidence: dict[str, Any], by: Any, at: datetime
) -> Case:
    if not _keep(case, level=level, source=source, evidence=evidence, by=by, at=at):
        return case
    case.suggested_level = triage.more_urgent(case.suggested_level, level)
    case.due_at = min(case.due_at, due_at(case.district_id, level, at))
    case.save(update_fields=["suggested_level", "due_at"])
    remember(events.CASE_JOINED, case, by=by, at=at, facts={"source": source})
    told = [case.owner] if case.owner_id else people.leads_of(case.school_id, at)
    tell_case("case_joined", told, case, at=at, safety=level == Level.NOW)
    _ring(case, level, source, evidence, by=by, at=at)
    return case


def _assign_by_rule(case: Case, *, at: datetime) -> None:
    """The least loaded counselor takes it; with nobody on duty it stays new and the lead is told."""
    chosen = choose(people.candidates(case.school_id, at))
    if chosen is None:
        urgent = case.suggested_level == Level.NOW
        tell_case("triage_waiting", people.leads_of(case.school_id, at), case, at=at, safety=urgent)
        return
    owner = people.counselors_of(case.school_id, at).get(pk=chosen)
    give(case, to=owner, by=None, at=at)
