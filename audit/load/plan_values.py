"""What may be written under a key of a step: a text, a number, a flag, names, a key's place, or anything that JSON can hold?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from audit.core.values import Json
from audit.load.documents import Items, Node, Scalar, Table
from audit.load.scalars import AsWritten, Flag
from audit.load.shape import Kind, Log, Many, Pairs, Schema, wrong

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever JSON can hold: a text in quotes stays a text, 5 is a number, true is a flag."""

    def read(self, node: Node, name: str, log: Log) -> Json:
        """Return the value as it is written."""
        if isinstance(node, Scalar):
            return _scalar(node)
        if isinstance(node, Items):
            return [self.read(item, name, log) for item in node.items]
        return {key.text: self.read(child, key.text, log) for key, child in node.entries}

    def schema(self) -> Schema:
        """Return a schema that accepts everything."""
        return {}


def _scalar(node: Scalar) -> Json:
    """Return what a scalar says, as YAML 1.2 reads it."""
    if not node.plain:
        return node.text
    if node.nothing:
        return None
    if node.text in {"true", "false"}:
        return node.text == "true"
    if _WHOLE.fullmatch(node.text):
        return int(node.text)
    return float(node.text) if _NUMBER.fullmatch(node.text) else node.text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of either sign, as it is written: 5 stays whole."""

    says: str
    whole: bool = False

    def read(self, node: Node, name: str, log: Log) -> Json:
        """Return the number."""
        value = Anything().read(node, name, Log())
        fits = isinstance(value, int if self.whole else int | float) and not isinstance(value, bool)
        if not fits:
            log.add(node.place, wrong(name, self.says, node))
        return value if fits else None

    def schema(self) -> Schema:
        """Return a number."""
        return {"type": "integer" if self.whole else "number"}


_PLACES = ("env", "file")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a secret key is: `{env: NAME}` or `{file: PATH}`. What stands here instead may be the key: it is never quoted."""

    def read(self, node: Node, name: str, log: Log) -> Json:
        """Return the place."""
        if isinstance(node, Table) and len(node.entries) == 1:
            key, value = node.entries[0]
            if key.text in _PLACES and isinstance(value, Scalar) and value.text.strip():
                return {key.text: value.text}
        step = "Write {env: NAME} for an environment variable, {file: PATH} for a file outside the data"
        log.add(node.place, f"{name!r} must say where the key is; the key itself never stands in a plan", step)
        return None

    def schema(self) -> Schema:
        """Return an object with one of two keys."""
        text: Schema = {"type": "string", "minLength": 1}
        return {"type": "object", "additionalProperties": False, "minProperties": 1, "maxProperties": 1,
                "properties": dict.fromkeys(_PLACES, text)}  # fmt: skip


def _as_json(kind: object) -> Kind[Json]:
    """Return a kind as one of JSON values: all of these give texts, numbers, flags or lists of them."""
    return cast("Kind[Json]", kind)


_TEXT = AsWritten("a text")
_COLUMN = "column"
PARAMETER_KINDS: Mapping[str, Kind[Json]] = {
    "text": _as_json(_TEXT),
    "whole": _as_json(Figure("a whole number", whole=True)),
    "number": _as_json(Figure("a number")),
    "flag": _as_json(Flag()),
    "column": _as_json(AsWritten("a column name")),
    "names": _as_json(Many(_TEXT, "texts", fewest=1, lone=True)),
    "key": KeyPlace(),
    "texts by column": _as_json(Pairs(_TEXT, "a table {column: text}", _COLUMN)),
    "lists by column": _as_json(Pairs(Many(_TEXT, "texts", fewest=1), "a table {column: [text, text]}", _COLUMN)),
    "wholes": _as_json(Pairs(Figure("a whole number", whole=True), "a table {column: 5}", _COLUMN)),
    "numbers": _as_json(Pairs(Figure("a number"), "a table {column: 0.5}", _COLUMN)),
}
"""By the word that a technique uses for a parameter; any other word accepts anything, and the technique looks itself."""
OF_COLUMNS = "texts by column"
"""The kind of parameter that says of each column of its step what becomes of it."""
