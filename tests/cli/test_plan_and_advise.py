"""Does `plan` print the plan that a machine or a person asks for, and does `advise` leave a plan that `anonymize` takes?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

if TYPE_CHECKING:
    from command_line import Ended

QUASI = ("--quasi-identifiers", "age,zip,sex")


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> None:
    """Write people with an age, a postcode, a rare sex, a mail address and an illness."""
    draw = np.random.default_rng(5)
    rows = 600
    frame = pd.DataFrame({
        "mail": [f"p{place}@example.org" for place in range(rows)],
        "age": draw.integers(18, 80, rows),
        "zip": draw.choice(["AB1", "AB2", "CD1", "CD2"], rows),
        "sex": draw.choice(["F", "M", "D"], rows, p=[0.48, 0.46, 0.06]),
        "illness": draw.choice(["x", "y", "z"], rows),
    })  # fmt: skip
    frame.to_csv(tmp_path / "d.csv", index=False)


def test_a_plan_for_machines(here: Callable[..., Ended]) -> None:
    """Levels by column, what is lost, and that it is proved."""
    ended = here("plan", "d.csv", *QUASI, "--k", "5", "--l", "illness=2", "--t", "illness=0.6", "--protected", "sex", "-f", "json")
    found = json.loads(ended.out)

    assert (ended.code, ended.last) == (0, "exit 0: a plan holds what is demanded")
    assert set(found["levels"]) == {"age", "zip", "sex"}
    assert found["suppressed"] <= 0.05 * found["rows"]
    assert (found["optimal"], found["feasible"]) == (True, True)
    assert found["k"] >= 5
    assert found["l"]["illness"] >= 2
    assert found["t"]["illness"] <= 0.6
    assert set(found["lost_by_group"]["sex"]) == {"D", "F", "M"}


def test_a_plan_for_people_with_all_that_no_other_beats(here: Callable[..., Ended]) -> None:
    """The found one is marked in the table."""
    ended = here("plan", "d.csv", *QUASI, "--protected", "sex", "--max-group-suppression", "0.05", "--frontier")

    assert ended.code == 0
    assert "which is proved" in " ".join(ended.out.split())
    assert "Rows left out by sex" in ended.out
    assert len([line for line in ended.out.splitlines() if line.startswith(">")]) == 1
    assert all(len(line) <= 100 for line in ended.out.splitlines())


def test_without_a_feasible_plan_it_exits_1(here: Callable[..., Ended], tmp_path: Path) -> None:
    """More than there are rows: nothing is written."""
    ended = here("plan", "d.csv", *QUASI, "--k", "601", "-o", "plan=p.yml")

    assert (ended.code, ended.last) == (1, "exit 1: no plan holds what is demanded, so none is written")
    assert ended.out.startswith("No plan holds what is demanded.")
    assert not (tmp_path / "p.yml").exists()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--k", "0"), "--k: must be 1 or more"),
        (("--l", "illness"), "'illness' is not COL=NUMBER"),
        (("--t", "illness=2"), "--t illness: must lie between 0 and 1"),
        (("--max-suppression", "1.5"), "--max-suppression: must lie between 0 and 1"),
        (("--max-group-suppression", "0.1"), "no protected column is named"),
        (("--max-suppression-ratio", "0.5", "--protected", "sex"), "--max-suppression-ratio: must be 1 or more"),
        (("--objective", "los"), "Did you mean 'loss'?"),
        (("--t", "ilness=0.2"), "there is no column 'ilness'"),
        (("-o", "html=x.html"), "one plan is written"),
        (("-o", "plan=d.csv"), "d.csv is the dataset"),
        (("-o", "plan=none/p.yml"), "no such folder"),
        (("--format", "yaml"), "'yaml' cannot be printed"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_planned_exits_2(here: Callable[..., Ended], flags: tuple[str, ...], said: str) -> None:
    """With the place and the next step."""
    ended = here("plan", "d.csv", *QUASI, *flags)

    assert ended.code == 2
    assert said in ended.err


def test_a_plan_file_is_taken_by_anonymize(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Planned on the data, applied, measured again: the promise is kept."""
    planned = here("plan", "d.csv", *QUASI, "--k", "5", "--l", "illness=2", "--protected", "sex", "-o", "plan=p.yml")
    pd.read_csv(tmp_path / "d.csv").drop(columns="mail").to_csv(tmp_path / "clean.csv", index=False)
    applied = here("anonymize", "clean.csv", "--plan", "p.yml", "-o", "out.csv")

    assert planned.code == 0
    assert applied.code == 0, applied.out + applied.err


def test_advice_leaves_a_plan_that_anonymize_takes(here: Callable[..., Ended], tmp_path: Path) -> None:
    """The mail column leaves, ages become coarser, small classes are left out."""
    flags = ("--data", "d.csv", *QUASI, "--protected", "sex", "--policy", "gdpr")
    advised = here("advise", *flags, "-o", "plan=p.yml", "-o", "json=e.json")
    applied = here("anonymize", "d.csv", "--plan", "p.yml", "-o", "out.csv")

    assert advised.code == 0, advised.err
    assert "small-cells, test" in advised.out
    assert "ways to release it; > is chosen" in advised.out
    assert "no estimator is declared" in advised.out
    assert (tmp_path / "e.json").exists()
    assert applied.code == 0, applied.out + applied.err
    assert "mail" not in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]


def test_advice_where_nothing_failed_says_so(here: Callable[..., Ended], tmp_path: Path) -> None:
    """And a plan that was asked for cannot be written."""
    pd.DataFrame({"a": range(50)}).to_csv(tmp_path / "a.csv", index=False)

    asked, unasked = here("advise", "--data", "a.csv", "-o", "plan=p.yml"), here("advise", "--data", "a.csv")

    assert (asked.code, unasked.code) == (2, 0)
    assert "Nothing that failed has a technique to try." in unasked.out
    assert "p.yml" in asked.err
