"""Does a whole audit say something false in at most one of twenty, and does it find what is there?"""

from __future__ import annotations

import pytest
from families import at_their_limits, fair_passes, overlapping, power


def test_the_groups_overlap() -> None:
    """Judge marginal groups, pairs and triples of three attributes: every cell is in seven of them."""
    groups = list(overlapping())

    assert len(groups) == 35
    assert all(sum(cell in cells for _, cells in groups) == 7 for cell in range(12))


@pytest.mark.parametrize("plan", ["ratios", "gaps", "mixed", "apart"])
@pytest.mark.parametrize(("rows", "rate"), [(40, 0.3), (600, 0.5)], ids=["few-rows", "many-rows"])
def test_with_every_true_value_at_its_limit_hardly_an_audit_speaks(plan: str, rows: int, rate: float) -> None:
    """Simulate the hardest null: 30 tests, none of which is beyond its limit nor within it."""
    seen = at_their_limits(plan, rows, rate, 300, seed=11)

    assert seen.failed <= 0.05
    assert seen.passed <= 0.05
    assert seen.passed_any <= 0.05


@pytest.mark.parametrize(("rate", "alone", "among"), [(0.4, 0.95, 0.8), (0.5, 0.95, 0.8)])
def test_a_ratio_of_six_tenths_is_found(rate: float, alone: float, among: float) -> None:
    """Draw 1,000 rows per group: alone, and inside a family of 30."""
    assert power(rate, 0.6, 1000, 1, 1000, seed=1) >= alone
    assert power(rate, 0.6, 1000, 30, 200, seed=1) >= among


@pytest.mark.parametrize("rate", [0.3, 0.5])
@pytest.mark.parametrize("errors", [False, True], ids=["selection", "selection-and-errors"])
def test_a_fair_model_passes(rate: float, errors: bool) -> None:
    """Draw two groups of 2,000."""
    assert fair_passes(2000, rate, 400, errors=errors, seed=2) >= 0.85
