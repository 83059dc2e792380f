"""Does a document have the keys and the kinds of value that it should?

A form is declared once, from fields and kinds. It reads a tree into typed values, notes every
mistake with its line and column, and gives the JSON Schema of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar, cast

from audit.core.errors import Problem, did_you_mean
from audit.core.values import Json
from audit.load.documents import Items, Node, Scalar, Spot, Table, shown

T = TypeVar("T")
S = TypeVar("S")
T_co = TypeVar("T_co", covariant=True)

Schema = dict[str, Json]


@dataclass(slots=True)
class Log:
    """The mistakes found so far."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Spot, what: str, step: str = "") -> None:
        """Note one mistake."""
        self.problems.append(Problem(str(place), what, step))


class Kind(Protocol[T_co]):
    """A kind of value."""

    def read(self, node: Node, name: str, log: Log) -> T_co | None:
        """Return the value, or None after noting what is wrong with it."""
        ...

    def schema(self) -> Schema:
        """Return the JSON Schema of the value."""
        ...


@dataclass(frozen=True, slots=True)
class Field(Generic[T_co]):
    """A key of a table: its kind, what it means, and what holds when it is absent."""

    name: str
    kind: Kind[T_co]
    default: T_co
    note: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """What one table set: values and places by key. Ask it with a field."""

    place: Spot
    values: Mapping[str, object] = field(default_factory=dict)
    spots: Mapping[str, Spot] = field(default_factory=dict)

    def get(self, wanted: Field[T]) -> T:
        """Return the value of a field, or its default."""
        return cast("T", self.values.get(wanted.name, wanted.default))

    def has(self, wanted: Field[T]) -> bool:
        """Tell whether a field was written, rightly or wrongly."""
        return wanted.name in self.spots

    def at(self, wanted: Field[T]) -> Spot:
        """Return where a field was set, or the table where it could have been."""
        return self.spots.get(wanted.name, self.place)


def wrong(name: str, expected: str, node: Node) -> str:
    """Return the sentence for a value of another kind."""
    what = f"{shown(name)} must be {expected}" if name else f"the file must be {expected}"
    return f"{what}, found {_found(node)}"


def _found(node: Node) -> str:
    """Return what a node is, in words."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Table):
        return "a table"
    return "nothing" if node.nothing else shown(node.text)


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A table with known keys; `build` turns what was set into a value and may note more mistakes.

    A mistake in one key does not stop the rest from being built, so that contradictions show up
    in the same run. Whoever reads a document must look at the log before using what came out.
    """

    fields: tuple[Field[object], ...]
    build: Callable[[Filled, Log], T]
    says: str = "a table of keys and values"
    hint: str = ""
    partial: bool = False

    def read(self, node: Node, name: str, log: Log) -> T | None:
        """Read every field; None where a required one has no value, unless `partial`."""
        if not isinstance(node, Table):
            log.add(node.place, wrong(name, self.says, node), self.hint)
            return None
        values = self._values(node, log)
        written = {key.text: key.place for key, _ in node.entries}
        for item in self.fields:
            if item.required and item.name not in written:
                log.add(node.place, f"missing key {item.name!r}", f"Add it: {item.note}")
        built = self.build(Filled(node.place, values, written), log)
        complete = all(item.name in values for item in self.fields if item.required)
        return built if complete or self.partial else None

    def _values(self, node: Table, log: Log) -> dict[str, object]:
        """Return the values of the known keys; note the unknown ones."""
        known = {item.name: item for item in self.fields}
        values: dict[str, object] = {}
        for key, child in node.entries:
            if key.text not in known:
                log.add(key.place, f"unknown key {shown(key.text)}", did_you_mean(key.text, known))
                continue
            value = known[key.text].kind.read(child, key.text, log)
            if value is not None:
                values[key.text] = value
        return values

    def schema(self) -> Schema:
        """Return an object that refuses other keys."""
        properties = {item.name: item.kind.schema() | {"description": item.note} for item in self.fields}
        required = [item.name for item in self.fields if item.required]
        closed: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
        return closed | ({"required": required} if required else {})


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """A list of one kind; with `lone`, a single value stands for a list of it."""

    kind: Kind[T]
    says: str
    fewest: int = 0
    lone: bool = False

    def read(self, node: Node, name: str, log: Log) -> tuple[T, ...] | None:
        """Read every item; the same item twice is a mistake."""
        if self.lone and isinstance(node, Scalar):
            only = self.kind.read(node, name, log)
            return None if only is None else (only,)
        if not isinstance(node, Items):
            log.add(node.place, wrong(name, f"a list of {self.says}", node), "Write [first, second]")
            return None
        if len(node.items) < self.fewest:
            log.add(node.place, f"{shown(name)} is empty", f"Name at least {self.fewest}, or leave the key out")
            return None
        # A dict and not a list: looking for twins in a list of thousands would take minutes.
        values: dict[T, None] = {}
        for item in node.items:
            value = self.kind.read(item, name, log)
            if value is not None and value in values:
                log.add(item.place, f"{shown(name)} names the same twice", "Keep one of them")
            elif value is not None:
                values[value] = None
        return tuple(values)

    def schema(self) -> Schema:
        """Return an array, or an array or one item."""
        array: Schema = {"type": "array", "items": self.kind.schema(), "uniqueItems": True}
        array |= {"minItems": self.fewest} if self.fewest else {}
        return {"anyOf": [self.kind.schema(), array]} if self.lone else array


@dataclass(frozen=True, slots=True)
class Pairs(Generic[T]):
    """A table with free keys; with `known`, keys from a list (`what` is their name)."""

    kind: Kind[T]
    says: str
    what: str
    known: tuple[str, ...] | None = None

    def read(self, node: Node, name: str, log: Log) -> dict[str, T] | None:
        """Read every value under a key that may be there."""
        if not isinstance(node, Table):
            log.add(node.place, wrong(name, self.says, node))
            return None
        values: dict[str, T] = {}
        for key, child in node.entries:
            if self.known is not None and key.text not in self.known:
                log.add(key.place, f"unknown {self.what} {shown(key.text)}", did_you_mean(key.text, self.known))
                continue
            if key.nothing:
                log.add(key.place, f"a {self.what} has no name", "Write it before the colon")
                continue
            value = self.kind.read(child, key.text, log)
            if value is not None:
                values[key.text] = value
        return values

    def schema(self) -> Schema:
        """Return an object whose values are of the kind."""
        item = self.kind.schema()
        if self.known is None:
            return {"type": "object", "additionalProperties": item}
        return {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(self.known, item)}


@dataclass(frozen=True, slots=True)
class Either(Generic[T]):
    """A scalar in short, or a table in full."""

    short: Kind[T]
    full: Kind[T]

    def read(self, node: Node, name: str, log: Log) -> T | None:
        """Read a table with the full kind and everything else with the short one."""
        return (self.full if isinstance(node, Table) else self.short).read(node, name, log)

    def schema(self) -> Schema:
        """Return either of the two."""
        return {"anyOf": [self.short.schema(), self.full.schema()]}


@dataclass(frozen=True, slots=True)
class Made(Generic[S, T]):
    """A value made from another kind's value."""

    kind: Kind[S]
    make: Callable[[S], T]

    def read(self, node: Node, name: str, log: Log) -> T | None:
        """Read, then make."""
        value = self.kind.read(node, name, log)
        return None if value is None else self.make(value)

    def schema(self) -> Schema:
        """Return the schema of what is written."""
        return self.kind.schema()
