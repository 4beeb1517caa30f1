"""Reading consents: what stands, for one child or for a whole class at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, UUIDField
from django.utils import timezone

from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship, Student
from school_safety.storage.prepared import Prepared

from .choices import OWN_WORD, Giver, State
from .models import Consent
from .rules import NOTICE, AgeRule, Answer, age_rule, standing
from .terms import with_notice


def stands(student: Student, purpose: str, *, about: str = "", on: date) -> Consent | None:
    """The answer that carries this purpose (standing, or for exactly this `about`): the guardian's,
    or the student's own once she is of age."""
    found = _standing([student], purpose, about, on)
    return found.get(student.pk)


def standing_students(
    students: QuerySet[Student], purpose: str, *, about: str = "", on: date
) -> set[UUID]:
    """The ids of those students for whom the consent stands; three queries whatever their number."""
    return set(_standing(list(students), purpose, about, on))


def counts(consent: Consent, at: datetime) -> bool:
    """Whether this answer is one of those that decide: the student's own, or a guardian's with full
    authority over a child under age."""
    if consent.giver == Giver.STUDENT:
        return True
    tie = Guardianship.objects.filter(
        student_id=consent.student_id, guardian_id=consent.guardian_id, authority=Authority.FULL
    )
    rule = rule_for(consent.student, consent.purpose, on=timezone.localdate(at))
    return rule.veto and tie.exists()


def rule_for(student: Student, purpose: str, *, on: date) -> AgeRule:
    """Whose answer to this purpose counts for this child on this day, in her district."""
    return _rules([student], purpose, on)[student.pk]


def own_answer(student: Student, purpose: str, guardian_id: UUID | None) -> Consent | None:
    """The newest answer of this guardian, or of the student herself, to the purpose as a whole."""
    giver = Giver.STUDENT if guardian_id is None else Giver.GUARDIAN
    rows = Consent.objects.filter(student=student, purpose=purpose, about="", giver=giver)
    return rows.filter(guardian_id=guardian_id).order_by("-answered_at").first()


def history(student: Student) -> list[Consent]:
    """Every answer for this child, the newest first."""
    rows = Consent.objects.filter(student=student).order_by("-answered_at")
    return list(rows.select_related("guardian", "recorded_by"))


def declined(student: Student, purpose: str, *, at: datetime) -> bool:
    """Whether anybody who decides has said no to the purpose as a whole, and has not changed it."""
    newest: dict[UUID | None, Consent] = {}
    rows = Consent.objects.filter(student=student, purpose=purpose, about="")
    for row in rows.select_related("student").order_by("-answered_at"):
        newest.setdefault(row.guardian_id, row)
    return any(row.state != State.GIVEN and counts(row, at) for row in newest.values())


def answers_of(student: Student) -> list[Consent]:
    """The newest answer per purpose, matter and giver, newest first."""
    newest: dict[tuple[Any, ...], Consent] = {}
    rows = Consent.objects.filter(student=student).order_by("-answered_at")
    for row in rows.select_related("guardian"):
        newest.setdefault((row.purpose, row.about, row.giver, row.guardian_id), row)
    return list(newest.values())


def states_of(students: list[Student], purpose: str, *, on: date) -> dict[UUID, str]:
    """Where each child stands: it "stands", is "stopped" by a no, is "waiting" for somebody's yes,
    or nobody has answered yet ("silent"); two queries in all."""
    found = {}
    for student, answers, rule in _answers(students, purpose, "", on):
        no = any(not a.given and (a.by_student or (a.entitled and rule.veto)) for a in answers)
        stands = standing(answers, rule) is not None
        open_state = "waiting" if answers else "silent"
        found[student.pk] = "stopped" if no else "stands" if stands else open_state
    return found


def _standing(students: list[Student], purpose: str, about: str, on: date) -> dict[UUID, Consent]:
    found = {}
    for student, answers, rule in _answers(students, purpose, about, on):
        carrier = standing(answers, rule)
        if carrier is not None:
            found[student.pk] = carrier
    return found


def _answers(
    students: list[Student], purpose: str, about: str, on: date
) -> Iterator[tuple[Student, list[Answer], AgeRule]]:
    """Each child with the newest answer of everybody, and the rule for her age."""
    entitled = {
        (tie.student_id, tie.guardian_id): tie.held_at is not None for tie in _ties(students)
    }
    by_student: dict[UUID, list[Consent]] = defaultdict(list)
    for row in _rows(students, purpose, about):
        by_student[row.student_id].append(row)
    rules = _rules(students, purpose, on)
    for student in students:
        yield student, _newest(by_student[student.pk], entitled), rules[student.pk]


def _decisive(**students: Any) -> QuerySet[Guardianship]:
    rows = Guardianship.objects.filter(authority=Authority.FULL, **students).order_by()
    return rows.only("student_id", "guardian_id", "held_at")


def _given(purpose: str, about: str, **students: Any) -> QuerySet[Consent]:
    matter = Q(about="") | Q(about=about) if about else Q(about="")
    return Consent.objects.filter(matter, purpose=purpose, **students).order_by("-answered_at")


# One child at a time sits down, two thousand in a minute.
CHILD = (UUIDField(), UUID(int=26))
TIES_OF_ONE = Prepared(lambda child: _decisive(student_id=child), child=CHILD)
GIVEN_BY_ONE = Prepared(
    lambda child, purpose, about: _given(purpose, about, student_id=child),
    child=CHILD,
    purpose=(CharField(), "\x1apurpose"),
    about=(CharField(), "\x1aabout"),
)


def _ties(students: list[Student]) -> Iterable[Guardianship]:
    """Who may decide for these children."""
    if len(students) == 1:
        return TIES_OF_ONE.rows(child=students[0].pk)
    return _decisive(student_id__in=[student.pk for student in students])


def _rows(students: list[Student], purpose: str, about: str) -> Iterable[Consent]:
    """Everything said about this purpose, and about this matter, the newest first."""
    if len(students) == 1 and about:
        return GIVEN_BY_ONE.rows(child=students[0].pk, purpose=purpose, about=about)
    return _given(purpose, about, student_id__in=[student.pk for student in students])


def _rules(students: list[Student], purpose: str, on: date) -> dict[UUID, AgeRule]:
    """By age; the district is asked only where somebody is of the age that it decides about."""
    rules = {student.pk: age_rule(student.born_on, on) for student in students}
    young = [s for s in students if rules[s.pk].since == NOTICE.since and purpose in OWN_WORD]
    told = with_notice(s.district_id for s in young) if young else set()
    return rules | {s.pk: NOTICE for s in young if s.district_id in told}


def _newest(rows: Iterable[Consent], entitled: dict[tuple[UUID, UUID], bool]) -> list[Answer]:
    """The newest row of each giver; an answer to the exact matter outweighs a standing one by date."""
    newest: dict[tuple[str, UUID | None], Answer] = {}
    for row in rows:
        tie = (row.student_id, row.guardian_id)
        newest.setdefault(
            (row.giver, row.guardian_id),
            Answer(
                by_student=row.giver == Giver.STUDENT,
                given=row.state == State.GIVEN,
                entitled=tie in entitled,
                row=row,
                held=entitled.get(tie, False),
            ),
        )
    return list(newest.values())
