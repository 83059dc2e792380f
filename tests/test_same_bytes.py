"""Do the same inputs give the same bytes: twice, in any order of rows and columns, in any batches?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from command_line import Ended

Here = Callable[..., Ended]
ROWS = 600
SUBJECT = """version: 1
name: s
data: {test: d.csv}
roles: {label: hired, prediction: guess, favourable: "yes", protected: [sex, town], quasi_identifiers: [age, town], sensitive: [illness]}
policies: [release]
"""
OF_BYTES = {"sha256", "notes"}
"""What is said of the bytes of a file, which differ with the order of its rows."""


def people() -> pd.DataFrame:
    """Return people with gaps, groups that are treated unequally, and a column that names them."""
    draw = np.random.default_rng(20261121)
    sex = draw.choice(["F", "M"], ROWS, p=[0.4, 0.6])
    return pd.DataFrame(
        {
            "sex": sex,
            "town": draw.choice(["north", "south", "west"], ROWS),
            "age": draw.integers(18, 80, ROWS),
            "illness": draw.choice(["a", "b", "c"], ROWS),
            "mail": [f"p{n}@example.org" for n in draw.integers(0, 10_000, ROWS)],
            "hired": np.where(draw.random(ROWS) < 0.5, "yes", "no"),
            "guess": np.where(draw.random(ROWS) < np.where(sex == "F", 0.2, 0.7), "yes", "no"),
            "income": np.where(draw.random(ROWS) < 0.1, np.nan, np.round(draw.random(ROWS) * 9_000, 2)),
        }
    )


ORDERS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "again": lambda frame: frame,
    "rows": lambda frame: frame.sample(frac=1, random_state=7),
    "columns": lambda frame: frame[frame.columns[::-1]],
    "both": lambda frame: frame.sample(frac=1, random_state=8)[[*frame.columns[3:], *frame.columns[:3]]],
}


def audited(here: Here, folder: Path, frame: pd.DataFrame) -> tuple[dict[str, Any], str, bytes]:
    """Return claims, SARIF and baseline of some rows."""
    frame.to_csv(folder / "d.csv", index=False)
    (folder / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    days = ("--as-of", "2026-11-20", "--now", "2026-11-20T12:00:00Z")
    ended = here("check", "equigate.yml", *days, "-o", "json=e.json", "-o", "sarif=e.sarif")
    assert ended.code == 1, ended.err
    made = here("baseline", "create", "e.json", "-o", "b.json", "--owner", "o@example.org")
    assert made.code == 0, made.err
    baseline = (folder / "b.json").read_bytes()
    (folder / "b.json").unlink()
    return json.loads((folder / "e.json").read_text("utf-8"))["claims"], (folder / "e.sarif").read_text("utf-8"), baseline


def without_bytes(found: Any) -> Any:
    """Return a document without what is said of the bytes of a file."""
    if isinstance(found, dict):
        return {key: without_bytes(value) for key, value in found.items() if key not in OF_BYTES and key != "hashes"}
    return [without_bytes(one) for one in found] if isinstance(found, list) else found


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in ORDERS.items()])
def test_claims_sarif_and_baseline(here: Here, tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Twice the same file: to the byte. In another order: but for the hash of the file."""
    frame = people()
    claims, sarif, baseline = audited(here, tmp_path, frame)
    others = audited(here, tmp_path, change(frame))

    assert baseline == others[2]
    assert without_bytes(claims) == without_bytes(others[0])
    assert without_bytes(json.loads(sarif)) == without_bytes(json.loads(others[1]))
    assert (sarif == others[1]) >= (change(frame) is frame)
