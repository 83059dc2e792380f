"""What a plan does to a group is shown no finer than the group is shown elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from audit.claims.advice import advice_claims
from audit.claims.small_cells import Shown
from audit.core.advice import Advice, Effect, Point, Trade, Tradeoff
from audit.core.values import canonical
from audit.core.words import Risk
from audit.observe.outcomes import decisions
from tests.observe import scenes

RATIO = Trade("selection_rate_ratio", "unequal-selection", "sex", "F", "M", 0.31234, 0.2, 0.4, 0.81234, 0.7, 0.9, 400, ">= 0.8", True)
RIGHT = Trade("accuracy", "", "", "", "", 0.85, 0.84, 0.86, 0.83, 0.82, 0.84, 900, worse=True)


def _advice(*trades: Trade) -> Advice:
    """Return a plan with these numbers."""
    curve = (Point(">= 0.8", 0.83, 0.81234, 0.7, 0.9, chosen=True),)
    groups = {"F": {"threshold": 0.2}, "M": {"threshold": 0.6}, "X": {"threshold": 0.4}}
    found = Tradeoff("selection_rate_ratio", "sex", ">= 0.8", 0.95, 900, 900, 12, 0.76, trades, curve, groups)
    nothing = Effect(None, None, None, None, 900, 0, 0)
    return Advice("unequal-selection", Risk.UNEQUAL, "group_thresholds", "test", ("sex",), {}, "does", nothing, True, "law", found)


def _shown(**cells: tuple[int, int, int, int]) -> dict[str, Shown]:
    """Return what may be shown of groups with these tp, fp, fn, tn."""
    rows = [row for name, counts in cells.items() for row in scenes.cells(name, *counts)]
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex",), rows)), "test")
    assert view is not None
    return {"test": Shown.of(view, 10)}


def _told(shown: dict[str, Shown], *trades: Trade) -> Any:
    """Return the trade-off as the evidence holds it."""
    (one,) = advice_claims([_advice(*trades)], shown)
    document: Any = one
    return document["tradeoff"]


LARGE = (100, 100, 100, 100)


def test_large_groups_are_shown_as_measured() -> None:
    """Every number, and what each group gets."""
    found = _told(_shown(F=LARGE, M=LARGE, X=LARGE), RATIO, RIGHT)

    assert (found["trades"][0]["before"], found["trades"][0]["after"], found["trades"][0]["rows_text"]) == (0.31234, 0.81234, "400")
    assert (set(found["groups"]), found["cost"], found["constant"]) == ({"F", "M", "X"}, 0.02, 0.76)


@pytest.mark.parametrize("small", ["F", "M"], ids=["its own rows", "the rows of the reference group"])
def test_a_withheld_group_has_no_numbers(small: str) -> None:
    """Neither as the group nor as the one it is held against; its threshold is not shown either."""
    cells = {name: (2, 2, 2, 2) if name == small else LARGE for name in "FMX"}
    found = _told(_shown(**cells), RATIO)
    row = found["trades"][0]

    assert [row[name] for name in ("before", "before_low", "after", "after_high", "within")] == [None] * 5
    assert (row["reason"].startswith("withheld"), row["worse"], small in found["groups"]) == (True, False, False)


def test_what_would_give_a_small_group_away_is_rounded() -> None:
    """Two digits where a small partner would follow from more."""
    found = _told(_shown(F=LARGE, M=LARGE, X=(2, 2, 2, 2)), RATIO)

    assert found["trades"][0]["after"] in {0.81, None}
    assert found["curve"][0]["value"] == 0.81


def test_few_labels_withhold_accuracy_and_what_it_costs() -> None:
    """With four events among all rows, the accuracy of a constant answer would count them."""
    found = _told(_shown(F=(2, 200, 2, 200), M=(0, 200, 0, 200)), RIGHT)

    assert (found["cost"], found["constant"], found["curve"], found["trades"][0]["after"]) == (None, None, [], None)


def test_it_is_json() -> None:
    """And of the same shape without a trade-off."""
    plain = Advice("small-cells", Risk.SINGLING_OUT, "drop", "test", ("zip",), {}, "does", Effect(1, 5, 2, 0, 9, 0, 9), True, "law")

    assert canonical(list(advice_claims([plain, _advice(RATIO)], {})))
    assert '"tradeoff": null' in canonical(list(advice_claims([plain], {})))
