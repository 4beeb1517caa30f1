"""A guardian says how she is reached now; a clerk says whether that is so."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import years as events
from school_safety.audit.events.event import Event
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.schools.choices import LockSource, PhoneState
from school_safety.schools.models import Guardian, Guardianship, PhoneProposal

from .families import set_phone


@transaction.atomic
def propose_phone(*, guardian: Guardian, phone: str, language: str, at: datetime) -> PhoneProposal:
    """Kept sealed until somebody decides; what she typed before is gone."""
    row = Guardian.objects.select_for_update(of=("self",)).get(pk=guardian.pk)
    for earlier in row.phone_proposals.filter(state=PhoneState.WAITING):
        _close(earlier, PhoneState.REPLACED, by=None, at=at)
    made = PhoneProposal.objects.create(
        district_id=row.district_id, guardian=row, phone=phone, language=language, made_at=at
    )
    _remember(events.PHONE_PROPOSED, made, None, by=row.user, at=at)
    return made


@transaction.atomic
def confirm_phone(
    *, proposal: PhoneProposal, link: Guardianship, by: Any, at: datetime
) -> Guardian:
    """It is hers: as if the clerk had written it down, and marked as the family's own word."""
    row = _waiting(proposal)
    guardian = set_phone(link=link, phone=row.phone, by=by, at=at, source=LockSource.FAMILY)
    guardian.language = row.language
    guardian.save(update_fields=["language"])
    if guardian.user:
        guardian.user.language = row.language
        guardian.user.save(update_fields=["language"])
    _close(row, PhoneState.CONFIRMED, by=by, at=at)
    return guardian


@transaction.atomic
def drop_phone(*, proposal: PhoneProposal, link: Guardianship, by: Any, at: datetime) -> None:
    """Nobody could say that it is hers: nothing changes."""
    row = _waiting(proposal)
    _close(row, PhoneState.DROPPED, by=by, at=at)
    _remember(events.PHONE_DROPPED, row, link, by=by, at=at)


def _waiting(proposal: PhoneProposal) -> PhoneProposal:
    row = PhoneProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.state != PhoneState.WAITING:
        raise NotNow("phone_decided")
    return row


def _close(row: PhoneProposal, state: str, *, by: Any, at: datetime) -> None:
    row.state, row.phone, row.decided_by, row.decided_at = state, "", by, at
    row.save(update_fields=["state", "phone", "decided_by", "decided_at"])


def _remember(
    event: Event, row: PhoneProposal, link: Guardianship | None, *, by: Any, at: datetime
) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=link.student.school_id if link else None,
        student_id=link.student_id if link else None,
        object_kind="schools.phoneproposal",
        object_id=str(row.pk),
        at=at,
    )
