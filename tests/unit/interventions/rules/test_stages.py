"""The stage bar."""

from datetime import UTC, datetime

import pytest

from interventions.choices import Status
from interventions.rules.stages import STAGES, reached, stage_bar

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("happened", "ended", "states"),
    [
        ({}, False, "here ahead ahead ahead ahead ahead"),
        ({"received": AT}, False, "done here ahead ahead ahead ahead"),
        ({"received": AT, "talk": AT, "plan": AT}, False, "done done here done ahead ahead"),
        (
            {"received": AT, "talk": AT, "guardian": AT, "plan": AT},
            False,
            "done done done here ahead ahead",
        ),
        (
            dict.fromkeys(("received", "talk", "guardian", "plan", "close"), AT),
            True,
            "done done done done skipped done",
        ),
        (
            {"received": AT, "talk": AT, "close": AT},
            True,
            "done done skipped skipped skipped done",
        ),
    ],
)
def test_stage_bar(happened, ended, states):
    assert [s.state for s in stage_bar(happened, ended=ended)] == states.split()


@pytest.mark.parametrize("status", Status.values)
def test_reached_names_a_stage(status):
    behind, code = reached(status)
    assert 0 <= behind <= len(STAGES)
    assert code in STAGES


def test_reached_with_a_referral():
    assert reached("planned", referral_open=True) == (4, "referral")
