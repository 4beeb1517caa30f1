"""Home visits: offered for a purpose, answered by the family, made by two, and kept to the purpose."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import VisitPurpose, VisitStatus
from interventions.models import Case, CaseMeeting, HomeVisit, VisitUse
from interventions.policies import (
    check_can_move_visit,
    check_no_hold,
    check_open,
    check_version,
)
from interventions.queries import holds, meetings, people
from interventions.rules import visit_lifecycle
from school_safety.audit.events.meetings import BY_CODE, VISIT_USED
from school_safety.consents.choices import BasisKind
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Guardian

from .memory import remember, tell, tell_case
from .moving import locked
from .tasking import complete_task, write_task

ANSWERS = (VisitStatus.AGREED, VisitStatus.OTHER_TIME, VisitStatus.DECLINED)


@dataclass(frozen=True)
class Offer:
    """What for, when, who comes along."""

    guardian: Guardian
    purpose: str
    purpose_words: str
    starts_at: datetime
    second: Any


@dataclass(frozen=True)
class Seen:
    """What was seen, what was agreed, and all of it that may be passed on."""

    seen: str
    agreed: str
    passed_on: str = ""


def locked_visit(visit: HomeVisit) -> HomeVisit:
    """The visit as it is now, held until the transaction ends."""
    rows = HomeVisit.objects.select_for_update(of=("self",))
    return rows.select_related("case__student", "case__owner", "guardian__user", "task").get(
        pk=visit.pk
    )


@transaction.atomic(durable=True)
def offer_visit(*, case: Case, offer: Offer, by: Any, at: datetime) -> HomeVisit:
    """Ask one guardian. Never while home may be the danger."""
    case = locked(case)
    check_open(case)
    _check(case, offer, by, at)
    visit = HomeVisit.objects.create(
        district_id=case.district_id,
        case=case,
        guardian=offer.guardian,
        purpose=offer.purpose,
        purpose_words=offer.purpose_words.strip(),
        starts_at=offer.starts_at,
        first=by,
        second=offer.second,
        made_by=by,
        made_at=at,
        changed_by=by,
        changed_at=at,
    )
    _remember_move(visit, by=by, at=at)
    _tell_family(visit, at=at)
    return visit


@transaction.atomic(durable=True)
def change_visit(
    *, visit: HomeVisit, version: int, offer: Offer, by: Any, at: datetime
) -> HomeVisit:
    """Another time or companion: the family is asked anew. An older version is refused (409)."""
    case = locked(visit.case)
    check_open(case)
    visit = locked_visit(visit)
    check_can_move_visit(visit, VisitStatus.OFFERED)
    check_version(version, visit.version)
    _check(case, offer, visit.first, at)
    _end_task(visit, by=by, at=at)
    visit.guardian, visit.purpose = offer.guardian, offer.purpose
    visit.purpose_words, visit.starts_at = offer.purpose_words.strip(), offer.starts_at
    visit.second, visit.answer, visit.answered_by, visit.answered_at = offer.second, "", None, None
    visit.version += 1
    visit.changed_by, visit.changed_at = by, at
    _move(visit, VisitStatus.OFFERED, by=by, at=at)
    _tell_family(visit, at=at)
    return visit


@transaction.atomic(durable=True)
def answer_visit(*, visit: HomeVisit, answer: str, words: str, by: Any, at: datetime) -> HomeVisit:
    """Yes, another time, or not this time; by the guardian, or by the colleague who was told so."""
    visit = locked_visit(visit)
    if answer not in ANSWERS:
        raise Invalid(fields={"answer": "required"})
    check_no_hold(visit.case.student)
    if answer != visit.status:
        check_can_move_visit(visit, answer)
    visit.answer, visit.answered_by, visit.answered_at = words.strip(), by, at
    visit.version += 1
    if answer != VisitStatus.AGREED:
        _end_task(visit, by=by, at=at)
    elif visit.task_id is None:
        visit.task = _companion(visit, at=at)
    _move(visit, answer, by=by, at=at)
    if visit.case.owner_id and visit.case.owner_id != by.pk:
        tell_case("family_answered", [visit.case.owner], visit.case, at=at)
    return visit


@transaction.atomic(durable=True)
def cancel_visit(*, visit: HomeVisit, by: Any, at: datetime) -> HomeVisit:
    """Nobody goes."""
    visit = locked_visit(visit)
    check_can_move_visit(visit, VisitStatus.CANCELLED)
    _end_task(visit, by=by, at=at)
    _move(visit, VisitStatus.CANCELLED, by=by, at=at)
    if not holds.stands(visit.case.student):
        _tell_family(visit, at=at)
    return visit


@transaction.atomic(durable=True)
def record_visit(*, visit: HomeVisit, version: int, seen: Seen, by: Any, at: datetime) -> HomeVisit:
    """What the visit was for, and no more than that, is written down once."""
    case = locked(visit.case)
    check_open(case)
    visit = locked_visit(visit)
    check_can_move_visit(visit, VisitStatus.DONE)
    check_version(version, visit.version)
    if visit.starts_at > at:
        raise NotNow("not_yet")
    wrong = {name: "required" for name in ("seen", "agreed") if not getattr(seen, name).strip()}
    if wrong:
        raise Invalid(fields=wrong)
    visit.seen, visit.agreed = seen.seen.strip(), seen.agreed.strip()
    visit.passed_on, visit.done_at = seen.passed_on.strip(), at
    _end_task(visit, by=by, at=at)
    _move(visit, VisitStatus.DONE, by=by, at=at)
    case.moved_at = at
    case.save(update_fields=["moved_at"])
    return visit


@transaction.atomic(durable=True)
def use_visit(
    *, visit: HomeVisit, meeting: CaseMeeting, basis: str, why: str, by: Any, at: datetime
) -> VisitUse:
    """Take what may be passed on to one meeting about the same child, on a basis that is named."""
    if meeting.case_id != visit.case_id or not meeting.is_planned:
        raise Invalid(fields={"meeting": "unknown"})
    if visit.status != VisitStatus.DONE or not visit.passed_on:
        raise NotNow("nothing_to_pass_on")
    if basis not in BasisKind.values or not why.strip():
        raise Invalid(fields={"why": "required"})
    row, _new = VisitUse.objects.get_or_create(
        visit=visit,
        meeting=meeting,
        defaults={
            "district_id": visit.district_id,
            "basis": basis,
            "why": why.strip(),
            "used_by": by,
            "used_at": at,
        },
    )
    remember(VISIT_USED, visit.case, row=visit, by=by, at=at, facts={"basis": basis})
    return row


def _check(case: Case, offer: Offer, first: Any, at: datetime) -> None:
    check_no_hold(case.student)
    wrong = {}
    if offer.guardian.pk not in {row.pk for row in people.guardians_to_tell(case.student)}:
        wrong["guardian"] = "not_to_be_told"
    if offer.purpose not in VisitPurpose.values:
        wrong["purpose"] = "required"
    if not offer.purpose_words.strip():
        wrong["purpose_words"] = "required"
    if offer.starts_at <= at:
        wrong["starts_at"] = "in_the_past"
    if offer.second.pk == first.pk:
        wrong["second"] = "same_person"
    elif not meetings.invitable(case, at).filter(pk=offer.second.pk).exists():
        wrong["second"] = "not_of_this_school"
    if wrong:
        raise Invalid(fields=wrong)


def _companion(visit: HomeVisit, *, at: datetime) -> Any:
    """A dated task, like any other: with whom, when; not what for."""
    when = timezone.localtime(visit.starts_at)
    return write_task(
        case=visit.case,
        to=visit.second,
        text=f"{when:%H:%M} 和{visit.first.name}一起去家里坐坐，在校门口碰头。",
        due_on=when.date(),
        by=visit.first,
        at=at,
        among=[visit.second],
    )


def _end_task(visit: HomeVisit, *, by: Any, at: datetime) -> None:
    if visit.task is not None and visit.task.done_at is None:
        complete_task(visit.task, by=by, at=at)
    visit.task = None


def _move(visit: HomeVisit, to: str, *, by: Any, at: datetime) -> None:
    visit.status = to
    visit.save()
    _remember_move(visit, by=by, at=at)


def _remember_move(visit: HomeVisit, *, by: Any, at: datetime) -> None:
    event = BY_CODE[visit_lifecycle.LIFECYCLE[visit.status].event]
    facts = {"status": visit.status, "purpose": visit.purpose}
    remember(event, visit.case, row=visit, by=by, at=at, facts=facts)


def _tell_family(visit: HomeVisit, *, at: datetime) -> None:
    if visit.guardian.user_id:
        url_name = "interventions:family_support"
        tell("support_news", [visit.guardian.user], visit.case, url_name=url_name, at=at)
