"""Whom somebody may mean: matches among the children that she may read anyway, and no others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from interventions.rules.likeness import Child, Told, alike
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import School, Student
from school_safety.schools.roster import classnames, names

PART = " · "  # between name, class and hints in what was typed


@dataclass(frozen=True)
class Offer:
    """One child who may be meant, and why (codes)."""

    student: Student
    reasons: tuple[str, ...]


def said(*parts: str) -> str:
    """Name, class and hints as one line, as a concern keeps them."""
    return PART.join(part.strip() for part in parts if part.strip())


def told(who: str, born_on: date | None = None) -> Told:
    """The same line read again."""
    name, _, rest = who.partition(PART)
    return Told(name, class_in(rest) or class_in(name), born_on)


def class_in(words: str) -> tuple[int, int] | None:
    """(grade, number), where a class can be told from the words."""
    if not words.strip():
        return None
    year = _school_year(timezone.localdate())
    return classnames.parse_class(words, None, year) or classnames.find_class(words, year)


def _school_year(today: date) -> int:
    return today.year if today.month >= 8 else today.year - 1


def among(students: QuerySet[Student], about: Told) -> list[Offer]:
    """The likeliest of these, in two queries."""
    found = alike(about, _roll(students))
    rows = Student.objects.filter(pk__in=[match.child.key for match in found])
    by_id = {row.pk: row for row in rows.select_related("classroom", "school")}
    keys: list[Any] = [match.child.key for match in found]  # ids, which the rule takes as they are
    return [Offer(by_id[key], match.reasons) for key, match in zip(keys, found, strict=True)]


def _roll(students: QuerySet[Student]) -> Iterable[Child]:
    facts = students.order_by().values_list(
        "pk", "name", "classroom__grade", "classroom__number", "born_on"
    )
    for pk, name, grade, number, born_on in facts:
        yield Child(pk, name, (grade, number) if grade else None, born_on)


def of_school(school_id: UUID) -> QuerySet[Student]:
    """Everybody on the roll of a school, for those who read it as a whole."""
    return Student.objects.filter(school_id=school_id, status=StudentStatus.ACTIVE)


def elsewhere(school: School, about: Told) -> int:
    """How many of the district's other schools may be meant: a figure, never a name."""
    name = about.name.strip()
    if not name:
        return 0
    rows = Student.objects.filter(district_id=school.district_id, status=StudentStatus.ACTIVE)
    rows = rows.exclude(school=school).filter(Q(name=name) | Q(name_key=names.key(name)))
    if about.born_on:
        rows = rows.filter(Q(born_on=about.born_on) | Q(born_on=None))
    return rows.count()
