"""How mandatory reports are moved, remembered and told: codes and ids, never what was seen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from interventions.models import MandatoryReport, ReportStep
from interventions.policies import check_can_move_report
from interventions.rules import mandatory_lifecycle
from school_safety.audit.events import Event
from school_safety.audit.events import mandatory as events
from school_safety.audit.record import record
from school_safety.notices.outbox import post


def locked(report: MandatoryReport) -> MandatoryReport:
    """The report as it is now, held until the transaction ends."""
    rows = MandatoryReport.objects.select_for_update(of=("self",))
    return rows.select_related("school", "student", "opened_by", "doubted_by").get(pk=report.pk)


def move(report: MandatoryReport, to: str, *, by: Any, at: datetime) -> None:
    """One step along the table, with its audit event."""
    check_can_move_report(report, to)
    report.status = to
    report.save()
    remember(events.BY_CODE[mandatory_lifecycle.LIFECYCLE[to].event], report, by=by, at=at)


def step(report: MandatoryReport, kind: str, *, by: Any, at: datetime, **more: Any) -> ReportStep:
    """One line of what was done."""
    more.setdefault("happened_at", at)
    return ReportStep.objects.create(
        district_id=report.district_id, report=report, kind=kind, by=by, at=at, **more
    )


def remember(what: Event, report: MandatoryReport, *, by: Any, at: datetime) -> None:
    """One audit row about a report."""
    record(
        what,
        by=by,
        district_id=report.district_id,
        school_id=report.school_id,
        student_id=report.student_id,
        object_kind=report._meta.label_lower,
        object_id=str(report.pk),
        at=at,
    )


def tell(
    kind: str, people: Iterable[Any], report: MandatoryReport, *, key: str, at: datetime
) -> None:
    """The same message to each of them, once for each key."""
    for person in people:
        post(
            kind,
            to=person,
            about_kind=report._meta.label_lower,
            about_id=str(report.pk),
            url_name="interventions:mandatory_show",
            url_args=(str(report.pk),),
            district_id=report.district_id,
            school_id=report.school_id,
            key=f"{report.pk}:{key}",
            at=at,
        )
