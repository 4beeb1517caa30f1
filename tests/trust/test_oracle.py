"""Random worlds: what the policy shows is what a second, independent statement of section 4 says.

The worlds are drawn as plain facts; the oracle reads those facts, the policy reads the database.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interventions.models import Case
from school_safety.access import policy
from school_safety.access.models import Grant, RoleAssignment
from school_safety.access.permissions import Permission
from school_safety.accounts.models import User
from school_safety.schools.models import Guardian, Guardianship, Student
from tests.worlds import make_user

# verb -> (kind, who at which scope): s school, d district, h class, t taught class, c caseload for
# reading, C the same for writing (an access slip is not enough), k own child.
TABLE = {
    "roster.read": ("student", "te:t ht:h co:s ld:s ck:s sa:s gu:k"),
    "roster.change": ("student", "ck:s sa:s"),
    "guardian.read": ("student", "ht:h co:s ld:s ck:s"),
    "entry_code.print": ("student", "ht:h ck:s"),
    "case.read": ("case", "co:c ld:s"),
    "case.write": ("case", "co:C"),
    "case.oversee": ("case", "ld:s"),
    "note.read": ("case", "co:c"),
    "signal.read": ("case", "co:s ld:s"),
}
ROLES = ["te", "ht", "ed", "rv", "co", "ld", "ck", "sa", "da", "au", "cl", "pa", "du"]
UNITS = ["district", "school", "other_school", "far_school", "classroom", "classroom_b"]
CHILDREN = ["student", "classmate", "student_b", "other_student", "far_student"]
# A slip names one case; a stray one names a case of another child, and opens nothing.
KINDS = ["caseload", "referral", "slip", "stray slip", "task", "meeting", "duty"]
TERMS = [(-2, None), (-2, 2), (-2, -1), (1, None)]  # days from now: only the first two are in force
WORLDS = 5000 if os.environ.get("TRUST_FULL") else 40


@dataclass
class Drawn:
    """One person's rights, as plain facts."""

    active: bool
    roles: list[tuple[str, str, tuple[int, int | None]]] = field(default_factory=list)
    grants: list[tuple[str, str, tuple[int, int | None]]] = field(default_factory=list)
    ties: dict[str, tuple[str, bool]] = field(default_factory=dict)


drawn = st.builds(
    Drawn,
    active=st.sampled_from([True, True, True, False]),
    roles=st.lists(
        st.tuples(st.sampled_from(ROLES), st.sampled_from(UNITS), st.sampled_from(TERMS)),
        max_size=4,
    ),
    grants=st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(CHILDREN), st.sampled_from(TERMS)),
        max_size=3,
    ),
    ties=st.dictionaries(
        st.sampled_from(CHILDREN),
        st.tuples(st.sampled_from(["full", "limited", "none", "court"]), st.booleans()),
        max_size=2,
    ),
)


@settings(
    max_examples=WORLDS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(fact=drawn)
def test_policy_and_oracle_agree(world: Any, fact: Drawn) -> None:
    with transaction.atomic():
        person = settle(world, fact)
        for verb, (kind, spec) in TABLE.items():
            rows = policy.visible(person, Permission(verb), MODELS[kind].objects.all())
            seen = {getattr(row, "student", row).pk for row in rows}
            expected = {
                getattr(world, child).pk
                for child in CHILDREN
                if any(fits(world, fact, child, pair) for pair in spec.split())
            }
            assert seen == expected, verb
        transaction.set_rollback(True)


MODELS: dict[str, Any] = {"student": Student, "case": Case}


def fits(world: Any, fact: Drawn, child: str, pair: str) -> bool:
    """The oracle: does this pair of role and scope open this child's row?"""
    role, _, scope = pair.partition(":")
    if not fact.active:
        return False
    if role == "gu":
        return fact.ties.get(child) == ("full", False)
    places = [unit for r, unit, term in fact.roles if r == role and in_force(term)]
    if scope in "cC":
        enough = {"caseload"} if scope == "C" else {"caseload", "slip"}
        granted = {c for kind, c, term in fact.grants if kind in enough and in_force(term)}
        return bool(places) and child in granted
    return any(here(world, unit, child, scope) for unit in places)


def in_force(term: tuple[int, int | None]) -> bool:
    return term[0] < 0 and (term[1] is None or term[1] > 0)


def here(world: Any, unit: str, child: str, scope: str) -> bool:
    """Whether a role at that unit reaches that child at school, district or class scope."""
    seat, pupil = getattr(world, unit), getattr(world, child)
    if scope == "d":
        return pupil.district_id == getattr(seat, "district_id", seat.pk)
    if scope == "s":
        school = seat.pk if unit.endswith("school") else getattr(seat, "school_id", None)
        return pupil.school_id == school
    return unit.startswith("classroom") and pupil.classroom_id == seat.pk


def settle(world: Any, fact: Drawn) -> User:
    """Write the facts down as rows."""
    now = timezone.now()
    person = make_user("visitor")
    User.objects.filter(pk=person.pk).update(is_active=fact.active)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            user=person, role=role, granted_by=world.giver, **span(term, now), **unit(world, place)
        )
        for role, place, term in fact.roles
    )
    made = dict(zip(CHILDREN, Case.objects.bulk_create(cases(world, now)), strict=True))
    Grant.objects.bulk_create(
        Grant(
            user=person, student=getattr(world, child), kind=kind.removeprefix("stray "),
            basis=f"{kind}:{number}", approver=world.giver, box=box(kind, child, made),
            school_id=getattr(world, child).school_id,
            **span(term, now),
        )
        for number, (kind, child, term) in enumerate(fact.grants)
    )  # fmt: skip
    if fact.ties:
        parent = Guardian.objects.create(district=world.district, user=person, name="家长")
        for child, (authority, held) in fact.ties.items():
            Guardianship.objects.create(
                guardian=parent, student=getattr(world, child), authority=authority,
                held_at=now if held else None, held_by=world.ld if held else None,
            )  # fmt: skip
    return User.objects.get(pk=person.pk)


def box(kind: str, child: str, made: dict[str, Case]) -> str:
    if not kind.endswith("slip"):
        return ""
    of = next(c for c in CHILDREN if c != child) if kind.startswith("stray") else child
    return f"case:{made[of].pk}"


def span(term: tuple[int, int | None], now: datetime) -> dict[str, Any]:
    until = None if term[1] is None else now + timedelta(days=term[1])
    return {"since": now + timedelta(days=term[0]), "until": until}


def unit(world: Any, place: str) -> dict[str, Any]:
    seat = getattr(world, place)
    if place == "district":
        return {"district": seat}
    if place.endswith("school"):
        return {"district_id": seat.district_id, "school": seat}
    return {"district_id": seat.district_id, "school_id": seat.school_id, "classroom": seat}


def cases(world: Any, now: datetime) -> Iterator[Case]:
    for number, child in enumerate(CHILDREN):
        student = getattr(world, child)
        yield Case(
            district_id=student.district_id, school_id=student.school_id, student=student,
            number=900 + number, source="concern", suggested_level=3, opened_at=now, due_at=now,
            moved_at=now,
        )  # fmt: skip


@pytest.mark.django_db
def test_the_table_speaks_of_verbs_that_exist(world: Any) -> None:
    assert {Permission(verb).value for verb in TABLE} == set(TABLE)
