"""Talks, hours and weeks."""

import pytest

from surveys.rules import capacity


def test_rounds_up_and_counts_hours():
    found = capacity.expected(100, (0.02, 0.045, 0.1))
    assert (found.flags, found.low, found.high, found.hours) == (5, 2, 10, 3.3)
    assert capacity.expected(0, (0.1, 0.2, 0.3)).flags == 0
    assert capacity.expected(100, (0.0, 0.045, 0.1), minutes=30).hours == 2.5


@pytest.mark.parametrize(  # per 1,000: INSTRUMENTS section 4
    ("accuracy", "prevalence", "flags", "wrong", "missed"),
    [
        ((0.80, 0.90), 0.05, 135, 95, 10),
        ((0.98, 0.919), 0.05, 126, 77, 1),
        ((0.867, 0.893), 0.05, 145, 102, 7),
        ((0.72, 0.95), 0.05, 84, 48, 14),
        ((0.80, 0.90), 0.02, 114, 98, 4),
        ((0.80, 0.90), 0.10, 170, 90, 20),
    ],
)
def test_a_screen_of_known_accuracy(accuracy, prevalence, flags, wrong, missed):
    found = capacity.sorted_by(1000, prevalence, *accuracy)
    assert found.flags == pytest.approx(flags, abs=1)
    assert found.wrong == pytest.approx(wrong, abs=1)
    assert found.missed == pytest.approx(missed, abs=1)
    assert found.percent == round(prevalence * 100)


def test_the_workload_of_fifty_thousand():
    low, middle, high = capacity.flag_rates(0.80, 0.90)
    assert (low, middle, high) == pytest.approx((0.114, 0.135, 0.17))
    found = capacity.expected(50_000, (low, middle, high), minutes=30)
    assert (found.flags, found.hours) == (6750, 3375.0)


@pytest.mark.parametrize(
    ("demand", "per_week", "weeks", "fits"),
    [
        ([], 0, 2, True),
        ([0, 0], 0, 2, True),
        ([1], 0, 2, False),
        ([20], 10, 2, True),
        ([21], 10, 2, False),
        ([20, 10], 10, 2, True),
        ([20, 11], 10, 2, False),  # the second week begins with ten still waiting
        ([0, 20], 10, 2, True),
        ([15, 0, 20], 10, 2, True),
    ],
)
def test_fits(demand, per_week, weeks, fits):
    assert capacity.fits(demand, per_week, weeks) is fits


@pytest.mark.parametrize(
    ("rooms", "per_week", "weeks", "beside", "found"),
    [
        ([5, 5], 10, 2, (), (0, 0)),
        ([15, 15], 10, 2, (), (0, 1)),
        ([15, 15, 15], 10, 2, (), (0, 1, 3)),
        ([21], 10, 2, (), None),
        ([1], 0, 2, (), None),
        ([15], 10, 2, (20.0,), (2,)),
        ([20] * 5, 10, 2, (), None),
        ([], 10, 2, (), ()),
    ],
)
def test_classes_take_turns_as_early_as_it_fits(rooms, per_week, weeks, beside, found):
    assert capacity.stagger(rooms, per_week, weeks, beside) == found
