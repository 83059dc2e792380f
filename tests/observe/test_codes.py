"""Rows as integer codes: what is equal stays equal, gaps are a value, values stay behind."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from audit.anonymity.coded import Coded
from audit.observe.codes import encode, present
from audit.observe.scene import Settings
from tests.observe import scenes


def _codes(data: object, **flags: str) -> Coded:
    """Return the codes of a table."""
    with scenes.scene(data, Settings(), **flags) as one:
        return encode(one)


def test_codes_group_rows_as_pandas_does() -> None:
    """`ngroup` of each column, up to the names of the codes."""
    frame = scenes.people(300)
    codes = _codes(frame, **{**scenes.FLAGS, "quasi_identifiers": "age,zip,income"})
    for name, column in codes.columns.items():
        expected = frame.groupby(name, dropna=False).ngroup().to_numpy()
        pairs = {(int(one), int(other)) for one, other in zip(expected, column, strict=True)}
        assert len(pairs) == len({one for one, _ in pairs}) == len({other for _, other in pairs})


def test_more_than_one_batch_shares_its_codes() -> None:
    """Batches of 65,536 rows have one dictionary, gaps included."""
    table = pa.table({"a": [f"v{place % 7}" if place % 7 else None for place in range(140_000)]})
    column = _codes(table, quasi_identifiers="a").columns["a"]

    actual = {tuple(np.unique(column[start::7])) for start in range(7)}

    assert len(column) == 140_000
    assert len(actual) == 7


def test_groups_are_codes_with_names_and_rare_ones_are_pooled() -> None:
    """Missing is unknown; what is rare has no name."""
    sex = ["F"] * 30 + ["x"] * 5 + ["y"] * 4 + [None] * 21
    codes = _codes(
        pd.DataFrame({"sex": sex, "zip": ["1"] * 60, "label": [0, 1] * 30}),
        protected="sex",
        quasi_identifiers="zip",
        label="label",
        favourable="1",
    )
    (group,) = codes.groups

    actual = {name: int((group.codes == place).sum()) for place, name in enumerate(group.names)}

    assert actual == {"F": 30, "rare group 1": 9, "unknown": 21}


def test_without_roles_there_is_nothing_to_encode() -> None:
    """No quasi-identifier, no group."""
    codes = _codes(pd.DataFrame({"a": [1, 2]}))

    assert (codes.columns, codes.hierarchies, codes.groups, codes.rows) == ({}, {}, (), 2)


def test_present_values_are_counted() -> None:
    """Gaps of any kind do not count."""
    with scenes.scene(pa.table({"a": pa.array([1.0, float("nan"), None])})) as one:
        actual = present(one.source, "a")

    assert actual == 1
