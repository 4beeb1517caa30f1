"""A colleague who sat in on a talk says what she found, without having seen what the other wrote."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import TALKED
from interventions.queries import people
from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import Invalid, NotNow
from surveys.models import TalkInvite
from surveys.queries import talks

from .memory import remember_talk


@transaction.atomic(durable=True)
def judge_beside(*, invite: TalkInvite, finding: str, by: Any, at: datetime) -> TalkInvite:
    """Counted against the first finding, child unnamed; it changes nothing for the child."""
    row = talks.locked(invite.pk)
    if not talks.may_listen(row, by, at):
        raise NotNow("talk_heard")
    if not people.counselors_of(row.wave.school_id, at).filter(pk=by.pk).exists():
        raise NotNow("talk_by_counselor")
    if finding not in TALKED:
        raise Invalid(fields={"finding": "required"})
    row.second_finding, row.second_by, row.second_at = finding, by, at
    row.save(update_fields=["second_finding", "second_by", "second_at"])
    remember_talk(events.TALK_HEARD, row, by=by, at=at)
    return row
