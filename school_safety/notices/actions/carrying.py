"""Paper goes home in a child's bag; and the accounts by which 企业微信 knows parents."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from school_safety.audit.events import notices as events
from school_safety.audit.record import record
from school_safety.notices import unreached
from school_safety.notices.choices import State
from school_safety.notices.models import Delivery, WecomParent
from school_safety.schools.models import Student


@transaction.atomic
def hand_out(*, students: Iterable[Student], by: Any, at: datetime) -> int:
    """What waited on paper for the guardians of these children was printed just now."""
    students = list(students)
    ids = list(unreached.on_paper(students).values_list("pk", flat=True))
    done = Delivery.objects.filter(pk__in=ids, state=State.QUEUED).update(
        state=State.SENT, done_at=at, next_try_at=None
    )
    if done:
        record(
            events.PAPER_HANDED_OUT,
            by=by,
            district_id=students[0].district_id,
            school_id=students[0].school_id,
            object_kind="schools.classroom",
            object_id=str(students[0].classroom_id or ""),
            facts={"count": done},
            at=at,
        )
    return done


def know_parents(*, corp: str, district_id: Any, accounts: dict[str, str], at: datetime) -> None:
    """Mark -> account, as the contact list has just told; kept only where notices are sent."""
    if settings.WECOM_NOTICE.get("corp") != corp:
        return
    known = set(
        WecomParent.objects.filter(mark__in=accounts).values_list("mark", flat=True)
    )  # an account behind a mark never changes: the mark is its hash
    for mark, account in accounts.items():
        if mark not in known:
            WecomParent.objects.create(
                district_id=district_id, mark=mark, account=account, seen_at=at
            )
