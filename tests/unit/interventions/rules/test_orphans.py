"""Why nobody may be there for a case, and to whom cases are proposed."""

import pytest

from interventions.rules.orphans import proposal, why_alone

FINE = {"owned": True, "active": True, "counsels_here": True, "away": False, "covered": False}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"owned": False}, "nobody"),
        ({"active": False, "counsels_here": False}, "closed"),
        ({"counsels_here": False}, "left"),
        ({"away": True}, "uncovered"),
        ({"away": True, "covered": True}, ""),
    ],
)
def test_why_alone(changes, why) -> None:
    assert why_alone(**{**FINE, **changes}) == why


def test_each_case_goes_to_whoever_has_the_fewest_by_then() -> None:
    cases: list[object] = ["q1", "q2", "q3", "q4"]
    loads: dict[object, int] = {"a": 3, "b": 1, "c": 0}
    assert proposal(loads, cases, {"c"}) == {"q1": "b", "q2": "b", "q3": "a", "q4": "b"}
    assert proposal(loads, cases, {"a", "b", "c"}) == {}
    assert proposal({}, cases, set()) == {}
