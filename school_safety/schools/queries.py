"""Reading the tree back, for other rooms and for roster comparison."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from uuid import UUID

from .models import Classroom, ColumnMemory, FieldLock, Guardianship, Student
from .roster.compare import Decision
from .roster.known import Known, KnownClass, KnownGuardian, KnownStudent


def known(school_id: UUID, school_year: int) -> Known:
    """One school's books in five queries."""
    locks: dict[UUID | None, set[str]] = defaultdict(set)
    for lock in FieldLock.objects.filter(student__school_id=school_id):
        locks[lock.student_id].add(lock.field)
    for lock in FieldLock.objects.filter(
        guardian__guardianships__student__school_id=school_id
    ).distinct():
        locks[lock.guardian_id].add(lock.field)
    links: dict[UUID, list[KnownGuardian]] = defaultdict(list)
    rows = Guardianship.objects.filter(student__school_id=school_id).select_related("guardian")
    for link in rows.defer("guardian__phone"):
        guardian = link.guardian
        links[link.student_id].append(
            KnownGuardian(
                link.pk, guardian.pk, guardian.name, guardian.phone_hash, guardian.sourced_id,
                link.relation, link.authority, frozenset(locks.get(guardian.pk, ())),
            )
        )  # fmt: skip
    students = [
        KnownStudent(
            s.pk, s.name, s.sex, s.born_on.isoformat() if s.born_on else "", s.number, s.id_hash,
            s.sourced_id, s.classroom_id, s.status == "active",
            frozenset(locks.get(s.pk, ())), links[s.pk],
        )
        for s in Student.objects.filter(school_id=school_id)
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
        rows = Guardianship.objects.filter(student__in=others, guardian__phone_hash__in=chunk)
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
