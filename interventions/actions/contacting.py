"""Telling the family (article 40), or the approved reason for not doing so yet."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from interventions.models import Case, GuardianContact
from interventions.policies import check_open, check_second_person
from interventions.queries import people
from school_safety.audit.events import interventions as events
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Guardian

from .memory import remember, tell_case
from .moving import locked

SCRIPT = "first_talk_1"  # the wording in templates/interventions/parts/script_first_talk_1.html


@transaction.atomic(durable=True)
def tell_guardian(
    *,
    case: Case,
    guardian: Guardian,
    how: str,
    attitude: str,
    proof: str,
    by: Any,
    at: datetime,
    script: str = SCRIPT,
    next_on: date | None = None,
) -> GuardianContact:
    """One contact with one guardian: how, with which words, and what came back."""
    return keep_contact(
        case=locked(case),
        guardian=guardian,
        how=how,
        attitude=attitude,
        proof=proof,
        script=script,
        next_on=next_on,
        by=by,
        at=at,
    )


@transaction.atomic
def keep_contact(
    *,
    case: Case,
    guardian: Guardian,
    how: str,
    attitude: str,
    proof: str,
    by: Any,
    at: datetime,
    script: str = SCRIPT,
    next_on: date | None = None,
) -> GuardianContact:
    """The same within another deed's transaction; the case is held already."""
    check_open(case)
    if guardian.pk not in {row.pk for row in people.guardians_to_tell(case.student)}:
        raise Invalid(fields={"guardian": "not_to_be_told"})
    if not proof.strip():
        raise Invalid(fields={"proof": "required"})
    row = GuardianContact.objects.create(
        district_id=case.district_id,
        case=case,
        guardian=guardian,
        how=how,
        attitude=attitude,
        script=script,
        proof=proof.strip(),
        next_on=next_on,
        told_by=by,
        told_at=at,
    )
    remember(
        events.GUARDIAN_TOLD, case, row=row, by=by, at=at, facts={"how": how, "answer": attitude}
    )
    _touch(case, at)
    return row


@transaction.atomic(durable=True)
def waive_telling(*, case: Case, reason: str, by: Any, at: datetime) -> GuardianContact:
    """Home may be the danger: nobody is told yet, and the lead is asked to agree."""
    case = locked(case)
    check_open(case)
    if not reason.strip():
        raise Invalid(fields={"proof": "required"})
    row = GuardianContact.objects.create(
        district_id=case.district_id,
        case=case,
        protective=True,
        proof=reason.strip(),
        told_by=by,
        told_at=at,
    )
    remember(events.GUARDIAN_WAIVED, case, row=row, by=by, at=at)
    tell_case("waiver_asked", people.leads_of(case.school_id, at), case, at=at)
    _touch(case, at)
    return row


@transaction.atomic(durable=True)
def approve_waiver(*, contact: GuardianContact, by: Any, at: datetime) -> GuardianContact:
    """The second person agrees that the family is not told yet."""
    case = locked(contact.case)
    contact = GuardianContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if not contact.protective or contact.approved_at is not None:
        raise NotNow("nothing_to_approve")
    check_second_person(by, contact.told_by)
    contact.approved_by, contact.approved_at = by, at
    contact.save(update_fields=["approved_by", "approved_at"])
    remember(events.GUARDIAN_WAIVER_APPROVED, case, row=contact, by=by, at=at)
    _touch(case, at)
    return contact


def _touch(case: Case, at: datetime) -> None:
    case.moved_at = at
    case.save(update_fields=["moved_at"])
