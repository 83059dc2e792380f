"""The inventory is valid by the schema of CycloneDX 1.6, and says what the evidence says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from audit.core.evidence import Evidence
from audit.render.cyclonedx import to_bytes
from tests.render import sample

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def wrong() -> Callable[[bytes], str]:
    """Return what names the first thing that the schema of the standard refuses, or nothing."""
    judge = JsonStrictValidator(SchemaVersion.V1_6)
    return lambda data: str(judge.validate_str(data.decode("utf-8")) or "")


def changed(change: Change) -> Evidence:
    """Return the full evidence with something else in it."""
    document = json.loads(sample.full().to_json())
    change(document)
    return Evidence(document["claims"], document["run"])


def bom(evidence: Evidence) -> dict[str, Any]:
    """Return the inventory of some evidence."""
    return dict(json.loads(to_bytes(evidence)))


CHANGES: dict[str, Change] = {
    "nothing": dict.copy,
    "no model": lambda d: d["claims"].update(model=None),
    "stored decisions": lambda d: (d["claims"].update(model=None), d["claims"]["roles"].update(prediction="guess")),
    "no datasets": lambda d: d["claims"].update(datasets=[]),
    "no hashes": lambda d: [one.update(sha256=None) for one in d["claims"]["datasets"]],
    "no time": lambda d: d["run"].update(time=""),
    "a time without zone": lambda d: d["run"].update(time="2026-11-20T12:00:00"),
    "a time east of here": lambda d: d["run"].update(time="2026-11-20T14:00:00+02:00"),
    "no versions": lambda d: d["run"].update(versions={}, tool=""),
    "the same dataset name twice": lambda d: [one.update(name="test") for one in d["claims"]["datasets"]],
    "open intervals": lambda d: [row.update(low=None) for row in (*d["claims"]["metrics"], *d["claims"]["findings"])],
    "a strange task": lambda d: d["claims"]["roles"].update(task="survival"),
}


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in CHANGES.items()])
def test_it_is_valid(change: Change, wrong: Callable[[bytes], str]) -> None:
    """By the schema that the makers of the standard ship, formats of times and references included."""
    assert wrong(to_bytes(changed(change))) == ""


@pytest.mark.parametrize("name", sorted(sample.BUILD))
def test_every_sample_is_valid(name: str, wrong: Callable[[bytes], str]) -> None:
    """Names that try to break out included."""
    assert wrong(sample.rendered("cyclonedx", name)) == ""


def test_the_judge_is_awake(wrong: Callable[[bytes], str]) -> None:
    """A document with one wrong word is refused."""
    document = bom(sample.full())
    document["metadata"]["component"]["type"] = "model"

    assert wrong(json.dumps(document).encode()) != ""


def test_every_number_of_the_model_is_there() -> None:
    """With the rows it is about, exactly, and its interval."""
    rows = [row for row in sample.full().claims["metrics"] if row["value"] is not None]
    metrics = bom(sample.full())["metadata"]["component"]["modelCard"]["quantitativeAnalysis"]["performanceMetrics"]
    first = rows[0]

    assert [float(one["value"]) for one in metrics] == [row["value"] for row in rows]
    assert metrics[0] == {
        "type": "selection_rate",
        "value": str(first["value"]),
        "slice": "test",
        "confidenceInterval": {"lowerBound": str(first["low"]), "upperBound": str(first["high"])},
    }
    assert "test; sex: Female" in {one["slice"] for one in metrics}


def test_numbers_about_the_data_are_no_measures_of_the_model() -> None:
    """Rates of labels and proxies stay out of its card."""
    evidence = changed(lambda d: d["claims"]["metrics"][0].update(family="labels"))
    expected = len([row for row in evidence.claims["metrics"] if row["value"] is not None]) - 1

    assert expected == len(bom(evidence)["metadata"]["component"]["modelCard"]["quantitativeAnalysis"]["performanceMetrics"])


def test_groups_at_risk_are_those_that_do_not_pass() -> None:
    """One entry per group that a fairness rule does not pass, with its number, limit and verdict."""
    claims = sample.full().claims
    fairness = {rule["rule"] for rule in claims["rules"] if rule["family"] == "fairness"}
    expected = sum(bool(row["group"]) and row["rule"] in fairness and row["verdict"] != "pass" for row in claims["findings"])
    found = bom(sample.full())["metadata"]["component"]["modelCard"]["considerations"]["fairnessAssessments"]

    assert len(found) == expected
    assert found[0]["groupAtRisk"] == "sex & ethnicity: Female & Black"
    assert "unequal-selection: selection rate ratio 0.486" in next(one["harms"] for one in found if "unequal-selection" in one["harms"])
    assert all("benefits" not in one for one in found)


def test_what_was_not_checked_is_a_limitation() -> None:
    """Rules that could not run, are unsure, or were not asked for."""
    said = bom(sample.full())["metadata"]["component"]["modelCard"]["considerations"]["technicalLimitations"]

    assert "drift: not checked. no reference dataset is declared" in said
    assert "unsafe-serialisation: not run. the model was given in memory: no file to read" in said


def test_data_carries_its_hash_and_what_was_found_in_it() -> None:
    """Each dataset is a component of its own."""
    train = next(one for one in bom(sample.full())["components"] if one["name"] == "train")

    assert train["hashes"] == [{"alg": "SHA-256", "content": "3f" * 32}]
    assert any(word.startswith("email: ") for word in train["data"][0]["sensitiveData"])
    assert train["data"][0]["governance"]["owners"] == [{"organization": {"name": "Example Bank"}}]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        pytest.param("nothing", "machine-learning-model", id="a model file"),
        pytest.param("stored decisions", "machine-learning-model", id="stored decisions"),
        pytest.param("no model", "data", id="data alone"),
    ],
)
def test_what_was_audited_has_its_kind(change: str, kind: str) -> None:
    """A model where there is one, else the data."""
    assert kind == bom(changed(CHANGES[change]))["metadata"]["component"]["type"]


def test_a_serial_number_stands_for_the_evidence() -> None:
    """The same evidence has the same, other evidence another one."""
    again, other = bom(sample.full())["serialNumber"], bom(changed(lambda d: d["claims"].update(headline="x")))["serialNumber"]

    assert bom(sample.full())["serialNumber"] == again
    assert other != again


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("nothing", "2026-11-20T12:00:00Z"),
        ("a time east of here", "2026-11-20T14:00:00+02:00"),
        ("no time", None),
        ("a time without zone", None),
    ],
)
def test_a_time_is_written_only_if_it_is_one(change: str, expected: str | None) -> None:
    """A time without a zone could be any of two dozen."""
    assert bom(changed(CHANGES[change]))["metadata"].get("timestamp") == expected
