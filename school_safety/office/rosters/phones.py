"""After an import: a new number opens the account, so whoever is signed in is out, and is told."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.accounts.actions import end_sessions
from school_safety.notices.outbox import post
from school_safety.schools.actions import Outcome
from school_safety.schools.models import Guardian


@transaction.atomic
def tell_of_phones(outcome: Outcome, *, by: Any, at: datetime) -> int:
    """Guardians who were on the books with another number; answers how many."""
    changed = {
        guardian_id
        for kind in ("changed", "moved")
        for decision in outcome.of(kind)
        for guardian_id, _row in decision.phones
    }
    rows = Guardian.objects.filter(pk__in=changed).select_related("user")
    for guardian in rows.defer("phone"):
        if guardian.user:
            end_sessions(user=guardian.user, by=by, at=at)
            post("phone_changed", to=guardian.user, district_id=guardian.district_id, at=at)
    return len(changed)
