"""Does Python get the same audit as the command line, whatever holds the data?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import audit
from audit.core.errors import BadInput

if TYPE_CHECKING:
    from command_line import Ended

SETTINGS: dict[str, Any] = {
    "label": "hired",
    "prediction": "guess",
    "favourable": "yes",
    "protected": ["sex", "origin"],
    "quasi_identifiers": "sex,age",
    "now": datetime(2026, 11, 20, tzinfo=UTC),
}
ABOUT_THE_FILE = ("datasets",)


def frame() -> pd.DataFrame:
    """Return a table that can be audited."""
    place = pd.Series(range(600))
    return pd.DataFrame(
        {
            "sex": place.map(lambda n: "Female" if n % 2 else "Male"),
            "origin": place.map(lambda n: ("north", "south", None)[n % 3]),
            "age": 20 + place % 40,
            "income": (place % 97) * 100.5,
            "hired": place.map(lambda n: "yes" if n % 3 or n % 4 == 0 else "no"),
            "guess": place.map(lambda n: "yes" if n % 5 else "no"),
        }
    )


def comparable(evidence: audit.Evidence) -> dict[str, Any]:
    """Return the claims without what says from which bytes they came."""
    claims = json.loads(json.dumps(evidence.claims))
    return {name: value for name, value in claims.items() if name not in ABOUT_THE_FILE}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """Audit the pandas frame."""
    return comparable(audit.audit(frame(), **SETTINGS))


@pytest.mark.parametrize("kind", ["polars", "arrow", "csv", "parquet", "feather", "jsonl", "csv.gz", "by role"])
def test_every_container_gives_the_same_claims(kind: str, tmp_path: Path, expected: dict[str, Any]) -> None:
    """Hold the same rows in another container: only hashes and notes of the dataset may differ."""
    rows = frame()
    path = tmp_path / f"d.{kind}"
    made: dict[str, Callable[[], Any]] = {
        "polars": lambda: pl.from_pandas(rows),
        "arrow": lambda: pa.Table.from_pandas(rows, preserve_index=False),
        "csv": lambda: rows.to_csv(path, index=False) or path,
        "csv.gz": lambda: rows.to_csv(path, index=False) or str(path),
        "parquet": lambda: rows.to_parquet(path) or path,
        "feather": lambda: rows.to_feather(path) or path,
        "jsonl": lambda: rows.to_json(path, orient="records", lines=True) or path,
        "by role": lambda: {"test": rows},
    }

    assert comparable(audit.audit(made[kind](), **SETTINGS)) == expected


def test_an_estimator_in_hand_is_audited() -> None:
    """Ask a fitted pipeline; what it says is what its file would say."""
    from sklearn.linear_model import LogisticRegression

    rows = frame()
    model = LogisticRegression().fit(rows[["age", "income"]], rows["hired"])
    settings = {name: value for name, value in SETTINGS.items() if name != "prediction"}

    evidence = audit.audit(rows, model=model, **settings)
    decided = pd.Series(model.predict(rows[["age", "income"]]) == "yes")
    claims: Any = evidence.claims
    shown = {one["group"]: one["value"] for one in claims["metrics"] if (one["metric"], one["attribute"]) == ("selection_rate", "sex")}

    assert shown == pytest.approx(decided.groupby(rows["sex"]).mean().to_dict(), abs=1e-12)
    assert claims["model"]["format"] == "estimator"


def test_evidence_shows_itself_in_a_notebook() -> None:
    """Return a frame that runs no script and lends no style to the notebook."""
    shown = audit.audit(frame(), **SETTINGS)._repr_html_()

    assert shown.startswith("<iframe")
    assert " sandbox" in shown
    assert "<script" not in shown


def test_evidence_writes_itself(tmp_path: Path) -> None:
    """Write by format, and read back the same evidence."""
    evidence = audit.audit(frame(), **SETTINGS)

    evidence.write(json=tmp_path / "e.json", html=str(tmp_path / "e.html"))

    assert audit.Evidence.from_json((tmp_path / "e.json").read_text("utf-8")).to_json() == evidence.to_json()
    assert (tmp_path / "e.html").stat().st_size > 1_000


def test_a_subject_file_is_audited(tmp_path: Path) -> None:
    """Take equigate.yml, its paths relative to it, and let a setting overrule it."""
    frame().to_csv(tmp_path / "d.csv", index=False)
    text = "version: 1\nname: s\ndata: {test: d.csv}\nroles: {label: hired, prediction: guess, favourable: 'yes', protected: [sex]}\n"
    (tmp_path / "equigate.yml").write_text(text, encoding="utf-8")

    plain: Any = audit.audit(tmp_path / "equigate.yml").claims
    more: Any = audit.audit(str(tmp_path / "equigate.yml"), protected="sex,origin").claims

    assert plain["subject"]["name"] == "s"
    assert [one["column"] for one in plain["roles"]["protected"]] == ["sex"]
    assert [one["column"] for one in more["roles"]["protected"]] == ["sex", "origin"]


def test_the_same_input_gives_the_same_bytes() -> None:
    """Repeat, to the byte."""
    assert audit.audit(frame(), **SETTINGS).to_json() == audit.audit(frame(), **SETTINGS).to_json()


@pytest.mark.parametrize(
    ("data", "settings", "says"),
    [
        pytest.param({"tset": pd.DataFrame({"a": [1]})}, {}, "tset", id="unknown role"),
        pytest.param(pd.DataFrame({"a": [1, 2]}), {"label": "b"}, "'b'", id="unknown column"),
        pytest.param(42, {}, "test", id="no table"),
        pytest.param(pl.LazyFrame({"a": [1]}), {}, "collect", id="lazy frame"),
        pytest.param("nowhere.csv", {}, "nowhere.csv", id="missing file"),
        pytest.param(pd.DataFrame(), {}, "test", id="no columns"),
    ],
)
def test_a_mistake_is_bad_input(data: Any, settings: dict[str, Any], says: str) -> None:
    """Raise what the caller can catch, with the place and the step."""
    with pytest.raises(BadInput, match=says):
        audit.audit(data, **settings)


def test_there_are_few_public_names() -> None:
    """Offer at most ten names, each of which is there."""
    assert len(audit.__all__) <= 10
    assert all(getattr(audit, name) is not None for name in audit.__all__)
    with pytest.raises(AttributeError):
        _ = audit.nothing


def test_the_api_agrees_with_the_command_line(tmp_path: Path, here: Callable[..., Ended]) -> None:
    """Give the same claims, hashes included, as the command with the same settings."""
    frame().to_csv(tmp_path / "d.csv", index=False)
    flags = (
        "--label",
        "hired",
        "--prediction",
        "guess",
        "--favourable",
        "yes",
        "--protected",
        "sex,origin",
        "--quasi-identifiers",
        "sex,age",
        "--as-of",
        SETTINGS["now"].date().isoformat(),
    )

    ended = here("check", "--data", "d.csv", *flags, "-o", "json=e.json")
    written = json.loads((tmp_path / "e.json").read_text("utf-8"))["claims"]
    evidence = audit.audit(tmp_path / "d.csv", **SETTINGS)

    assert json.loads(json.dumps(evidence.claims)) == written
    assert ended.code == evidence.exit_code
