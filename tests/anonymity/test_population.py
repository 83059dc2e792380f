"""Pitman's model against populations whose rows are known."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt
import pytest

from audit.anonymity.population import WORST_FIT, _expected, fitted
from tests.anonymity import adult


def _drawn(alpha: float, theta: float, rows: int) -> npt.NDArray[np.int64]:
    """Return the classes of rows by Pitman's urn: the next row is a new class with chance (theta + classes * alpha) / (theta + rows)."""
    draw = np.random.default_rng(12)
    labels = np.zeros(rows, dtype=np.int64)
    classes = 1
    for row in range(1, rows):
        if draw.random() < (theta + classes * alpha) / (theta + row):
            labels[row] = classes
            classes += 1
        else:
            # A row before, but for the share alpha of each class: draw again then, a new class is decided already.
            while True:
                before = labels[draw.integers(0, row)]
                if draw.random() >= alpha / (labels[:row] == before).sum():
                    break
            labels[row] = before
    return labels


def _sizes(labels: npt.NDArray[np.int64]) -> dict[int, int]:
    """Return the number of classes by size."""
    counts = np.bincount(labels)
    return dict(Counter(counts[counts > 0].tolist()))


def test_a_model_finds_its_own_parameters() -> None:
    fit = fitted(_sizes(_drawn(0.4, 100.0, 4_000)), 1.0)

    assert fit is not None
    assert fit.alpha == pytest.approx(0.4, abs=0.1)
    assert fit.theta == pytest.approx(100.0, rel=0.35)
    assert fit.misfit < WORST_FIT


@pytest.mark.parametrize(("fraction", "near"), [(0.02, 0.10), (0.1, 0.02), (0.3, 0.02)])
def test_samples_of_adult_tell_who_is_alone_in_all_of_it(fraction: float, near: float) -> None:
    """Nine columns: 53.7 % are alone in the population; twenty samples say so on average, and most of their intervals hold it."""
    table = adult.frame()
    labels = table.groupby(list(adult.DEMOGRAPHIC), dropna=False).ngroup().to_numpy()
    truth = float((np.bincount(labels)[labels] == 1).mean())
    samples = [np.random.default_rng(seed).random(len(table)) < fraction for seed in range(20)]

    fits = [fit for sample in samples if (fit := fitted(_sizes(labels[sample]), fraction)) and fit.misfit <= WORST_FIT]

    assert len(fits) >= 10
    assert sum(fit.unique for fit in fits) / len(fits) == pytest.approx(truth, abs=near)
    assert sum(fit.low <= truth <= fit.high for fit in fits) >= 0.8 * len(fits)


def test_expected_classes_add_up_to_all_rows() -> None:
    actual = sum(size * _expected(size, 300, 0.35, 40.0) for size in range(1, 301))

    assert actual == pytest.approx(300)


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param({1: 99}, id="few-rows"),
        pytest.param({1: 500}, id="all-alone"),
        pytest.param({10: 50}, id="nobody-alone"),
        pytest.param({}, id="no-rows"),
    ],
)
def test_no_model_is_fitted_to_what_says_too_little(sizes: dict[int, int]) -> None:
    assert fitted(sizes, 0.5) is None


def test_a_population_of_one_size_of_class_does_not_fit() -> None:
    """Households of four and some that are alone: the model cannot say that, and its misfit shows it."""
    fit = fitted({1: 300, 4: 600}, 0.1)

    assert fit is None or fit.misfit > WORST_FIT
