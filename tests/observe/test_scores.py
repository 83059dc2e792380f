"""Score histograms: fixed bins, nearest bin outside, nothing for a gap."""

from __future__ import annotations

import pyarrow as pa
import pytest

from audit.core.fact import Fact
from audit.observe.scores import BINS, SCORES, Scores
from audit.observe.tally import stored
from tests.observe import scenes


def _bins(scores: list[float | None]) -> dict[int, int]:
    """Return rows per bin of a column of scores."""
    table = pa.table({"score": pa.array(scores, pa.float64()), "predicted": [1, 0] * (len(scores) // 2) + [1] * (len(scores) % 2)})
    with scenes.scene(table, score="score", prediction="predicted", favourable="1") as one:
        fact = SCORES.count(stored(one), one.counting)
    return {int(str(keys[-1])): n for keys, (n,) in fact.rows.items()}


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.0, {0: 1}), (0.0004, {0: 1}), (0.5, {500: 1}), (0.9999, {999: 1}), (1.0, {999: 1}), (7.5, {999: 1}), (-2.0, {0: 1}),
        (1e300, {999: 1}), (float("inf"), {}), (None, {}), (float("nan"), {}),
    ],
    ids=str,
)  # fmt: skip
def test_a_score_falls_into_its_bin(score: float | None, expected: dict[int, int]) -> None:
    """A thousand bins over 0 to 1; what lies outside goes to the nearest, however far."""
    actual = _bins([score])

    assert expected == actual


def test_bins_hold_every_score_once() -> None:
    """Nothing is lost at the edges."""
    scores: list[float | None] = [place / 2000 for place in range(2001)]

    actual = _bins(scores)

    assert sum(actual.values()) == 2001
    assert set(actual) == set(range(BINS))


def test_a_histogram_adds_bins_up_by_group() -> None:
    """Twenty bins of five hundredths each."""
    rows = [(("F", "a", 0), (3,)), (("F", "b", 49), (2,)), (("F", "b", 50), (4,)), (("M", "a", 999), (5,))]
    view = Scores("test", Fact.of("scores", "test", ("sex", "race", "bin"), ("n",), rows))

    actual = {group: {place: n for place, n in enumerate(bins) if n} for group, bins in view.histogram("sex", 20).items()}

    assert actual == {"F": {0: 5, 1: 4}, "M": {19: 5}}


@pytest.mark.parametrize(
    "facts", [scenes.facts_of(), scenes.facts_of(Fact.of("scores", "test", ("bin",), ("n",), []))], ids=["absent", "empty"]
)
def test_without_scores_there_is_no_view(facts: object) -> None:
    """No column, or no score in it."""
    assert Scores.of(facts, "test") is None  # type: ignore[arg-type]
