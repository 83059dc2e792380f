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
    "reference": (
        "  unequal-selection: {reference: {sex: ff}}\n",
        "house.yml:5: unequal-selection: no group of 'sex' is called 'ff'. Did you mean 'f'?",
    ),
    "reference of an intersection": (
        "  unequal-errors: {reference: {race & sex: a & x}}\n",
        "house.yml:5: unequal-errors: no group of 'race & sex' is called 'a & x'. Did you mean 'a & m'?",
    ),
    "limit the wrong way round": (
        '  unequal-selection: {limit: "<= 0.8"}\n',
        "house.yml:5: unequal-selection: the limit '<= 0.8' is the wrong way round. Write '>= 0.8'",
    ),
    "limit of a column the wrong way round": (
        '  missing-values:\n    columns:\n      label: ">= 0.1"\n',
        "house.yml:7: missing-values: the limit '>= 0.1' is the wrong way round. Write '<= 0.1'",
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


@pytest.mark.parametrize("reference", ["{sex: m}", "{sex & race: m & a}", "{race & sex: a & m}"])
def test_a_reference_that_is_there_is_used(tmp_path: Path, reference: str) -> None:
    evidence = _audit(tmp_path, f"  unequal-selection: {{reference: {reference}}}\n")

    found: Any = evidence.claims["findings"]
    assert any(one["detail"] in {"against m", "against m & a"} for one in found if one["rule"] == "unequal-selection")


def test_a_reference_the_subject_overrides_is_not_asked_for(tmp_path: Path) -> None:
    import pandas as pd

    (tmp_path / "house.yml").write_text(f"{POLICY}  unequal-selection: {{reference: {{sex: Mail}}}}\n", encoding="utf-8")
    frame = pd.DataFrame(FRAME).assign(said=lambda table: table["label"])
    flags = {"label": "label", "prediction": "said", "favourable": "yes", "protected": "sex"}

    evidence = audit(frame, **flags, reference="sex=m", policies=str(tmp_path / "house.yml"))

    assert evidence.overall


def test_no_rare_group_is_suggested(tmp_path: Path) -> None:
    import pandas as pd

    (tmp_path / "house.yml").write_text(f"{POLICY}  unequal-selection: {{reference: {{sex: secrets}}}}\n", encoding="utf-8")
    frame = pd.DataFrame(FRAME).assign(said=lambda table: table["label"])
    frame.loc[:2, "sex"] = "secret"
    flags = {"label": "label", "prediction": "said", "favourable": "yes", "protected": "sex"}

    with pytest.raises(BadInput) as caught:
        audit(frame, **flags, policies=str(tmp_path / "house.yml"))

    assert "'secret'" not in str(caught.value)


def test_validate_refuses_a_limit_the_wrong_way_round(tmp_path: Path) -> None:
    from audit.cli.policy import validate

    (tmp_path / "house.yml").write_text(f'{POLICY}  small-cells: {{limit: "<= 5"}}\n', encoding="utf-8")

    with pytest.raises(BadInput, match="the limit '<= 5' is the wrong way round"):
        validate([str(tmp_path / "house.yml")])
