"""Are records cut exactly, and does the fast reader cut them in the same way?"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from audit.load.engine import Engine
from audit.load.formats.quoting import plain_quoting
from audit.load.formats.records import Dialect, Malformed, records
from audit.load.source import open_source

COMMA = Dialect(",")


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a,b\n", [["a", "b"]], id="plain"),
        pytest.param("a,b", [["a", "b"]], id="no end of line"),
        pytest.param("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]], id="CRLF"),
        pytest.param("a,b\rc,d\r", [["a", "b"], ["c", "d"]], id="CR"),
        pytest.param("a,\n,b\n,\n", [["a", ""], ["", "b"], ["", ""]], id="empty cells"),
        pytest.param("a,b\n\n\r\n\n", [["a", "b"]], id="empty lines at the end"),
        pytest.param('"a,b",c\n', [["a,b", "c"]], id="delimiter in quotes"),
        pytest.param('"a\nb",c\n', [["a\nb", "c"]], id="line end in quotes"),
        pytest.param('"a\r\nb",c\r\n', [["a\r\nb", "c"]], id="CRLF in quotes stays"),
        pytest.param('"a\n\n\nb",c\n', [["a\n\n\nb", "c"]], id="empty lines in quotes"),
        pytest.param('"a ""b"" c","""",""\n', [['a "b" c', '"', ""]], id="doubled quotes"),
        pytest.param(" a , b c \n", [["a", "b c"]], id="outer blanks"),
        pytest.param('" a ", "b" ,c\n', [[" a ", "b", "c"]], id="blanks in quotes stay"),
        pytest.param('5" pipe,a"b"\n', [['5" pipe', 'a"b"']], id="a quote inside is a letter"),
        pytest.param('"a",\n"b",', [["a", ""], ["b", ""]], id="empty cell after quotes"),
    ],
)
def test_cells(text: str, expected: list[list[str]]) -> None:
    found = [record.cells for record in records(_lines(text), COMMA)]

    assert expected == found


def test_a_tab_is_no_blank_where_it_delimits() -> None:
    found = [record.cells for record in records(_lines("a\t\t b\n"), Dialect("\t"))]

    assert found == [["a", "", "b"]]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    found = [record.line for record in records(_lines('a,b\n"1\n2",x\n\nc,d\n'), COMMA)]

    assert found == [1, 2, 5]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        pytest.param('a,b\n"x"y,1\n', 2, "text follows a closing quote", id="text after"),
        pytest.param('a,b\n1,2\n3,"x\ny\n', 3, "a quote is opened and not closed", id="never closed"),
    ],
)
def test_broken_quoting(text: str, line: int, what: str) -> None:
    with pytest.raises(Malformed) as caught:
        list(records(_lines(text), COMMA))

    assert (caught.value.line, caught.value.what) == (line, what)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('a,b\n"x, y","z"\n', True, id="structural"),
        pytest.param('"a ""b"" c",""\n', True, id="doubled"),
        pytest.param('a,"x\ny"\n', True, id="line end inside"),
        pytest.param('a, "x"\n', False, id="blank before"),
        pytest.param('a,"x" \n', False, id="blank after"),
        pytest.param('a," x"\n', False, id="blank inside at the start"),
        pytest.param('a,"x "\n', False, id="blank inside at the end"),
        pytest.param('5" pipe,x\n', False, id="a letter"),
        pytest.param('a,"x\n', False, id="never closed"),
        pytest.param('a,"x"', True, id="closed by the end"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_plain_quoting_in_blocks_of_any_size(text: str, expected: bool, size: int) -> None:
    data = text.encode()
    found = plain_quoting((data[start : start + size] for start in range(0, len(data), size)), COMMA)

    assert expected == found


CELL = st.text(st.sampled_from(list("aé1,;\t| \"'\n\r")), max_size=6)
TABLE = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1")


def _expected(cell: str, *, quoted: bool, blanks: str) -> str | None:
    """Return what a cell should come back as: csv quotes a cell with a special letter in it, else it is stripped."""
    return (cell if quoted else cell.strip(blanks)) or None


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=TABLE,
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(ENCODINGS),
    all_quoted=st.booleans(),
    end=st.sampled_from(("\n", "\r\n", "\r")),
)
def test_what_csv_writes_is_read_back(
    shared_engine: Engine,
    tmp_path: Path,
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
    all_quoted: bool,
    end: str,
) -> None:
    # Before Python 3.13 csv does not quote a line end other than its own.
    assume(all_quoted or not any((set(cell) & set("\r\n")) - set(end) for row in rows for cell in row))
    # A column of cells in single quotes is read as quoted, which csv did not mean here.
    assume(all_quoted or not any(cell.lstrip().startswith("'") for row in rows for cell in row))
    width = len(rows[0])
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
        lineterminator=end,
    )
    writer.writerow([f"key_{place}" for place in range(width)])
    writer.writerows(rows)
    path = tmp_path / "table.csv"
    path.write_bytes(stream.getvalue().encode(encoding))
    blanks = " \t".replace(delimiter, "")
    special = set(delimiter + '"\n\r')
    expected = [[_expected(cell, quoted=all_quoted or bool(special & set(cell)), blanks=blanks) for cell in row] for row in rows]
    # csv writes a single empty cell as "", so it is no blank line; a lone blank is a missing cell.
    source = open_source(shared_engine, "train", path, header=True, delimiter=delimiter, encoding=_hint(encoding))
    found = [list(row.values()) for row in source.text().collect("pyarrow").to_native().to_pylist()]

    assert expected == found


def _hint(encoding: str) -> str | None:
    """Name the encoding where so few bytes cannot show it."""
    return encoding if encoding in ("utf-16-le", "utf-16-be", "latin-1", "cp1252") else None


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from(list('ab, "\n\r\t1')), max_size=40))
def test_fast_and_exact_readers_agree(text: str) -> None:
    from audit.load.encoding import Text
    from audit.load.files import File
    from audit.load.formats.delimited import _exact, _fast, _Table
    from audit.load.place import Place

    class Given(Text):
        """A text that is in hand."""

        def blocks(self) -> object:
            return iter([text.encode()] if text else [])

    rows = []
    try:
        rows = [record.cells for record in records(_lines(text), COMMA) if not record.blank]
    except Malformed:
        return
    if not rows or not plain_quoting(iter([text.encode()]), COMMA):
        return
    given_text = Given(File(Place("t"), Path("x"), "delimited"), "utf-8", 0)
    try:
        fast = [row for batch in _fast(_Table(given_text, COMMA, len(rows[0]), header=False)) for row in batch.to_pylist()]
    except ValueError:
        return
    exact = [row for batch in _exact(_Table(given_text, COMMA, len(rows[0]), header=False)) for row in batch.to_pylist()]

    assert exact == fast


def test_a_cell_across_many_blocks_is_read(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    long = "x" * (9 << 20)
    path.write_text(f'name,note\na,"{long}"\nb,c\n', encoding="utf-8")
    source = open_source(shared_engine, "train", path)
    lengths = [len(row["note"]) for row in source.text().collect("pyarrow").to_native().to_pylist()]

    assert lengths == [9 << 20, 1]


def test_staged_text_has_row_groups_of_one_size(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("number\n" + "".join(f"{number}\n" for number in range(150_000)), encoding="utf-8")
    before = set(shared_engine.folder.iterdir())
    open_source(shared_engine, "train", path)
    staged = sorted(set(shared_engine.folder.iterdir()) - before)
    sizes = []
    for file in staged:
        metadata = pq.read_metadata(file)
        sizes.append([metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)])

    assert sizes == [[65_536, 65_536, 18_928]] * 2
