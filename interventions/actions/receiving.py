"""The provider's side: take it or say why not, give a time, write back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from interventions.choices import Advice, AppointmentStatus, ReferralStatus, RefusalReason
from interventions.models import Appointment, Referral, ReferralReply
from interventions.policies import check_can_move_referral
from interventions.queries import people
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import tell, tell_case
from .moving import locked_referral, move_referral
from .referring import referral_basis

PACKET_OPEN = timedelta(days=14)
EPISODE = timedelta(days=90)


@transaction.atomic(durable=True)
def see_referral(*, referral: Referral, by: Any, at: datetime) -> Referral:
    """The preview was opened for the first time: the school knows that it lies before somebody."""
    referral = locked_referral(referral)
    _check_seat(referral, by)
    if referral.status == ReferralStatus.SENT:
        move_referral(referral, ReferralStatus.SEEN, by=by, at=at)
    return referral


@transaction.atomic(durable=True)
def accept_referral(*, referral: Referral, by: Any, at: datetime) -> Referral:
    """From now this clinician works on this child: a grant that ends by itself."""
    referral = locked_referral(referral)
    check_can_move_referral(referral, ReferralStatus.ACCEPTED)
    _check_seat(referral, by)
    referral.received_by, referral.received_at = by, at
    referral.expires_at = at + EPISODE
    referral.packet.open_until = at + PACKET_OPEN
    referral.packet.save(update_fields=["open_until"])
    grant(
        user=by,
        student=referral.student,
        kind=GrantKind.REFERRAL,
        basis=referral_basis(referral),
        approver=referral.made_by,
        by=by,
        at=at,
        until=referral.expires_at,
        school_id=referral.school_id,
    )
    move_referral(referral, ReferralStatus.ACCEPTED, by=by, at=at)
    _tell_owner("referral_answered", referral, at)
    return referral


@transaction.atomic(durable=True)
def refuse_referral(
    *, referral: Referral, reason: str, alternative: str, by: Any, at: datetime
) -> Referral:
    """No place, with the reason and what might help instead."""
    referral = locked_referral(referral)
    check_can_move_referral(referral, ReferralStatus.REFUSED)
    _check_seat(referral, by)
    wrong = {}
    if reason not in RefusalReason.values:
        wrong["reason"] = "required"
    if not alternative.strip():
        wrong["alternative"] = "required"
    if wrong:
        raise Invalid(fields=wrong)
    referral.refusal_reason = reason
    referral.alternative = alternative.strip()
    referral.received_by, referral.received_at = by, at
    move_referral(referral, ReferralStatus.REFUSED, by=by, at=at, facts={"reason": reason})
    _tell_owner("referral_answered", referral, at)
    return referral


@transaction.atomic(durable=True)
def give_appointment(
    *,
    referral: Referral,
    starts_at: datetime,
    place: str,
    by: Any,
    at: datetime,
    bring: str = "",
) -> Appointment:
    """A time for the family; an earlier one that still stood is replaced."""
    referral = locked_referral(referral)
    check_can_move_referral(referral, ReferralStatus.APPOINTED)
    if starts_at <= at:
        raise Invalid(fields={"starts_at": "in_the_past"})
    referral.appointments.filter(status=AppointmentStatus.OFFERED).update(
        status=AppointmentStatus.CANCELLED
    )
    row = Appointment.objects.create(
        district_id=referral.district_id,
        referral=referral,
        starts_at=starts_at,
        place=place.strip(),
        bring=bring.strip(),
        offered_by=by,
        offered_at=at,
    )
    move_referral(referral, ReferralStatus.APPOINTED, by=by, at=at)
    _tell_owner("referral_answered", referral, at)
    _tell_family("support_news", referral, at)
    return row


@transaction.atomic(durable=True)
def record_attendance(
    *, appointment: Appointment, kept: bool, by: Any, at: datetime
) -> Appointment:
    """Kept or missed; a missed one leaves the referral open for another time."""
    referral = locked_referral(appointment.referral)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if appointment.status != AppointmentStatus.OFFERED:
        raise NotNow("already_recorded")
    if appointment.starts_at > at:
        raise NotNow("not_yet")
    appointment.status = AppointmentStatus.KEPT if kept else AppointmentStatus.MISSED
    appointment.save(update_fields=["status"])
    to = ReferralStatus.ATTENDED if kept else ReferralStatus.ACCEPTED
    move_referral(referral, to, by=by, at=at, facts={"kept": kept})
    _tell_owner("referral_answered", referral, at)
    return appointment


@transaction.atomic(durable=True)
def write_reply(
    *,
    referral: Referral,
    school_part: str,
    family_part: str,
    by: Any,
    at: datetime,
    advice: str = "",
) -> ReferralReply:
    """One letter back, in two parts; the family's part is shown to the family.

    `advice` says where the child is helped best from here: a code of `choices.Advice`, or nothing.
    """
    referral = locked_referral(referral)
    check_can_move_referral(referral, ReferralStatus.REPLIED)
    if not school_part.strip():
        raise Invalid(fields={"school_part": "required"})
    if advice and advice not in Advice.values:
        raise Invalid(fields={"advice": "unknown"})
    row = ReferralReply.objects.create(
        district_id=referral.district_id,
        referral=referral,
        school_part=school_part.strip(),
        family_part=family_part.strip(),
        advice=advice,
        written_by=by,
        written_at=at,
    )
    move_referral(referral, ReferralStatus.REPLIED, by=by, at=at)
    _tell_owner("referral_answered", referral, at)
    if row.family_part:
        _tell_family("support_news", referral, at)
    return row


@transaction.atomic(durable=True)
def finish_referral(*, referral: Referral, by: Any, at: datetime) -> Referral:
    """The counselor has read the reply and ends the referral; access ends with it."""
    referral = locked_referral(referral)
    move_referral(referral, ReferralStatus.DONE, by=by, at=at)
    end_grants(basis=referral_basis(referral), by=by, at=at)
    told = [referral.received_by] if referral.received_by_id else []
    tell("referral_ended", told, referral, url_name="interventions:provider_home", at=at)
    return referral


def _check_seat(referral: Referral, by: Any) -> None:
    if not people.provider_staff(referral.provider).filter(pk=by.pk).exists():
        raise NotNow("not_your_provider")


def _tell_owner(kind: str, referral: Referral, at: datetime) -> None:
    owner = referral.case.owner
    if owner is not None:
        tell_case(kind, [owner], referral.case, at=at)


def _tell_family(kind: str, referral: Referral, at: datetime) -> None:
    readers = [g.user for g in people.guardians_to_tell(referral.student) if g.user_id]
    tell(
        kind,
        readers,
        referral,
        url_name="interventions:family_referral",
        url_args=(str(referral.pk),),
        at=at,
    )
