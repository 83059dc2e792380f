"""Do the impact ratios of public data come out as published, or as computed by hand from the same recipe?"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.values import canonical
from audit.load.policy import read_policy
from audit.observe.scene import Settings
from tests.observe import scenes

SMALL = "version: 1\nname: small\nextends: four-fifths\ngate: {min_group: 5, min_cell: 5}\n"


def _claims(frame: pd.DataFrame, policy: str, folder: Path, population: str = "all", **flags: Any) -> dict[str, Any]:
    """Return the claims about a frame whose rows are all decisions, or a sample of them."""
    facts = scenes.observed(frame, Settings(as_of="2026-11-20", min_cell=5), favourable="1", **flags)
    facts = replace(facts, about={**facts.about, "population": population})
    found = checks()
    resolved = read_policy((policy,), tuple(found), folder)
    return dict(json.loads(canonical(claims_of(facts, resolved, assess(facts, resolved, found), found, Tried()))))


def _ratios(claims: dict[str, Any], metric: str) -> dict[str, float | None]:
    """Return the ratio of every category of every table of a rate, to four digits."""
    tables = [table for table in claims["impact"]["tables"] if table["metric"] == metric]
    return {row["group"]: row["ratio"] and round(row["ratio"], 4) for table in tables for row in table["groups"]}


@pytest.mark.parametrize(
    ("position", "expected", "beyond_chance"),
    [
        pytest.param("Captain", {"B": 0.5859, "H": 0.5859, "W": 1.0}, [], id="captain"),
        pytest.param("Lieutenant", {"B": 0.5432, "H": 0.344, "W": 1.0}, ["H"], id="lieutenant"),
    ],
)
def test_ricci(position: str, expected: dict[str, float], beyond_chance: list[str], shared_data: Path, tmp_path: Path) -> None:
    """Ricci v. DeStefano: below four fifths in all four comparisons, more than chance in one of them."""
    (tmp_path / "small.yml").write_text(SMALL, encoding="utf-8")
    frame = pd.read_csv(shared_data / "fairness" / "ricci.csv")
    frame = frame[frame.Position == position].assign(passed=(frame.Combine >= 70).astype(int))

    claims = _claims(frame[["Race", "passed"]], "./small.yml", tmp_path, prediction="passed", protected="Race")
    words = {row["group"]: row["words"] for row in claims["impact"]["tables"][0]["groups"]}

    assert expected == _ratios(claims, "selection_rate")
    assert {group for group, said in words.items() if said.startswith("below four fifths")} == {"B", "H"}
    assert beyond_chance == [group for group, said in words.items() if said.endswith("more than chance")]
    assert [row["verdict"] for row in claims["findings"] if row["rule"] == "unequal-selection"] == ["fail", "fail"]


@pytest.mark.parametrize("position", ["Captain", "Lieutenant"])
def test_ricci_as_a_sample_is_unsure(position: str, shared_data: Path, tmp_path: Path) -> None:
    """The same numbers as a sample of more decisions: every interval reaches beyond four fifths, so nothing fails or passes."""
    (tmp_path / "small.yml").write_text(SMALL, encoding="utf-8")
    frame = pd.read_csv(shared_data / "fairness" / "ricci.csv")
    frame = frame[frame.Position == position].assign(passed=(frame.Combine >= 70).astype(int))

    claims = _claims(frame[["Race", "passed"]], "./small.yml", tmp_path, "sample", prediction="passed", protected="Race")
    found = [row for row in claims["findings"] if row["rule"] == "unequal-selection"]

    assert [(row["verdict"], row["low"] < 0.8 < row["high"]) for row in found] == [("unsure", True), ("unsure", True)]


def test_compas_without_categories_below_two_per_cent(shared_data: Path, tmp_path: Path) -> None:
    """A low score is favourable: Asian and Native American are left out; Other, the highest, is .7905."""
    frame = pd.read_csv(shared_data / "fairness" / "compas-two-years.csv")
    frame = frame.assign(low=(frame.score_text == "Low").astype(int))[["race", "low"]]

    claims = _claims(frame, "four-fifths", tmp_path, prediction="low", protected="race")
    rates = {row["group"]: row["rate"] for row in claims["impact"]["tables"][0]["groups"]}

    assert claims["impact"]["tables"][0]["best"] == "Other"
    assert rates["Other"] == pytest.approx(0.7905, abs=0.0001)
    assert _ratios(claims, "selection_rate") == {
        "African-American": 0.521,
        "Asian": None,
        "Caucasian": 0.8248,
        "Hispanic": 0.8878,
        "Native American": None,
        "Other": 1.0,
    }


def test_law_school_scoring_rates(shared_data: Path, tmp_path: Path) -> None:
    """Strictly above the median of 37, on which 1,516 rows lie: .8787 by sex, .4977 by race, .4174 for both."""
    frame = pd.read_csv(shared_data / "fairness" / "law_school_clean.csv")
    race = frame.race.where(frame.race == "White", "Non-White")
    people = pd.DataFrame(
        {"sex": frame.male.map({0.0: "F", 1.0: "M"}), "race": race, "lsat": frame.lsat, "called": (frame.lsat > 37).astype(int)}
    )

    claims = _claims(people, "nyc-ll144", tmp_path, score="lsat", prediction="called", protected="sex,race")
    ratios = _ratios(claims, "scoring_rate")

    assert (ratios["F"], ratios["Non-White"], ratios["F & Non-White"]) == (0.8787, 0.4977, 0.4174)
    assert (ratios["M"], ratios["White"], ratios["M & White"]) == (1.0, 1.0, 1.0)
