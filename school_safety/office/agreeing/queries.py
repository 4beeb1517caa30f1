"""What each reader sees of consents. The policy says which children; nothing says who objected."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from interventions.queries.referrals import about_elsewhere
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.consents import queries
from school_safety.consents.choices import Giver, Purpose, State
from school_safety.consents.models import Consent
from school_safety.consents.rules import AgeRule
from school_safety.consents.wording import Wording, by_hash, current
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import Authority, StudentStatus
from school_safety.schools.models import Guardianship, Student


@dataclass(frozen=True)
class Card:
    """One purpose for one child, as the person who may answer sees it."""

    student: Student
    purpose: str
    wording: Wording
    rule: AgeRule
    own: Consent | None
    stands: bool

    @property
    def decides(self) -> bool:
        """Whether this reader's answer is asked for at this age."""
        return self.rule.student if self.is_student else self.rule.veto

    @property
    def given(self) -> bool:
        """This reader's own newest answer is a yes."""
        return self.own is not None and self.own.state == State.GIVEN

    is_student: bool = False


def children_of(user: Any) -> list[Student]:
    """Those for whom this person may answer: nobody, where authority or a hold says so."""
    rows = policy.visible(user, Permission.CONSENT_ANSWER, Student.objects.all())
    rows = rows.filter(status=StudentStatus.ACTIVE)
    return list(rows.select_related("classroom", "school").order_by("born_on", "pk"))


def cards_of(user: Any, student: Student, language: str, at: datetime) -> list[Card]:
    """The three purposes for one child."""
    return [_card(user, student, purpose, language, at) for purpose in Purpose.values]


def card(user: Any, student_id: UUID, purpose: str, language: str, at: datetime) -> Card:
    """One purpose for one child of this person's own."""
    if purpose not in Purpose.values:
        raise Absent
    rows = Student.objects.filter(status=StudentStatus.ACTIVE).select_related("school")
    student = policy.get(user, Permission.CONSENT_ANSWER, rows, pk=student_id)
    return _card(user, student, purpose, language, at)


def _card(user: Any, student: Student, purpose: str, language: str, at: datetime) -> Card:
    guardian = getattr(user, "guardian", None)
    on = timezone.localdate(at)
    return Card(
        student=student,
        purpose=purpose,
        wording=current(purpose, language),
        rule=queries.rule_for(student, purpose, on=on),
        own=queries.own_answer(student, purpose, guardian.pk if guardian else None),
        stands=queries.stands(student, purpose, on=on) is not None,
        is_student=guardian is None,
    )


def students_for(user: Any, filters: dict[str, Any], at: datetime) -> QuerySet[Student]:
    """The staff list: children of the school, by class, by where they stand for one purpose."""
    rows = policy.visible(user, Permission.CONSENT_READ, Student.objects.all())
    rows = rows.filter(status=StudentStatus.ACTIVE).select_related("classroom")
    if filters.get("classroom"):
        rows = rows.filter(classroom=filters["classroom"])
    if filters.get("state"):
        purpose = filters.get("purpose") or Purpose.SCREENING
        states = queries.states_of(list(rows), purpose, on=timezone.localdate(at))
        rows = rows.filter(pk__in=[pk for pk, code in states.items() if code == filters["state"]])
    return rows.order_by("classroom__grade", "classroom__number", "number", "id")


def with_states(students: list[Student], at: datetime) -> list[dict[str, Any]]:
    """One page of rows: two queries per purpose, however many children."""
    on = timezone.localdate(at)
    found = {purpose: queries.states_of(students, purpose, on=on) for purpose in Purpose.values}
    return [
        {"student": s, "states": [found[purpose][s.pk] for purpose in Purpose.values]}
        for s in students
    ]


def student_for(user: Any, pk: UUID, verb: Permission) -> Student:
    """One child of the school."""
    rows = Student.objects.select_related("classroom", "school")
    return policy.get(user, verb, rows, pk=pk)


def history_of(student: Student) -> list[dict[str, Any]]:
    """Every answer with who gave it (by relation, not by name) and which words it was about.

    What was answered about a referral of another school is that school's to know.
    """
    ties = Guardianship.objects.filter(student=student)
    elsewhere = about_elsewhere(student.pk, student.school_id)
    relations = {tie.guardian_id: tie.get_relation_display() for tie in ties}
    return [
        {
            "row": row,
            "who": row.get_giver_display()
            if row.giver == Giver.STUDENT
            else relations.get(row.guardian_id, row.get_giver_display()),
            "words": by_hash(row.text_hash),
            "single": bool(row.about),
        }
        for row in queries.history(student)
        if row.about not in elsewhere
    ]


def students_to_enter(user: Any, room: Any) -> QuerySet[Student]:
    """Children whose sheets this clerk writes over."""
    rows = policy.visible(user, Permission.CONSENT_ENTER, Student.objects.all())
    rows = rows.filter(status=StudentStatus.ACTIVE).select_related("classroom")
    if room:
        rows = rows.filter(classroom=room)
    return rows.order_by("classroom__grade", "classroom__number", "number", "id")


def entitled(student: Student) -> list[Guardianship]:
    """Guardians whose sheet counts."""
    ties = Guardianship.objects.filter(student=student, authority=Authority.FULL)
    return list(ties.select_related("guardian").defer("guardian__phone").order_by("order"))
