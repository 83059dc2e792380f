"""Reads the Adult file and the hierarchies that ARX ships, as codes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from audit.anonymity.coded import Coded, Groups, Sensitive
from audit.anonymity.hierarchy import Hierarchy

FOLDER = Path(__file__).resolve().parents[2] / "../shared/data/anonymisation"
NINE = ("sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation", "salary-class")
SIX = ("age", "education", "marital-status", "race", "sex", "native-country")
EIGHT = tuple(name for name in NINE if name != "occupation")


def adult(columns: Sequence[str], sensitive: Sequence[str] = (), groups: Sequence[str] = ()) -> Coded:
    """Return the rows with some quasi-identifiers, sensitive columns and protected attributes; skip where the data is absent."""
    if not FOLDER.is_dir():
        pytest.skip("the Adult data is not here")
    given = {name: _codes(name) for name in (*columns, *sensitive, *groups)}
    return Coded(
        "adult",
        len(_rows()),
        {name: given[name][1] for name in columns},
        {name: _ladder(name) for name in columns},
        tuple(Groups(name, given[name][1], given[name][0]) for name in groups),
        {name: Sensitive(given[name][1], len(given[name][0])) for name in sensitive},
    )


@cache
def _rows() -> list[dict[str, str]]:
    """Return the rows as text."""
    with (FOLDER / "adult.csv").open() as file:
        return list(csv.DictReader(file, delimiter=";"))


@cache
def _codes(name: str) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """Return the values of a column and a code per row."""
    values = tuple(sorted({row[name] for row in _rows()}))
    place = {value: code for code, value in enumerate(values)}
    return values, np.array([place[row[name]] for row in _rows()], dtype=np.int64)


@cache
def _ladder(name: str) -> Hierarchy:
    """Return the hierarchy of a column: its leaves are those of the file."""
    with (FOLDER / f"adult_hierarchy_{name}.csv").open() as file:
        lines = {line[0]: line for line in csv.reader(file, delimiter=";")}
    steps = list(zip(*lines.values(), strict=True))
    coarse = [[lines[value][level] for value in _codes(name)[0]] for level in range(len(steps))]
    orders = [{value: place for place, value in enumerate(dict.fromkeys(values))} for values in coarse]
    return Hierarchy(
        tuple(map(str, range(len(steps)))),
        tuple(np.array([order[value] for value in values], dtype=np.int64) for order, values in zip(orders, coarse, strict=True)),
        tuple(np.array([Counter(step)[value] / len(lines) for value in values]) for step, values in zip(steps, coarse, strict=True)),
        len(lines),
    )
