"""Who takes the next case."""

from datetime import UTC, datetime

import pytest

from interventions.rules.assignment import Candidate, choose

OLD = datetime(2026, 9, 1, tzinfo=UTC)
NEW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("candidates", "chosen"),
    [
        ([], None),
        ([Candidate("a", 3, on_duty=False)], None),
        ([Candidate("a", 3), Candidate("b", 1)], "b"),
        ([Candidate("a", 1, on_duty=False), Candidate("b", 9)], "b"),
        ([Candidate("a", 2, NEW), Candidate("b", 2, OLD)], "b"),
        ([Candidate("a", 2, OLD), Candidate("b", 2, None)], "b"),
        ([Candidate("b", 0), Candidate("a", 0)], "a"),
    ],
)
def test_choose(candidates, chosen):
    assert choose(candidates) == chosen
