"""The table of a transfer: complete, and as the history and the messages know it."""

import pytest

from school_safety.audit.events import catalogue
from school_safety.notices.kinds import KINDS
from school_safety.schools.choices import TransferState
from school_safety.schools.transfers import STATES, goes_along, may_follow


def test_every_state_has_its_row_event_and_notice():
    assert set(STATES) == set(TransferState.values)
    for code, state in STATES.items():
        assert state.event in catalogue(), code
        assert not state.notice or state.notice in KINDS, code
        assert state.side in {"from", "to"}, code


@pytest.mark.parametrize("old", TransferState.values)
@pytest.mark.parametrize("new", TransferState.values)
def test_only_a_proposed_one_goes_on(old, new):
    assert may_follow(old, new) == (old == "proposed" and new != "proposed")


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("G110101201603050018", True),
        ("g11010120160305001x", True),
        ("20260101", False),
        ("N0001", False),
        ("", False),
    ],
)
def test_only_the_national_number_goes_along(number, kept):
    assert goes_along(number) is kept
