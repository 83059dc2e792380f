"""A policy that names what the data does not have ends in a message, never in a rule that judges nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit import BadInput, audit

FRAME = {"sex": ["f", "m"] * 100, "race": ["a", "b", "b", "a"] * 50, "label": ["yes", "no", "no"] * 66 + ["yes", "no"]}
POLICY = "version: 1\nname: house\nextends: [release]\nrules:\n"
MISTAKES = {
    "by": (
        "  unequal-selection: {by: [sxe]}\n",
        "house.yml:5: unequal-selection: 'sxe' is not a protected column of the subject. Did you mean 'sex'?",
    ),
    "intersection": (
        "  thin-group: {by: [sex & rase]}\n",
        "house.yml:5: thin-group: 'rase' is not a protected column of the subject. Did you mean 'race'?",
    ),
    "column": (
        '  missing-values: {columns: {labl: "<= 0.1"}}\n',
        "house.yml:5: missing-values: there is no column 'labl'. Did you mean 'label'?",
    ),
}


def _audit(folder: Path, rules: str) -> Any:
    import pandas as pd

    (folder / "house.yml").write_text(POLICY + rules, encoding="utf-8")
    frame = pd.DataFrame(FRAME).assign(said=lambda table: table["label"])
    return audit(frame, label="label", prediction="said", favourable="yes", protected="sex,race", policies=str(folder / "house.yml"))


@pytest.mark.parametrize(("rules", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_name_that_is_nowhere_is_refused(tmp_path: Path, rules: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        _audit(tmp_path, rules)

    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [said]


def test_names_that_are_there_are_used(tmp_path: Path) -> None:
    evidence = _audit(tmp_path, '  thin-group: {by: [sex & race]}\n  missing-values: {columns: {label: "<= 0.1"}}\n')

    found: Any = evidence.claims["findings"]
    assert {one["attribute"] for one in found if one["rule"] == "thin-group"} == {"sex & race"}
    assert {one["limit"] for one in found if one["target"] == "test::label" and one["rule"] == "missing-values"} == {"<= 0.1"}
