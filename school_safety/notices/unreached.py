"""Families whom no electronic way reaches: what waits on paper, class by class."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.clock import calendar
from school_safety.schools.choices import Authority, StudentStatus
from school_safety.schools.models import Student

from .choices import Channel, State
from .models import Delivery
from .outbox import post

DAY = timedelta(days=1)
# From a message on paper to the classes of the children whose guardian it is for.
TIES = "notice__user__guardian__guardianships"
ROOM = f"{TIES}__student__classroom"
# Whom a slip is printed for: as for entry codes.
MAY_HEAR = {f"{TIES}__authority__in": [Authority.FULL, Authority.LIMITED]}


def on_paper(students: QuerySet[Student] | Iterable[Student]) -> QuerySet[Delivery]:
    """Messages for guardians of these children that wait to be carried home."""
    rows = Delivery.objects.filter(channel=Channel.PAPER, state=State.QUEUED)
    return rows.filter(**{f"{TIES}__student__in": students, **MAY_HEAR}).distinct()


def waiting_since(students: QuerySet[Student]) -> dict[UUID, datetime]:
    """Student -> since when something for a guardian of hers lies here."""
    rows = on_paper(students).order_by().values_list(f"{TIES}__student_id")
    found = dict(rows.annotate(first=Min("next_try_at")))
    wanted = set(students.values_list("pk", flat=True))
    return {pk: since for pk, since in found.items() if pk in wanted}


def tell_class_teachers(*, at: datetime) -> int:
    """Once a morning, where something new has come to lie: how many families, never whose."""
    rows = Delivery.objects.filter(channel=Channel.PAPER, state=State.QUEUED)
    active = Q(**{f"{TIES}__student__status": StudentStatus.ACTIVE, **MAY_HEAR})
    rooms = (
        rows.filter(active)
        .exclude(**{ROOM: None})
        .order_by()
        .values(f"{ROOM}_id", f"{ROOM}__district_id", f"{ROOM}__school_id")
        .annotate(
            families=Count("notice__user", distinct=True),
            new=Count("pk", filter=Q(next_try_at__gt=at - DAY)),
        )
    )
    return sum(_tell(room, at) for room in rooms if room["new"])


@transaction.atomic
def _tell(room: dict[str, Any], at: datetime) -> int:
    today, district = timezone.localdate(at), room[f"{ROOM}__district_id"]
    if not calendar.is_school_day(district, today):
        return 0
    seats = RoleAssignment.objects.filter(
        in_force(at), role=Role.HOMEROOM, classroom_id=room[f"{ROOM}_id"]
    )
    teachers = get_user_model().objects.filter(is_active=True, pk__in=seats.values("user_id"))
    for teacher in teachers:
        post(
            "families_unreached",
            to=teacher,
            district_id=district,
            school_id=room[f"{ROOM}__school_id"],
            about_kind="schools.classroom",
            about_id=room[f"{ROOM}_id"],
            url_name="home:code_room",
            url_args=[room[f"{ROOM}_id"]],
            count=room["families"],
            key=f"{room[f'{ROOM}_id']}:{today:%Y%m%d}",
            at=at,
        )
    return len(teachers)
