"""The tables of a case, a referral and an access slip: complete, connected, and drawn as they are."""

import pytest

from interventions.choices import (
    LIVE_EVENTS,
    OPEN_REFERRALS,
    OPEN_SLIPS,
    OPEN_STATUSES,
    RECEIVED_REFERRALS,
    ReferralStatus,
    SafetyStatus,
    SlipStatus,
    Status,
)
from interventions.management.commands import draw_lifecycle
from interventions.rules import lifecycle, referral_lifecycle, safety_lifecycle, slip_lifecycle
from interventions.rules.states import can_move
from school_safety.access.matrix import MATRIX
from school_safety.audit.events import help_safety, interventions
from school_safety.notices.kinds import KINDS

BY_CODE = {**interventions.BY_CODE, **help_safety.BY_CODE}
TABLES = [
    pytest.param(
        safety_lifecycle, SafetyStatus, (*LIVE_EVENTS, SafetyStatus.STOOD_DOWN), id="safety"
    ),
    pytest.param(lifecycle, Status, OPEN_STATUSES, id="case"),
    pytest.param(referral_lifecycle, ReferralStatus, OPEN_REFERRALS, id="referral"),
    pytest.param(slip_lifecycle, SlipStatus, OPEN_SLIPS, id="slip"),
]
CASE_MOVES = {
    ("new", "assigned"),
    ("assigned", "assigned"),
    ("assigned", "talking"),
    ("assigned", "confirmed"),
    ("assigned", "dismissed"),
    ("talking", "assigned"),
    ("talking", "confirmed"),
    ("talking", "dismissed"),
    ("confirmed", "planned"),
    ("confirmed", "closing"),
    ("planned", "closing"),
    ("closing", "closed"),
    ("closed", "assigned"),
    ("dismissed", "assigned"),
    ("closing", "planned"),
    ("closing", "confirmed"),
}


@pytest.mark.parametrize(("module", "choices", "still_open"), TABLES)
def test_every_state_has_its_row_owner_event_and_notice(module, choices, still_open):
    assert set(module.LIFECYCLE) == set(choices.values)
    for code, state in module.LIFECYCLE.items():
        assert state.event in BY_CODE, code
        assert not state.notice or state.notice in KINDS, code
        assert state.ends or state.owner in MATRIX, code
        assert set(state.moves) <= set(module.LIFECYCLE), code
    assert {c for c, s in module.LIFECYCLE.items() if not s.ends} == set(still_open)


@pytest.mark.parametrize(("module", "choices", "still_open"), TABLES)
def test_every_state_can_be_reached_and_left(module, choices, still_open):
    reached, todo = {module.FIRST}, [module.FIRST]
    while todo:
        for following in module.LIFECYCLE[todo.pop()].moves:
            if following not in reached:
                reached.add(following)
                todo.append(following)
    assert reached == set(choices.values)


@pytest.mark.parametrize("old", Status.values)
@pytest.mark.parametrize("new", Status.values)
def test_case_moves_are_these_and_no_others(old, new):
    assert lifecycle.may_follow(old, new) is ((old, new) in CASE_MOVES)


@pytest.mark.parametrize("status", ReferralStatus.values)
def test_an_open_referral_can_always_be_taken_back(status):
    assert can_move(referral_lifecycle.LIFECYCLE, status, "revoked") is (status in OPEN_REFERRALS)


def test_received_states_agree_with_the_codes():
    assert set(RECEIVED_REFERRALS) == referral_lifecycle.RECEIVED


@pytest.mark.parametrize("status", Status.values)
def test_only_waiting_or_talking_cases_can_be_decided(status):
    assert lifecycle.decidable(status) is (status in {"assigned", "talking"})


def test_drawing_in_the_reference_is_the_table():
    assert draw_lifecycle.PATH.read_text(encoding="utf-8") == draw_lifecycle.drawing()
