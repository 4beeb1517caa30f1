"""Reading consents: what stands, for one child or for a whole class at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship, Student

from .choices import Giver, State
from .models import Consent
from .rules import Answer, needs_own_answer, standing


def stands(student: Student, purpose: str, *, about: str = "", on: date) -> Consent | None:
    """The guardian's consent in force for this purpose (standing, or for exactly this `about`)."""
    found = _standing([student], purpose, about, on)
    return found.get(student.pk)


def standing_students(
    students: QuerySet[Student], purpose: str, *, about: str = "", on: date
) -> set[UUID]:
    """The ids of those students for whom the consent stands; three queries whatever their number."""
    return set(_standing(list(students), purpose, about, on))


def answers_of(student: Student) -> list[Consent]:
    """The newest answer per purpose, matter and giver, newest first."""
    newest: dict[tuple[Any, ...], Consent] = {}
    rows = Consent.objects.filter(student=student).order_by("-answered_at")
    for row in rows.select_related("guardian"):
        newest.setdefault((row.purpose, row.about, row.giver, row.guardian_id), row)
    return list(newest.values())


def _standing(students: list[Student], purpose: str, about: str, on: date) -> dict[UUID, Consent]:
    ids = [student.pk for student in students]
    entitled = set(
        Guardianship.objects.filter(student_id__in=ids, authority=Authority.FULL)
        .order_by()
        .values_list("student_id", "guardian_id")
    )
    matter = Q(about="") | Q(about=about) if about else Q(about="")
    rows = Consent.objects.filter(matter, student_id__in=ids, purpose=purpose)
    by_student: dict[UUID, list[Consent]] = defaultdict(list)
    for row in rows.order_by("-answered_at"):
        by_student[row.student_id].append(row)
    found = {}
    for student in students:
        answers = _newest(by_student[student.pk], entitled)
        carrier = standing(answers, own_needed=needs_own_answer(student.born_on, on))
        if carrier is not None:
            found[student.pk] = carrier
    return found


def _newest(rows: Iterable[Consent], entitled: set[tuple[UUID, UUID]]) -> list[Answer]:
    """The newest row of each giver; an answer to the exact matter outweighs a standing one by date."""
    newest: dict[tuple[str, UUID | None], Answer] = {}
    for row in rows:
        newest.setdefault(
            (row.giver, row.guardian_id),
            Answer(
                by_student=row.giver == Giver.STUDENT,
                given=row.state == State.GIVEN,
                entitled=(row.student_id, row.guardian_id) in entitled,
                row=row,
            ),
        )
    return list(newest.values())
