"""Which student and which class a row means, by the strongest sign both have."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from .known import Known, KnownClass, KnownStudent
from .rows import ClassRow, StudentRow

Place = UUID | tuple[int, int] | None
Signs = dict[tuple, KnownStudent]


@dataclass(slots=True)
class NewClass:
    """A class to be made."""

    grade: int
    number: int
    name: str
    sourced_id: str


class Matcher:
    """Finds the student a row means, by the strongest sign both have."""

    def __init__(
        self, known: Known, rows: list[StudentRow], phone_hash: Callable[[str], str]
    ) -> None:
        self.phone_hash = phone_hash
        students = known.students
        self.by_sourced = {s.sourced_id: s for s in students if s.sourced_id}
        self.by_contact = {s.contact_id: s for s in students if s.contact_id}
        self.by_id = {s.id_hash: s for s in students if s.id_hash}
        self.by_number = {s.number: s for s in students if s.number}
        self.students = students
        self.namesakes = Counter((r.name, place_text(r)) for r in rows)

    @cached_property
    def by_born(self) -> Signs:
        """Name and birth date, where that leads to one student only."""
        return _unique(((s.name, s.born_on), s) for s in self.students if s.born_on)

    @cached_property
    def by_class(self) -> Signs:
        """Name and class."""
        return _unique(((s.name, s.class_id), s) for s in self.students if s.class_id)

    @cached_property
    def by_phone(self) -> Signs:
        """Name and a guardian's phone."""
        return _unique(
            ((s.name, g.phone_hash), s) for s in self.students for g in s.guardians if g.phone_hash
        )

    def find(self, row: StudentRow, place: Place) -> KnownStudent | str | None:
        """The student, nobody, or the code of a contradiction."""
        signs = [
            self.by_contact.get(row.contact_id) or self.by_contact.get(row.contact_was),
            self.by_sourced.get(row.sourced_id) if row.sourced_id else None,
            self.by_id.get(row.id_hash) if row.id_hash else None,
            self.by_number.get(row.number) if row.number else None,
        ]
        found = [s for s in signs if s is not None]
        if found:
            if any(s.id != found[0].id for s in found[1:]):
                return "identity_conflict"
            return "number_taken" if _somebody_else(row, found[0], signs) else found[0]
        return self._by_name(row, place)

    def _by_name(self, row: StudentRow, place: Place) -> KnownStudent | None:
        candidates = [self.by_born.get((row.name, row.born_on)) if row.born_on else None]
        for guardian in row.guardians:
            if guardian.phone:
                key = (row.name, self.phone_hash(guardian.phone))
                candidates.append(self.by_phone.get(key))
        if self.namesakes[row.name, place_text(row)] == 1:
            candidates.append(self.by_class.get((row.name, place)))
        for candidate in candidates:
            if candidate is not None and _may_be(row, candidate):
                return candidate
        return None


def _unique(pairs: Iterable[tuple[tuple, KnownStudent]]) -> Signs:
    """Keys that lead to one student only."""
    owners: dict[tuple, KnownStudent] = {}
    several: set[tuple] = set()
    for key, student in pairs:
        if owners.setdefault(key, student).id != student.id:
            several.add(key)
    for key in several:
        del owners[key]
    return owners


def _may_be(row: StudentRow, known: KnownStudent) -> bool:
    """No strong sign speaks against it."""
    pairs = [
        (row.number, known.number),
        (row.id_hash, known.id_hash),
        (row.sourced_id, known.sourced_id),
        (row.contact_id, known.contact_id),
        (row.born_on, known.born_on),
    ]
    return all(not a or not b or a == b for a, b in pairs)


def _somebody_else(row: StudentRow, known: KnownStudent, signs: list) -> bool:
    """Only the school number agrees, while name and birth date both differ."""
    by_number_only = signs[:3] == [None, None, None]
    differs = bool(row.born_on and known.born_on and row.born_on != known.born_on)
    return by_number_only and differs and row.name != known.name


def place_text(row: StudentRow) -> str:
    place = row.classroom
    return f"{place.grade}.{place.number}.{place.sourced_id}" if place else ""


class Places:
    """Which class a row means; makes one where there is none yet."""

    def __init__(self, known: list[KnownClass]) -> None:
        self.by_sourced = {c.sourced_id: c for c in known if c.sourced_id}
        self.by_pair = {(c.grade, c.number): c for c in known}
        self.by_name = {(c.grade, c.name): c for c in known}
        self.new: dict[tuple[int, int], NewClass] = {}
        self.new_by_sign: dict[tuple[int, str], tuple[int, int]] = {}

    def find(self, row: ClassRow | None) -> Place:
        """The id of a known class or the (grade, number) of a new one."""
        if row is None:
            return None
        if not row.grade:
            known = next(filter(None, map(self.by_sourced.get, row.sourced_id.split("|"))), None)
            return known.id if known else None
        if row.sourced_id and (known := self.by_sourced.get(row.sourced_id)):
            return known.id
        if row.number is None and (known := self.by_name.get((row.grade, row.name))):
            return known.id
        known = None if row.number is None else self.by_pair.get((row.grade, row.number))
        if known and not (row.sourced_id and known.sourced_id):
            return known.id
        return self._make(row)

    def _make(self, row: ClassRow) -> tuple[int, int]:
        sign = (row.grade, row.sourced_id or f"{row.number}:{row.name}")
        if sign in self.new_by_sign:
            return self.new_by_sign[sign]
        pair = (row.grade, row.number or 1)
        while pair in self.by_pair or pair in self.new:
            pair = (row.grade, pair[1] + 1)
        self.new[pair] = NewClass(row.grade, pair[1], row.name, row.sourced_id)
        self.new_by_sign[sign] = pair
        return pair
