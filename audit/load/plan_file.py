"""What is to be done to the data before it is released, and what has to hold afterwards? The plan file, every mistake at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.plan import Plan, Promise, Step
from audit.core.values import Json
from audit.load.documents import Items, Node, Scalar, Spot, Table, ordered, read_document, shown
from audit.load.plan_values import OF_COLUMNS, PARAMETER_KINDS, Anything
from audit.load.scalars import AsWritten, Choice, Flag, Number, Text, Version, Whole
from audit.load.shape import Field, Filled, Kind, Log, Many, Pairs, Record, Schema

_OF_STEP = ("technique", "columns")
_NO_TEXT: str | None = None
_NO_WHOLE: int | None = None
_NO_NUMBER: float | None = None
_NO_COLUMNS: tuple[str, ...] = ()


class Parameter(Protocol):
    """A parameter of a technique: its name, its kind, whether it must be there, and what it says."""

    @property
    def name(self) -> str:
        """Return the key in the plan."""
        ...

    @property
    def kind(self) -> str:
        """Return the word for what may be written."""
        ...

    @property
    def required(self) -> bool:
        """Tell whether a step without it is a mistake."""
        ...

    @property
    def says(self) -> str:
        """Return what it means."""
        ...


class Technique(Protocol):
    """A transformation that a step may name."""

    @property
    def name(self) -> str:
        """Return the word in the plan."""
        ...

    @property
    def parameters(self) -> Sequence[Parameter]:
        """Return the keys that its steps may have beside `technique` and `columns`."""
        ...


_COLUMN = AsWritten("a column name")
_COLUMNS = Many(_COLUMN, "column names", fewest=1, lone=True)


@dataclass(frozen=True, slots=True)
class StepKind:
    """`{technique: generalise, columns: [age], ...}`: the keys beside these two are the technique's own."""

    techniques: Mapping[str, Technique]

    def read(self, node: Node, name: str, log: Log) -> Step | None:
        """Return the step; unknown, missing and wrong parameters are noted with their place."""
        if not isinstance(node, Table):
            log.add(node.place, f"a step in {shown(name)} must be a table", "Write {technique: drop, columns: [COLUMN]}")
            return None
        entries = {key.text: child for key, child in node.entries}
        keys = {key.text: key.place for key, _ in node.entries}
        technique = self._technique(entries.get("technique"), node.place, log)
        given = {} if technique is None else self._parameters(technique, entries, keys, log)
        columns = _columns(entries.get("columns"), technique, given, node.place, log)
        if technique is None:
            return None
        _complete(technique, keys, node.place, log)
        return Step(technique.name, columns, given)

    def _technique(self, node: Node | None, place: Spot, log: Log) -> Technique | None:
        """Return the technique that is named."""
        if node is None:
            log.add(place, "missing key 'technique'", f"Add it: one of {', '.join(sorted(self.techniques))}")
            return None
        name = Choice(tuple(sorted(self.techniques)), "technique").read(node, "technique", log)
        return None if name is None else self.techniques[name]

    def _parameters(self, technique: Technique, entries: Mapping[str, Node], keys: Mapping[str, Spot], log: Log) -> dict[str, Json]:
        """Return what is written under the technique's own keys."""
        known = {one.name: one for one in technique.parameters}
        values: dict[str, Json] = {}
        for key, node in entries.items():
            if key in _OF_STEP:
                continue
            if key not in known:
                log.add(keys[key], f"{technique.name!r} has no key {shown(key)}", did_you_mean(key, (*known, *_OF_STEP)))
                continue
            before = len(log.problems)
            value = _kind(known[key]).read(node, key, log)
            if len(log.problems) == before:
                values[key] = value
        return values

    def schema(self) -> Schema:
        """Return an object whose technique is known; its other keys depend on it."""
        return {
            "type": "object",
            "required": ["technique"],
            "properties": {
                "technique": {"type": "string", "enum": list[Json](sorted(self.techniques))},
                "columns": _COLUMNS.schema(),
            },
        }


def _columns(node: Node | None, technique: Technique | None, given: Mapping[str, Json], place: Spot, log: Log) -> tuple[str, ...]:
    """Return the columns of the step: those named, or else those of which a parameter says what becomes of each."""
    if node is not None:
        return _COLUMNS.read(node, "columns", log) or ()
    kinds = {one.name: one.kind for one in technique.parameters} if technique else {}
    tables = [value for key, value in given.items() if kinds[key] == OF_COLUMNS and isinstance(value, Mapping)]
    named = tuple(dict.fromkeys(column for table in tables for column in table))
    if not named:
        log.add(place, "missing key 'columns'", "Add it: the columns that the step changes")
    return named


def _kind(parameter: Parameter) -> Kind[Json]:
    """Return how a parameter is read."""
    return PARAMETER_KINDS.get(parameter.kind, Anything())


def _complete(technique: Technique, keys: Mapping[str, Spot], place: Spot, log: Log) -> None:
    """Note the parameters that a step must have and does not."""
    for one in technique.parameters:
        if one.required and one.name not in keys:
            log.add(place, f"{technique.name!r} needs {one.name!r}", f"Add it: {one.says}")


@dataclass(frozen=True, slots=True)
class StepsKind:
    """A list of steps, in the order in which they are taken; the same step may come twice."""

    step: StepKind

    def read(self, node: Node, name: str, log: Log) -> tuple[Step, ...] | None:
        """Return every step."""
        if not isinstance(node, Items):
            found = "nothing" if isinstance(node, Scalar) and node.nothing else "something else"
            log.add(node.place, f"{shown(name)} must be a list of steps, found {found}", "Write [] for a plan that changes nothing")
            return None
        read = [self.step.read(item, name, log) for item in node.items]
        return tuple(step for step in read if step is not None)

    def schema(self) -> Schema:
        """Return an array of steps."""
        return {"type": "array", "items": self.step.schema()}


QUASI = Field("quasi_identifiers", Many(_COLUMN, "column names", lone=True), _NO_COLUMNS, "what an outsider can know of a person")
K = Field("k", Whole(1), _NO_WHOLE, "rows (persons, with subject_id) that share their quasi-identifiers, at least")
L: Field[Mapping[str, int]] = Field(
    "l", Pairs(Whole(1), "a table {column: 2}", "column"), {}, "distinct values of a sensitive column in every class, at least"
)
T: Field[Mapping[str, float]] = Field(
    "t",
    Pairs(Number(0, 1), "a table {column: 0.3}", "column"),
    {},
    "distance of a sensitive column's values in a class from those in the file, at most",
)
MAX_LOST = Field("max_suppression", Number(0, 1), _NO_NUMBER, "share of the rows that may be lost")
MAX_GROUP_LOST = Field("max_group_suppression", Number(0, 1), _NO_NUMBER, "share of the rows that any protected group may lose")
PROTECTED = Field("protected", Many(_COLUMN, "column names", lone=True), _NO_COLUMNS, "columns whose groups are compared in what they lose")
MIN_GROUP = Field("min_group", Whole(1), 30, "rows below which a group is listed and not judged")
NO_PERSONAL = Field("no_personal_data", Flag(), default=True, note="whether no column may name a person")
MAX_EPSILON = Field("max_epsilon", Number(0, 1_000), _NO_NUMBER, "epsilon that all private counts of the ledger may spend together")
MAX_DELTA = Field("max_delta", Number(0, 1), _NO_NUMBER, "delta that all private counts of the ledger may spend together")
PROMISE_FIELDS: tuple[Field[object], ...] = (
    QUASI, K, L, T, MAX_LOST, MAX_GROUP_LOST, PROTECTED, MIN_GROUP, NO_PERSONAL, MAX_EPSILON, MAX_DELTA,
)  # fmt: skip


def _promise(filled: Filled, log: Log) -> Promise:
    """Return the promise; what cannot be measured is a mistake."""
    quasi, l, t = filled.get(QUASI), filled.get(L), filled.get(T)  # noqa: E741 - the field's own name
    for field in (K, L, T):
        if filled.has(field) and not quasi:
            log.add(filled.at(field), f"{field.name!r} is promised over no columns", "Add quasi_identifiers: [COLUMN, ...]")
    for field, columns in ((L, l), (T, t)):
        for name in sorted(set(columns) & set(quasi)):
            step = "Take it out of quasi_identifiers or out of here"
            log.add(filled.at(field), f"{shown(name)} is a quasi-identifier and cannot be sensitive too", step)
    if filled.has(MAX_GROUP_LOST) and not filled.get(PROTECTED):
        log.add(filled.at(MAX_GROUP_LOST), "'max_group_suppression' is promised to no groups", "Add protected: [COLUMN, ...]")
    return Promise(
        quasi_identifiers=quasi,
        k=filled.get(K),
        l=l,
        t=t,
        max_suppression=filled.get(MAX_LOST),
        max_group_suppression=filled.get(MAX_GROUP_LOST),
        protected=filled.get(PROTECTED),
        min_group=filled.get(MIN_GROUP),
        no_personal_data=filled.get(NO_PERSONAL),
        max_epsilon=filled.get(MAX_EPSILON),
        max_delta=filled.get(MAX_DELTA),
    )


NAME = Field("name", Text("a text"), "", "what reports call this plan", required=True)
PROMISE: Field[Promise] = Field("promise", Record(PROMISE_FIELDS, _promise), Promise(), "what the released file has to keep")
SUBJECT_ID = Field("subject_id", _COLUMN, _NO_TEXT, "the column that tells people apart")


def steps_field(techniques: Iterable[Technique]) -> Field[tuple[Step, ...]]:
    """Return the field with the steps; only these techniques may be named."""
    kind = StepsKind(StepKind({one.name: one for one in techniques}))
    return Field("steps", kind, (), "what is done, in this order", required=True)


def plan_form(techniques: Iterable[Technique]) -> Record[Plan]:
    """Return the form of a plan file."""
    steps = steps_field(techniques)

    def build(filled: Filled, _: Log) -> Plan:
        """Return the plan."""
        return Plan(filled.get(NAME), filled.get(steps), filled.get(PROMISE), filled.get(SUBJECT_ID))

    version = Field("version", Version(), 1, "version: 1", required=True)
    fields = (version, NAME, SUBJECT_ID, steps, PROMISE)
    return Record(fields, build, says="a table that starts with version, name and steps", partial=True)


def read_plan(path: Path, techniques: Iterable[Technique], name: str | None = None) -> Plan:
    """Read a plan file; `name` is how messages call it. Raises BadInput with every mistake and its place."""
    document = read_document(path, name)
    log = Log(list(document.problems))
    plan = plan_form(techniques).read(document.root, "", log)
    if log.problems or plan is None:
        raise BadInput(ordered(log.problems) or [Problem(document.name, "it is no plan")])
    return replace(plan, steps=tuple(plan.steps))
