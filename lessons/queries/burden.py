"""How many minutes this month's letters have asked of a class's families already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils import timezone

from lessons.models import BurdenCap, BurdenWaiver, Dispatch, LetterPage
from lessons.rules import burden
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import Classroom


@dataclass(frozen=True)
class Meter:
    """One class, one month: what was asked, and what the district allows."""

    classroom: Classroom
    asked: int
    cap: int

    def over(self, adding: int) -> bool:
        """Whether one more letter of so many minutes is too much."""
        return burden.over(asked=self.asked, adding=adding, cap=self.cap)

    @property
    def full(self) -> bool:
        """Nothing more fits, however short."""
        return self.asked >= self.cap

    @property
    def share(self) -> int:
        """Per cent of the cap, at most 100."""
        return min(100, round(100 * self.asked / self.cap))


def meter(classroom: Classroom, at: datetime) -> Meter:
    """The meter of one class."""
    return meters([classroom], at)[0]


def meters(classrooms: Iterable[Classroom], at: datetime) -> list[Meter]:
    """The same for several, in a constant number of queries."""
    rooms = list(classrooms)
    caps = _caps({room.district_id for room in rooms})
    sums = (
        Dispatch.objects.filter(classroom__in=rooms, sent_at__gte=_month_start(at))
        .order_by()
        .values_list("classroom_id")
        .annotate(asked=Sum("minutes"))
    )
    asked = dict(sums)
    return [
        Meter(room, asked.get(room.pk, 0), caps.get(room.district_id, burden.USUAL_CAP))
        for room in rooms
    ]


def before_sending(
    letter: LetterPage, classrooms: Iterable[Classroom], minutes: int, at: datetime
) -> list[tuple[Meter, bool, BurdenWaiver | None]]:
    """Each class's meter, whether this letter is too much for it, and the yes that lets it go."""
    found = [(meter, meter.over(minutes)) for meter in meters(classrooms, at)]
    return [
        (meter, over, waiver(meter.classroom, letter.pk, at) if over else None)
        for meter, over in found
    ]


def waiver(classroom: Classroom, letter_page: int, at: datetime) -> BurdenWaiver | None:
    """The yes that lets this letter go beyond this month's cap."""
    return (
        BurdenWaiver.objects.filter(classroom=classroom, letter_page=letter_page, month=month(at))
        .select_related("given_by")
        .first()
    )


def cap_of(district_id: UUID) -> int:
    """The minutes in force."""
    return _caps({district_id}).get(district_id, burden.USUAL_CAP)


def waivable(user: Any) -> QuerySet[Classroom]:
    """Classes for which this person may let a letter through: she approves, and doesn't send."""
    if policy.holds(user, Permission.LETTER_SEND):
        return Classroom.objects.none()
    return policy.visible(user, Permission.LESSON_REVIEW, Classroom.objects.all())


def month(at: datetime) -> date:
    """The month that is counted, in Shanghai."""
    return burden.month_of(timezone.localdate(at))


def _month_start(at: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(month(at), time.min))


def _caps(district_ids: set[UUID]) -> dict[UUID, int]:
    newest: dict[UUID, int] = {}
    rows = BurdenCap.objects.filter(district_id__in=district_ids).order_by("-set_at")
    for district_id, minutes in rows.values_list("district_id", "minutes"):
        newest.setdefault(district_id, minutes)
    return newest
