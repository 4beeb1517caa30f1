"""The safety plan, written together with the student: a new version each time, none is changed."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.actions.memory import remember
from interventions.actions.moving import locked
from interventions.models import Case, SafetyPlan
from interventions.policies import check_open, check_version
from school_safety.audit.events import help_safety as events
from school_safety.kernel.refusals import Invalid

NEEDED = ("signs", "helps", "people")


@dataclass(frozen=True)
class Words:
    """What stands in it, in her own words."""

    signs: str
    helps: str
    people: str
    place: str = ""
    numbers: str = ""


@transaction.atomic(durable=True)
def write_safety_plan(
    *, case: Case, words: Words, shared: bool, read: int, by: Any, at: datetime
) -> SafetyPlan:
    """`read` is the version that lay before the writer; 0 where there was none."""
    case = locked(case)
    check_open(case)
    last = SafetyPlan.objects.filter(case=case).order_by("-version").first()
    check_version(read, last.version if last else 0)
    wrong = {name: "required" for name in NEEDED if not getattr(words, name).strip()}
    if wrong:
        raise Invalid(fields=wrong)
    row = SafetyPlan.objects.create(
        district_id=case.district_id,
        case=case,
        version=read + 1,
        shared=shared,
        written_by=by,
        written_at=at,
        **{name: text.strip() for name, text in asdict(words).items()},
    )
    facts = {"version": row.version, "shared": shared}
    remember(events.SAFETY_PLAN_WRITTEN, case, row=row, by=by, at=at, facts=facts)
    return row
