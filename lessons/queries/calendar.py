"""Programmes, and where classes stand with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, Q, QuerySet
from django.db.models.functions import Coalesce

from lessons.choices import ItemState
from lessons.models import DeliveryRecord, LessonPage, Programme, ProgrammeDone, ProgrammeLesson
from lessons.rules import calendar
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import Classroom

from .taught import CHINESE, spoken

GRADES = frozenset(str(grade) for grade in range(1, 13))


@dataclass(frozen=True)
class Item:
    """One lesson of a programme for one class."""

    lesson: ProgrammeLesson
    state: ItemState
    delivery: UUID | None = None


@dataclass
class Standing:
    """One class with one programme; `done` stays when the programme changes."""

    classroom: Classroom
    programme: Programme
    items: list[Item] = field(default_factory=list)
    done: bool = False

    @property
    def had(self) -> int:
        """How many of its lessons the class has had."""
        return sum(item.state == ItemState.HAD for item in self.items)


def programmes(user: Any) -> QuerySet[Programme]:
    """All of one's district."""
    rows = policy.visible(user, Permission.PROGRAMME_READ, Programme.objects.all())
    return rows.select_related("school", "district")


def programme(user: Any, pk: UUID) -> Programme:
    """One of them, or Absent."""
    rows = Programme.objects.select_related("school", "district")
    return policy.get(user, Permission.PROGRAMME_READ, rows, pk=pk)


def own_programme(user: Any, pk: UUID) -> Programme:
    """One that this person may change, or Absent."""
    rows = Programme.objects.select_related("school", "district")
    return policy.get(user, Permission.PROGRAMME_WRITE, rows, pk=pk)


def may_write(user: Any, programme: Programme) -> bool:
    """Whether this person may change it."""
    rows = policy.visible(user, Permission.PROGRAMME_WRITE, Programme.objects.all())
    return rows.filter(pk=programme.pk).exists()


def lessons_of(programme: Programme, language: str = CHINESE) -> QuerySet[ProgrammeLesson]:
    """In their order, each with its title in the reader's language."""
    return with_titles(ProgrammeLesson.objects.filter(programme=programme), language)


def pages_of(row: Programme, language: str, grade: str = "") -> list[LessonPage]:
    """The published pages of its lessons, as the programme orders them."""
    lessons = lessons_of(row, language)
    if grade in GRADES:
        lessons = lessons.filter(grade_from__lte=int(grade), grade_to__gte=int(grade))
    order = [each.here for each in lessons]
    shelf = LessonPage.objects.live().public().in_bulk(order)
    return [shelf[each] for each in order if each in shelf]


def with_titles(rows: QuerySet[ProgrammeLesson], language: str) -> QuerySet[ProgrammeLesson]:
    """`shown` and `here`: title and id of the page in this language."""
    return rows.annotate(
        shown=Coalesce(spoken(language), F("lesson_title")),
        here=Coalesce(spoken(language, "pk"), F("lesson_page"), output_field=IntegerField()),
    )


def classes_of(programme: Programme) -> QuerySet[Classroom]:
    """The classes it is for."""
    rooms = Classroom.objects.filter(
        district_id=programme.district_id,
        grade__gte=programme.grade_from,
        grade__lte=programme.grade_to,
    )
    return rooms.filter(school_id=programme.school_id) if programme.school_id else rooms


def running(rooms: Iterable[Classroom], today: date) -> QuerySet[Programme]:
    """Assigned, begun and not ended, in the schools of these classes."""
    asked = Q(pk__in=[])
    for district, school in {(room.district_id, room.school_id) for room in rooms}:
        asked |= Q(district_id=district, school=None) | Q(school_id=school)
    return Programme.objects.filter(
        asked, assigned_at__isnull=False, ended_at=None, starts_on__lte=today
    ).order_by("starts_on", "title")


def standings(
    rooms: Iterable[Classroom],
    today: date,
    language: str = CHINESE,
    *,
    only: Iterable[Programme] | None = None,
) -> list[Standing]:
    """Class by class and programme by programme; four queries, however many there are."""
    rooms = list(rooms)
    rows = list(running(rooms, today) if only is None else only)
    if not rows or not rooms:
        return []
    lessons = with_titles(ProgrammeLesson.objects.filter(programme__in=rows), language)
    by_programme: dict[UUID, list[ProgrammeLesson]] = {}
    for lesson in lessons:
        by_programme.setdefault(lesson.programme_id, []).append(lesson)
    given = DeliveryRecord.objects.filter(
        classroom__in=rooms, lesson_page__in={row.lesson_page for row in lessons}
    ).order_by("-taught_on")
    had = {(row.classroom_id, row.lesson_page): row.pk for row in given}
    done = set(
        ProgrammeDone.objects.filter(programme__in=rows, classroom__in=rooms).values_list(
            "programme_id", "classroom_id"
        )
    )
    made = []
    for room in rooms:
        for row in rows:
            items = [
                _item(lesson, had.get((room.pk, lesson.lesson_page)), today)
                for lesson in by_programme.get(row.pk, [])
                if _meant(row, lesson, room)
            ]
            if items:
                made.append(Standing(room, row, items, (row.pk, room.pk) in done))
    return made


def complete_for(classroom: Classroom) -> list[Programme]:
    """Assigned programmes of which this class has had everything."""
    rows = Programme.objects.filter(
        Q(school=None) | Q(school_id=classroom.school_id),
        district_id=classroom.district_id,
        assigned_at__isnull=False,
    )
    return [each.programme for each in _complete([classroom], list(rows))]


def complete_classes(programme: Programme) -> list[Classroom]:
    """Classes that have had everything of it as it stands."""
    if programme.assigned_at is None:
        return []
    return [each.classroom for each in _complete(classes_of(programme), [programme])]


def _complete(rooms: Iterable[Classroom], rows: list[Programme]) -> list[Standing]:
    found = standings(rooms, date.max, only=rows)
    return [each for each in found if each.had == len(each.items)]


def _meant(row: Programme, lesson: ProgrammeLesson, room: Classroom) -> bool:
    if row.district_id != room.district_id or row.school_id not in (None, room.school_id):
        return False
    return calendar.fits(
        room.grade, (row.grade_from, row.grade_to), (lesson.grade_from, lesson.grade_to)
    )


def _item(lesson: ProgrammeLesson, delivery: UUID | None, today: date) -> Item:
    found = calendar.state(lesson.from_on, lesson.until_on, today, had=delivery is not None)
    return Item(lesson, ItemState(found), delivery)


def seen_classes(user: Any, row: Programme) -> QuerySet[Classroom]:
    """Its classes whose record this person may read; an official reads published figures only."""
    rooms = classes_of(row).select_related("school")
    own = policy.visible(user, Permission.DELIVERY_WRITE, rooms)
    return (own | policy.visible(user, Permission.DELIVERY_READ, rooms)).order_by(
        "school__code", "grade", "number"
    )
