"""What was not told yet is said again, to whoever has to see to it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import WAITING_REPORTS, ReportStepKind
from interventions.models import MandatoryReport
from interventions.queries import mandatory as queries
from interventions.rules import mandatory_lifecycle
from school_safety.audit.events import mandatory as events

from .memory import locked, remember, step, tell


def nudge_due(*, at: datetime) -> None:
    """Whoever has to see to it is reminded until it was told or agreed away by two."""
    rows = MandatoryReport.objects.filter(status__in=WAITING_REPORTS)
    for pk, opened_at, nudged_at in rows.values_list("pk", "opened_at", "nudged_at"):
        if mandatory_lifecycle.is_quiet(opened_at, nudged_at, at):
            _nudge(pk, at=at)


@transaction.atomic
def _nudge(pk: Any, *, at: datetime) -> None:
    report = locked(MandatoryReport(pk=pk))
    late = mandatory_lifecycle.is_quiet(report.opened_at, report.nudged_at, at)
    if not report.waits or not late:
        return
    report.nudged_at = at
    report.save(update_fields=["nudged_at"])
    step(report, ReportStepKind.NUDGED, by=None, at=at)
    remember(events.MANDATORY_NUDGED, report, by=None, at=at)
    key = f"nudged:{at.isoformat()}"
    tell("mandatory_due", queries.people_to_tell(report, at), report, key=key, at=at)
