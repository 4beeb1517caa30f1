"""A referral that nobody moves: whoever can move it is reminded, and told before it ends."""

from datetime import datetime, timedelta

from django.db import transaction

from interventions.choices import OPEN_REFERRALS, AppointmentStatus, ReferralStatus
from interventions.models import Referral
from interventions.queries import people
from interventions.rules.chasing import OWNER, PROVIDER, chased
from school_safety.audit.events import interventions as events

from .memory import remember, tell

WARN_BEFORE = timedelta(days=7)


def chase_referrals(*, at: datetime) -> int:
    """Remind of every quiet referral, one transaction each; run again the same day, nothing new."""
    rows = Referral.objects.filter(status__in=OPEN_REFERRALS)
    rows = rows.select_related("case__owner", "provider").prefetch_related("appointments")
    return sum(_chase(row, at=at) for row in rows)


@transaction.atomic(durable=True)
def _chase(referral: Referral, *, at: datetime) -> bool:
    quiet = (at - _moved(referral)).days
    times = chased(referral.status, quiet)
    for who, count in times.items():
        key = f"{referral.pk}:{referral.moved_at:%Y%m%d}:{count}"
        _remind("referral_quiet", who, referral, key=key, at=at)
    if _ends_soon(referral, at):
        for who in (OWNER, PROVIDER):
            key = f"{referral.pk}:{referral.expires_at:%Y%m%d}"
            _remind("referral_ending", who, referral, key=key, at=at)
    return bool(times)


def _moved(referral: Referral) -> datetime:
    """Since when it is quiet; before the hour of an appointment there is nothing to move."""
    if referral.status == ReferralStatus.APPOINTED:
        ahead = [a for a in referral.appointments.all() if a.status == AppointmentStatus.OFFERED]
        return max([referral.moved_at, *(a.starts_at for a in ahead)])
    return referral.moved_at


def _ends_soon(referral: Referral, at: datetime) -> bool:
    ends = referral.expires_at
    return ends is not None and at < ends <= at + WARN_BEFORE


def _remind(kind: str, who: str, referral: Referral, *, key: str, at: datetime) -> None:
    if who == PROVIDER:
        readers = list(people.provider_staff(referral.provider))
        if referral.received_by_id:
            readers = [reader for reader in readers if reader.pk == referral.received_by_id]
        url_name = "interventions:provider_referral"
    else:
        readers = [referral.case.owner] if referral.case.owner_id else []
        url_name = "interventions:referral_show"
    new = tell(
        kind, readers, referral, url_name=url_name, url_args=(str(referral.pk),), key=key, at=at
    )
    if new:
        facts = {"kind": kind, "to": who}
        remember(events.REFERRAL_CHASED, referral, by=None, at=at, facts=facts)
