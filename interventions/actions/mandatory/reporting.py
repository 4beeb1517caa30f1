"""Written down, told, answered. Nothing here can stop anybody from phoning first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import MandatoryStatus, ReportStepKind, ReportTo, ReportWay
from interventions.models import MandatoryReport
from interventions.queries import mandatory as queries
from school_safety.audit.events import mandatory as events
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import locked, move, remember, step, tell


@dataclass(frozen=True)
class Told:
    """To whom, how and when; who listened, and the number the authority gave it."""

    authority: str
    way: str
    happened_at: datetime
    taken_by: str = ""
    document: str = ""


@transaction.atomic(durable=True)
def record_told(*, report: MandatoryReport, told: Told, by: Any, at: datetime) -> MandatoryReport:
    """The first one makes it a report that was made; more authorities may follow."""
    report = locked(report)
    _refuse_unsaid(told, at=at)
    step(
        report,
        ReportStepKind.TOLD,
        by=by,
        at=at,
        happened_at=told.happened_at,
        authority=told.authority,
        way=told.way,
        taken_by=told.taken_by.strip(),
        document=told.document.strip(),
    )
    if report.status == MandatoryStatus.MADE:
        remember(events.MANDATORY_TOLD, report, by=by, at=at)
        return report
    report.made_at = told.happened_at
    move(report, MandatoryStatus.MADE, by=by, at=at)
    tell("mandatory_made", queries.officials(report, at), report, key="made", at=at)
    return report


def _refuse_unsaid(told: Told, *, at: datetime) -> None:
    wrong = {}
    if told.authority not in ReportTo.values:
        wrong["authority"] = "required"
    if told.way not in ReportWay.values:
        wrong["way"] = "required"
    if told.happened_at > at:
        wrong["happened_at"] = "in_the_future"
    if wrong:
        raise Invalid(fields=wrong)


@transaction.atomic(durable=True)
def record_answer(
    *, report: MandatoryReport, words: str, by: Any, at: datetime, document: str = ""
) -> None:
    """What the authority said, and its number, as often as it says something."""
    report = locked(report)
    if report.status != MandatoryStatus.MADE:
        raise NotNow("report_state", status=report.status)
    if not words.strip():
        raise Invalid(fields={"words": "required"})
    words, document = words.strip(), document.strip()
    step(report, ReportStepKind.ANSWERED, by=by, at=at, words=words, document=document)
    remember(events.MANDATORY_ANSWERED, report, by=by, at=at)
