"""What a family decides: agree, decline, or take back, each as easily as the other."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from interventions.choices import RECEIVED_REFERRALS, ReferralStatus
from interventions.models import Referral
from school_safety.consents.actions import answer
from school_safety.consents.choices import Giver, Purpose, State
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Guardian

from .memory import tell_case
from .moving import locked_referral
from .referring import referral_basis, take_back

WITHDRAWABLE = frozenset({ReferralStatus.DRAFT, ReferralStatus.SENT, *RECEIVED_REFERRALS})


@transaction.atomic(durable=True)
def answer_referral(
    *, referral: Referral, state: str, guardian: Guardian | None, by: Any, at: datetime
) -> Referral:
    """One person's answer to one referral. No after a yes takes the referral back at once."""
    referral = locked_referral(referral)
    if referral.status not in WITHDRAWABLE:
        raise NotNow("referral_state", status=referral.status)
    if state not in State.values:
        raise Invalid(fields={"state": "required"})
    answer(
        student=referral.student,
        purpose=Purpose.REFERRAL,
        state=state,
        giver=Giver.GUARDIAN if guardian is not None else Giver.STUDENT,
        guardian=guardian,
        about=referral_basis(referral),
        text_hash=text_hash(referral),
        by=by,
        at=at,
    )
    if state != State.GIVEN and referral.status != ReferralStatus.DRAFT:
        take_back(referral, by=by, at=at)
    if referral.case.owner_id:
        tell_case("referral_family_answered", [referral.case.owner], referral.case, at=at)
    return referral


def text_hash(referral: Referral) -> str:
    """Of the exact words and fields that the answer is about."""
    parts = [str(referral.provider_id), referral.family_part, *referral.packet.fields]
    return sha256("\n".join(parts).encode()).hexdigest()
