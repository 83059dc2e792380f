"""Does the reader keep what was written and where, and refuse what it should?"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.load.documents import Document, Items, Scalar, Table, parse_document, places, read_document


def _messages(raw: bytes) -> list[str]:
    """Return the error lines of a file called x.yml."""
    with pytest.raises(BadInput) as caught:
        parse_document(raw, "x.yml")
    return [str(problem) for problem in caught.value.problems]


def _texts(raw: str) -> list[str]:
    """Return the texts of a list."""
    root = parse_document(raw.encode(), "x.yml").root
    assert isinstance(root, Items)
    return [item.text for item in root.items if isinstance(item, Scalar)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("[NO, on, yes]", ["NO", "on", "yes"], id="no booleans of YAML 1.1"),
        pytest.param("[12:30, 010, 1_000]", ["12:30", "010", "1_000"], id="no base 60, octal or underscores"),
        pytest.param("[1.10, 2027-02-28, true]", ["1.10", "2027-02-28", "true"], id="numbers and dates as written"),
        pytest.param("[\"a\\tb\", 'it''s']", ["a\tb", "it's"], id="quotes"),
        pytest.param("%YAML 1.1\n---\n[NO]", ["NO"], id="even when 1.1 is asked for"),
        pytest.param("\ufeff[Größe, 名]", ["Größe", "名"], id="byte order mark"),
    ],
)
def test_values_are_the_text_written(raw: str, expected: list[str]) -> None:
    """Group names such as NO must survive."""
    assert expected == _texts(raw)


def test_every_key_has_its_place() -> None:
    """Items of a list are found by their text or by their column."""
    raw = b"roles:\n  label: y\n  protected: [sex, {column: age, bands: [1]}]\n"
    found = {key: str(spot) for key, spot in places(parse_document(raw, "e.yml").root).items()}

    assert found == {
        "roles": "e.yml:1:1",
        "roles.label": "e.yml:2:3",
        "roles.protected": "e.yml:3:3",
        "roles.protected.sex": "e.yml:3:15",
        "roles.protected.age": "e.yml:3:20",
        "roles.protected.age.column": "e.yml:3:21",
        "roles.protected.age.bands": "e.yml:3:34",
        "roles.protected.age.bands.1": "e.yml:3:42",
    }


def test_duplicate_keys_are_all_named_and_the_first_is_kept() -> None:
    """The rest of the document can still be checked in the same run."""
    document = parse_document(b"a: 1\nb: {c: 1, c: 2}\na: 3\n", "x.yml")
    assert isinstance(document.root, Table)
    keys = [key.text for key, _ in document.root.entries]

    assert keys == ["a", "b"]
    assert [str(problem) for problem in document.problems] == [
        "x.yml:2:11: key 'c' is already set in line 2. Keep one of them",
        "x.yml:3:1: key 'a' is already set in line 1. Keep one of them",
    ]


BAD = {
    "unclosed bracket": (
        b"a: [1\nb: 2\n",
        ["x.yml:2:2: not valid YAML, expected ',' or ']', but got ':'. Look at this line and the one above it"],
    ),
    "tab": (
        b"a:\n\t- b\n",
        [("x.yml:2:1: not valid YAML, found character '\\t' that cannot start any token. "
         "Indent with spaces, not with tabs")],
    ),
    "limit without quotes": (
        b"limit: >= 0.80\n",
        [("x.yml:1:9: not valid YAML, expected chomping or indentation indicators, but found '='. "
         'Put a limit in quotes: limit: ">= 0.80"')],
    ),
    "empty": (b"", ["x.yml:1:1: the file is empty. Start it with 'version: 1'"]),
    "comment only": (b"# nothing\n", ["x.yml:1:1: the file is empty. Start it with 'version: 1'"]),
    "latin-1": (b"a: 1\nname: Gr\xfcn\n", ["x.yml:2:9: not UTF-8 text. Save the file as UTF-8"]),
    "UTF-16": ("a: 1".encode("utf-16"), ["x.yml:1:1: not UTF-8 text. Save the file as UTF-8"]),
    "control character": (b"a: 1\nb: \x07\n", ["x.yml:2:4: not valid YAML, a control character. Delete it"]),
    "alias and tag": (
        b"a: &x 1\nb: *x\nc: !!str 2\n",
        [
            "x.yml:1:4: an anchor (&name) is not supported. Write the value out",
            "x.yml:2:4: an alias (*name) is not supported. Write the value out",
            "x.yml:3:4: a tag (!name) is not supported. Put the value in quotes instead",
        ],
    ),
    "two documents": (b"a: 1\n---\nb: 2\n", ["x.yml:3:1: a second document in one file. Use one file for each"]),
    "list as a key": (b"? [1, 2]\n: 3\n", ["x.yml:1:3: a key must be a text. Put one word before the colon"]),
    "too deep": (b"[" * 5000, ["x.yml:1:21: nested more than 20 levels deep. Check the brackets"]),
    "too long": (b"#" * 200_001, ["x.yml:1:1: is larger than 200,000 bytes. A subject or a policy is a short file"]),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), BAD.values(), ids=BAD)
def test_what_is_not_a_document(raw: bytes, expected: list[str]) -> None:
    """Each mistake has its line, its column and the next step."""
    assert expected == _messages(raw)


def test_an_alias_bomb_ends_at_once() -> None:
    """Nothing is expanded: an alias is refused where it stands."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    lines += [f"{name}: &{name} [{', '.join(['*' + before] * 9)}]" for before, name in pairs]
    start = time.process_time()
    messages = _messages("\n".join(lines).encode())

    assert len(messages) == 9 + 8 * 9
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("none.yml", "e.yml: no such file. Check the path", id="missing"),
        pytest.param(".", "e.yml: is a folder, not a YAML file. Name a file in it", id="folder"),
        pytest.param("a\0b", "e.yml: cannot be read (not a usable path). Check the path and its permissions", id="no path at all"),
        pytest.param("x" * 300, "e.yml: cannot be read (File name too long). Check the path and its permissions", id="too long"),
    ],
)
def test_what_is_not_a_file(tmp_path: Path, name: str, expected: str) -> None:
    """The message calls the file as the user did."""
    with pytest.raises(BadInput) as caught:
        read_document(tmp_path / name, "e.yml")

    assert expected == str(caught.value)


YAML_BITS = st.sampled_from(
    ["a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", ": ", "&x ", "*x", "!t ", "'", '"', "|", ">", "#",
     "%YAML ", "---", "...", "? ", "\t", "~", "1", "\u2028", "\x85", "\ud7ff", "<<: ", "@", "`", "\\x"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(raw=st.one_of(st.binary(max_size=60), st.lists(YAML_BITS, max_size=25).map(lambda bits: "".join(bits).encode())))
def test_any_bytes_are_a_document_or_bad_input(raw: bytes) -> None:
    """No traceback, whatever is in the file."""
    try:
        document = parse_document(raw, "x.yml")
    except BadInput:
        return

    assert isinstance(document, Document)
    assert isinstance(places(document.root), dict)
