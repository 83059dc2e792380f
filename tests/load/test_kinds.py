"""Is the kind of a column what all of its values are?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from audit.load.engine import Engine
from audit.load.kinds import MISSING
from audit.load.source import Source, open_source

UTC_NOON = dt.datetime(2020, 1, 1, 12, 0)  # noqa: DTZ001 - kept without a zone, in UTC


def _open(engine: Engine, folder: Path, values: list[str], suffix: str = ".csv") -> Source:
    path = folder / f"a{suffix}"
    mark = "\t" if suffix == ".tsv" else ","
    path.write_text("".join(f"{value}{mark}x\n" for value in ["v", *values]), encoding="utf-8")
    return open_source(engine, "train", path, header=True)


def _values(source: Source) -> list[object]:
    return next(source.batches(["v"])).column(0).to_pylist()


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        pytest.param(["1", "-2", "+3", "0"], "integer", [1, -2, 3, 0], id="integers"),
        pytest.param(["9223372036854775807", "-9223372036854775808"], "integer", [2**63 - 1, -(2**63)], id="64 bits"),
        pytest.param(["9223372036854775808", "1"], "text", ["9223372036854775808", "1"], id="more than 64 bits"),
        pytest.param(["007", "1"], "text", ["007", "1"], id="leading zero"),
        pytest.param(["01.5", "2"], "text", ["01.5", "2"], id="leading zero of a number"),
        pytest.param(["1_000", "2"], "text", ["1_000", "2"], id="underscore"),
        pytest.param(["1", "2.5", ".5", "5.", "-1e-3", "2E+2"], "number", [1, 2.5, 0.5, 5.0, -0.001, 200], id="numbers"),
        pytest.param(["1e999", "1"], "text", ["1e999", "1"], id="infinite"),
        pytest.param(["inf", "1"], "text", ["inf", "1"], id="inf"),
        pytest.param(["0x10", "1"], "text", ["0x10", "1"], id="hexadecimal"),
        pytest.param(["12%", "1"], "text", ["12%", "1"], id="per cent"),
        pytest.param(["true", "FALSE", "True"], "boolean", [True, False, True], id="booleans"),
        pytest.param(["yes", "no"], "text", ["yes", "no"], id="yes and no"),
        pytest.param(["2020-02-29"], "date", [dt.date(2020, 2, 29)], id="dates"),
        pytest.param(["2020-02-30", "2020-01-01"], "text", ["2020-02-30", "2020-01-01"], id="no such day"),
        pytest.param(["31.12.2020"], "text", ["31.12.2020"], id="another way of dates"),
        pytest.param(["2020-1-2"], "text", ["2020-1-2"], id="short dates"),
        pytest.param(
            ["2020-01-01 12:00", "2020-01-01T12:00:00", "2020-01-01 12:00:00.000"],
            "timestamp",
            [UTC_NOON] * 3,
            id="times",
        ),
        pytest.param(["2020-01-01", "2020-01-01 12:00"], "timestamp", [UTC_NOON.replace(hour=0), UTC_NOON], id="days and times"),
        pytest.param(
            ["2020-01-01T14:00:00+02:00", "2020-01-01T12:00:00Z", "2020-01-01 07:00-0500"],
            "timestamp",
            [UTC_NOON] * 3,
            id="zones",
        ),
        pytest.param(["2020-01-01T12:00:00Z", "2020-01-01 12:00"], "text", None, id="with and without a zone"),
        pytest.param(["2020-01-01 25:00"], "text", ["2020-01-01 25:00"], id="no such hour"),
        pytest.param(["", ""], "text", [None, None], id="all missing"),
        pytest.param(["NA", "NA"], "text", ["NA", "NA"], id="only markers"),
        pytest.param(["1", "", "2"], "integer", [1, None, 2], id="a hole"),
        pytest.param(["1", "NA", "NULL", "n/a"], "integer", [1, None, None, None], id="markers in a column of numbers"),
        pytest.param(["None", "2020-01-01"], "date", [None, dt.date(2020, 1, 1)], id="a marker in a column of dates"),
        pytest.param(["NA", "Anna"], "text", ["NA", "Anna"], id="a marker in a column of text"),
        pytest.param(["1", "Anna"], "text", ["1", "Anna"], id="one misfit"),
    ],
)
def test_kinds(shared_engine: Engine, tmp_path: Path, values: list[str], kind: str, expected: list[object] | None) -> None:
    source = _open(shared_engine, tmp_path, values)
    column = source.column("v")

    assert column is not None
    assert column.kind == kind
    assert _values(source) == (values if expected is None else expected)


@pytest.mark.parametrize("row", [0, 1_999, 2_000, 69_999])
def test_one_misfit_anywhere_makes_it_text(shared_engine: Engine, tmp_path: Path, row: int) -> None:
    values = [str(number) for number in range(70_000)]
    values[row] = "x"
    column = _open(shared_engine, tmp_path, values).column("v")

    assert column is not None
    assert column.kind == "text"


def test_a_number_may_appear_after_the_sample(shared_engine: Engine, tmp_path: Path) -> None:
    column = _open(shared_engine, tmp_path, ["1"] * 3_000 + ["2.5"]).column("v")

    assert column is not None
    assert column.kind == "number"


def test_values_that_appear_after_the_sample_count(shared_engine: Engine, tmp_path: Path) -> None:
    column = _open(shared_engine, tmp_path, [""] * 3_000 + ["2020-01-01"]).column("v")

    assert column is not None
    assert column.kind == "date"


def test_markers_are_said_and_stay_in_the_text(shared_engine: Engine, tmp_path: Path) -> None:
    source = _open(shared_engine, tmp_path, ["1", *MISSING])
    text = source.text().collect("pyarrow").to_native().column("v").to_pylist()

    assert text == ["1", *MISSING]
    assert _values(source) == [1, *[None] * len(MISSING)]
    assert "Markers such as NA or NULL read as missing in 1 column." in source.notes


def test_a_decimal_comma_is_said(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('price;tax\n"1,5";1\n2,25;2\n"1.000,5";3\n', encoding="utf-8")
    source = open_source(shared_engine, "train", path)

    assert [column.kind for column in source.columns] == ["text", "integer"]
    assert "Column price holds numbers with a decimal comma: it is read as text." in source.notes
