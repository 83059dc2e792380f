"""Do the impact ratios follow the law's arithmetic, to the grain that may be shown?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.fact import Fact
from audit.core.values import canonical
from audit.load.policy import read_policy
from audit.observe.scene import Settings
from tests.observe import scenes

Counts = dict[str, tuple[int, int]]


def _impact(groups: Counts | Fact, policy: str = "four-fifths", **about: Any) -> dict[str, Any]:
    """Return the claims about impact of groups given as (selected, rows)."""
    if not isinstance(groups, Fact):
        rows: list[Any] = [((name, None, place), n) for name, (hits, of) in groups.items() for place, n in ((1, hits), (0, of - hits))]
        groups = scenes.outcome_fact(("race",), rows)
    roles = {"positive": "1", "favourable": "1", "quasi_identifiers": [], "prediction": "p", "reference": about.pop("reference", {})}
    facts = scenes.facts_of(groups, as_of="2026-11-20", population="all", roles=roles, **about)
    found = checks()
    resolved = read_policy((policy,), tuple(found), Path())
    claims = json.loads(canonical(claims_of(facts, resolved, assess(facts, resolved, found), found, Tried())))
    return dict(claims["impact"])


def _by_group(impact: dict[str, Any], place: int = 0) -> dict[str, Any]:
    """Return the categories of one table by name."""
    return {row["group"]: row for row in impact["tables"][place]["groups"]}


RICCI: dict[str, tuple[Counts, dict[str, tuple[float, float, str]]]] = {
    # 557 U.S. 557, pass rates of the two examinations; z of -1.93 and -2.55, Fisher's p of .238 (SciPy).
    "captain": ({"W": (16, 25), "B": (3, 8), "H": (3, 8)}, {"B": (0.586, 0.238, "Fisher"), "H": (0.586, 0.238, "Fisher")}),
    "lieutenant": ({"W": (25, 43), "B": (6, 19), "H": (3, 15)}, {"B": (0.543, 0.054, "z"), "H": (0.344, 0.011, "z")}),
}


@pytest.mark.parametrize(("groups", "expected"), RICCI.values(), ids=RICCI)
def test_ricci(groups: Counts, expected: dict[str, tuple[float, float, str]], tmp_path: Path) -> None:
    """Below four fifths in all four comparisons, more than chance in one; Fisher's test where an expected count is below five."""
    (tmp_path / "small.yml").write_text(
        "version: 1\nname: small\nextends: four-fifths\ngate: {min_cell: 5, min_group: 5}\n", encoding="utf-8"
    )
    rows = _by_group(_impact(groups, str(tmp_path / "small.yml")))

    actual = {name: (round(rows[name]["ratio"], 3), round(rows[name]["p"], 3), rows[name]["test"]) for name in expected}

    assert expected == actual
    assert {row["words"].partition(",")[0].partition(";")[0] for name, row in rows.items() if name != "W"} == {"below four fifths"}


WORDS: dict[str, tuple[Counts, str]] = {
    "at the line": ({"a": (80, 200), "b": (100, 200)}, "at or above four fifths, and yet more than chance: smaller gaps can count"),
    "above, chance": ({"a": (45, 100), "b": (50, 100)}, "at or above four fifths"),
    "below, more than chance": ({"a": (60, 200), "b": (100, 200)}, "below four fifths, more than chance"),
    "below, chance": ({"a": (14, 40), "b": (20, 40)}, "below four fifths, and chance is not ruled out"),
    "turned round by one": ({"a": (3, 50), "b": (4, 50)}, "below four fifths; one decision the other way would turn it round"),
    "too few to judge": ({"a": (5, 20), "b": (50, 100)}, "fewer than 30 rows: listed, not judged"),
    "too small a share": ({"a": (10, 39), "b": (900, 2000)}, "less than 2 % of the data: no ratio"),
    "at two per cent": ({"a": (19, 40), "b": (980, 1960)}, "at or above four fifths"),
    "nobody": ({"a": (0, 100), "b": (0, 100)}, "highest rate"),
}


@pytest.mark.parametrize(("groups", "expected"), WORDS.values(), ids=WORDS)
def test_what_a_ratio_says(groups: Counts, expected: str) -> None:
    """Four fifths, chance, and the flip of question 21."""
    assert expected == _by_group(_impact(groups))["a"]["words"]


def test_the_flip_is_printed() -> None:
    """One decision the other way: 4 of 50 and 3 of 50 against 3 of 50 and 4 of 50."""
    rows = _by_group(_impact({"a": (3, 50), "b": (4, 50), "c": (1, 50)}))

    assert {name: row["turned_over"] for name, row in rows.items()} == {"a": True, "b": False, "c": False}


def test_a_small_share_keeps_its_number_and_rate() -> None:
    """It has no ratio, and is never the highest."""
    impact = _impact({"a": (39, 39), "b": (1000, 2000), "c": (900, 2000)}, "nyc-ll144")
    row = _by_group(impact)["a"]

    assert (row["rows"], row["hits_text"], row["rate"], row["ratio"]) == (39, "39", 1.0, None)
    assert impact["tables"][0]["best"] == "b"
    assert "2 %" in impact["min_share_reason"]


def test_unknown_is_counted_and_in_no_ratio() -> None:
    """Whoever's category is not known is no category."""
    impact = _impact({"a": (50, 100), "b": (60, 100), "unknown": (99, 100)}, "nyc-ll144")

    assert (impact["tables"][0]["unknown"], impact["tables"][0]["best"]) == (100, "b")
    assert set(_by_group(impact)) == {"a", "b"}


def test_the_highest_rate_is_the_reference_whatever_is_named() -> None:
    """The law compares with the most selected category."""
    rows = _by_group(_impact({"a": (40, 100), "b": (60, 100)}, "nyc-ll144", reference={"race": "a"}))

    assert (rows["a"]["ratio"], rows["b"]["ratio"]) == (pytest.approx(2 / 3), 1.0)


def test_local_law_144_passes_no_verdict() -> None:
    """It sets no pass mark: a low ratio is a number."""
    rows = _by_group(_impact({"a": (20, 100), "b": (60, 100)}, "nyc-ll144"))

    assert (rows["a"]["words"], rows["b"]["words"]) == ("", "highest rate")


def test_small_cells_are_withheld() -> None:
    """Nothing of a category below the minimum, and it is not the one that others are compared with."""
    impact = _impact({"a": (8, 8), "b": (50, 100), "c": (40, 100)})
    row = _by_group(impact)["a"]

    assert [row[key] for key in ("rows", "rate", "ratio", "p")] == [None] * 4
    assert (row["rows_text"], row["hits_text"], row["words"]) == ("<10", "", "withheld: too few rows to be shown")
    assert impact["tables"][0]["best"] == "b"


def test_intersections_have_a_table_of_their_own() -> None:
    """Sex, race, and both."""
    rows: list[Any] = [((s, r, None, p), n) for s in "FM" for r in "ab" for p, n in ((1, 40), (0, 60))]
    impact = _impact(scenes.outcome_fact(("sex", "race"), rows), "nyc-ll144")

    assert [table["attribute"] for table in impact["tables"]] == ["sex", "race", "sex & race"]


def test_scoring_rates_are_strictly_above_the_median(tmp_path: Path) -> None:
    """Rows on the median are above it in no group (the tie trap): 3 of 6 and 1 of 6 here, not 5 and 3."""
    scores = [("a", [9, 8, 7, 5, 5, 1]), ("b", [9, 5, 5, 2, 1, 1])]
    frame = pd.DataFrame([{"sex": sex, "score": score / 10} for sex, values in scores for score in values * 40])
    facts = scenes.observed(frame, Settings(as_of="2026-11-20"), score="score", favourable="1", protected="sex")
    found = checks()
    policy = read_policy(("nyc-ll144",), tuple(found), tmp_path)
    claims = json.loads(canonical(claims_of(facts, policy, assess(facts, policy, found), found, Tried())))

    table = next(one for one in claims["impact"]["tables"] if one["metric"] == "scoring_rate")
    actual = {row["group"]: (row["hits_text"], row["rate"], row["ratio"]) for row in table["groups"]}

    assert actual == {"a": ("120", 0.5, 1.0), "b": ("40", pytest.approx(1 / 6), pytest.approx(1 / 3))}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("release", []), ("nyc-ll144", ["nyc-ll144"]), ("four-fifths", ["four-fifths"]), ("house.yml", ["nyc-ll144", "four-fifths"])],
)
def test_who_gets_the_tables(policy: str, expected: list[str], tmp_path: Path) -> None:
    """The packs, and what extends them."""
    text = "version: 1\nname: house\nextends: [four-fifths, nyc-ll144]\n"
    (tmp_path / "house.yml").write_text(text, encoding="utf-8")
    impact = _impact({"a": (50, 100), "b": (60, 100)}, str(tmp_path / policy) if policy.endswith(".yml") else policy)

    assert impact["laws"] == expected
    assert bool(impact["tables"]) is bool(expected)
    assert bool(impact["sources"]) is bool(expected)
