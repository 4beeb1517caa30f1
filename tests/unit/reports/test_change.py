"""Before and after, against tables and worked examples of others."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school_safety.reports import change

# Student's t, two-sided 95 %, from the printed tables (e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2).
T_TABLE = {
    1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262,
    10: 2.228, 15: 2.131, 20: 2.086, 29: 2.045, 30: 2.042, 60: 2.000, 99: 1.984, 100: 1.984,
}  # fmt: skip
# The extra hours of sleep of ten people with two drugs (Student 1908, "sleep" in R); t.test(paired)
# gives a mean difference of 1.58 with a 95 % interval from 0.7001142 to 2.4598858.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
SLEEP = list(zip(FIRST, SECOND, strict=True))


@pytest.mark.parametrize(("freedom", "expected"), T_TABLE.items())
def test_student_s_t_as_in_the_tables(freedom, expected):
    assert change.t_quantile(0.975, freedom) == pytest.approx(expected, abs=0.0006)


@pytest.mark.parametrize("freedom", [1, 2, 5, 8, 31])
def test_the_distribution_is_the_area_under_its_density(freedom):
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    grid = numpy.linspace(0, 1.7, 20001)
    area = numpy.trapezoid(scale * (1 + grid**2 / freedom) ** (-(freedom + 1) / 2), grid)
    assert change.t_share(1.7, freedom) == pytest.approx(0.5 + area, abs=1e-7)


def test_student_s_own_example():
    found = change.change(SLEEP)
    assert found.n == 10
    assert (found.before, found.after, found.mean) == pytest.approx((0.75, 2.33, 1.58))
    assert (found.low, found.high) == pytest.approx((0.7001142, 2.4598858), abs=1e-6)
    spread = numpy.std(FIRST, ddof=1)
    assert found.effect == pytest.approx(1.58 / spread * (1 - 3 / 35))


def test_jacobson_and_truax_s_own_example():
    """SD 7.5, r .80: SE 3.35, Sdiff 4.74, and 32.5 -> 47.5 is RC 3.16."""
    assert change.noise(7.5, 0.80) == pytest.approx(4.74, abs=0.005)
    assert (47.5 - 32.5) / change.noise(7.5, 0.80) == pytest.approx(3.16, abs=0.005)
    pairs = [(32.5, 47.5), (32.5, 41.0), (32.5, 23.0)]
    found = change.reliable(pairs, spread=7.5, reliability=0.80, less_is_better=False)
    assert (found.improved, found.unchanged, found.worse) == (1, 1, 1)
    turned = change.reliable(pairs, spread=7.5, reliability=0.80)
    assert (turned.improved, turned.unchanged, turned.worse) == (1, 1, 1)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, None),
        ([4], 0.9, 4),
        ([1, 2, 3, 4], 0.5, 2.5),
        ([3, 1, 2], 0.5, 2),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1),
    ],
)
def test_percentiles_as_spreadsheets_have_them(values, share, expected):
    assert change.percentile(values, share) == expected


def test_too_few_and_too_equal():
    assert change.change([]) is None
    assert change.change([(3, 1)]) is None
    assert change.change([(3, 1), (3, 2)]).effect is None
    assert change.small_sample(1) == 0


numbers = st.integers(0, 40)


@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=40))
@settings(max_examples=150, deadline=None)
def test_against_numpy(pairs):
    found = change.change(pairs)
    before, after = numpy.array(pairs, dtype=float).T
    half = change.t_quantile(0.975, len(pairs) - 1) * numpy.std(after - before, ddof=1)
    half /= math.sqrt(len(pairs))
    assert found.mean == pytest.approx(numpy.mean(after - before))
    assert (found.low, found.high) == pytest.approx((found.mean - half, found.mean + half))
    counted = change.reliable(pairs, spread=numpy.std(before, ddof=1), reliability=0.7)
    assert counted.improved + counted.unchanged + counted.worse == len(pairs)
    mirrored = change.reliable(
        [(b, a) for a, b in pairs], spread=numpy.std(before, ddof=1), reliability=0.7
    )
    assert (mirrored.improved, mirrored.worse) == (counted.worse, counted.improved)
    values = sorted(float(a) for _b, a in pairs)
    assert change.percentile(values, 0.9) == pytest.approx(numpy.percentile(values, 90))
