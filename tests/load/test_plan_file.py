"""Is a plan file read as it is written, with every mistake at once and where it stands?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.core.plan import Plan, Promise, Step
from audit.load.plan_file import plan_form, read_plan
from audit.load.plan_values import PARAMETER_KINDS
from audit.transform.registry import transformations


def _read(folder: Path, text: str) -> Plan:
    """Read a plan from a text."""
    path = folder / "plan.yml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, transformations().values(), "plan.yml")


def _problems(folder: Path, text: str) -> list[str]:
    """Return what is wrong with a text."""
    with pytest.raises(BadInput) as caught:
        _read(folder, text)
    return [str(problem) for problem in caught.value.problems]


def test_a_plan(tmp_path: Path) -> None:
    """Steps in their order, their parameters typed, columns from a table by column; the promise whole."""
    text = """
version: 1
name: house rules
subject_id: id
steps:
  - {technique: drop, columns: name}
  - technique: generalise
    steps: {age: bands of 10, "1": "*"}
  - {technique: top_bottom, columns: [income], tail: 12, ends: top}
  - {technique: pseudonymise, columns: [id], key: {env: KEY}, key_id: "2026", domain: lab}
promise:
  quasi_identifiers: [age, "1"]
  k: 5
  l: {ill: 2}
  t: {ill: 0.4}
  max_suppression: 0.1
  max_group_suppression: 0.2
  protected: sex
  min_group: 50
  no_personal_data: false
"""
    expected = Plan(
        "house rules",
        (
            Step("drop", ("name",)),
            Step("generalise", ("age", "1"), {"steps": {"age": "bands of 10", "1": "*"}}),
            Step("top_bottom", ("income",), {"tail": 12, "ends": "top"}),
            Step("pseudonymise", ("id",), {"key": {"env": "KEY"}, "key_id": "2026", "domain": "lab"}),
        ),
        Promise(("age", "1"), 5, {"ill": 2}, {"ill": 0.4}, 0.1, 0.2, ("sex",), 50, no_personal_data=False),
        "id",
    )
    actual = _read(tmp_path, text)

    assert expected == actual


def test_columns_that_a_demand_names_are_not_those_of_the_step(tmp_path: Path) -> None:
    """Only what says what becomes of each column can stand for `columns`: a sensitive column is no column of the step."""
    text = "version: 1\nname: n\nsteps:\n  - {technique: suppress_rows, k: 5, l: {ill: 2}}\n"
    actual = _problems(tmp_path, text)

    assert actual == ["plan.yml:4:5: missing key 'columns'. Add it: the columns that the step changes"]


MISTAKES = {
    "no name": ("version: 1\nsteps: []\n", ["plan.yml:1:1: missing key 'name'. Add it: what reports call this plan"]),
    "steps no list": (
        "version: 1\nname: n\nsteps: {}\n",
        ["plan.yml:3:8: 'steps' must be a list of steps, found something else. Write [] for a plan that changes nothing"],
    ),
    "technique": (
        "version: 1\nname: n\nsteps:\n  - {technique: generalize, columns: [a]}\n",
        ["plan.yml:4:17: unknown technique 'generalize'. Did you mean 'generalise'?"],
    ),
    "parameter": (
        "version: 1\nname: n\nsteps:\n  - {technique: suppress_rows, columns: [a], K: 5}\n",
        ["plan.yml:4:5: 'suppress_rows' needs 'k'. Add it: ", "plan.yml:4:46: 'suppress_rows' has no key 'K'. Known: columns, "],
    ),
    "kind of a parameter": (
        "version: 1\nname: n\nsteps:\n  - {technique: suppress_rows, columns: [a], k: 2.5}\n",
        ["plan.yml:4:49: 'k' must be a whole number, found '2.5'"],
    ),
    "star": (
        "version: 1\nname: n\nsteps:\n  - {technique: generalise, steps: {a: *}}\n",
        [],
    ),
    "promise over nothing": (
        "version: 1\nname: n\nsteps: []\npromise: {k: 5}\n",
        ["plan.yml:4:11: 'k' is promised over no columns. Add quasi_identifiers: [COLUMN, ...]"],
    ),
    "sensitive and quasi": (
        "version: 1\nname: n\nsteps: []\npromise: {quasi_identifiers: [a], l: {a: 2}}\n",
        ["plan.yml:4:35: 'a' is a quasi-identifier and cannot be sensitive too. Take it out of quasi_identifiers or out of here"],
    ),
    "no groups": (
        "version: 1\nname: n\nsteps: []\npromise: {max_group_suppression: 0.1}\n",
        ["plan.yml:4:11: 'max_group_suppression' is promised to no groups. Add protected: [COLUMN, ...]"],
    ),
    "several at once": (
        "version: 1\nname: n\nsteps:\n  - 5\n  - {columns: [a]}\npromise: {min_group: 0, min_grop: 3}\n",
        [
            "plan.yml:4:5: a step in 'steps' must be a table. Write {technique: drop, columns: [COLUMN]}",
            "plan.yml:5:5: missing key 'technique'. Add it: one of ",
            "plan.yml:6:22: 'min_group' must be a whole number from 1 on, found '0'",
            "plan.yml:6:25: unknown key 'min_grop'. Did you mean 'min_group'?",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Every mistake has its line and column and a next step."""
    actual = _problems(tmp_path, text)

    assert not expected or len(expected) == len(actual)
    assert [one for one, said in zip(expected, actual, strict=False) if not said.startswith(one)] == []


@pytest.mark.parametrize("written", ["5f2b9c0d5f2b9c0d5f2b9c0d5f2b9c0d", "{value: 5f2b9c0d5f2b9c0d}", "[5f2b9c0d5f2b9c0d]", "{env: }"])
def test_a_key_in_a_plan_is_refused_and_not_repeated(tmp_path: Path, written: str) -> None:
    """What stands where a key's place should stand may be the key."""
    step = f"{{technique: pseudonymise, columns: [a], key: {written}, key_id: x, domain: d}}"
    actual = _problems(tmp_path, f"version: 1\nname: n\nsteps:\n  - {step}\n")

    assert len(actual) == 1
    assert "the key itself never stands in a plan" in actual[0]
    assert "5f2b" not in actual[0]


def test_every_kind_of_parameter_is_known() -> None:
    """A technique with a new kind of parameter has to be read here too."""
    kinds = {one.kind for technique in transformations().values() for one in technique.parameters}

    assert kinds - set(PARAMETER_KINDS) == set()


def test_the_schema_names_every_technique() -> None:
    """Editors can complete a plan."""
    schema = plan_form(transformations().values()).schema()
    properties = schema["properties"]

    assert isinstance(properties, dict)
    assert str(sorted(transformations())) in str(properties["steps"])
