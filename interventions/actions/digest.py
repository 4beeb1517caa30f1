"""Good morning: how many things are due today, and a link. No word about anybody."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from interventions.choices import OPEN_STATUSES
from interventions.models import Case
from interventions.queries import absences
from school_safety.clock import calendar
from school_safety.notices.outbox import post


@transaction.atomic(durable=True)
def post_digests(*, at: datetime) -> int:
    """One message per counselor with something due by tonight; a second run sends nothing."""
    today = timezone.localdate(at)
    tonight = datetime.combine(today, time(0), timezone.get_current_timezone()) + timedelta(days=1)
    due = Case.objects.filter(status__in=OPEN_STATUSES, owner__isnull=False, due_at__lt=tonight)
    counts: dict[tuple[UUID, UUID], int] = {}
    for row in (
        due.order_by().values("owner_id", "school_id", "district_id").annotate(n=Count("pk"))
    ):
        if calendar.is_school_day(row["district_id"], today):
            absence = absences.cover_of(row["owner_id"], row["school_id"], at)
            who = absence.cover_id if absence and absence.cover_id else row["owner_id"]
            key = (who, row["district_id"])
            counts[key] = counts.get(key, 0) + row["n"]
    return _post(counts, today, at)


def _post(counts: dict[tuple[UUID, UUID], int], today: date, at: datetime) -> int:
    people = get_user_model().objects.filter(is_active=True).in_bulk([who for who, _ in counts])
    for (who, district_id), count in counts.items():
        if who not in people:
            continue
        post(
            "morning_digest",
            to=people[who],
            district_id=district_id,
            url_name="interventions:case_list",
            count=count,
            on=today,
            key=f"{today:%Y-%m-%d}",
            at=at,
        )
    return sum(who in people for who, _ in counts)
