"""Good morning: how many things are due today, and a link. No word about anybody."""

from datetime import datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from interventions.choices import OPEN_STATUSES
from interventions.models import Case
from school_safety.clock import calendar
from school_safety.notices.outbox import post


@transaction.atomic(durable=True)
def post_digests(*, at: datetime) -> int:
    """One message per counselor with something due by tonight; a second run sends nothing."""
    today = timezone.localdate(at)
    tonight = datetime.combine(today, time(0), timezone.get_current_timezone()) + timedelta(days=1)
    due = Case.objects.filter(status__in=OPEN_STATUSES, owner__is_active=True, due_at__lt=tonight)
    rows = due.values("owner_id", "district_id").annotate(count=Count("pk"))
    people = get_user_model().objects.in_bulk([row["owner_id"] for row in rows])
    sent = 0
    for row in rows:
        if not calendar.is_school_day(row["district_id"], today):
            continue
        post(
            "morning_digest",
            to=people[row["owner_id"]],
            district_id=row["district_id"],
            url_name="interventions:case_list",
            count=row["count"],
            on=today,
            key=f"{today:%Y-%m-%d}",
            at=at,
        )
        sent += 1
    return sent
