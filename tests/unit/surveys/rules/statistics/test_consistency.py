"""Alpha and its parts, against psych::alpha, ltm::descript and tables worked by hand."""

import numpy as np
import pytest

from surveys.rules.statistics.answers import NotEnough, covariance
from surveys.rules.statistics.consistency import alpha, feldt, halves, item_parts

from .public import ATTITUDE, LSAT

NAN = np.nan


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
def test_attitude_as_psych_prints_it(missing):
    found = alpha(ATTITUDE, missing)
    assert round(found.value, 2) == 0.84
    assert (found.n, found.missing) == (30, missing)
    parts = item_parts(ATTITUDE, missing)
    assert [round(part.item_total_r, 2) for part in parts] == [
        *(0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46),
    ]
    assert [round(part.alpha_if_deleted, 2) for part in parts] == [
        *(0.81, 0.80, 0.83, 0.80, 0.80, 0.86, 0.84),
    ]
    assert [round(part.mean) for part in parts] == [65, 67, 53, 56, 65, 75, 43]


def test_lsat_as_ltm_prints_it():
    assert round(alpha(LSAT).value, 4) == 0.2950
    deleted = [round(part.alpha_if_deleted, 4) for part in item_parts(LSAT)]
    assert deleted == [0.2754, 0.2376, 0.2168, 0.2459, 0.2663]


def test_feldt_by_hand():
    """F(.975; 29, 174) and F(.025; 29, 174) from a table: 1.6426 and 0.5373."""
    low, high = feldt(0.8431427696, 30, 7)
    assert (low, high) == (pytest.approx(0.73938, abs=1e-5), pytest.approx(0.91577, abs=1e-5))


def test_parallel_items_follow_spearman_brown():
    """k items with the same variance and correlation r: alpha = k r / (1 + (k - 1) r)."""
    from surveys.rules.statistics.consistency import alpha_of

    k, r = 6, 0.3
    assert alpha_of(np.full((k, k), r) + np.diag(np.full(k, 1 - r))) == pytest.approx(
        k * r / (1 + (k - 1) * r)
    )


def test_listwise_drops_the_row_and_pairwise_keeps_it():
    answers = np.array([[1, 2, 3], [2, 2, 4], [3, 4, NAN], [4, 4, 5], [NAN, NAN, NAN], [1, 1, 2.0]])
    assert (alpha(answers).n, alpha(answers, "pairwise").n) == (4, 5)
    assert alpha(answers).value == pytest.approx(alpha(answers[[0, 1, 3, 5]]).value)


def test_pairwise_covariance_uses_what_both_have():
    answers = np.array([[1, 2], [2, 4], [3, 7], [4, NAN], [NAN, 9.0]])
    both = np.cov(answers[:3].T)
    found = covariance(answers, "pairwise")
    assert found[0, 1] == pytest.approx(both[0, 1])
    assert found[0, 0] == pytest.approx(np.var([1, 2, 3, 4], ddof=1))
    assert found[1, 1] == pytest.approx(np.var([2, 4, 7, 9], ddof=1))


def test_an_item_keyed_the_other_way_makes_alpha_negative():
    column = np.array([1, 2, 3, 4, 5, 2, 3.0])
    found = alpha(np.column_stack([column, 6 - column, np.roll(column, 1)]))
    assert found.value < 0
    assert found.low < found.value < found.high


def test_a_constant_item_has_no_correlation_but_a_place():
    answers = np.column_stack([LSAT[:, :3], np.ones(1000)])
    last = item_parts(answers)[3]
    assert (last.item_total_r, last.sd) == (None, 0.0)
    assert alpha(answers).value < alpha(LSAT[:, :3]).value


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (np.ones((5, 3)), "constant"),
        (np.array([[1.0], [2], [3]]), "items"),
        (np.array([[1.0, NAN], [NAN, 2]]), "people"),
        (np.array([[1.0, 2], [2, 1]]), "constant"),
        (np.array([[1.0, 2], [2, 3]]), "people"),
    ],
)
def test_what_cannot_be_said(answers, code):
    with pytest.raises(NotEnough) as why:
        alpha(answers)
    assert why.value.code == code


def test_halves_by_hand():
    """Odd items sum to 3, 6, 5, 8; even items to 2, 4, 5, 6: r = 13.5 / sqrt(13 * 8.75) …"""
    answers = np.array([[1, 2, 2], [3, 4, 3], [2, 5, 3], [4, 6, 4.0]])
    found = halves(answers)
    odd, even = answers[:, 0] + answers[:, 2], answers[:, 1]
    r = np.corrcoef(odd, even)[0, 1]
    assert found.r == pytest.approx(r)
    assert found.spearman_brown == pytest.approx(2 * r / (1 + r))
    whole = np.var(odd + even, ddof=1)
    parts = np.var(odd, ddof=1) + np.var(even, ddof=1)
    assert found.guttman == pytest.approx(2 * (1 - parts / whole))
    assert halves(answers[:, :2]).guttman == pytest.approx(alpha(answers[:, :2]).value)
