"""Is every encoding found, over the whole file, and transcoded as a stream?"""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.load.encoding import Text, find_encoding
from audit.load.files import BLOCK, find
from audit.load.place import Place

GERMAN = "name;straße\nJürgen;Hauptstraße 1\nZoë;Nebenweg 2\n"
WESTERN = GERMAN.replace("Zoë", "Zoë “the” €")


def _found(path: Path, declared: str | None = None) -> Text:
    return find_encoding(find(Place("test", path.name), path), declared)


def _text(path: Path, declared: str | None = None) -> str:
    return b"".join(_found(path, declared).blocks()).decode()


@pytest.mark.parametrize(
    ("text", "written", "codec"),
    [
        pytest.param("a,b\n1,2\n", "ascii", "utf-8", id="ASCII"),
        pytest.param(GERMAN, "utf-8", "utf-8", id="UTF-8"),
        pytest.param(GERMAN, "utf-8-sig", "utf-8", id="UTF-8 with a mark"),
        pytest.param(GERMAN, "utf-16", "utf-16-le", id="UTF-16 with a mark"),
        pytest.param(GERMAN, "utf-16-le", "utf-16-le", id="UTF-16 LE without a mark"),
        pytest.param(GERMAN, "utf-16-be", "utf-16-be", id="UTF-16 BE without a mark"),
        pytest.param("名前,年齢\n山田,31\n佐藤,42\n", "utf-16-le", "utf-16-le", id="UTF-16 with few ASCII letters"),
        pytest.param("\ufeff" + GERMAN, "utf-16-be", "utf-16-be", id="UTF-16 BE with a mark"),
        pytest.param(GERMAN, "utf-32", "utf-32-le", id="UTF-32 with a mark"),
        pytest.param("\ufeff" + GERMAN, "utf-32-be", "utf-32-be", id="UTF-32 BE with a mark"),
        pytest.param(WESTERN, "cp1252", "cp1252", id="cp1252"),
        pytest.param(GERMAN + "\x81;x\n", "latin-1", "latin-1", id="latin-1 where cp1252 has no letter"),
    ],
)
def test_encodings(tmp_path: Path, text: str, written: str, codec: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(written))
    found = _found(path)

    assert (codec, text.removeprefix("\ufeff")) == (found.codec, b"".join(found.blocks()).decode())


def test_the_last_byte_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\n" + b"plain\n" * 400_000 + "Jürgen\n".encode("cp1252"))
    found = _found(path)

    assert found.codec == "cp1252"
    assert found.notes == ("Read as cp1252, because it is not UTF-8: set `encoding` if it is another one.",)


@pytest.mark.parametrize("written", ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("shift", [0, 1, 2, 3])
def test_a_letter_may_straddle_two_blocks(tmp_path: Path, written: str, shift: int) -> None:
    path = tmp_path / "a.csv"
    text = "a\n" + "x" * (BLOCK // 4 - 8 + shift) + "é" * 20 + "x" * BLOCK + "\n"
    path.write_bytes(text.encode(written))

    assert _text(path, None if written != "utf-16-be" else written) == text


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_packed_text(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.csv.{packing}"
    data = GERMAN.encode("utf-16")
    if packing == "gz":
        path.write_bytes(gzip.compress(data))
    else:
        path.write_bytes(pa.compress(data, "zstd", asbytes=True))

    assert _text(path) == GERMAN


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("latin-1", "Ã©"), ("ISO-8859-1", "Ã©"), ("utf8", "é"), ("cp1250", "Ă©"), ("UTF-8-SIG", "é")],
)
def test_a_declared_encoding_wins(tmp_path: Path, declared: str, expected: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("é\n1\n".encode())

    assert _text(path, declared) == f"{expected}\n1\n"


@pytest.mark.parametrize(
    ("data", "declared", "what"),
    [
        pytest.param(b"a\n\xe9\n", "utf-8", "line 2 cannot be read as UTF-8", id="declared and wrong"),
        pytest.param(b"a\n1\n", "klingon", "unknown encoding 'klingon'", id="unknown"),
        pytest.param(b"a\n1\n", "base64", "unknown encoding 'base64'", id="no encoding of text"),
        pytest.param(b"a,b\n1,\x00\n", None, "line 2 holds NUL bytes", id="NUL"),
        pytest.param(b"a,b\n" + b"1,2\n" * 300_000 + b"\x00,1\n", None, "line 300002 holds NUL bytes", id="late NUL"),
        pytest.param(
            "é,ü,ß\nä\n".encode() + b"\xff\n",
            None,
            "UTF-8 with damaged bytes, the first near line 3",
            id="damaged UTF-8",
        ),
        pytest.param(b"\xff\xfea\x00\n\x00\x00\xd8b\x00", None, "line 2 cannot be read as UTF-16", id="half a pair"),
        pytest.param(b"\xff\xfea\x00\n\x00b", None, "line 2 cannot be read as UTF-16", id="half a letter"),
        pytest.param(b"\xef\xbb\xbf", None, "the file is empty", id="only a mark"),
        pytest.param(bytes(range(1, 32)) * 20, None, "full of control characters", id="no text"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, declared: str | None, what: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        _found(path, declared)

    assert what in str(caught.value)


@settings(max_examples=50, deadline=None)
@given(
    text=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1),
    written=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_unicode_survives(tmp_path_factory: pytest.TempPathFactory, text: str, written: str) -> None:
    path = tmp_path_factory.mktemp("text") / "a.csv"
    path.write_bytes(("x" + text).encode(written))

    assert _text(path) == "x" + text
