"""What is said of decisions that were looked at in part: everywhere, and of nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import audit
from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.render.registry import formats
from audit.verify import disagreements
from tests.observe.scenes import people

if TYPE_CHECKING:
    from command_line import Ended

ROWS, SAMPLE = 6_000, 1_500
FRAME = people(ROWS)
SETTINGS: dict[str, Any] = {
    "label": "label",
    "prediction": "predicted",
    "score": "score",
    "favourable": "1",
    "protected": "sex,race",
    "quasi_identifiers": "age,zip",
}
FLAGS = [word for name, value in SETTINGS.items() for word in (f"--{name.replace('_', '-')}", value)]
FROM_DECISIONS = {
    "unequal-selection", "unequal-errors", "unequal-opportunity", "unequal-precision", "uneven-accuracy", "failing-group", "biased-labels",
    "uneven-calibration", "unequal-ranking", "unequal-scoring", "unequal-scores", "thin-group", "class-imbalance", "no-better-than-baseline",
}  # fmt: skip
WHOLE = "version: 1\nname: s\npopulation: all\ndata: {test: people.parquet}\nroles: {label: label, prediction: predicted, favourable: '1', protected: [sex, race]}\n"


@cache
def _claims(sample: int | None) -> dict[str, Any]:
    """Return the claims about the people."""
    return dict(json.loads(_evidence(sample).to_json())["claims"])


@cache
def _evidence(sample: int | None) -> Evidence:
    """Audit the people."""
    return audit.audit(FRAME, sample=sample, **SETTINGS)


def _rates(claims: dict[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the rates of groups by place."""
    return {(row["metric"], row["attribute"], row["group"]): row for row in claims["metrics"] if row["family"] == "decisions"}


def _run(claims: dict[str, Any]) -> dict[str, Any]:
    """Return what the record of a run says of its day."""
    return {"time": f"{claims['as_of']}T12:00:00Z"}


def _of_rows(claims: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the advice without what it does to decisions: those are counted on the sample."""
    plans = [{**one, "others": [{**other, "held": []} for other in one["others"]]} for one in claims["advice"]]
    return [{**one, "release": one["release"] and {**one["release"], "held": []}} for one in plans]


def test_the_sample_is_said_of_what_comes_from_it() -> None:
    """The dataset, every metric, and every finding of a rule about decisions; no other finding."""
    claims = _claims(SAMPLE)
    rows = _rates(claims)["selection_rate", "", ""]["rows"]

    assert [{"rows": rows, "of": ROWS, "asked": SAMPLE, "seed": 0, "strata": ["sex", "race"]}] == [
        one["sample"] for one in claims["datasets"]
    ]
    assert SAMPLE <= rows <= SAMPLE + 9
    assert {row["rule"]: row["sampled"] for row in claims["findings"]} == {
        row["rule"]: row["rule"] in FROM_DECISIONS for row in claims["findings"]
    }
    assert {row["rule"] for row in claims["findings"]} > FROM_DECISIONS
    assert {row["sampled"] for row in claims["metrics"]} == {True}


def test_everything_else_still_reads_every_row() -> None:
    """Profile, personal data, risk and plans are those of all rows."""
    parts = ("profile", "columns", "risk", "law", "not_checked", "roles", "model")
    expected, actual = _claims(None), _claims(SAMPLE)

    assert _of_rows(expected) == _of_rows(actual)
    assert {part: expected[part] for part in parts} == {part: actual[part] for part in parts}
    assert _others(expected) == _others(actual)


def _others(claims: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the findings that are not about decisions, without the level, which all findings share, and what follows from it.

    How finely gaps of a protected column are shown depends on its groups, so these are left out.
    """
    rows = [row for row in claims["findings"] if row["rule"] not in FROM_DECISIONS and row["attribute"] not in {"sex", "race"}]
    return [{name: value for name, value in row.items() if name not in {"level", "low", "high"}} for row in rows]


def test_intervals_are_those_of_the_fewer_rows() -> None:
    """A quarter of the rows: intervals about twice as wide."""
    whole, some = _rates(_claims(None)), _rates(_claims(SAMPLE))
    widths = [
        (row["high"] - row["low"]) / (whole[place]["high"] - whole[place]["low"])
        for place, row in some.items()
        if row["low"] is not None and whole[place]["low"] is not None and 0.05 < row["value"] < 0.95
    ]

    assert 1.7 < np.median(widths) < 2.4
    assert min(widths) > 1.2
    assert _claims(SAMPLE)["scores"][0]["rows"] < _claims(None)["scores"][0]["rows"] / 3


@pytest.mark.parametrize("sample", [ROWS, ROWS + 1], ids=["as-many", "more"])
def test_a_sample_of_everything_says_nothing(sample: int) -> None:
    """The claims are those without it."""
    assert _claims(None) == _claims(sample)


def test_without_a_sample_nothing_is_one() -> None:
    """The keys are there, and say so."""
    claims = _claims(None)

    assert {one["sample"] for one in claims["datasets"]} == {None}
    assert {row["sampled"] for part in ("findings", "metrics") for row in claims[part]} == {False}
    assert "sample of" not in claims["count_line"]


def test_the_evidence_agrees_with_itself() -> None:
    """What is verified is verified."""
    assert disagreements(_evidence(SAMPLE)) == []


@pytest.mark.parametrize("name", ["html", "text"])
def test_the_reader_is_told(name: str) -> None:
    """Once at the top; in the report beside the rates and the scores, and at open findings."""
    rows = _claims(SAMPLE)["datasets"][0]["sample"]["rows"]
    text = " ".join(formats()[name].render(_evidence(SAMPLE)).decode("utf-8").split())
    plain = formats()[name].render(_evidence(None)).decode("utf-8")

    assert text.count(f"Decisions were measured on a sample of {rows:,} of {ROWS:,} rows, drawn by sex and race.") == 1
    assert text.count(f"Measured on a sample of {rows:,} of {ROWS:,} rows.") == (6 if name == "html" else 0)
    assert ("From a sample." in text) == (name == "html")
    assert "a sample of" not in plain
    assert "From a sample" not in plain


# ---------------------------------------------------------------------------- who decides


class _Model:
    """A model in hand that counts the rows it is asked about."""

    classes_ = np.array([0, 1])

    def __init__(self) -> None:
        """Start at none."""
        self.rows = 0

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Decide as the stored prediction does."""
        self.rows += len(frame)
        return (frame["chance"].to_numpy() >= 0.5).astype(int)

    def predict_proba(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the stored score."""
        chance = frame["chance"].to_numpy()
        return np.column_stack([1 - chance, chance])


def test_a_model_is_asked_about_the_sample_only() -> None:
    """Its answers are judged as stored ones of the same rows are."""
    model = _Model()
    frame = FRAME.drop(columns=["predicted", "score"]).assign(chance=FRAME["score"])
    settings = {name: value for name, value in SETTINGS.items() if name not in {"prediction", "score"}}

    asked: Any = audit.audit(frame, model=model, sample=SAMPLE, **settings).claims
    drawn = asked["datasets"][0]["sample"]["rows"]

    # Once for the decisions, and once more per question whether it needs a personal column: of these rows alone.
    assert model.rows % drawn == 0
    assert drawn < len(FRAME)
    assert {row["sampled"] for row in asked["findings"] if row["rule"] == "unequal-errors"} == {True}


def test_all_decisions_become_a_sample(tmp_path: Path) -> None:
    """`population: all` decides on the value; of a sample the interval decides."""
    FRAME.to_parquet(tmp_path / "people.parquet")
    (tmp_path / "equigate.yml").write_text(WHOLE, encoding="utf-8")

    whole: Any = audit.audit(tmp_path / "equigate.yml").claims
    some: Any = audit.audit(tmp_path / "equigate.yml", sample=300).claims
    decided = [{row["decided_on"] for row in claims["findings"] if row["rule"] == "unequal-selection"} for claims in (whole, some)]

    assert [{"exact"}, {"interval"}] == decided
    assert {row["low"] is None for row in whole["metrics"] if row["value"] is not None} == {True}
    assert {row["low"] is None for row in some["metrics"] if row["value"] is not None} == {False}
    assert any(row["verdict"] == "unsure" and not row["small"] for row in some["findings"] if row["rule"] == "unequal-selection")
    assert disagreements(Evidence(some, _run(some))) == []


def test_a_dataset_that_is_looked_at_whole_stays_exact(tmp_path: Path) -> None:
    """Of two datasets only the larger one is sampled: all decisions of the other leave no doubt."""
    FRAME.to_parquet(tmp_path / "people.parquet")
    FRAME.head(1_000).to_parquet(tmp_path / "now.parquet")
    text = WHOLE.replace("test: people.parquet", "test: people.parquet, current: now.parquet")
    (tmp_path / "equigate.yml").write_text(text, encoding="utf-8")

    claims: Any = audit.audit(tmp_path / "equigate.yml", sample=SAMPLE).claims
    rows = [row for row in claims["findings"] if row["rule"] == "unequal-selection"]

    assert {row["dataset"]: (row["decided_on"], row["sampled"]) for row in rows} == {
        "test": ("interval", True),
        "current": ("exact", False),
    }
    assert {one["name"]: one["sample"] is None for one in claims["datasets"]} == {"test": False, "current": True}
    assert disagreements(Evidence(claims, _run(claims))) == []


def test_a_group_that_is_thin_in_the_sample_may_be_large_in_the_data() -> None:
    """It is not failed for rows that were not looked at; a group that is large enough in the sample is."""
    frame = pd.DataFrame({"sex": ["F"] * 900 + ["M"] * 100, "label": [0, 1] * 500, "predicted": [1, 0, 0, 1] * 250})
    flags = {"label": "label", "prediction": "predicted", "favourable": "1", "protected": "sex"}

    claims: Any = audit.audit(frame, sample=200, **flags).claims
    found = {row["group"]: (row["verdict"], row["value"], row["rows"]) for row in claims["findings"] if row["rule"] == "thin-group"}

    assert found == {"F": ("pass", 180.0, 180), "M": ("unsure", None, 20)}
    assert disagreements(Evidence(claims, _run(claims))) == []


def test_a_policy_may_name_a_group_that_is_rare_in_the_sample(tmp_path: Path) -> None:
    """Who is pooled there is no mistake of the policy; who is nowhere still is."""
    frame = pd.DataFrame({"sex": ["F"] * 900 + ["M"] * 60 + ["x"] * 40, "label": [0, 1] * 500, "predicted": [1, 0, 0, 1] * 250})
    policy = tmp_path / "p.yml"
    policy.write_text("version: 1\nname: p\nextends: [release]\nrules: {unequal-selection: {reference: {sex: M}}}\n", encoding="utf-8")
    flags: dict[str, Any] = {"label": "label", "prediction": "predicted", "favourable": "1", "protected": "sex", "policy": str(policy)}

    claims: Any = audit.audit(frame, sample=100, **flags).claims
    verdicts = {row["verdict"] for row in claims["findings"] if row["rule"] == "unequal-selection"}

    assert verdicts == {"unsure"}
    with pytest.raises(BadInput, match="'Q'"):
        audit.audit(frame, **{**flags, "policy": _renamed(policy)})


def _renamed(policy: Path) -> str:
    """Return the policy with a group that nobody belongs to."""
    other = policy.with_name("q.yml")
    other.write_text(policy.read_text("utf-8").replace("sex: M", "sex: Q"), encoding="utf-8")
    return str(other)


# ------------------------------------------------------------------------------- the commands


def test_facts_say_the_same_elsewhere(tmp_path: Path, here: Callable[..., Ended]) -> None:
    """Observed on a sample and judged elsewhere: the claims of judging at once, but for plans nobody could try."""
    FRAME.to_parquet(tmp_path / "people.parquet")

    here("observe", "--data", "people.parquet", *FLAGS, "--sample", SAMPLE, "-o", "facts.json")
    here("check", "--facts", "facts.json", *FLAGS, "-o", "json=there.json")
    here("check", "--data", "people.parquet", *FLAGS, "--sample", SAMPLE, "-o", "json=here.json")
    there, at_once = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("there.json", "here.json"))

    assert {name for name, value in at_once["claims"].items() if there["claims"][name] != value} <= {"advice", "not_checked", "todo"}
    assert at_once["claims"]["datasets"][0]["sample"]["asked"] == SAMPLE
    assert at_once["run"]["command"] == f"equigate check --sample {SAMPLE}"


@pytest.mark.parametrize(("counted", "wanted", "code"), [(SAMPLE, SAMPLE, None), (SAMPLE, 99, 2), (None, 99, 2), (None, ROWS, None)],
                         ids=["the-same", "another", "none", "everything"])  # fmt: skip
def test_facts_of_another_sample_are_refused(
    counted: int | None, wanted: int, code: int | None, tmp_path: Path, here: Callable[..., Ended]
) -> None:
    """Who asks for a sample gets it, or is told."""
    FRAME.to_parquet(tmp_path / "people.parquet")
    here("observe", "--data", "people.parquet", *FLAGS, *(["--sample", counted] if counted else []), "-o", "facts.json")

    ended = here("check", "--facts", "facts.json", *FLAGS, "--sample", wanted)

    assert (ended.code == 2) == (code == 2)
    assert (f"the facts were not counted on a sample of {wanted:,} rows" in ended.err) == (code == 2)


def test_facts_with_a_broken_sample_are_none(tmp_path: Path, here: Callable[..., Ended]) -> None:
    """A file that was edited is refused, not judged."""
    FRAME.to_parquet(tmp_path / "people.parquet")
    here("observe", "--data", "people.parquet", *FLAGS, "--sample", SAMPLE, "-o", "facts.json")
    document = json.loads((tmp_path / "facts.json").read_text("utf-8"))
    document["about"]["sample"] = {"test": {"rows": "many"}}
    (tmp_path / "facts.json").write_text(json.dumps(document), encoding="utf-8")

    ended = here("check", "--facts", "facts.json", *FLAGS)

    assert (ended.code, "not a facts file" in ended.err) == (2, True)


@pytest.mark.parametrize("command", ["check", "observe"])
@pytest.mark.parametrize("number", ["0", "-1", "1.5", "some"])
def test_no_sample_is_refused(command: str, number: str, here: Callable[..., Ended]) -> None:
    """At least one row, and a whole number of them."""
    ended = here(command, "--data", "people.parquet", "--sample", number)

    assert (ended.code, "--sample" in ended.err) == (2, True)


@pytest.mark.parametrize("value", ["500", 2.5, True, 0, -3], ids=str)
def test_python_refuses_what_is_no_number_of_rows(value: Any) -> None:
    """In the way of every other setting."""
    with pytest.raises(BadInput, match="sample"):
        audit.audit(FRAME, sample=value, **SETTINGS)
