"""Growth against statsmodels, on the edges, and what it refuses to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import effectsize_smd
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportion_effectsize,
)
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from lessons.rules import growth
from lessons.rules.growth import Asked, Interval

PAIRS = [(12, 31, 24, 29), (0, 14, 9, 12), (30, 30, 18, 31), (1, 45, 44, 45)]


def sheets(marks):
    return [right for right, n in enumerate(marks) for _each in range(n)]


@pytest.mark.parametrize(("right", "n"), [(0, 12), (7, 30), (30, 30), (1, 1)])
def test_a_share_is_wilson_s(right, n):
    found = growth.share(Asked(right, n))
    low, high = proportion_confint(right, n, method="wilson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize(("a", "n", "b", "m"), PAIRS)
def test_a_difference_is_newcombe_s_and_its_effect_is_cohen_s(a, n, b, m):
    found = growth.item(Asked(a, n), Asked(b, m))
    low, high = confint_proportions_2indep(b, m, a, n, method="newcomb", compare="diff")
    assert (found.change.low, found.change.high) == pytest.approx((low, high), abs=1e-9)
    assert found.effect.value == pytest.approx(proportion_effectsize(b / m, a / n))
    half = found.effect.high - found.effect.value
    assert half == pytest.approx(1.96 * (1 / n + 1 / m) ** 0.5, rel=1e-3)


@pytest.mark.parametrize(
    ("before", "after"),
    [([2, 5, 9, 8, 4, 1], [0, 1, 3, 8, 10, 7]), ([0, 3, 3], [6, 0, 1]), ([10, 1], [0, 12])],
)
def test_sheets_are_compared_as_welch_and_hedges_do(before, after):
    questions = len(before) - 1
    found = growth.by_sheets(before, after, questions)
    first, second = sheets(before), sheets(after)
    welch = CompareMeans(DescrStatsW(second), DescrStatsW(first)).tconfint_diff(usevar="unequal")
    assert (found.change.low, found.change.high) == pytest.approx(
        tuple(end / questions for end in welch)
    )
    one, two = DescrStatsW(second, ddof=1), DescrStatsW(first, ddof=1)
    g, _variance = effectsize_smd(one.mean, one.std, one.nobs, two.mean, two.std, two.nobs)
    assert found.effect.value == pytest.approx(g, rel=2e-3)  # theirs takes the factor's short form
    assert found.effect.low < found.effect.value < found.effect.high


def test_classes_are_the_unit():
    changes = [0.2, 0.1, 0.15, 0.3]
    found = growth.over_classes(changes)
    assert (found.low, found.high) == pytest.approx(DescrStatsW(changes).tconfint_mean())
    assert growth.over_classes([0.2]) is None


def test_hands_take_the_widest_interval():
    items = [growth.item(Asked(a, n), Asked(b, m)) for a, n, b, m in PAIRS[:2]]
    found = growth.by_hands(items)
    assert found.change.low == pytest.approx(sum(each.change.low for each in items) / 2)
    assert (found.n_before, found.n_after) == (14, 12)
    assert found.effect is None
    assert growth.by_hands([]) is None


def test_nothing_is_made_of_nothing():
    assert growth.share(Asked(0, 0)) is None
    assert growth.item(Asked(0, 0), Asked(3, 4)) is None
    assert growth.item(Asked(3, 4), Asked(0, 0)) is None
    assert growth.by_sheets([0, 1], [4, 5], 1) is None
    assert growth.by_sheets([3], [4], 0) is None


def test_without_spread_there_is_no_effect_size():
    found = growth.by_sheets([0, 12], [0, 15], 1)
    assert found.effect is None
    assert found.change == Interval(0, 0, 0)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ([0, 9], [9, 0], growth.TOO_FEW),
        ([8, 8], [8, 9], growth.NOTHING),
        ([16, 4], [2, 20], growth.TOLD),
        ([2, 20], [16, 4], growth.TOLD),
    ],
)
def test_it_says_only_what_can_be_said(before, after, says):
    assert growth.by_sheets(before, after, 1).says == says


def test_heads_of_a_class():
    assert growth.heads(Interval(0.2, 0.06, 0.33), 30) == (6, 2, 10)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_a_change_lies_within_its_interval(a, n, b, m):
    found = growth.item(Asked(min(a, n), n), Asked(min(b, m), m))
    for each in (found.before, found.after, found.change, found.effect):
        assert each.low <= each.value <= each.high
    assert -1 <= found.change.low <= found.change.high <= 1
