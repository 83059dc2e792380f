"""Does the main job give the published numbers on real data?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from command_line import Demo, Ended, Equigate

from audit.demo.planted import PLANTED, ROWS

COMPAS = ("--label", "two_year_recid", "--prediction", "predicted", "--positive", "1", "--favourable", "0")
FEATURES = ["age", "education-num", "marital-status", "occupation", "relationship", "capital-gain", "hours-per-week", "race", "sex"]
TEXTS = ["marital-status", "occupation", "relationship", "race", "sex"]
CHOSEN = {"precision", "false_discovery_rate"}
QUASI = ["age", "education", "marital-status", "race", "sex", "native-country"]
ADULT = """\
version: 1
name: adult
data:
  train: {path: TRAIN, label: income-per-year}
  test: {path: TEST, label: classification}
model: {path: model.skops}
roles:
  label: classification
  favourable: ">50K"
  protected: [sex, race]
  quasi_identifiers: [age, education, marital-status, race, sex, native-country]
policies: [release]
"""


def metrics(claims: dict[str, Any], attribute: str) -> dict[tuple[str, str], float | None]:
    """Return the rates of an attribute by metric and group."""
    rows = [one for one in claims["metrics"] if one["attribute"] == attribute and one["family"] == "decisions"]
    return {(one["metric"], one["group"]): one["value"] for one in rows}


@pytest.fixture
def compas(shared_data: Path, tmp_path: Path) -> Path:
    """Write the COMPAS table with a prediction column: anything but a low score."""
    frame = pd.read_csv(shared_data / "fairness" / "compas-two-years.csv")
    frame["predicted"] = (frame["score_text"] != "Low").astype(int)
    frame.to_csv(tmp_path / "c.csv", index=False)
    return tmp_path / "c.csv"


def test_compas_gives_the_published_error_rates(compas: Path, run: Equigate) -> None:
    """Agree with ProPublica's tables: FPR 44.85 against 23.45, FNR 27.99 against 47.72 percent."""
    expected = {
        ("false_positive_rate", "African-American"): 44.85,
        ("false_positive_rate", "Caucasian"): 23.45,
        ("false_negative_rate", "African-American"): 27.99,
        ("false_negative_rate", "Caucasian"): 47.72,
    }

    ended = run("check", "--data", compas.name, *COMPAS, "--protected", "race,sex", "--policy", "release", "-o", "json=e.json")
    rates = metrics(json.loads((compas.parent / "e.json").read_text(encoding="utf-8"))["claims"], "race")
    actual = {key: round(100 * (rates[key] or 0), 2) for key in expected}

    assert ended.code == 1, ended.err
    assert expected == actual
    assert ended.last.startswith("exit 1: ")
    assert "unequal-errors" in ended.out


@pytest.fixture(scope="module")
def adult(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a pipeline and a forest on the training file, and write the subject, in a folder of their own."""
    import skops.io
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    folder, files = tmp_path_factory.mktemp("adult"), shared_data / "fairness"
    train = pd.read_csv(files / "adult-train.csv")
    for name, learner in (
        ("model", LogisticRegression(max_iter=500)),
        ("forest", RandomForestClassifier(n_estimators=5, max_depth=6, random_state=0)),
    ):
        numbers = [column for column in FEATURES if column not in TEXTS]
        columns = ColumnTransformer([("texts", OneHotEncoder(handle_unknown="ignore"), TEXTS), ("numbers", StandardScaler(), numbers)])
        skops.io.dump(make_pipeline(columns, learner).fit(train[FEATURES], train["income-per-year"]), folder / f"{name}.skops")
    subject = ADULT.replace("TRAIN", str(files / "adult-train.csv")).replace("TEST", str(files / "adult-test.csv"))
    (folder / "equigate.yml").write_text(subject, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def adult_claims(adult: Path) -> dict[str, Any]:
    """Audit once."""
    ended = Equigate(adult)("check", "-o", "json=e.json")

    assert ended.code in {0, 1}, ended.err
    claims: dict[str, Any] = json.loads((adult / "e.json").read_text(encoding="utf-8"))["claims"]
    return claims


@pytest.fixture(scope="module")
def adult_rows(adult: Path, shared_data: Path) -> pd.DataFrame:
    """Return the test rows with the model's decisions, made without equigate."""
    import skops.io

    rows = pd.read_csv(shared_data / "fairness" / "adult-test.csv", skipinitialspace=True)
    rows["predicted"] = skops.io.load(adult / "model.skops").predict(rows[FEATURES])
    return rows


@pytest.mark.parametrize("attribute", ["", "sex", "race", "sex & race"])
def test_adult_agrees_with_metric_frame_on_the_rows(attribute: str, adult_claims: dict[str, Any], adult_rows: pd.DataFrame) -> None:
    """Give fairlearn the rows themselves: every rate that is shown must be its own."""
    from fairlearn import metrics as fair
    from sklearn.metrics import accuracy_score, precision_score

    rows = adult_rows
    parts = attribute.split(" & ") if attribute else []
    names = rows[parts].agg(" & ".join, axis=1) if parts else pd.Series("", index=rows.index)
    judges: dict[str, Callable[..., float]] = {
        "selection_rate": fair.selection_rate,
        "accuracy": accuracy_score,
        "true_positive_rate": fair.true_positive_rate,
        "false_positive_rate": fair.false_positive_rate,
        "true_negative_rate": fair.true_negative_rate,
        "false_negative_rate": fair.false_negative_rate,
        "precision": precision_score,
        "false_discovery_rate": lambda y_true, y_pred: 1 - precision_score(y_true, y_pred),
        "negative_predictive_value": lambda y_true, y_pred: precision_score(y_true, y_pred, pos_label=0),
        "false_omission_rate": lambda y_true, y_pred: 1 - precision_score(y_true, y_pred, pos_label=0),
    }
    truth, decided = (rows["classification"] == ">50K").astype(int), (rows["predicted"] == ">50K").astype(int)
    frame = fair.MetricFrame(metrics=judges, y_true=truth, y_pred=decided, sensitive_features=names.rename("group"))
    expected = {(metric, group): float(frame.by_group.loc[group, metric]) for metric in judges for group in frame.by_group.index}
    actual = metrics(adult_claims, attribute)
    withheld = {key for key, value in actual.items() if value is None}

    assert set(actual) == set(expected)
    assert {key: value for key, value in actual.items() if key not in withheld} == pytest.approx(
        {key: value for key, value in expected.items() if key not in withheld}, abs=1e-12, rel=0
    )
    events, chosen = truth.groupby(names).sum(), decided.groupby(names).sum()
    thin = {group for group in events.index if 0 < events[group] < 10 or 0 < names.eq(group).sum() - events[group] < 10}
    assert {(metric, group) for metric, group in withheld if group not in thin and not (metric in CHOSEN and chosen[group] < 10)} == set()
    assert "selection_rate" not in {metric for metric, _ in withheld}


def test_adult_k_agrees_with_pandas(adult_claims: dict[str, Any], adult_rows: pd.DataFrame) -> None:
    """Count equivalence classes as a plain groupby does."""
    sizes = adult_rows.groupby(QUASI, dropna=False).size()
    expected = {"k": int(sizes.min()), "classes": len(sizes), "rows": len(adult_rows), "unique": int((sizes == 1).sum())}
    risk = adult_claims["risk"]
    actual = {name: risk[name] for name in expected}

    assert expected == actual
    assert risk["dataset"] == "test"


def test_adult_loads_without_any_help(adult_claims: dict[str, Any]) -> None:
    """Blanks after the commas are no part of names or values, and the audit says that it left them out."""
    test = next(one for one in adult_claims["datasets"] if one["name"] == "test")

    assert test["rows"] == 16_281
    assert any("blank" in note.lower() for note in test["notes"])
    assert "native-country" in {one["column"] for one in adult_claims["profile"]}


def test_a_forest_needs_trust(adult: Path, here: Callable[..., Ended]) -> None:
    """Refuse a type that skops does not trust, name it, and take it once the subject trusts it."""
    common = ("check", adult / "equigate.yml", "--model", adult / "forest.skops")

    refused = here(*common)
    allowed = here(*common, "--trusted", "sklearn.tree._tree.Tree")

    assert refused.code == 2
    assert "sklearn.tree._tree.Tree" in refused.err
    assert "trusted: [" in refused.err
    assert allowed.code in {0, 1}, allowed.err


@pytest.fixture(scope="module")
def demo_claims(demo: Demo) -> dict[str, Any]:
    """Return the claims that the demo left."""
    assert demo.ended.code == 0, demo.ended.err
    claims: dict[str, Any] = json.loads((demo.folder / "evidence.json").read_text(encoding="utf-8"))["claims"]
    return claims


def test_the_demo_leaves_everything(demo: Demo) -> None:
    """Leave six files, say which one to open and what check would return."""
    expected = {"data.csv", "model.skops", "equigate.yml", "report.html", "report.pdf", "evidence.json"}

    assert expected == {path.name for path in demo.folder.iterdir()}
    assert "report.html" in demo.ended.out
    assert demo.ended.last.endswith("would exit 1")


def test_the_demo_finds_the_planted_columns(demo_claims: dict[str, Any]) -> None:
    """Find every planted kind of personal data in its column, free text included."""
    found = {(one["column"], one["entity"]) for one in demo_claims["columns"]}
    planted = {*PLANTED.entities.items(), *((column, entity) for column, inside in PLANTED.hidden_in.items() for entity in inside)}

    assert planted - found == set()
    assert demo_claims["risk"]["k"] == PLANTED.k
    assert demo_claims["datasets"][0]["rows"] == ROWS


def test_the_demo_finds_the_planted_bias(demo_claims: dict[str, Any]) -> None:
    """Fail the selection rule for exactly the groups that are held back, and judge by the planted references."""
    failed = {
        (one["attribute"], one["group"])
        for one in demo_claims["findings"]
        if one["rule"] == "unequal-selection" and one["verdict"] == "fail"
    }
    rules = {one["rule"]: one["verdict"] for one in demo_claims["rules"]}

    assert set(PLANTED.disadvantaged.items()) <= failed
    assert not set(PLANTED.reference.items()) & failed
    assert {name: rules[name] for name in ("direct-identifier", "small-cells", "missing-values")} == {
        "direct-identifier": "fail",
        "small-cells": "fail",
        "missing-values": "fail",
    }


def test_the_demo_measures_the_planted_gap(demo_claims: dict[str, Any]) -> None:
    """Report the missing share that was planted."""
    shares = {one["column"]: one["missing_share"] for one in demo_claims["profile"]}

    for column, share in PLANTED.missing.items():
        assert shares[column] == pytest.approx(share, abs=0.02)


def test_check_on_the_demo_agrees_with_it(demo: Demo, here: Callable[..., Ended], tmp_path: Path, demo_claims: dict[str, Any]) -> None:
    """Give the same claims again, and exit 1."""
    ended = here("check", demo.folder / "equigate.yml", "-o", f"json={tmp_path / 'again.json'}")
    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))["claims"]

    assert ended.code == 1
    assert again == demo_claims
