"""The table itself: plain facts that a lawyer could check with a pencil."""

import pytest

from school_safety.access.choices import Role, Scope
from school_safety.access.matrix import MATRIX, roles_with
from school_safety.access.permissions import Permission as P

CARERS = {"co", "ld"}


def test_matrix_knows_exactly_the_roles_there_are() -> None:
    assert set(MATRIX) == set(Role.values)


def test_matrix_uses_only_known_scopes() -> None:
    used = {scope for verbs in MATRIX.values() for scope in verbs.values()}
    assert used <= set(Scope.values)


def test_every_verb_is_granted_to_somebody() -> None:
    assert [verb for verb in P if not roles_with(verb)] == []


@pytest.mark.parametrize("verb", [P.RESPONSE_READ, P.NOTE_READ, P.CASE_WRITE])
def test_answers_and_notes_belong_to_the_counselor_alone(verb: P) -> None:
    assert roles_with(verb) == {"co"}


@pytest.mark.parametrize("role", ["te", "ht", "ed", "rv", "ck", "sa", "da", "au", "op", "pa", "du"])
@pytest.mark.parametrize(
    "verb", [P.CASE_READ, P.SIGNAL_READ, P.RESPONSE_READ, P.CONCERN_READ, P.REFERRAL_READ]
)
def test_must_never_list_roles_that_never_see_help_records(role: str, verb: P) -> None:
    assert verb not in MATRIX[role]


def test_case_files_are_read_by_counselors_on_caseload_and_leads_of_the_school() -> None:
    assert roles_with(P.CASE_READ) == CARERS
    assert MATRIX["co"][P.CASE_READ] == Scope.CASELOAD
    assert MATRIX["ld"][P.CASE_READ] == Scope.SCHOOL


def test_the_operator_holds_no_verb_about_people() -> None:
    assert set(MATRIX["op"]) == {P.SIGNED_IN, P.PLATFORM_RUN}
