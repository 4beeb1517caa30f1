"""What ends by itself: referrals whose time is over."""

from datetime import datetime

from django.db import transaction

from interventions.choices import OPEN_REFERRALS, ReferralStatus
from interventions.models import Referral
from school_safety.access.actions import end_grants

from .memory import tell_case
from .moving import locked_referral, move_referral
from .referring import referral_basis


def expire_referrals(*, at: datetime) -> int:
    """End every referral that is past its date, one transaction each; run again, nothing changes."""
    late = Referral.objects.filter(status__in=OPEN_REFERRALS, expires_at__lte=at)
    return sum(_expire(referral, at=at) for referral in late)


@transaction.atomic(durable=True)
def _expire(referral: Referral, *, at: datetime) -> bool:
    referral = locked_referral(referral)
    if referral.status not in OPEN_REFERRALS or not (
        referral.expires_at and referral.expires_at <= at
    ):
        return False
    move_referral(referral, ReferralStatus.EXPIRED, by=None, at=at)
    end_grants(basis=referral_basis(referral), by=None, at=at)
    if referral.case.owner_id:
        tell_case("referral_ended", [referral.case.owner], referral.case, at=at)
    return True
