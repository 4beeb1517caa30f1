"""What may be shown of how far a questionnaire can be trusted."""

import numpy as np
import pytest

from school_safety.reports import wave_calibration
from surveys.queries.sampled import Agreement
from surveys.rules.statistics.agreement import kappa
from surveys.rules.statistics.ranking import Talks, ranking
from surveys.rules.statistics.shares import Share
from surveys.rules.statistics.verification import Group, verified

ENOUGH = Group(
    flagged=120, others=900, flagged_met=100, flagged_yes=40, others_met=60, others_yes=2
)


def shown(*groups, **found):
    return wave_calibration.protected(found, verified(groups))


@pytest.mark.parametrize(
    ("group", "why", "ppv", "rest"),
    [
        (ENOUGH, "", True, True),
        (Group(120, 900, 100, 40), "no_lot", True, False),
        (Group(120, 900, 29, 10), "no_lot", False, False),
        (Group(120, 900, 100, 40, 29, 1), "few", True, False),
        (Group(120, 900, 29, 10, 60, 1), "few", False, False),
    ],
)
def test_from_how_many_talks_on_something_is_said(group, why, ppv, rest):
    made = shown(group)
    assert made["why"] == why
    assert (made["ppv"] is not None) is ppv
    assert {made[name] is not None for name in ("npv", "sensitivity", "specificity")} == {rest}


def test_shares_come_in_steps_of_five_and_intervals_never_shrink():
    made = wave_calibration.share(Share(0.523, 0.412, 0.611, 90))
    assert made == {"value": 0.5, "low": 0.4, "high": 0.65}
    assert wave_calibration.share(Share(1.0, 0.95, 1.0, 90)) == {
        "value": 1.0, "low": 0.95, "high": 1.0,
    }  # fmt: skip


def test_no_count_under_ten_leaves():
    made = shown(ENOUGH, confirmed=40, sub=4, other=12, declined=3)
    cells = made["findings"].values()
    assert all(cell["n"] is None or (cell["n"] >= 10 and cell["n"] % 5 == 0) for cell in cells)
    assert made["findings"]["sub"]["n"] is None


@pytest.mark.parametrize(("n", "known"), [(29, False), (34, True)])
def test_steadiness_from_thirty_on(n, known):
    found = {"icc": 0.8123, "ci_low": 0.7, "ci_high": 0.9, "sem": 1.02, "srd": 2.83, "n": n}
    made = wave_calibration.steadiness({**found, "model": "ICC(A,1)"})
    assert (made is not None) is known
    assert not known or (made["icc"], made["srd"], made["n"]) == (0.81, 2.8, 35)
    assert wave_calibration.steadiness(None) is None


def test_the_area_is_said_with_its_ends_and_the_cut_in_steps():
    talks = Talks(
        np.repeat([5.0, 2.0, 1.0], [40, 20, 60]), np.repeat([True, False, False], [40, 20, 60]),
        np.ones(120), np.zeros(120, np.int64),
    )  # fmt: skip
    made = wave_calibration.ranked(ranking(talks))
    assert made["auc"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 120, "confirmed": 40}
    assert made["best_cut"] == {
        "score": 5.0, "low": 5.0, "high": 5.0, "sensitivity": 1.0, "specificity": 1.0,
    }  # fmt: skip
    assert wave_calibration.ranked(None) == {"auc": None, "best_cut": None}


@pytest.mark.parametrize(("n", "known"), [(29, False), (32, True)])
def test_agreement_from_thirty_talks_on(n, known):
    first = np.arange(n) % 2.0
    second = np.where(np.arange(n) < 4, 1 - first, first)
    found = Agreement(kappa(first, second), kappa(2 * first, 2 * second, weights="linear"))
    made = wave_calibration.agreed(found)
    assert (made is not None) is known
    assert not known or (made["n"], made["yes_no"]["value"]) == (30, 0.75)
    assert wave_calibration.agreed(None) is None
