"""Something was seen that the law wants reported at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from interventions.choices import HarmSign, ReportStepKind
from interventions.models import MandatoryReport
from interventions.queries import mandatory as queries
from school_safety.audit.events import mandatory as events
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import School, Student

from .memory import remember, step, tell


@dataclass(frozen=True)
class Seen:
    """What somebody noticed: codes of HarmSign, the fact, the child's words, where she is now."""

    signs: tuple[str, ...]
    fact: str
    noticed_at: datetime
    words: str = ""
    place: str = ""
    who: str = ""


@transaction.atomic(durable=True)
def open_report(
    *, school: School, student: Student | None, seen: Seen, by: Any, at: datetime
) -> MandatoryReport:
    """Due at once; the lead and the head hear of it in the same moment."""
    _refuse_unsaid(seen, known=student is not None, at=at)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)  # numbers without gaps
    report = MandatoryReport.objects.create(
        district_id=school.district_id,
        school=school,
        student=student,
        number=_next_number(school),
        who=seen.who.strip(),
        signs="\n".join(seen.signs),
        fact=seen.fact.strip(),
        words=seen.words.strip(),
        place=seen.place.strip(),
        noticed_at=seen.noticed_at,
        opened_by=by,
        opened_at=at,
    )
    step(report, ReportStepKind.OPENED, by=by, at=at)
    remember(events.MANDATORY_OPENED, report, by=by, at=at)
    tell("mandatory_due", queries.people_to_tell(report, at), report, key="due", at=at)
    return report


def _refuse_unsaid(seen: Seen, *, known: bool, at: datetime) -> None:
    wrong = {}
    if not seen.signs or set(seen.signs) - set(HarmSign.values):
        wrong["signs"] = "required"
    if not seen.fact.strip():
        wrong["fact"] = "required"
    if not known and not seen.who.strip():
        wrong["who"] = "required"
    if seen.noticed_at > at:
        wrong["noticed_at"] = "in_the_future"
    if wrong:
        raise Invalid(fields=wrong)


def _next_number(school: School) -> int:
    rows = MandatoryReport.objects.filter(school=school)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
