"""One factor, against lavaan's and statsmodels' figures; and how many components beat chance."""

import warnings

import numpy as np
import pytest
from statsmodels.multivariate.factor import Factor

from surveys.rules.statistics.answers import NotEnough
from surveys.rules.statistics.components import parallel
from surveys.rules.statistics.factor import fitted, one_factor

from .public import ATTITUDE, LSAT, holzinger


def test_holzinger_as_lavaan_fits_it():
    """lavaan 0.6, `f =~ x1 + … + x9`: chi2 312.264, df 27, CFI .677, TLI .569, RMSEA .187
    [.169, .206], baseline 918.852; here from covariances of three decimals."""
    _model, fit = fitted(holzinger(), 301)
    assert (fit.df, fit.n, fit.improper) == (27, 301, False)
    assert fit.chi2 == pytest.approx(312.264, rel=1e-3)
    assert (round(fit.cfi, 3), round(fit.rmsea, 3)) == (0.677, 0.187)
    assert fit.tli == pytest.approx(0.569, abs=1e-3)
    assert (round(fit.rmsea_low, 3), round(fit.rmsea_high, 3)) == (0.169, 0.206)
    assert -301 * np.linalg.slogdet(holzinger())[1] == pytest.approx(918.852, rel=1e-3)


@pytest.mark.parametrize(
    "correlations", [holzinger(), np.corrcoef(ATTITUDE.T), np.corrcoef(LSAT.T)]
)
def test_loadings_are_those_of_statsmodels(correlations):
    model, _fit = fitted(correlations, 300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = Factor(corr=correlations, n_factor=1, method="ml", nobs=300).fit()
    assert np.abs(np.abs(other.loadings[:, 0]) - np.abs(model.loadings)).max() < 1e-4
    total = np.abs(other.loadings[:, 0]).sum() ** 2
    if (model.loadings > 0).all():
        assert model.omega == pytest.approx(total / (total + other.uniqueness.sum()), abs=1e-4)


def test_a_perfect_factor_fits_perfectly():
    loadings = np.array([0.8, 0.7, 0.6, 0.5, 0.4])
    correlations = np.outer(loadings, loadings)
    np.fill_diagonal(correlations, 1)
    model, fit = fitted(correlations, 500)
    assert model.loadings == pytest.approx(loadings, abs=1e-5)
    assert (fit.chi2, fit.cfi, fit.rmsea) == (pytest.approx(0, abs=1e-6), 1.0, 0.0)
    common = loadings.sum() ** 2
    assert model.omega == pytest.approx(common / (common + (1 - loadings**2).sum()))


def test_units_do_not_matter():
    _model, fit = one_factor(ATTITUDE)
    _same, scaled = one_factor(ATTITUDE * np.array([1, 10, 0.1, 3, 5, 7, 100]))
    assert fit.chi2 == pytest.approx(scaled.chi2, rel=1e-6)


def test_three_items_leave_nothing_to_test():
    fit = one_factor(LSAT[:, :3])[1]
    assert (fit.df, fit.chi2, fit.cfi, fit.tli, fit.rmsea) == (0, 0.0, 1.0, 1.0, 0.0)


def test_an_improper_solution_says_so():
    """r12 r13 / r23 > 1: the first item would have a negative unique variance."""
    correlations = np.array(
        [[1, 0.9, 0.8, 0.3], [0.9, 1, 0.6, 0.2], [0.8, 0.6, 1, 0.2], [0.3, 0.2, 0.2, 1.0]]
    )
    model, fit = fitted(correlations, 100)
    assert model.improper
    assert fit.improper
    assert fit.chi2 >= 0


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (LSAT[:, :2], "items"),
        (ATTITUDE[:7], "people"),
        (np.column_stack([LSAT, LSAT[:, 0]]), "singular"),
        (np.column_stack([LSAT, np.ones(1000)]), "constant"),
    ],
)
def test_what_cannot_be_fitted(answers, code):
    with pytest.raises(NotEnough) as why:
        one_factor(answers)
    assert why.value.code == code


def test_parallel_analysis_finds_what_was_put_in():
    generator = np.random.default_rng(3)
    two = generator.standard_normal((400, 2))
    answers = np.repeat(two, 4, axis=1) + 0.8 * generator.standard_normal((400, 8))
    assert parallel(answers).components == 2
    assert parallel(generator.standard_normal((400, 8))).components <= 1
    assert parallel(ATTITUDE).components == 1


def test_the_random_eigenvalues_are_those_of_random_data():
    """Drawn directly and drawn as data agree within the noise of 400 draws."""
    from surveys.rules.statistics.components import _random

    generator = np.random.default_rng(5)
    drawn = [
        np.sort(np.linalg.eigvalsh(np.corrcoef(generator.standard_normal((60, 5)).T)))[::-1]
        for _ in range(400)
    ]
    straight = _random(60, 5, seed=1, draws=400)
    assert np.percentile(straight, 95, axis=0) == pytest.approx(
        np.percentile(drawn, 95, axis=0), abs=0.06
    )
    assert parallel(ATTITUDE) == parallel(ATTITUDE)
