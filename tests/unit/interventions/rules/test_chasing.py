"""Who hears of a quiet referral, and how often."""

import pytest

from interventions.rules import chasing
from interventions.rules.referral_lifecycle import LIFECYCLE


@pytest.mark.parametrize(
    ("status", "days", "expected"),
    [
        ("sent", 2, {}),
        ("sent", 3, {"provider": 1}),
        ("seen", 7, {"provider": 2, "owner": 1}),
        ("draft", 6, {}),
        ("draft", 30, {"owner": 4}),
        ("accepted", 14, {"provider": 2, "owner": 1}),
        ("appointed", 2, {"provider": 1}),
        ("attended", 20, {"provider": 1}),
        ("replied", 7, {"owner": 1}),
        ("done", 400, {}),
        ("revoked", 400, {}),
    ],
)
def test_chased(status, days, expected):
    assert chasing.chased(status, days) == expected


def test_every_open_state_has_its_patience():
    assert set(chasing.PATIENCE) == {code for code, state in LIFECYCLE.items() if not state.ends}
