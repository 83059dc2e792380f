"""Which p-values survive when many are looked at?"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from audit.statistics.many_tests import benjamini_hochberg, holm

PS = st.lists(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 0.05])), max_size=12)


def found_by_definition(ps: list[float], rate: float) -> set[int]:
    """Return the places that Benjamini and Hochberg's procedure finds: all up to the last p_(i) <= i rate / m."""
    order = sorted(range(len(ps)), key=lambda at: ps[at])
    last = max((rank for rank, at in enumerate(order, 1) if ps[at] <= rank * rate / len(ps)), default=0)
    return set(order[:last])


@given(PS, st.sampled_from([0.01, 0.05, 0.1, 0.25, 0.5]))
def test_q_values_find_what_the_procedure_finds(ps: list[float], rate: float) -> None:
    """Compare with the step-up procedure as it is defined, ties by p-value."""
    actual = {at for at, q in enumerate(benjamini_hochberg(ps)) if q <= rate * (1 + 1e-12)}
    expected = found_by_definition(ps, rate * (1 + 1e-12))

    assert {ps[at] for at in expected} == {ps[at] for at in actual}


@given(PS)
def test_q_values_are_scipys(ps: list[float]) -> None:
    """Cross-check with an independent implementation."""
    expected = false_discovery_control(ps).tolist() if ps else []

    assert benjamini_hochberg(ps) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
def test_nothing_stays_nothing(adjust: Callable[[list[float]], list[float]]) -> None:
    """Adjust no p-values."""
    assert adjust([]) == []


@given(PS, st.randoms(use_true_random=False))
def test_the_order_of_the_tests_does_not_matter(ps: list[float], shuffle: random.Random) -> None:
    """Give every test the same, wherever it stands."""
    order = list(range(len(ps)))
    shuffle.shuffle(order)
    for adjust in (benjamini_hochberg, holm):
        expected = [adjust(ps)[at] for at in order]

        assert adjust([ps[at] for at in order]) == pytest.approx(expected, abs=1e-15)


@given(PS)
def test_adjusting_keeps_the_order_and_only_adds(ps: list[float]) -> None:
    """Stay monotone, at least the p-value, at most one; Holm is never the smaller."""
    order = sorted(range(len(ps)), key=lambda at: ps[at])
    q, family = benjamini_hochberg(ps), holm(ps)
    for adjusted in (q, family):
        ranked = [adjusted[at] for at in order]

        assert ranked == sorted(ranked)
        assert all(p <= a * (1 + 1e-12) and a <= 1 for p, a in zip(ps, adjusted, strict=True))
    assert all(a <= b * (1 + 1e-12) for a, b in zip(q, family, strict=True))


def test_holm_by_hand() -> None:
    """Multiply by what is left, and never fall."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(adjust: Callable[[list[float]], list[float]], p: float) -> None:
    """Raise rather than rank it."""
    with pytest.raises(ValueError, match="p-value"):
        adjust([0.5, p])
