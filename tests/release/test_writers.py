"""Is what was written what is read again?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.load.opener import Opener
from audit.release.form import Form, dataset_of, form_of
from audit.release.writers import write_release

_CELLS = st.one_of(
    st.none(),
    st.sampled_from([" x", "x ", 'a"b', '"', "a;b", "a,b", "a\tb", "a|b", "a\nb", "a\r\nb", "'a'", "=1+1", "-", "NA", "007", "*", "30-39", "é"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), exclude_characters="\ufeff"), min_size=1, max_size=6),
)  # fmt: skip


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    """Yield an engine."""
    with Opener.start(Path()) as opener:
        yield opener


def _back(opener: Opener, path: Path, table: pa.Table, form: Form) -> pa.Table:
    """Write a table and read it as a release is read."""
    write_release(path, form, table.schema, iter(table.to_batches(max_chunksize=3)))
    return opener.source(dataset_of("release", path, form.delimiter)).frame().collect("pyarrow").to_native()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(_CELLS, min_size=1, max_size=7), others=st.lists(_CELLS, min_size=7, max_size=7))
def test_texts(opener: Opener, tmp_path: Path, delimiter: str, cells: list[str | None], others: list[str | None]) -> None:
    """Whatever a cell holds, it comes back; an empty one is missing."""
    first = ["text", *cells]
    table = pa.table({"a": pa.array(first, pa.string()), "b; c": pa.array(["text", *others][: len(first)], pa.string())})
    actual = _back(opener, tmp_path / "out.csv", table, Form("csv", delimiter))

    assert table.to_pydict() == actual.to_pydict()


def test_one_column_with_gaps(opener: Opener, tmp_path: Path) -> None:
    """A missing value in a file of one column is a row, not an empty line."""
    table = pa.table({"a": pa.array(["x", None, "y", None], pa.string())})
    actual = _back(opener, tmp_path / "out.csv", table, Form("csv", ","))

    assert table.to_pydict() == actual.to_pydict()


@pytest.mark.parametrize("form", [Form("csv", ","), Form("parquet")], ids=["csv", "parquet"])
def test_kinds(opener: Opener, tmp_path: Path, form: Form) -> None:
    """Numbers, flags, dates and times keep value and kind."""
    table = pa.table(
        {
            "whole": pa.array([1, -2, None, 2**60], pa.int64()),
            "number": pa.array([1.0, 2.0, 1e300, None], pa.float64()),
            "flag": pa.array([True, False, None, True]),
            "day": pa.array([date(2020, 2, 29), None, date(1999, 1, 1), date(2020, 1, 1)]),
            "moment": pa.array([datetime(2020, 1, 1, 2, 3, 4, 5_000, tzinfo=UTC).replace(tzinfo=None)] * 3 + [None], pa.timestamp("us")),
        }
    )
    path = tmp_path / "out"
    actual = _back(opener, path, table, form)
    source = opener.source(dataset_of("release", path, form.delimiter))

    assert table.to_pydict() == actual.to_pydict()
    assert [column.kind for column in source.columns] == ["integer", "number", "boolean", "date", "timestamp"]


def test_formulas_are_counted_and_left_alone(tmp_path: Path) -> None:
    """A cell that a spreadsheet would compute is written as it is, and said; a negative number is none."""
    table = pa.table({"a": ["=1+1", "@x", "-3", "+49 30", "- x", None, "x=1"]})
    path = tmp_path / "out.csv"
    written = write_release(path, Form("csv", ","), table.schema, iter(table.to_batches()))

    assert (written.rows, written.formulas) == (7, 3)
    assert path.read_text("utf-8").splitlines()[1] == "=1+1"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write the same table in several formats."""
    (tmp_path / "d.csv").write_text("a;b\n1;x\n2;y\n", encoding="utf-8")
    (tmp_path / "d.jsonl").write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")
    pa.parquet.write_table(pa.table({"a": [1]}), tmp_path / "d.parquet")
    return tmp_path


FORMS = {
    "its own delimiter": ("d.csv", "o.csv", Form("csv", ";")),
    "tabs": ("d.csv", "o.tsv", Form("csv", "\t")),
    "no suffix": ("d.parquet", "o", Form("parquet")),
    "the name decides": ("d.csv", "o.parquet", Form("parquet")),
    "out of Parquet": ("d.parquet", "o.csv", Form("csv", ",")),
    "out of JSON lines": ("d.jsonl", "o.csv", Form("csv", ",")),
}


@pytest.mark.parametrize(("given", "output", "expected"), FORMS.values(), ids=FORMS.keys())
def test_form(data: Path, given: str, output: str, expected: Form) -> None:
    """The name of the output decides, then the data."""
    actual = form_of(str(data / given), data / output)

    assert expected == actual


@pytest.mark.parametrize("output", ["o.xlsx", "o.csv.gz", "o.jsonl"])
def test_no_such_form(data: Path, output: str) -> None:
    """Anything else is refused with what can be written."""
    with pytest.raises(BadInput, match="a release is written as CSV or Parquet"):
        form_of(str(data / "d.csv"), data / output)
