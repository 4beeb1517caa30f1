"""Whether letters arrived, as the outbox found out: back and forth until a family has answered."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction

from lessons.choices import LetterState
from lessons.models import Dispatch, PersonalLetter
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.notices import fates

KIND = "lessons.personalletter"
LOOK_BACK = timedelta(days=60)
SOME = 500  # letters asked about at once


def follow_messages(*, at: datetime) -> int:
    """Letters that no way could bring become "not delivered"; those that arrived later, delivered."""
    since = at - LOOK_BACK
    lost = {UUID(each) for each in fates.given_up(KIND, since=since)}
    moved = 0
    for some in batched(sorted(lost), SOME):
        event = events.LETTER_LOST
        moved += _move(some, LetterState.DELIVERED, LetterState.UNDELIVERED, event, at)
    waiting = PersonalLetter.objects.filter(
        state=LetterState.UNDELIVERED, guardian__user__isnull=False, delivered_at__gte=since
    ).values_list("pk", flat=True)
    for some in batched(sorted(set(waiting) - lost), SOME):
        there = {UUID(each) for each in fates.arrived(KIND, {str(pk) for pk in some})}
        event = events.LETTER_FOUND
        moved += _move(there, LetterState.UNDELIVERED, LetterState.DELIVERED, event, at)
    return moved


@transaction.atomic
def _move(pks: Any, old: LetterState, new: LetterState, event: Any, at: datetime) -> int:
    """Only who has not opened or answered meanwhile; one line of history for each sending."""
    rows = PersonalLetter.objects.select_for_update(of=("self",)).filter(pk__in=pks, state=old)
    by_dispatch: dict[UUID, list[UUID]] = defaultdict(list)
    for pk, sent in rows.values_list("pk", "dispatch_id"):
        by_dispatch[sent].append(pk)
    for dispatch in Dispatch.objects.filter(pk__in=by_dispatch):
        letters = by_dispatch[dispatch.pk]
        PersonalLetter.objects.filter(pk__in=letters, state=old).update(state=new)
        record(
            event, district_id=dispatch.district_id, school_id=dispatch.school_id,
            object_kind="lessons.dispatch", object_id=str(dispatch.pk),
            facts={"letters": len(letters)}, at=at,
        )  # fmt: skip
    return sum(len(letters) for letters in by_dispatch.values())
