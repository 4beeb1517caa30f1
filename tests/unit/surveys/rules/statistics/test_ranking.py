"""The AUC of a sample that was drawn: against the plain one, and against a sum done by hand."""

import numpy as np
import pytest

from surveys.rules.statistics import accuracy
from surveys.rules.statistics.ranking import Talks, ranking

SEED = 7


def everybody(n: int = 200) -> Talks:
    """All were interviewed: one stratum, everybody stands for herself."""
    chance = np.random.default_rng(SEED)
    confirmed = np.arange(n) < n // 4
    scores = chance.integers(0, 9, n) + 3.0 * confirmed
    return Talks(scores, confirmed, np.ones(n), np.zeros(n, np.int64))


def test_where_all_were_interviewed_it_is_the_plain_one():
    talks = everybody()
    found = ranking(talks)
    plain = accuracy.auc(talks.scores, talks.confirmed)
    assert found.auc.value == pytest.approx(plain.value, abs=1e-12)
    assert found.cut == accuracy.youden(talks.scores, talks.confirmed)
    assert (found.confirmed, found.others) == (plain.confirmed, plain.others) == (50, 150)


def test_the_drawn_interval_is_about_delongs():
    talks = everybody()
    found, plain = ranking(talks).auc, accuracy.auc(talks.scores, talks.confirmed)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=0.02)


def test_a_drawn_child_stands_for_those_who_were_not_drawn():
    """30 flagged at 5, confirmed; 10 flagged at 5, not; 20 drawn at 1 for 200, not confirmed.

    Others: 10 at 5 and 200 at 1. Pairs won: 200 of 210, and half of 10: 205/210.
    """
    scores = np.repeat([5.0, 5.0, 1.0], [30, 10, 20])
    confirmed = np.repeat([True, False, False], [30, 10, 20])
    talks = Talks(scores, confirmed, np.repeat([1.0, 10.0], [40, 20]), np.repeat([0, 1], [40, 20]))
    found = ranking(talks)
    assert found.auc.value == pytest.approx(205 / 210)
    assert found.auc.low <= found.auc.value <= found.auc.high
    assert (found.cut.score, found.cut.sensitivity) == (5.0, 1.0)
    assert found.cut.specificity == pytest.approx(200 / 210)
    assert (found.spread.low, found.spread.high) == (5.0, 5.0)


@pytest.mark.parametrize(("confirmed", "said"), [(29, False), (30, True)])
def test_not_before_thirty_of_either_kind(confirmed, said):
    truth = np.arange(100) < confirmed
    rows = np.arange(100, dtype=float)
    talks = Talks(rows, truth, np.ones(100), np.zeros(100, np.int64))
    assert (ranking(talks) is not None) is said


def test_the_same_every_time():
    assert ranking(everybody()) == ranking(everybody())
