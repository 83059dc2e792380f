"""Population uniqueness from a dataset: only with a sampling fraction, and only where the model fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audit.core.fact import Fact
from audit.observe.population import KEYS, MEASURES, NAME, PITMAN, PopulationUniqueness
from audit.observe.scene import Settings
from tests.anonymity import adult
from tests.observe import outsiders, scenes

if TYPE_CHECKING:
    import pandas as pd


def _view(data: pd.DataFrame, fraction: float | None) -> PopulationUniqueness | None:
    """Return the view over the demographic columns."""
    settings = Settings(sampling_fraction=fraction)
    return PopulationUniqueness.of(outsiders.made("population", data, settings, quasi_identifiers=",".join(adult.DEMOGRAPHIC)), "test")


def test_without_a_sampling_fraction_nothing_is_said() -> None:
    assert _view(adult.frame().head(500), None) is None


def test_a_tenth_of_adult_speaks_for_all_of_it() -> None:
    view = _view(adult.frame().sample(frac=0.1, random_state=3), 0.1)

    assert view is not None
    assert view.unique is not None
    assert view.low is not None
    assert view.high is not None
    assert view.low < 0.537 < view.high
    assert view.unique == pytest.approx(0.537, abs=0.06)
    assert (view.fraction, view.withheld) == (0.1, "")


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        pytest.param((50, 20, 100_000, 0, 0, 0, 0, 0), "too few rows", id="no-model"),
        pytest.param((5_000, 20, 100_000, 1, 500_000, 400_000, 600_000, 50_001), "another size", id="no-fit"),
        pytest.param((5_000, 20, 100_000, 1, 500_000, 400_000, 600_000, 50_000), "", id="fits"),
    ],
)
def test_a_number_is_withheld_where_the_model_does_not_fit(numbers: tuple[int, ...], why: str) -> None:
    view = PopulationUniqueness.of(scenes.facts_of(Fact.of(NAME, "test", KEYS, MEASURES, [((PITMAN,), numbers)])), "test")

    assert view is not None
    assert (why in view.withheld, view.unique) == (True, None if why else 0.5)
