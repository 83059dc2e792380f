"""Does every broken input end in one clear message that quotes no value?"""

from __future__ import annotations

import contextlib
import gzip
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import feather

from audit.core.errors import BadInput
from audit.load.engine import Engine
from audit.load.source import open_source

MARKER = "Zyxwvut"
TABLE = pa.table({"age": list(range(5_000)), "name": [f"{MARKER}{number}" for number in range(5_000)]})
GOOD = f"age,name\n31,{MARKER}\n42,{MARKER}\n"


def _parquet(folder: Path, name: str = "a.parquet", table: pa.Table = TABLE) -> bytes:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    pq.write_table(table, path)
    return path.read_bytes()


def _bytes(name: str, data: bytes | str) -> Callable[[Path], Path]:
    """Return a maker of one file."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return make


def _cut(name: str, keep: float) -> Callable[[Path], Path]:
    """Return a maker of a file in its own format, cut off."""

    def make(folder: Path) -> Path:
        path = folder / name
        text = GOOD.encode() * 20_000
        if name.endswith(".parquet"):
            pq.write_table(TABLE, path)
        elif name.endswith((".feather", ".ipc")):
            feather.write_feather(TABLE, path)
        elif name.endswith(".gz"):
            path.write_bytes(gzip.compress(os.urandom(4_000).hex().encode() + text))
        else:
            path.write_bytes(pa.compress(os.urandom(4_000).hex().encode() + text, "zstd", asbytes=True))
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * keep)])
        return path

    return make


def _folder(*parts: tuple[str, pa.Table]) -> Callable[[Path], Path]:
    """Return a maker of a folder of Parquet parts."""

    def make(folder: Path) -> Path:
        path = folder / "parts"
        path.mkdir()
        for name, table in parts:
            (path / name).parent.mkdir(exist_ok=True)
            pq.write_table(table, path / name)
        return path

    return make


def _damaged_part(folder: Path) -> Path:
    path = _folder(("0.parquet", TABLE), ("1.parquet", TABLE), ("2.parquet", TABLE))(folder)
    (path / "1.parquet").write_bytes(b"PAR1 and no more")
    return path


def _damaged_pages(folder: Path) -> Path:
    path = folder / "a.parquet"
    pq.write_table(pa.table({"score": [number / 7 for number in range(5_000)]}), path, compression="snappy")
    data = bytearray(path.read_bytes())
    data[50:4_000] = b"\xff" * 3_950
    path.write_bytes(bytes(data))
    return path


def _missing(folder: Path) -> Path:
    (folder / "applicants_2024.csv").write_text(GOOD, encoding="utf-8")
    return folder / "applicants_2025.csv"


def _unlike(folder: Path) -> Path:
    (folder / "other.csv").write_text(GOOD, encoding="utf-8")
    return folder / "train.csv"


def _folder_named_like_a_file(folder: Path) -> Path:
    path = folder / "data.csv"
    path.mkdir()
    return path


def _pipe(folder: Path) -> Path:
    path = folder / "a.csv"
    os.mkfifo(path)
    return path


RAGGED = f"age,name\n31,{MARKER}\n42,{MARKER},x\n53,{MARKER}\n64\n"
WIDE = TABLE.append_column("more", pa.array([1] * 5_000))
OTHER = TABLE.set_column(0, "age", pa.array([1.5] * 5_000))

CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no such file": (_missing, "no such file. Did you mean '{folder}/applicants_2024.csv'?"),
    "no such file, none alike": (_unlike, "no such file. Check the path"),
    "no such folder": (lambda folder: folder / "none" / "a.csv", "no such file. Check the path"),
    "a remote address": (lambda _: Path("s3://bucket/a.csv"), "only files of this machine are read"),
    "a pipe": (_pipe, "it is neither a file nor a folder"),
    "empty": (_bytes("a.csv", ""), "the file is empty"),
    "empty Parquet": (_bytes("a.parquet", ""), "the file is empty"),
    "empty inside gzip": (_bytes("a.csv.gz", gzip.compress(b"")), "the file is empty"),
    "blank lines only": (_bytes("a.csv", "\n\n\r\n"), "the file is empty: it has only blank lines"),
    "header only": (_bytes("a.csv", "age,name\n"), "it has a header and no rows"),
    "header and blank lines": (_bytes("a.csv", "age,name\n\n  \n"), "it has a header and no rows"),
    "ragged": (_bytes("a.csv", RAGGED), "line 3 has 3 cells where the first line has 2; 2 rows are like that"),
    "ragged once": (
        _bytes("a.csv", GOOD + "1\n"),
        "line 4 has 1 cell where the first line has 2. Is ',' the delimiter?",
    ),
    "ragged behind a line end in quotes": (
        _bytes("a.csv", f'age,name\n31,"{MARKER}\n\n{MARKER}"\n42,{MARKER},x\n'),
        "line 5 has 3 cells where the first line has 2",
    ),
    "ragged late": (_bytes("a.csv", GOOD + f"1,{MARKER}\n" * 300_000 + "2\n"), "line 300004 has 1 cell"),
    "a title above the table": (
        _bytes("a.csv", f"Applicants\n{GOOD}"),
        "line 2 has 2 cells where the first line has 1",
    ),
    "a quote never closed": (
        _bytes("a.csv", f'age,name\n31,"{MARKER}\n42,x\n'),
        "line 2: a quote is opened and not closed",
    ),
    "text behind a quote": (_bytes("a.csv", f'age,name\n31,"{MARKER}" x\n'), "line 2: text follows a closing quote"),
    "a quote never closed in the first line": (
        _bytes("a.csv", f'"age,name\n31,{MARKER}\n'),
        "line 1: a quote is opened and not closed",
    ),
    "NUL": (_bytes("a.csv", GOOD + "1,\0\n"), "line 4 holds NUL bytes"),
    "damaged UTF-8": (
        _bytes("a.csv", "age,name\n1,äöü\n".encode() + b"2,\xff\n"),
        "UTF-8 with damaged bytes, the first near line 3",
    ),
    "no text": (_bytes("a.csv", bytes(range(1, 200)) * 10), "it is not text"),
    "names used twice": (_bytes("a.csv", "age,sex,age\n1,m,2\n"), "1 column name used twice: 'age' (columns 1, 3)"),
    "names that differ in case": (_bytes("a.csv", "Age,sex,age\n1,m,2\n"), "'Age' and 'age' (columns 1, 3)"),
    "truncated Parquet": (_cut("a.parquet", 0.5), "the Parquet file is truncated or damaged"),
    "Parquet without an end": (_cut("a.parquet", 0.999), "the Parquet file is truncated or damaged"),
    "damaged pages": (_damaged_pages, "its pages are damaged"),
    "truncated Feather": (_cut("a.feather", 0.5), "the Arrow file is truncated or damaged"),
    "truncated gzip": (_cut("a.csv.gz", 0.5), "its gzip data is truncated or damaged"),
    "truncated zstd": (_cut("a.csv.zst", 0.5), "its zstd data is truncated or damaged"),
    "gzip in name only": (_bytes("a.csv.gz", b"\x1f\x8b" + b"x" * 50), "its gzip data is truncated or damaged"),
    "Parquet in name only": (_bytes("a.parquet", GOOD), "it is not a Parquet file"),
    "Arrow in name only": (_bytes("a.feather", GOOD), "it is not a Arrow file"),
    "Parquet inside gzip": (
        lambda folder: _bytes("b.parquet.gz", gzip.compress(_parquet(folder)))(folder),
        "Parquet inside gzip is not read. Unpack it first",
    ),
    "Parquet without rows": (lambda folder: _folder(("0.parquet", TABLE.slice(0, 0)))(folder) / "0.parquet", "no rows"),
    "a spreadsheet": (
        _bytes("a.xlsx", b"PK\x03\x04" + b"x" * 50),
        "it is a zip archive or a spreadsheet, which is not read",
    ),
    "a spreadsheet called CSV": (_bytes("a.csv", b"PK\x03\x04" + b"x" * 50), "it is a zip archive or a spreadsheet"),
    "a pickle": (_bytes("a.pkl", b"\x80\x04\x95" + b"x" * 50), "it is a pickle, which is not read"),
    "another suffix": (_bytes("a.yml", GOOD), "files named *.yml are not read. Use CSV"),
    "a folder without parts": (_folder_named_like_a_file, "it is a folder without Parquet parts"),
    "parts with other columns": (
        _folder(("0.parquet", TABLE), ("1.parquet", TABLE), ("2.parquet", WIDE)),
        "(part 3 of 3): it has other columns than part 1",
    ),
    "parts with other types": (
        _folder(("0.parquet", TABLE), ("1.parquet", OTHER)),
        "(part 2 of 2): column age has another type than in part 1",
    ),
    "a damaged part": (_damaged_part, "(part 2 of 3): the Parquet file is truncated or damaged"),
    "parts by column value": (
        _folder((f"name={MARKER}/0.parquet", TABLE)),
        "its folder names hold columns (column=value)",
    ),
    "an array of JSON": (_bytes("a.json", f'[{{"name": "{MARKER}"}}]'), "line 1 is not a JSON object with keys"),
    "JSON over many lines": (_bytes("a.json", f'{{\n"name": "{MARKER}"\n}}'), "line 1 is not a JSON object"),
    "a broken line of JSON": (_bytes("a.jsonl", f'{{"a": 1}}\n{{"a": "{MARKER}\n'), "line 2 is not a JSON object"),
    "a number between JSON objects": (_bytes("a.jsonl", '{"a": 1}\n2\n'), "line 2 is not a JSON object with keys"),
    "a JSON key twice": (_bytes("a.jsonl", '{"a": 1}\n{"a": 1, "a": 2}\n'), "line 2 has a key twice"),
    "JSON keys that differ in case": (_bytes("a.jsonl", '{"a": 1}\n{"A": 1}\n'), "'a' and 'A' (columns 1, 2)"),
    "half a letter in JSON": (_bytes("a.jsonl", '{"a": "\\ud800"}\n'), "line 1 holds half a letter"),
    "deep JSON": (_bytes("a.jsonl", '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}\n"), "line 1 is not a JSON object"),
    "half a letter in nested JSON": (_bytes("a.jsonl", '{"a": ["\\ud800"]}\n'), "line 1 holds half a letter"),
    "a key twice in nested JSON": (_bytes("a.jsonl", '{"a": {"b": 1, "b": 2}}\n'), "line 1 has a key twice"),
    "JSON of blank lines": (_bytes("a.jsonl", "\n\n"), "it holds no rows"),
}


@pytest.mark.parametrize(("make", "what"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_bad_data(shared_engine: Engine, tmp_path: Path, make: Callable[[Path], Path], what: str) -> None:
    path = make(tmp_path)
    with pytest.raises(BadInput) as caught:
        open_source(shared_engine, "train", str(path))
    message = str(caught.value)

    assert len(caught.value.problems) == 1
    assert message.startswith(f"train {path}")
    assert what.replace("{folder}", str(tmp_path)) in message
    assert MARKER not in message.replace(str(path), "")
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_only_local_files_are_read(shared_engine: Engine) -> None:
    with pytest.raises(BadInput, match="only files of this machine are read"):
        open_source(shared_engine, "train", "https://example.org/a.csv")


@contextlib.contextmanager
def _as_nobody() -> Iterator[None]:
    """Give up root's right to read everything, if we are root."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.parametrize("locked", ["a.csv", "parts", "parts/1.parquet"])
def test_what_must_not_be_read(shared_engine: Engine, locked: str) -> None:
    asked = locked.split("/", maxsplit=1)[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        _bytes("a.csv", GOOD)(folder)
        _folder(("0.parquet", TABLE), ("1.parquet", TABLE))(folder)
        (folder / locked).chmod(0)
        with _as_nobody(), pytest.raises(BadInput) as caught:
            open_source(shared_engine, "train", folder / asked)
        (folder / locked).chmod(0o700)

    assert str(caught.value).startswith(f"train {folder / asked}")
    assert "no permission to read it" in str(caught.value)
    assert ("(part 2 of 2)" in str(caught.value)) == (locked == "parts/1.parquet")


@pytest.mark.parametrize("delimiter", ["", ",,", "a", '"', "\n", "§"])
def test_what_cannot_be_a_delimiter(shared_engine: Engine, tmp_path: Path, delimiter: str) -> None:
    path = _bytes("a.csv", GOOD)(tmp_path)
    with pytest.raises(BadInput, match="a delimiter is one character"):
        open_source(shared_engine, "train", path, delimiter=delimiter)


def test_a_declared_delimiter_that_is_not_there(shared_engine: Engine, tmp_path: Path) -> None:
    path = _bytes("a.csv", GOOD)(tmp_path)
    source = open_source(shared_engine, "train", path, delimiter="|", header=True)

    assert source.names() == ("age,name",)


PIECES = st.sampled_from(
    [b"a,b\n", b"1,2\n", b'"', b"'", b"\n", b"\r", b";", b"\t", b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", "é".encode(), b"\xe9",
     b'{"a": 1}\n', b'{"a"', b"[1]", b"PAR1", b"ARROW1\0\0", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b" ", b"NA", b"1e9", b"2020-01-01", b"x"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=12), name=st.sampled_from(["a.csv", "a.jsonl", "a.parquet", "a.feather", "a.csv.gz"]))
def test_any_bytes_are_a_table_or_one_clear_error(shared_engine: Engine, tmp_path: Path, pieces: list[bytes], name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"".join(pieces))
    message, rows = "", 0
    try:
        source = open_source(shared_engine, "train", path)
        rows = sum(batch.num_rows for batch in source.batches(source.names()))
    except BadInput as error:
        message = str(error)

    assert message.startswith(f"train {path}: ") or rows > 0
