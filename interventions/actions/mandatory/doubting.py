"""Doubt needs two: until the second person has agreed, a report stays due."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import MandatoryStatus, ReportStepKind
from interventions.models import MandatoryReport
from interventions.policies import check_can_move_report, check_second_person
from interventions.queries import mandatory as queries
from school_safety.audit.events import mandatory as events
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import locked, move, remember, step, tell

LEAST_REASON = 20  # characters


@transaction.atomic(durable=True)
def doubt(*, report: MandatoryReport, reason: str, by: Any, at: datetime) -> MandatoryReport:
    """It stays due until a second person has agreed."""
    report = locked(report)
    check_can_move_report(report, MandatoryStatus.DOUBTED)
    _refuse_short(reason)
    report.doubted_by = by
    step(report, ReportStepKind.DOUBTED, by=by, at=at, words=reason.strip())
    move(report, MandatoryStatus.DOUBTED, by=by, at=at)
    deciders = [person for person in queries.people_to_tell(report, at) if person.pk != by.pk]
    tell("mandatory_doubted", deciders, report, key=f"doubted:{at.isoformat()}", at=at)
    return report


@transaction.atomic(durable=True)
def decide_doubt(
    *, report: MandatoryReport, needed: bool, reason: str, by: Any, at: datetime
) -> MandatoryReport:
    """The second pair of eyes, never the one who doubted."""
    report = locked(report)
    if report.status != MandatoryStatus.DOUBTED:
        raise NotNow("report_state", status=report.status)
    check_second_person(by, report.doubted_by)
    _refuse_short(reason)
    words = reason.strip()
    if not needed:
        step(report, ReportStepKind.RELEASED, by=by, at=at, words=words)
        move(report, MandatoryStatus.UNNEEDED, by=by, at=at)
        return report
    step(report, ReportStepKind.KEPT, by=by, at=at, words=words)
    report.status = MandatoryStatus.DUE
    report.save(update_fields=["status"])
    remember(events.MANDATORY_KEPT, report, by=by, at=at)
    key = f"kept:{at.isoformat()}"
    tell("mandatory_due", queries.people_to_tell(report, at), report, key=key, at=at)
    return report


def _refuse_short(reason: str) -> None:
    if len(reason.strip()) < LEAST_REASON:
        raise Invalid(fields={"reason": "say_more"})
