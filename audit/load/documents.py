"""What does a YAML file say, and where does it say each thing?

The file becomes a small tree that keeps every scalar as the text written (`NO` stays `NO`, `1.10`
stays `1.10`) and the line and column of every node. It is built from the parser's events, so that
an alias is refused where it stands and nothing can expand; size and depth are capped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from audit.core.errors import BadInput, Problem

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

MAX_BYTES = 200_000
MAX_DEPTH = 20
_SHOWN = 40
_POSITION = re.compile(r":([0-9]+)(?=:|$)")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A line and a column of a file, both from 1."""

    file: str
    line: int
    column: int

    @property
    def origin(self) -> str:
        """Return `file:line`."""
        return f"{self.file}:{self.line}"

    def __str__(self) -> str:
        """Return `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text as written; `plain` if it stood without quotes."""

    text: str
    place: Spot
    plain: bool

    @property
    def nothing(self) -> bool:
        """Tell whether nothing was written, or the word for it."""
        return self.plain and self.text in _NOTHING


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Spot


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with values, in the order written, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Spot


Node: TypeAlias = "Scalar | Items | Table"


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file, and the duplicate keys found on the way (the first one was kept)."""

    name: str
    root: Node
    problems: tuple[Problem, ...]


def shown(text: str) -> str:
    """Return a text in quotes, cut to a length that fits an error line."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of their lines and columns; those without a line come first."""
    return sorted(problems, key=lambda problem: tuple(int(number) for number in _POSITION.findall(problem.where)[-2:]))


def read_document(path: Path, name: str | None = None, most: int = MAX_BYTES) -> Document:
    """Read a file of at most so many bytes; `name` is how problems call it. Raises BadInput."""
    called = str(path) if name is None else name
    try:
        with path.open("rb") as stream:
            raw = stream.read(most + 1)
    except FileNotFoundError:
        raise BadInput.one(called, "no such file", "Check the path") from None
    except IsADirectoryError:
        raise BadInput.one(called, "is a folder, not a YAML file", "Name a file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable path"
        raise BadInput.one(called, f"cannot be read ({reason})", "Check the path and its permissions") from None
    return parse_document(raw, called, most)


def parse_document(raw: bytes, name: str, most: int = MAX_BYTES) -> Document:
    """Parse the bytes of a file; raises BadInput with every problem that keeps it from being a tree."""
    if len(raw) > most:
        raise BadInput.one(str(Spot(name, 1, 1)), f"is larger than {most:,} bytes", "A subject or a policy is a short file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        where = str(Spot(name, before.count(b"\n") + 1, column))
        raise BadInput.one(where, "not UTF-8 text", "Save the file as UTF-8") from None
    builder = _Builder(name)
    root = builder.build(_events(text, name))
    if builder.refused:
        raise BadInput((*builder.refused, *builder.problems))
    if root is None:
        raise BadInput.one(str(Spot(name, 1, 1)), "the file is empty", "Start it with 'version: 1'")
    return Document(name, root, tuple(builder.problems))


def _events(text: str, name: str) -> Iterator[Event]:
    """Yield the parser's events; raises BadInput at the first syntax error."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Spot(name, 1, 1) if mark is None else Spot(name, mark.line + 1, mark.column + 1)
        what = (error.problem or error.context or "it cannot be read").replace("'\\0'", "the end")
        raise BadInput.one(str(place), f"not valid YAML, {what}", _syntax_step(text, place)) from None
    except ReaderError as error:
        before = text[: error.position]
        place = Spot(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        raise BadInput.one(str(place), "not valid YAML, a control character", "Delete it") from None
    except (YAMLError, ValueError, IndexError, AttributeError, AssertionError, NotImplementedError):
        # The parser itself gave up; it names no place, so the file's beginning stands for all of it.
        raise BadInput.one(str(Spot(name, 1, 1)), "not valid YAML", "Compare it with the file that 'equigate init' writes") from None


def _syntax_step(text: str, place: Spot) -> str:
    """Return the next step for the mistakes people make most."""
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if ">=" in line:
        return 'Put a limit in quotes: limit: ">= 0.80"'
    if "\t" in line:
        return "Indent with spaces, not with tabs"
    return "Look at this line and the one above it"


@dataclass
class _Frame:
    """A list or a table that is still open."""

    place: Spot
    table: bool
    children: list[Node] = field(default_factory=list)


@dataclass
class _Builder:
    """Builds the tree with a stack of its own: a deep file cannot exhaust Python's."""

    name: str
    root: Node | None = None
    refused: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)

    def build(self, events: Iterable[Event]) -> Node | None:
        """Take every event; return the root, or None for an empty file."""
        from ruamel.yaml import events as kinds

        for event in events:
            place = Spot(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
            if isinstance(event, kinds.AliasEvent):
                self._refuse(place, "an alias (*name) is not supported", "Write the value out")
            elif isinstance(event, kinds.ScalarEvent):
                self._no_tag(event, place)
                self._add(Scalar(event.value, place, event.style is None))
            elif isinstance(event, (kinds.SequenceStartEvent, kinds.MappingStartEvent)):
                self._no_tag(event, place)
                self._open(_Frame(place, isinstance(event, kinds.MappingStartEvent)))
            elif isinstance(event, (kinds.SequenceEndEvent, kinds.MappingEndEvent)):
                self._add(self._close(self.stack.pop()))
        return self.root

    def _no_tag(self, event: Event, place: Spot) -> None:
        """Refuse tags and anchors: a subject or a policy needs neither."""
        if getattr(event, "anchor", None) is not None:
            self._refuse(place, "an anchor (&name) is not supported", "Write the value out")
        elif getattr(event, "tag", None) is not None:
            self._refuse(place, "a tag (!name) is not supported", "Put the value in quotes instead")

    def _refuse(self, place: Spot, what: str, step: str) -> None:
        """Note what makes the file unusable as a whole, and stand in for it."""
        self.refused.append(Problem(str(place), what, step))
        if what.startswith("an alias"):
            self._add(Scalar("", place, plain=True))

    def _open(self, frame: _Frame) -> None:
        """Start a list or a table; raises BadInput when they are nested too deep."""
        if len(self.stack) >= MAX_DEPTH:
            raise BadInput.one(str(frame.place), f"nested more than {MAX_DEPTH} levels deep", "Check the brackets")
        self.stack.append(frame)

    def _add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        if self.stack:
            self.stack[-1].children.append(node)
        elif self.root is None:
            self.root = node
        else:
            self._refuse(node.place, "a second document in one file", "Use one file for each")

    def _close(self, frame: _Frame) -> Node:
        """Return the finished list or table; a key that comes twice is a problem."""
        if not frame.table:
            return Items(tuple(frame.children), frame.place)
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(frame.children[::2], frame.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._refuse(key.place, "a key must be a text", "Put one word before the colon")
            elif key.text in entries:
                first = entries[key.text][0].place.line
                what = f"key {shown(key.text)} is already set in line {first}"
                self.problems.append(Problem(str(key.place), what, "Keep one of them"))
            else:
                # The parser places a value that is not there at whatever comes next.
                absent = isinstance(value, Scalar) and value.plain and not value.text
                entries[key.text] = (key, Scalar("", key.place, plain=True) if absent else value)
        return Table(tuple(entries.values()), frame.place)


def places(node: Node, path: str = "") -> dict[str, Spot]:
    """Return where each dotted key stands; items of a list count under their text or their `column`."""
    found: dict[str, Spot] = {}
    for name, spot, child in _children(node):
        dotted = f"{path}.{name}" if path else name
        found[dotted] = spot
        found |= places(child, dotted)
    return found


def _children(node: Node) -> Iterator[tuple[str, Spot, Node]]:
    """Yield name, place and node of everything directly inside a node."""
    if isinstance(node, Table):
        yield from ((key.text, key.place, value) for key, value in node.entries)
    elif isinstance(node, Items):
        for position, item in enumerate(node.items):
            named = item
            if isinstance(item, Table):
                named = next((value for key, value in item.entries if key.text == "column"), item)
            name = named.text if isinstance(named, Scalar) else str(position)
            yield name, item.place, item
