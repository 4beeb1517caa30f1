"""Which class of ours a department over there is: by what was remembered, else by its name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from school_safety.schools.roster.classnames import parse_class, parse_grade
from school_safety.schools.roster.rows import ClassRow

from .records import Department

CLASS, GRADE, CAMPUS = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Place:
    """A class of one of our schools."""

    school: UUID
    grade: int
    number: int
    name: str

    def row(self) -> ClassRow:
        """As a roster's row names it."""
        return ClassRow(self.grade, self.number, self.name)


@dataclass(slots=True)
class Places:
    """`schools`: name or code -> id; `kept`: department -> a class that a clerk chose for it."""

    departments: Mapping[int, Department]
    schools: Mapping[str, UUID]
    only: UUID | None
    kept: Mapping[int, Place]
    school_year: int

    def find(self, numbers: Iterable[int]) -> Place | str:
        """The one class among these departments, or the code of what stands in the way."""
        places = [place for place in map(self.place, numbers) if place is not None]
        classes = {(place.school, place.grade, place.number) for place in places}
        if len(classes) > 1:
            return "classes_several"
        return places[0] if places else "department_unknown"

    def place(self, number: int) -> Place | None:
        """The class that this department is; None for clubs, graduates and odd names."""
        if number in self.kept:
            return self.kept[number]
        chain = list(self._upwards(number))
        if not chain or chain[0].type != CLASS or any(each.graduated for each in chain):
            return None
        school = self._school(chain)
        grade = next(
            (parse_grade(d.name, self.school_year) for d in chain if d.type == GRADE), None
        )
        pair = parse_class(chain[0].name, grade, self.school_year)
        if school is None or pair is None or (grade is not None and grade != pair[0]):
            return None
        return Place(school, *pair, chain[0].name)

    def _school(self, chain: list[Department]) -> UUID | None:
        if self.only is not None:
            return self.only
        named = [self.schools[d.name] for d in chain if d.type >= CAMPUS and d.name in self.schools]
        return named[0] if named else None

    def _upwards(self, number: int) -> Iterator[Department]:
        """From the class to the root; a tree that bites its tail ends."""
        seen: set[int] = set()
        while number in self.departments and number not in seen:
            seen.add(number)
            yield self.departments[number]
            number = self.departments[number].parent
