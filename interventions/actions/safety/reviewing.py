"""Afterwards: what helped, what to change, who sees to it and until when; signed, it is locked."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import SafetyStatus
from interventions.models import SafetyEvent, SafetyReview
from interventions.policies import check_can_move_safety
from interventions.queries import duty
from school_safety.kernel.refusals import Invalid

from .memory import locked, move


@transaction.atomic(durable=True)
def sign_review(
    *,
    event: SafetyEvent,
    helped: str,
    change: str,
    owner: Any,
    due_on: date,
    by: Any,
    at: datetime,
) -> SafetyReview:
    """One review for each event; whoever looks for somebody to blame finds no field for it."""
    event = locked(event)
    check_can_move_safety(event, SafetyStatus.REVIEWED)
    wrong = {
        name: "required"
        for name, text in (("helped", helped), ("change", change))
        if not text.strip()
    }
    if due_on < timezone.localdate(at):
        wrong["due_on"] = "in_the_past"
    if not duty.candidates(event.school_id, at).filter(pk=owner.pk).exists():
        wrong["owner"] = "unknown"
    if wrong:
        raise Invalid(fields=wrong)
    row = SafetyReview.objects.create(
        district_id=event.district_id,
        event=event,
        helped=helped.strip(),
        change=change.strip(),
        owner=owner,
        due_on=due_on,
        signed_by=by,
        signed_at=at,
    )
    event.reviewed_at = at
    move(event, SafetyStatus.REVIEWED, by=by, at=at)
    return row
