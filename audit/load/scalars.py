"""Is a single value what it should be: a text, one of some words, a number, a flag, a date, a limit?"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from audit.core.errors import did_you_mean
from audit.core.limit import Limit
from audit.load.documents import Node, Scalar, shown
from audit.load.shape import Log, Schema, wrong

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIMIT = r"^\s*(>=|<=)\s*[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?\s*$"


def _written(node: Node, name: str, expected: str, log: Log, hint: str = "") -> Scalar | None:
    """Return the scalar, or None after noting that it is a list, a table or nothing."""
    if isinstance(node, Scalar) and not node.nothing:
        return node
    log.add(node.place, wrong(name, expected, node), hint)
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at least `fewest` characters that fits a pattern."""

    says: str
    pattern: str = ""
    fewest: int = 1
    hint: str = ""

    def read(self, node: Node, name: str, log: Log) -> str | None:
        """Return the text, without blanks at its ends; a bare number or true is refused."""
        scalar = _written(node, name, self.says, log, self.hint)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if scalar.plain and (text in {"true", "false"} or _NUMBER.fullmatch(text)):
            log.add(node.place, wrong(name, self.says, node), "Put it in quotes if it is meant as a text")
        elif len(text) < self.fewest or (self.pattern and not re.search(self.pattern, text)):
            log.add(node.place, wrong(name, self.says, node), self.hint)
        else:
            return text
        return None

    def schema(self) -> Schema:
        """Return a string."""
        schema: Schema = {"type": "string", "minLength": self.fewest}
        return schema | ({"pattern": self.pattern} if self.pattern else {})


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A column name or a value of the data: kept as the text written, be it `yes`, `1` or `true`."""

    says: str

    def read(self, node: Node, name: str, log: Log) -> str | None:
        """Return the text as written."""
        scalar = _written(node, name, self.says, log, "Put it in quotes if it is the word null" if _null(node) else "")
        if scalar is not None and not scalar.text:
            log.add(node.place, wrong(name, self.says, node))
            return None
        return None if scalar is None else scalar.text

    def schema(self) -> Schema:
        """Return any scalar but null."""
        return {"type": ["string", "number", "boolean"], "minLength": 1}


def _null(node: Node) -> bool:
    """Tell whether the word for nothing was written."""
    return isinstance(node, Scalar) and node.nothing and node.text != ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words; with `what`, names of things that somebody may have misspelt."""

    words: tuple[str, ...]
    what: str = ""

    def read(self, node: Node, name: str, log: Log) -> str | None:
        """Return the word."""
        words = f"one of {', '.join(self.words)}" if len(self.words) > 1 else "".join(self.words)
        expected = f"a known {self.what}" if self.what else words
        scalar = _written(node, name, expected, log)
        if scalar is None or scalar.text in self.words:
            return None if scalar is None else scalar.text
        hint = did_you_mean(scalar.text, self.words)
        if self.what:
            log.add(node.place, f"unknown {self.what} {shown(scalar.text)}", hint)
        else:
            log.add(node.place, wrong(name, expected, node), hint if hint.startswith("Did") else "")
        return None

    def schema(self) -> Schema:
        """Return an enumeration."""
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `low` to `high`; without its ends if `open_ends`."""

    low: float = -math.inf
    high: float = math.inf
    open_ends: bool = False

    def read(self, node: Node, name: str, log: Log) -> float | None:
        """Return the number."""
        scalar = _written(node, name, self.says, log)
        if scalar is None:
            return None
        if not scalar.plain or not _NUMBER.fullmatch(scalar.text) or not self._fits(float(scalar.text)):
            log.add(node.place, wrong(name, self.says, node), "" if scalar.plain else "Write it without quotes")
            return None
        return float(scalar.text)

    @property
    def says(self) -> str:
        """Return the range in words."""
        if math.isinf(self.low):
            return "a number"
        ends = f"between {self.low:g} and {self.high:g}" if self.open_ends else f"from {self.low:g} to {self.high:g}"
        return f"a number {ends}"

    def _fits(self, value: float) -> bool:
        """Tell whether a number is finite and in the range."""
        inside = self.low < value < self.high if self.open_ends else self.low <= value <= self.high
        return math.isfinite(value) and inside

    def schema(self) -> Schema:
        """Return a number."""
        low, high = ("exclusiveMinimum", "exclusiveMaximum") if self.open_ends else ("minimum", "maximum")
        bounds: Schema = {} if math.isinf(self.low) else {low: self.low}
        return {"type": "number"} | bounds | ({} if math.isinf(self.high) else {high: self.high})


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` on, of at most nine digits."""

    low: int = 0
    hint: str = ""

    def read(self, node: Node, name: str, log: Log) -> int | None:
        """Return the number."""
        expected = f"a whole number from {self.low} on"
        scalar = _written(node, name, expected, log)
        if scalar is None:
            return None
        if not scalar.plain or not re.fullmatch(r"[0-9]{1,9}", scalar.text) or int(scalar.text) < self.low:
            log.add(node.place, wrong(name, expected, node), self.hint)
            return None
        return int(scalar.text)

    def schema(self) -> Schema:
        """Return an integer."""
        return {"type": "integer", "minimum": self.low, "maximum": 999_999_999}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false, as YAML 1.2 writes them."""

    def read(self, node: Node, name: str, log: Log) -> bool | None:
        """Return the flag."""
        scalar = _written(node, name, "true or false", log)
        if scalar is None:
            return None
        if not scalar.plain or scalar.text not in {"true", "false"}:
            log.add(node.place, wrong(name, "true or false", node))
            return None
        return scalar.text == "true"

    def schema(self) -> Schema:
        """Return a boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date, YYYY-MM-DD."""

    def read(self, node: Node, name: str, log: Log) -> date | None:
        """Return the date."""
        scalar = _written(node, name, "a date like 2027-12-31", log)
        if scalar is None:
            return None
        try:
            return date.fromisoformat(scalar.text if _DAY.fullmatch(scalar.text) else "")
        except ValueError:
            log.add(node.place, wrong(name, "a date like 2027-12-31", node))
            return None

    def schema(self) -> Schema:
        """Return a string in the format of a date."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@dataclass(frozen=True, slots=True)
class LimitText:
    """A limit, `>= 0.80` or `<= 0.05`."""

    def read(self, node: Node, name: str, log: Log) -> Limit | None:
        """Return the limit."""
        expected = "a limit like '>= 0.80' or '<= 0.05'"
        scalar = _written(node, name, expected, log)
        if scalar is None:
            return None
        try:
            limit = Limit.parse(scalar.text)
        except ValueError:
            log.add(node.place, wrong(name, expected, node))
            return None
        if math.isinf(limit.value):
            log.add(node.place, f"{shown(name)} is beyond every number")
            return None
        return limit

    def schema(self) -> Schema:
        """Return a string that reads as a limit."""
        return {"type": "string", "pattern": _LIMIT}


@dataclass(frozen=True, slots=True)
class Version:
    """The version of the file's form: 1."""

    def read(self, node: Node, name: str, log: Log) -> int | None:
        """Return 1."""
        if isinstance(node, Scalar) and node.text == "1" and node.plain:
            return 1
        log.add(node.place, wrong(name, "1", node), "This equigate reads version 1")
        return None

    def schema(self) -> Schema:
        """Return the constant."""
        return {"type": "integer", "const": 1}
