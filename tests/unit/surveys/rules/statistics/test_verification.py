"""Two phases: the flagged, and a blind share of the others, each standing for all of its kind."""

import math
from dataclasses import astuple

import pytest

from surveys.rules.statistics.shares import wilson
from surveys.rules.statistics.verification import Group, verified

ONE = Group(flagged=100, others=900, flagged_met=90, flagged_yes=30, others_met=30, others_yes=1)


def test_without_a_blind_sample_only_the_ppv_is_known():
    found = verified([Group(100, 900, 90, 30)])
    assert astuple(found.ppv) == pytest.approx(astuple(wilson(30, 90)))
    assert (found.npv, found.sensitivity, found.specificity, found.prevalence) == (None,) * 4
    assert verified([]).ppv is None


def test_each_kind_stands_for_all_of_it():
    """100 flagged, 1 in 3 confirmed = 33.3; 900 others, 1 in 30 = 30: sensitivity 33.3 / 63.3."""
    found = verified([ONE])
    assert found.sensitivity.value == pytest.approx((100 / 3) / (100 / 3 + 30))
    assert found.specificity.value == pytest.approx(870 / (870 + 200 / 3))
    assert found.prevalence == pytest.approx((100 / 3 + 30) / 1000)
    assert astuple(found.ppv) == pytest.approx(astuple(wilson(30, 90)))
    assert astuple(found.npv) == pytest.approx(astuple(wilson(29, 30)))
    assert found.sensitivity.low < found.sensitivity.value < found.sensitivity.high


def test_the_interval_of_one_group_is_that_of_begg_and_greenes():
    """1/(N t (1-t)) + (1-p)/(n p) + (1-q)/(m q), on the logit."""
    p, q = 30 / 90, 1 / 30
    variance = 1 / (1000 * 0.1 * 0.9) + (1 - p) / (90 * p) + (1 - q) / (30 * q)
    found = verified([ONE]).sensitivity
    middle = math.log(found.value / (1 - found.value))
    half = 1.959964 * math.sqrt(variance)
    assert found.low == pytest.approx(1 / (1 + math.exp(half - middle)), abs=1e-6)
    assert found.high == pytest.approx(1 / (1 + math.exp(-half - middle)), abs=1e-6)


def test_a_group_cut_in_two_says_nearly_the_same_and_none_the_surer():
    half = Group(50, 450, 45, 15, 15, 1), Group(50, 450, 45, 15, 15, 0)
    found, whole = verified(half), verified([ONE])
    assert found.sensitivity.value == pytest.approx(whole.sensitivity.value)
    assert found.npv.value == pytest.approx(whole.npv.value)
    width = whole.sensitivity.high - whole.sensitivity.low
    assert found.sensitivity.high - found.sensitivity.low == pytest.approx(width, rel=0.25)


def test_shares_drawn_differently_are_weighted():
    """Where one in ten was drawn a child stands for ten, where one in two for two."""
    found = verified([Group(10, 100, 10, 5, 10, 1), Group(10, 100, 10, 5, 50, 1)])
    missed = 100 / 10 + 100 / 50
    assert found.sensitivity.value == pytest.approx(10 / (10 + missed))
    effective = 200**2 / (100**2 / 10 + 100**2 / 50)
    assert found.npv.low == pytest.approx(wilson((1 - missed / 200) * effective, effective).low)


def test_a_group_whose_others_nobody_met_counts_for_the_ppv_alone():
    found = verified([ONE, Group(100, 900, 100, 50)])
    assert found.sensitivity == verified([ONE]).sensitivity
    assert found.ppv.n == 190


@pytest.mark.parametrize("yes", [0, 20])
def test_nobody_and_everybody_still_have_an_interval(yes):
    found = verified([Group(50, 500, 50, 20, 20, yes)])
    assert found.sensitivity.low < found.sensitivity.high
    assert found.specificity.low <= found.specificity.value <= found.specificity.high
