"""Is a CSV or TSV file read as its writer meant it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.load.dialect import find_dialect
from audit.load.engine import Engine
from audit.load.formats.records import Dialect
from audit.load.source import Source, open_source


def _rows(source: Source) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in source.text().collect("pyarrow").to_native().to_pylist()]


def _open(engine: Engine, folder: Path, text: str, name: str = "a.csv") -> Source:
    path = folder / name
    path.write_bytes(text.encode())
    return open_source(engine, "train", path)


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        pytest.param("a,b\n1,2\n", "", Dialect(","), id="comma"),
        pytest.param("a;b\n1;2\n", "", Dialect(";"), id="semicolon"),
        pytest.param("a\tb\n1\t2\n", "", Dialect("\t"), id="tab"),
        pytest.param("a|b\n1|2\n", "", Dialect("|"), id="bar"),
        pytest.param("a;b\n1,5;2,5\n2,5;3,5\n", "", Dialect(";"), id="decimal comma"),
        pytest.param("1,5;2,5\n2,5;3,5\n", "", Dialect(";"), id="decimal comma without a header"),
        pytest.param('a;b\n"x, y, z";2\n"x, y";3\n', "", Dialect(";"), id="commas in quotes"),
        pytest.param("id;note\n1;hello, you\n2;well, well, well\n", "", Dialect(";"), id="commas in notes"),
        pytest.param("id,tags\n1,a;b\n2,c;d\n", "", Dialect(","), id="lists in cells"),
        pytest.param("a,b\tc,d\n1,2\t3,4\n", ".tsv", Dialect("\t"), id="the suffix helps"),
        pytest.param("name\nAnna\nJan\n", "", Dialect(","), id="one column"),
        pytest.param("a,b\n1,2,3\n4,5\n6,7\n8,9\n", "", Dialect(","), id="ragged"),
        pytest.param("a,b\n'x, y',2\n'z',3\n", "", Dialect(",", "'"), id="single quotes"),
        pytest.param("a,b\n',2\n',3\n", "", Dialect(","), id="lone apostrophes"),
        pytest.param("a,b\n'',2\n'',3\n", "", Dialect(","), id="only pairs of apostrophes"),
        pytest.param("a,b\n'tis,2\nx,3\n", "", Dialect(","), id="an apostrophe"),
        pytest.param("a;b\n'x';1\n'y';2\n", "", Dialect(";", "'"), id="single quotes and semicolon"),
        pytest.param("", "", Dialect(","), id="nothing"),
    ],
)
def test_dialects(text: str, suffix: str, expected: Dialect) -> None:
    assert expected == find_dialect(text.splitlines(keepends=True), None, suffix)


def test_a_declared_delimiter_wins() -> None:
    assert find_dialect(["a,b|c\n", "1,2|3\n"], "|") == Dialect("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("age,name\n1,x\n2,y", [("1", "x"), ("2", "y")], id="no last line end"),
        pytest.param("age,name\r\n1,x\r\n2,y\r\n", [("1", "x"), ("2", "y")], id="CRLF"),
        pytest.param("age,name\r1,x\r2,y\r", [("1", "x"), ("2", "y")], id="CR"),
        pytest.param("age,name\r\n1,x\n2,y\r3,z\n", [("1", "x"), ("2", "y"), ("3", "z")], id="mixed line ends"),
        pytest.param("age,name\n1,x\n\n\n  \n", [("1", "x")], id="blank lines at the end"),
        pytest.param("\n\nage,name\n1,x\n", [("1", "x")], id="blank lines at the start"),
        pytest.param("  \nage,name\n1,x\n", [("1", "x")], id="a line of blanks at the start"),
        pytest.param("age,name\n1,x\n  \n2,y\n", [("1", "x"), ("2", "y")], id="a line of blanks inside"),
        pytest.param('age,name\n1,"x\n\ny"\n', [("1", "x\n\ny")], id="line ends in quotes"),
        pytest.param('age,name\n1, "x, y"\n2, z\n', [("1", "x, y"), ("2", "z")], id="quotes behind a blank"),
        pytest.param('age, name\n1, " x "\n2,  y \n', [("1", " x "), ("2", "y")], id="blanks in quotes stay"),
        pytest.param('age,name\n1,""\n,x\n', [("1", None), (None, "x")], id="empty cells"),
        pytest.param('age,name\n1,5" pipe\n2,"6"" pipe"\n', [("1", '5" pipe'), ("2", '6" pipe')], id="inches"),
        pytest.param("age\tname\n1\t x \n2\t\n", [("1", "x"), ("2", None)], id="tabs"),
        pytest.param("age,name\n1,#5\n#2,x\n", [("1", "#5"), ("#2", "x")], id="no comments"),
        pytest.param("age,name\n1,'x'\n2,y\n", [("1", "'x'"), ("2", "y")], id="an apostrophe is a letter"),
        pytest.param("age,name\n1,x\u00a0\n", [("1", "x\u00a0")], id="a hard space is a letter"),
        pytest.param("age,name\n1,日本語\n2,😀\n", [("1", "日本語"), ("2", "😀")], id="any letter"),
    ],
)
def test_cells(shared_engine: Engine, tmp_path: Path, text: str, expected: list[tuple[object, ...]]) -> None:
    source = _open(shared_engine, tmp_path, text)

    assert source.names() == ("age", "name")
    assert _rows(source) == expected
    assert source.rows == len(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("age;name\n1;x\n", ("Delimiter ';' found.",)),
        ("age\tname\n1\tx\n", ("Delimiter TAB found.",)),
        ("age, name\n1, x\n", ("Outer blanks removed in 1 column.",)),
        ("age , name\n1,x\n", ("Outer blanks removed in 2 columns.",)),
        ("age,name\n'1','x'\n'2','y'\n", ("Cells are quoted with single quotes.",)),
        ("age,name\n1,x\n", ()),
        (",name,age\n1,x,2\n", ("Column 1 has no name of its own: it is called column_1 here.",)),
    ],
)
def test_notes(shared_engine: Engine, tmp_path: Path, text: str, expected: tuple[str, ...]) -> None:
    assert expected == _open(shared_engine, tmp_path, text).notes


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.tsv", "a.txt", "a.data", "a", "a.tab"])
def test_suffixes(shared_engine: Engine, tmp_path: Path, name: str) -> None:
    assert _open(shared_engine, tmp_path, "age,name\n1,x\n", name).names() == ("age", "name")


def test_a_table_of_one_column_keeps_its_holes(shared_engine: Engine, tmp_path: Path) -> None:
    source = _open(shared_engine, tmp_path, 'age\n1\n""\n2\n')

    assert _rows(source) == [("1",), (None,), ("2",)]


def test_a_thousand_columns(shared_engine: Engine, tmp_path: Path) -> None:
    head = ",".join(f"c{number}" for number in range(1_000))
    row = ",".join(str(number) for number in range(1_000))
    source = _open(shared_engine, tmp_path, f"{head}\n{row}\n{row}\n")

    assert {column.kind for column in source.columns} == {"integer"}
