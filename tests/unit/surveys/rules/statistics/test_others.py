"""Agreement, accuracy, item bias, change, shares, careless answers, ends of the scale."""

import numpy as np
import pytest
from scipy.stats import norm

from surveys.rules.statistics import accuracy, bias, careless, change, shares
from surveys.rules.statistics.agreement import kappa, kappa_of, retest
from surveys.rules.statistics.answers import NotEnough
from surveys.rules.statistics.ends import ends

from .public import LSAT, SHROUT_FLEISS

NAN = np.nan


def test_icc_of_shrout_and_fleiss():
    """psych::ICC(sf): ICC2 .29 [.019, .76]."""
    found = retest(SHROUT_FLEISS)
    assert (round(found.icc, 2), round(found.low, 3), round(found.high, 2)) == (0.29, 0.019, 0.76)
    between, within = 2.556, 2.503**2  # variance of targets; of judges and residual together
    assert found.icc == pytest.approx(between / (between + within), abs=1e-3)
    assert found.srd == pytest.approx(1.96 * np.sqrt(2) * found.sem)


def test_retest_leaves_out_who_came_once():
    rows = np.vstack([SHROUT_FLEISS, [[1, 2, NAN, 4]]])
    assert retest(rows) == retest(SHROUT_FLEISS)
    with pytest.raises(NotEnough):
        retest(SHROUT_FLEISS[:2])


def test_kappa_by_hand():
    """20/5/10/15: observed .70, expected .50, kappa .40."""
    found = kappa_of(np.array([[20, 5], [10, 15.0]]))
    assert found.value == pytest.approx(0.4)
    assert found.low < 0.4 < found.high


@pytest.mark.parametrize(("weights", "power"), [("linear", 1), ("quadratic", 2)])
def test_weighted_kappa_is_one_less_the_ratio_of_disagreement(weights, power):
    table = np.array([[10, 4, 1], [3, 12, 5], [0, 2, 13.0]])
    distance = np.abs(np.subtract.outer(range(3), range(3))) ** power
    chance = np.outer(table.sum(1), table.sum(0)) / table.sum()
    expected = 1 - (distance * table).sum() / (distance * chance).sum()
    assert kappa_of(table, weights).value == pytest.approx(expected)


def test_kappa_of_codes_that_only_one_of_them_used():
    first, second = np.array([0, 1, 2, 2, NAN]), np.array([0, 1, 1, 2, 1.0])
    assert kappa(first, second).n == 4
    with pytest.raises(NotEnough):
        kappa(np.ones(5), np.ones(5))


def test_auc_and_delong_by_their_definition():
    cases, others = np.array([3, 4, 4, 6, 7.0]), np.array([1, 2, 3, 4, 2, 5.0])
    wins = (cases[:, None] > others) + 0.5 * (cases[:, None] == others)
    found = accuracy.auc(np.concatenate([cases, others]), np.arange(11) < 5)
    assert found.value == pytest.approx(wins.mean())
    variance = wins.mean(1).var(ddof=1) / 5 + wins.mean(0).var(ddof=1) / 6
    assert found.se == pytest.approx(np.sqrt(variance))
    assert found.high == pytest.approx(min(found.value + norm.ppf(0.975) * found.se, 1))


def test_the_youden_cut_is_an_observed_score_that_flags_at_and_above():
    scores = np.array([1, 2, 3, 5, 4, 5, 6, 9.0])
    confirmed = np.array([False] * 4 + [True] * 4)
    cut = accuracy.youden(scores, confirmed)
    assert (cut.score, cut.sensitivity, cut.specificity) == (4.0, 1.0, 0.75)
    span = accuracy.cut_range(scores, confirmed, draws=200)
    assert span.low in scores
    assert span.high in scores
    assert span == accuracy.cut_range(scores, confirmed, draws=200)


def test_equally_good_cuts_take_the_one_that_misses_fewest():
    scores = np.array([1, 2, 3, 4.0])
    confirmed = np.array([False, True, False, True])
    assert accuracy.youden(scores, confirmed).score == 2.0


def test_mantel_haenszel_by_hand():
    """Two strata (20 10 / 5 15) and (8 12 / 4 16), and one without a focal answer, which drops."""
    cells = [(0, 20, 10, 5, 15), (1, 8, 12, 4, 16), (2, 7, 3, 0, 0)]
    rows = [
        (stratum, focal, yes)
        for stratum, a, b, c, d in cells
        for focal, yes, count in ((0, 1, a), (0, 0, b), (1, 1, c), (1, 0, d))
        for _ in range(count)
    ]
    stratum, focal, yes = (np.array(column) for column in zip(*rows, strict=True))
    found = bias.mantel_haenszel(yes == 1, focal == 1, stratum.astype(float))
    odds = (20 * 15 / 50 + 8 * 16 / 40) / (10 * 5 / 50 + 12 * 4 / 40)
    assert found is not None
    assert found.odds == pytest.approx(odds)
    assert found.delta == pytest.approx(-2.35 * np.log(odds))
    assert (found.strata, found.ets) == (2, "C")


@pytest.mark.parametrize(
    ("delta", "se", "p", "ets"),
    [(0.9, 0.1, 0.001, "A"), (1.6, 0.9, 0.2, "A"), (1.2, 0.2, 0.01, "B"), (-1.6, 0.6, 0.01, "B"),
     (-2.0, 0.3, 0.001, "C")],
)  # fmt: skip
def test_ets_classes(delta, se, p, ets):
    assert bias.ets(delta, se, p) == ets


def _items(seed=4, n=1200):
    generator = np.random.default_rng(seed)
    trait = generator.standard_normal(n)
    focal = np.arange(n) % 2 == 0
    hard = np.linspace(-1, 1, 5)
    shift = np.where(focal, 1.2, 0)[:, None] * (np.arange(5) == 2)
    chance = 1 / (1 + np.exp(-1.5 * (trait[:, None] - hard - shift)))
    return (generator.random((n, 5)) < chance).astype(float), focal


def test_the_item_that_was_made_unfair_is_found():
    answers, focal = _items()
    found = bias.bias(answers, focal)
    assert found[2].mantel_haenszel.ets in {"B", "C"}
    assert found[2].holm[0] < 0.001
    assert all(row.holm[1] > 0.01 for row in found)
    assert found[0].mantel_haenszel.ets == "A"


def test_ordered_answers_go_through_proportional_odds():
    answers, focal = _items()
    levels = answers + np.roll(answers, 1, axis=1)[:, [0, 0, 0, 0, 0]]
    found = bias.bias(levels, focal)
    assert found[2].mantel_haenszel is None
    assert found[2].holm[0] < 0.001


def test_fewer_than_two_hundred_in_a_group_say_nothing():
    answers, focal = _items(n=398)
    with pytest.raises(NotEnough) as why:
        bias.bias(answers, focal)
    assert why.value.code == "group"


def test_reliable_change_of_jacobson_and_truax():
    """Their worked example: before 47.5, after 32.5, sd 7.5, r .80: RC = -3.16."""
    found = change.judged(47.5, 32.5, spread=7.5, reliability=0.80, source="retest")
    assert found is not None
    assert round(found.index, 2) == -3.16
    assert found.is_real
    assert change.cut_off_c(60, 7.5, 40, 7.5) == 50.0
    assert change.judged(5, 4, spread=0, reliability=0.8, source="alpha") is None
    assert change.judged(5, 4, spread=2, reliability=-0.1, source="alpha") is None


def test_wilson_by_hand():
    """10 of 50: centre (.2 + 1.9207/50) / (1 + 3.8415/50), as Wilson 1927."""
    found = shares.wilson(10, 50)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.1124, 0.3304)
    assert shares.wilson(0, 0) is None


def test_classes_of_one_mind_count_as_one_student_each():
    values = np.repeat([0.0, 1, 0, 1], 10)
    classes = np.repeat(np.arange(4), 10)
    found = shares.design(values, classes)
    assert found is not None
    assert (found.rho, found.effect) == (pytest.approx(1), pytest.approx(10))
    assert found.effective_n == pytest.approx(4)
    wide, narrow = shares.clustered(20, 40, found), shares.wilson(20, 40)
    assert wide.high - wide.low > narrow.high - narrow.low
    assert shares.design(np.ones(40), classes) is None


def test_careless_signs():
    answers = np.vstack([np.random.default_rng(1).normal(3, 1, (200, 6)), [[9, -9, 9, -9, 9, -9]]])
    far = careless.mahalanobis(answers)
    assert far.unlikely[-1]
    centred = answers - answers.mean(0)
    whole = centred[-1] @ np.linalg.inv(np.cov(answers.T)) @ centred[-1]
    assert far.d2[-1] == pytest.approx(whole)  # D2, not D
    runs = careless.longest_runs(np.array([[1, 1, 1, 2], [1, NAN, 1, 2], [1, 2, 3, 4.0]]))
    assert list(runs) == [3, 2, 1]


def test_even_odd_within_a_person():
    scales = [[0, 1], [2, 3], [4, 5]]
    found = careless.even_odd(np.array([[1, 1, 2, 2, 3, 3], [1, 3, 2, 2, 3, 1], [2.0] * 6]), scales)
    assert found[0] == pytest.approx(1)
    assert found[1] < -1  # r = -1 has no step up
    assert np.isnan(found[2])


def test_ends_count_against_the_possible_total():
    found = ends(LSAT, np.zeros(5), np.ones(5))
    assert (found.at_floor, found.at_ceiling, found.n) == (3, 298, 1000)
    assert (found.floor_flagged, found.ceiling_flagged) == (False, True)
