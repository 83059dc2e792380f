"""Every pattern that is sent to an engine means the same there as in Python: explicit classes, nothing that dialects differ in."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from audit.load import kinds

AUDIT = Path(kinds.__file__).parents[1]
PUSHED = {name: value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)} | {
    f"SHAPES[{name}]": shape.pattern for name, shape in kinds.SHAPES.items()
}
"""The patterns of audit/load/kinds.py, the only ones that are pushed down."""
DOORS = ("regexp_full_match", "regexp_matches", "regexp_replace", "regexp_extract", "similar to", "str.contains", "re_search", "rlike")
"""How a pattern reaches an engine: in SQL, in Narwhals, in Ibis and on Spark."""
ALLOWED = {"load/kinds.py"}
# \b is a backspace on PostgreSQL, \d and \w are Unicode here and ASCII there, lookaround and lazy marks are known to few.
DIFFERS = re.compile(r"\\[A-Za-z]|\(\?|[*+?}]\?|[*+?}]\+|\[\[:|\[\^|(?<!\[)[.](?!\])|[$^]|[^\x20-\x7e]")


@pytest.mark.parametrize("name", sorted(PUSHED))
def test_a_pushed_pattern_uses_explicit_classes_only(name: str) -> None:
    actual = DIFFERS.findall(PUSHED[name])

    assert actual == []


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\b[0-9]{3}", id="a border of a word"),
        pytest.param(r"\d+", id="digits by letter"),
        pytest.param(r"\w", id="letters by letter"),
        pytest.param(r"\s", id="blanks by letter"),
        pytest.param(r"a(?=b)", id="a look ahead"),
        pytest.param(r"(?<!a)b", id="a look behind"),
        pytest.param(r"(?i)a", id="a flag"),
        pytest.param(r"a+?", id="a lazy repetition"),
        pytest.param(r"a*+", id="a possessive repetition"),
        pytest.param(r"[[:digit:]]", id="a named class"),
        pytest.param(r"[^0-9]", id="everything but"),
        pytest.param(r"a.b", id="any character"),
        pytest.param(r"^a$", id="ends of a line or of the text"),
        pytest.param("ä", id="a letter outside ASCII"),
    ],
)
def test_the_lint_finds_what_dialects_differ_in(pattern: str) -> None:
    assert DIFFERS.search(pattern)


def test_patterns_are_pushed_down_in_one_place() -> None:
    """Anybody who pushes one down elsewhere is to come by here: its file belongs into ALLOWED, its patterns into PUSHED."""
    found = {
        path.relative_to(AUDIT).as_posix()
        for path in AUDIT.rglob("*.py")
        for text in _texts(path)
        if any(door in text.lower() for door in DOORS)
    }

    assert found == ALLOWED


def _texts(path: Path) -> list[str]:
    """Return the texts and the attribute names in a file; comments and docstrings push nothing down."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]
    return texts + [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
