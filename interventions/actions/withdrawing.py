"""What a family's no stops in this room. It never closes a case: duties of care go on without it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from interventions.choices import OPEN_STATUSES, ReferralStatus
from interventions.models import Case, Evidence, Packet, Plan, Referral
from interventions.queries import people
from interventions.rules.referral_lifecycle import may_follow
from school_safety.audit.events import interventions as events
from school_safety.consents.models import Consent
from school_safety.notices.outbox import post
from school_safety.schools.models import Student

from .memory import remember, tell_case
from .moving import locked, locked_referral
from .referring import take_back


@transaction.atomic
def withdraw_referrals(*, student: Student, by: Any, at: datetime) -> None:
    """Every referral that still runs is taken back; the providers' access ends with it."""
    ids = list(Referral.objects.filter(student=student).values_list("pk", "status"))
    for pk, status in ids:
        if not may_follow(status, ReferralStatus.REVOKED):
            continue
        referral = locked_referral(Referral(pk=pk))
        take_back(referral, by=by, at=at)
        _empty(referral)
        if referral.case.owner_id:
            tell_case("referral_family_answered", [referral.case.owner], referral.case, at=at)


def _empty(referral: Referral) -> None:
    """What a provider could see is gone; which fields crossed when stays in the ledger."""
    packet = Packet.objects.filter(referral=referral).first()
    if packet is not None:
        packet.body = {}
        packet.save(update_fields=["body"])


@transaction.atomic
def close_family_part(*, student: Student, by: Any, at: datetime) -> None:
    """The family's part of the plan is put away; who looks after the child hears that it was."""
    for case in Case.objects.filter(student=student, status__in=OPEN_STATUSES):
        case = locked(case)
        plan = Plan.objects.filter(case=case, family_shared_at__isnull=False).first()
        if plan is None:
            continue
        plan.family_shared_at = None
        plan.save(update_fields=["family_shared_at"])
        remember(events.PLAN_CLOSED_TO_FAMILY, case, row=plan, by=by, at=at)
        if case.owner_id:
            tell_case("family_part_closed", [case.owner], case, at=at)


@transaction.atomic
def freeze_evidence(*, origin: str, at: datetime) -> None:
    """What a case was handed stays with it; the way back to the answers is shut."""
    Evidence.every.filter(origin=origin, frozen_at=None).update(frozen_at=at)


@transaction.atomic
def tell_of_withdrawal(*, consent: Consent, at: datetime, url_name: str) -> None:
    """The school's leads and its counselors hear that a family took something back: no name in it."""
    school: UUID = consent.student.school_id
    for person in (*people.leads_of(school, at), *people.counselors_of(school, at)):
        post(
            "consent_withdrawn",
            to=person,
            about_kind="consents.consent",
            about_id=consent.pk,
            url_name=url_name,
            district_id=consent.district_id,
            school_id=school,
            key=str(consent.pk),
            at=at,
        )
