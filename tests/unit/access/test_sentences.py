"""The matrix in words: whole, and nothing in it that the matrix contradicts."""

import pytest
from django.utils import translation

from school_safety.access.choices import Role, Scope
from school_safety.access.matrix import MATRIX
from school_safety.access.never import MUST_NEVER, nevers_of
from school_safety.access.sentences import AREAS, REACH

LABELS = [verb for area in AREAS for verb in area.sentences]


def test_no_verb_stands_in_two_areas() -> None:
    assert len(LABELS) == len(set(LABELS))


def test_every_scope_is_explained() -> None:
    assert set(REACH) == set(Scope.values)


@pytest.mark.parametrize("role", [role.value for role in Role if MATRIX[role]])
def test_every_role_knows_what_it_never_may(role: str) -> None:
    assert nevers_of(role)


@pytest.mark.parametrize("number", range(len(MUST_NEVER)))
def test_no_never_is_contradicted_by_the_matrix(number: int) -> None:
    line = MUST_NEVER[number]
    assert line.roles <= set(Role.values)
    assert {role: line.without & set(MATRIX[role]) for role in line.roles} == {
        role: frozenset() for role in line.roles
    }
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert str(line.sentence)


def test_records_of_help_are_never_for_those_outside_it() -> None:
    first = MUST_NEVER[0]
    assert first.roles == {"te", "ht", "ed", "rv", "ck", "sa", "da", "au", "op", "pa", "du"}
