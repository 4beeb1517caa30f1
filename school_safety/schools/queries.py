"""Reading the tree back, for other rooms and for roster comparison."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from uuid import UUID

from django.db.models import Q

from .models import Classroom, ColumnMemory, FieldLock, Guardianship, Student
from .roster.compare import Decision
from .roster.known import Known, KnownClass, KnownGuardian, KnownStudent

AT_ONCE = 2000
Words = defaultdict[UUID | None, set[str]]


def _corrected(school_id: UUID) -> tuple[Words, Words]:
    """(locked fields, by what files knew her before), per student and guardian."""
    locks: Words = defaultdict(set)
    was: Words = defaultdict(set)
    for lock in FieldLock.objects.filter(student__school_id=school_id):
        locks[lock.student_id].add(lock.field)
    for lock in FieldLock.objects.filter(
        guardian__guardianships__student__school_id=school_id
    ).distinct():
        locks[lock.guardian_id].add(lock.field)
        was[lock.guardian_id] |= {lock.before} - {""}
    return locks, was


def known(school_id: UUID, school_year: int) -> Known:
    """One school's books in five queries."""
    locks, was = _corrected(school_id)
    links: dict[UUID, list[KnownGuardian]] = defaultdict(list)
    rows = Guardianship.objects.filter(student__school_id=school_id).order_by("pk")
    for student, link, guardian, name, hashed, sourced, contact, *words in rows.values_list(
        "student_id", "pk", "guardian_id", "guardian__name", "guardian__phone_hash",
        "guardian__sourced_id", "guardian__contact_id", "relation", "authority",
    ).iterator(AT_ONCE):  # fmt: skip
        relation, authority = map(sys.intern, words)  # few words, many rows
        locked = frozenset(locks.get(guardian, ()))
        links[student].append(
            KnownGuardian(
                link, guardian, name, hashed, sourced, relation, authority, locked,
                frozenset(was.get(guardian, ())), contact,
            )
        )  # fmt: skip
    names = (
        "pk", "name", "sex", "born_on", "number", "id_hash", "sourced_id", "classroom_id", "status",
        "contact_id", "boarding",
    )  # fmt: skip
    students = [
        KnownStudent(
            pk, name, sex, born.isoformat() if born else "", number, hashed, sourced, room,
            status == "active", frozenset(locks.get(pk, ())), links.get(pk, []), contact, boarding,
        )
        for pk, name, sex, born, number, hashed, sourced, room, status, contact, boarding in
        Student.objects.filter(school_id=school_id).values_list(*names).iterator(AT_ONCE)
    ]  # fmt: skip
    classes = [
        KnownClass(c.pk, c.grade, c.number, c.name, c.sourced_id)
        for c in Classroom.objects.filter(school_id=school_id, school_year=school_year)
    ]
    return Known(students, classes)


def memory_of(school_id: UUID | None) -> dict[str, str]:
    """What this school's clerk said of columns before: title -> code."""
    rows = ColumnMemory.objects.filter(school_id=school_id) if school_id else []
    return {row.title: row.code for row in rows}


def elsewhere(
    district_id: UUID, school_id: UUID, new: list[Decision], phone_hash: Callable[[str], str]
) -> list[Decision]:
    """New rows who may be on the roll of another school of the district.

    Whoever reads the answer learns that somebody should look, never which school or which sign.
    """
    others = Student.objects.filter(district_id=district_id, status="active")
    others = others.exclude(school_id=school_id)
    if not new or not others.exists():
        return []
    hashes = sorted({d.row.id_hash for d in new if d.row.id_hash})
    taken: set[str] = set()
    for chunk in _chunks(hashes):
        taken |= set(others.filter(id_hash__in=chunk).values_list("id_hash", flat=True))
    phones = {g.phone: phone_hash(g.phone) for d in new for g in d.row.guardians if g.phone}
    families: set[tuple[str, str, str]] = set()
    for chunk in _chunks(sorted(set(phones.values()))):
        rows = Guardianship.objects.filter(
            ~Q(student__school_id=school_id),
            guardian__phone_hash__in=chunk,
            student__district_id=district_id,
            student__status="active",
        )
        for name, born, hashed in rows.values_list(
            "student__name", "student__born_on", "guardian__phone_hash"
        ):
            families.add((name, born.isoformat() if born else "", hashed))
    return [d for d in new if d.row.id_hash in taken or _family(d, phones, families)]


def _family(decision: Decision, phones: dict[str, str], families: set) -> bool:
    row = decision.row
    borns = {row.born_on, ""}
    hashes = [phones[g.phone] for g in row.guardians if g.phone]
    return any((row.name, born, hashed) in families for born in borns for hashed in hashes)


def _chunks(values: list[str]) -> Iterator[list[str]]:
    return (values[at : at + 500] for at in range(0, len(values), 500))
