"""A guardian says how she would like to hear from the school; or answers a text with STOP."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import notices as events
from school_safety.audit.events.event import Event
from school_safety.audit.record import record
from school_safety.notices.choices import Quiet, Rhythm, Way
from school_safety.notices.models import Wish
from school_safety.schools.models import Guardian
from school_safety.schools.phones import phone_hash


@transaction.atomic
def set_wish(
    *, user: Any, way: str, rhythm: str, quiet: str, language: str, by: Any, at: datetime
) -> Wish:
    """As of the next message. Choosing text messages again takes an earlier STOP back."""
    guardian = user.guardian
    wish, _new = Wish.objects.get_or_create(
        user=user, defaults={"district_id": guardian.district_id, "changed_at": at}
    )
    wish.way, wish.rhythm, wish.quiet = Way(way), Rhythm(rhythm), Quiet(quiet)
    wish.changed_at = at
    if wish.way == Way.SMS:
        wish.sms_stopped_at = None
    wish.save()
    for row in (guardian, user):
        row.language = language
        row.save(update_fields=["language"])
    facts = {"way": way, "rhythm": rhythm, "quiet": quiet}
    _remember(events.WISH_SET, user, by=by, facts=facts, at=at)
    return wish


@transaction.atomic
def stop_texts(*, number: str, stop: bool, at: datetime) -> int:
    """Everybody of that number: no more text messages but the urgent ones; or again, as before."""
    guardians = Guardian.objects.filter(phone_hash=phone_hash(number), user__isnull=False)
    changed = 0
    for guardian in guardians.select_related("user"):
        wish, _new = Wish.objects.get_or_create(
            user=guardian.user, defaults={"district_id": guardian.district_id, "changed_at": at}
        )
        if (wish.sms_stopped_at is not None) == stop:
            continue
        wish.sms_stopped_at, wish.changed_at = (at if stop else None), at
        wish.save(update_fields=["sms_stopped_at", "changed_at"])
        event = events.TEXTS_STOPPED if stop else events.TEXTS_WANTED
        _remember(event, guardian.user, by=guardian.user, facts={}, at=at)
        changed += 1
    return changed


def _remember(event: Event, user: Any, *, by: Any, facts: dict[str, str], at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=user.guardian.district_id,
        object_kind="accounts.user",
        object_id=str(user.pk),
        facts=facts,
        at=at,
    )
