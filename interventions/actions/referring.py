"""Referring: draft for the family, send once it agrees, take back at any time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import (
    OPEN_REFERRALS,
    Need,
    PacketField,
    ReferralStatus,
    Status,
)
from interventions.models import Case, Packet, Provider, Referral
from interventions.policies import check_can_move_referral
from interventions.queries import people, snapshot
from interventions.queries.providers import offered
from interventions.rules.packing import missing_identity
from school_safety.access.actions import end_grants
from school_safety.audit.events import interventions as events
from school_safety.consents.actions import enter_basis
from school_safety.consents.choices import BasisKind, Purpose
from school_safety.consents.models import Consent
from school_safety.consents.queries import stands
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import remember, tell
from .moving import locked, locked_referral, move_referral

ANSWER_WITHIN = timedelta(days=30)
TYPED = (PacketField.CONCERN.value, PacketField.TALKS.value)
SUPPORTED = frozenset({Status.CONFIRMED, Status.PLANNED})


def referral_basis(referral: Referral) -> str:
    """What a referral's grants, consents and ledger rows are about."""
    return f"referral:{referral.pk}"


@transaction.atomic(durable=True)
def draft_referral(
    *,
    case: Case,
    provider: Provider,
    fields: Sequence[str],
    needs: Sequence[str],
    family_part: str,
    words: Mapping[str, str],
    by: Any,
    at: datetime,
    follows: Referral | None = None,
) -> Referral:
    """Choose provider and fields one by one, and ask the family. Nothing leaves the school yet.

    `words` are the counselor's own sentences for the fields "concern" and "talks"; `follows` is
    the referral of the same case after which a step up or another place is tried.
    """
    case = locked(case)
    _check_draft(case, provider, fields, needs, family_part, words, timezone.localdate(at))
    if follows is not None and follows.case_id != case.pk:
        raise Invalid(fields={"follows": "unknown"})
    referral = Referral.objects.create(
        district_id=case.district_id,
        school_id=case.school_id,
        student=case.student,
        case=case,
        provider=provider,
        follows=follows,
        family_part=family_part.strip(),
        made_by=by,
        made_at=at,
        moved_at=at,
    )
    _pack(referral, case, fields, needs, words, at)
    remember(events.REFERRAL_DRAFTED, referral, by=by, at=at, facts={"fields": list(fields)})
    _ask_family(referral, at=at)
    return referral


def _pack(
    referral: Referral,
    case: Case,
    fields: Sequence[str],
    needs: Sequence[str],
    words: Mapping[str, str],
    at: datetime,
) -> None:
    Packet.objects.create(
        district_id=case.district_id,
        referral=referral,
        fields=list(fields),
        preview=snapshot.preview(case, needs=needs),
        body={code: words[code].strip() for code in TYPED if code in fields},
        made_at=at,
    )


def fields_of(packet: Packet) -> list[str]:
    """Everything that crosses, by the name the ledger knows it by."""
    return [f"packet.{code}" for code in packet.fields] + [
        f"preview.{code}" for code in packet.preview
    ]


def _ask_family(referral: Referral, *, at: datetime) -> None:
    readers = [g.user for g in people.guardians_to_tell(referral.student) if g.user_id]
    tell(
        "referral_consent_asked",
        readers,
        referral,
        url_name="interventions:family_referral",
        url_args=(str(referral.pk),),
        at=at,
    )


@transaction.atomic(durable=True)
def send_referral(*, referral: Referral, by: Any, at: datetime) -> Referral:
    """Seal the snapshot, enter the basis of every field, and hand it to the provider."""
    referral = locked_referral(referral)
    check_can_move_referral(referral, ReferralStatus.SENT)
    consent = consent_for(referral, at)
    if consent is None:
        raise NotNow("consent_missing")
    packet = referral.packet
    packet.body = snapshot.body(referral, packet, at)
    packet.made_at = at
    packet.save()
    for field in fields_of(packet):
        enter_basis(
            student=referral.student,
            field=field,
            about=referral_basis(referral),
            kind=BasisKind.CONSENT,
            consent=consent,
            by=by,
            at=at,
        )
    referral.sent_at = at
    referral.expires_at = at + ANSWER_WITHIN
    move_referral(referral, ReferralStatus.SENT, by=by, at=at)
    tell(
        "referral_received",
        people.provider_staff(referral.provider),
        referral,
        url_name="interventions:provider_referral",
        url_args=(str(referral.pk),),
        at=at,
    )
    return referral


@transaction.atomic(durable=True)
def revoke_referral(*, referral: Referral, by: Any, at: datetime) -> Referral:
    """Take it back; the provider's access ends with this transaction."""
    referral = locked_referral(referral)
    take_back(referral, by=by, at=at)
    return referral


def take_back(referral: Referral, *, by: Any, at: datetime) -> None:
    """Revoke inside the caller's transaction (a guardian's withdrawal does it too)."""
    was_out = referral.sent_at is not None
    move_referral(referral, ReferralStatus.REVOKED, by=by, at=at)
    end_grants(basis=referral_basis(referral), by=by, at=at)
    if was_out:
        tell(
            "referral_ended",
            people.provider_staff(referral.provider),
            referral,
            url_name="interventions:provider_home",
            at=at,
        )


def consent_for(referral: Referral, at: datetime) -> Consent | None:
    """The family's agreement to exactly this referral, in force today."""
    return stands(
        referral.student,
        Purpose.REFERRAL,
        about=referral_basis(referral),
        on=timezone.localdate(at),
    )


def _check_draft(
    case: Case,
    provider: Provider,
    fields: Sequence[str],
    needs: Sequence[str],
    family_part: str,
    words: Mapping[str, str],
    on: date,
) -> None:
    if case.status not in SUPPORTED:
        raise NotNow("case_state", status=case.status)
    if case.referrals.filter(provider=provider, status__in=OPEN_REFERRALS).exists():
        raise NotNow("already_referred")
    wrong = {
        **_wrong_choices(case, provider, fields, needs, on),
        **{c: "required" for c in TYPED if c in fields and not words.get(c, "").strip()},
    }
    if not family_part.strip():
        wrong["family_part"] = "required"
    if wrong:
        raise Invalid(fields=wrong)


def _wrong_choices(
    case: Case, provider: Provider, fields: Sequence[str], needs: Sequence[str], on: date
) -> dict[str, str]:
    wrong = {}
    if provider.district_id != case.district_id or not offered(provider, on):
        wrong["provider"] = "unknown"
    if missing_identity(fields):
        wrong["fields"] = "identity_missing"
    if not set(fields) <= set(PacketField.values):
        wrong["fields"] = "unknown"
    if not needs or not set(needs) <= set(Need.values):
        wrong["needs"] = "required"
    return wrong
