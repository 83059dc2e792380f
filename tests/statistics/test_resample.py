"""Is drawing tables the same as drawing rows, and as quick as it should be?"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import ks_2samp

from audit.statistics.resample import replicates, resampled, standard_error

if TYPE_CHECKING:
    from numpy.typing import NDArray

CELLS = np.array([12, 30, 8, 50])
"""True and false positives, false and true negatives of one group."""


def f1(tables: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the F1 score of each table."""
    hit, false, missed = tables[:, 0], tables[:, 1], tables[:, 2]
    with np.errstate(invalid="ignore"):
        return np.asarray(2 * hit / (2 * hit + false + missed), dtype=np.float64)


def test_drawing_tables_is_drawing_rows() -> None:
    """Compare F1 over 4,000 tables with F1 over 4,000 resamples of the rows."""
    draw, rows = np.random.default_rng(1), np.repeat(np.arange(4), CELLS)
    by_rows = f1(np.array([np.bincount(draw.choice(rows, rows.size), minlength=4) for _ in range(4000)]))
    by_tables = f1(replicates(CELLS, 4000, seed=2))

    assert ks_2samp(by_rows, by_tables).pvalue > 0.01


def test_the_standard_error_of_a_rate_is_the_binomials() -> None:
    """Compare with the formula."""
    actual = standard_error(CELLS, lambda tables: tables[:, 3] / tables.sum(axis=1), draws=20_000)

    assert actual == pytest.approx(0.05, rel=0.03)


def test_the_same_seed_gives_the_same_error() -> None:
    """Depend on nothing but counts and seed."""
    one, same, other = (standard_error(CELLS, f1, seed=seed) for seed in (5, 5, 6))

    assert one == same
    assert one != other


@pytest.mark.parametrize("rows", [10_000, 10_000_000], ids=["ten-thousand-rows", "ten-million-rows"])
def test_two_thousand_tables_of_ten_groups_take_no_time(rows: int) -> None:
    """Take well under a second, whatever the number of rows."""
    shares = np.random.default_rng(0).dirichlet(np.ones(40))
    cells = (shares * rows).astype(np.int64)
    began = time.process_time()
    drawn = replicates(cells)
    seconds = time.process_time() - began

    assert drawn.shape == (2000, 40)
    assert set(drawn.sum(axis=1).tolist()) == {int(cells.sum())}
    assert seconds < 0.5


def test_undefined_draws_are_left_out_and_counted() -> None:
    """Drop the tables in which nobody is predicted or positive."""
    found = resampled([1, 0, 0, 4], f1)

    assert 0 < found.undefined < found.draws == 2000
    assert 0 <= found.error < math.inf


def test_what_is_never_defined_has_no_error() -> None:
    """Bound nothing: neither 0 nor NaN."""
    assert standard_error([0, 0, 0, 0], f1) == math.inf
    assert standard_error([5, 5, 5, 5], lambda tables: np.full(len(tables), np.nan)) == math.inf


def test_many_empty_cells_weigh_at_most_two_rows() -> None:
    """Leave a wide, sparse table nearly as it is."""
    narrow = standard_error([30, 70], lambda tables: tables[:, 0] / tables.sum(axis=1))
    wide = standard_error([30, 70] + [0] * 500, lambda tables: tables[:, 0] / tables.sum(axis=1))

    assert wide == pytest.approx(narrow, rel=0.05)


def test_what_was_always_seen_is_not_certain() -> None:
    """Give a perfect classifier an error larger than zero."""
    assert 0.0 < standard_error([40, 0, 0, 60], f1) < 0.1


@pytest.mark.parametrize("cells", [[-1, 2], [0.5, 2]], ids=["negative", "half-a-row"])
def test_impossible_tables_are_refused(cells: list[int]) -> None:
    """Raise for what no rows have."""
    with pytest.raises(ValueError, match="whole numbers"):
        replicates(cells)
