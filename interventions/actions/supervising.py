"""The lead's own work: talks about the work, and handing many cases over in one deed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from interventions.models import Case, SupervisionTalk
from interventions.policies import check_open
from interventions.queries import people
from school_safety.audit.events import help_queue as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.schools.models import School

from .assigning import give
from .moving import locked


@transaction.atomic(durable=True)
def record_supervision(
    *,
    school: School,
    counselor: Any,
    held_on: date,
    cases: Collection[Case],
    steps: str,
    by: Any,
    at: datetime,
) -> SupervisionTalk:
    """When, about which cases, and what was agreed."""
    wrong = {}
    if not steps.strip():
        wrong["steps"] = "required"
    if held_on > timezone.localdate(at):
        wrong["held_on"] = "in_the_future"
    if any((each.owner_id, each.school_id) != (counselor.pk, school.pk) for each in cases):
        wrong["cases"] = "unknown"
    if wrong:
        raise Invalid(fields=wrong)
    if by.pk == counselor.pk:
        raise NotNow("second_person")
    row = SupervisionTalk.objects.create(
        district_id=school.district_id,
        school=school,
        counselor=counselor,
        held_by=by,
        held_on=held_on,
        steps=steps.strip(),
        written_at=at,
    )
    row.cases.set(cases)
    facts = {"counselor": str(counselor.pk), "count": len(cases)}
    _remember(events.SUPERVISION_HELD, school, row, facts, by=by, at=at)
    return row


@transaction.atomic(durable=True)
def hand_over(
    *, school: School, moves: Mapping[UUID, tuple[Any, UUID]], by: Any, at: datetime
) -> int:
    """All of these cases, or none: case -> (who had it when the list was made, who takes it)."""
    if not moves:
        raise Invalid(fields={"cases": "required"})
    here = set(people.counselors_of(school.pk, at).values_list("pk", flat=True))
    takers: dict[UUID, int] = {}
    for pk, (had, to) in sorted(moves.items(), key=lambda each: str(each[0])):
        if to not in here:
            raise Invalid(fields={"cases": "not_a_counselor_here"})
        _move(school, Case(pk=pk), had, to, by=by, at=at)
        takers[to] = takers.get(to, 0) + 1
    _tell(school, takers, at=at)
    _remember(events.CASES_HANDED_OVER, school, school, {"count": len(moves)}, by=by, at=at)
    return len(moves)


def _move(school: School, case: Case, had: Any, to: UUID, *, by: Any, at: datetime) -> None:
    case = locked(case)
    if case.school_id != school.pk:
        raise Invalid(fields={"cases": "unknown"})
    check_open(case)
    if case.owner_id != had:
        raise NotNow("changed_meanwhile")
    if to == by.pk:
        raise NotNow("not_to_oneself")
    if to == case.owner_id:
        raise NotNow("already_hers")
    give(case, to=get_user_model().objects.get(pk=to), by=by, at=at, told=False)


def _tell(school: School, takers: Mapping[UUID, int], *, at: datetime) -> None:
    """One message each, with a figure, instead of one for every case."""
    for person in get_user_model().objects.filter(pk__in=takers):
        post(
            "cases_handed_over",
            to=person,
            url_name="interventions:case_list",
            district_id=school.district_id,
            school_id=school.pk,
            count=takers[person.pk],
            at=at,
        )


def _remember(
    event: Any, school: School, row: Any, facts: dict[str, Any], *, by: Any, at: datetime
) -> None:
    record(
        event,
        by=by,
        district_id=school.district_id,
        school_id=school.pk,
        object_kind=row._meta.label_lower,
        object_id=str(row.pk),
        facts=facts,
        at=at,
    )
