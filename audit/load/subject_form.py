"""Which keys does a subject file have, and what does each mean?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from audit.core.ask import Population
from audit.core.roles import TASKS, Protected, Task
from audit.load.documents import Node, Table
from audit.load.personal_form import NOTE, PERSONAL
from audit.load.scalars import AsWritten, Choice, Day, Flag, Number, Text, Version, Whole
from audit.load.shape import Either, Field, Filled, Log, Made, Many, Pairs, Record, Schema
from audit.load.subject_types import ROLES_OF_DATA, ColumnNote, Dataset, ModelSpec

HASH = r"^sha256:[0-9a-f]{64}$"
FUNCTION = r"^[A-Za-z_][A-Za-z0-9_.]*:[A-Za-z_][A-Za-z0-9_.]*$"
COUNTRY = r"^[A-Za-z]{2}$"
HASH_SAYS = "sha256: and 64 hexadecimal digits"
FUNCTION_SAYS = "a function like package.module:function"

_COLUMN = AsWritten("a column name")
_COLUMNS = Many(_COLUMN, "column names", lone=True)
_NO_TEXT: str | None = None
_NO_FLAG: bool | None = None
_NO_COLUMNS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value of the label, and the column it was written with (empty if it stood alone)."""

    value: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeKind:
    """`yes`, or `{approved: yes}`."""

    def read(self, node: Node, name: str, log: Log) -> Outcome | None:
        """Return the value, with its column if one was written."""
        if not isinstance(node, Table):
            value = AsWritten("a value of the label, or {column: value}").read(node, name, log)
            return None if value is None else Outcome(value)
        pairs = Pairs(AsWritten("a value of the label"), "{column: value}", "column").read(node, name, log)
        if pairs is not None and len(pairs) != 1:
            log.add(node.place, f"{name!r} must name exactly one column and its value", "Write {column: value}")
            return None
        return None if pairs is None else next(Outcome(value, column) for column, value in pairs.items())

    def schema(self) -> Schema:
        """Return a scalar or an object with one key."""
        scalar = AsWritten("").schema()
        pair: Schema = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": scalar}
        return {"anyOf": [scalar, pair]}


BAND_COLUMN = Field("column", _COLUMN, "", "the protected column", required=True)
BANDS: Field[tuple[float, ...]] = Field("bands", Many(Number(), "numbers", fewest=1), (), "edges of the bands, rising: [18, 25, 45, 65]")


def _banded(filled: Filled, log: Log) -> Protected:
    """Return a protected column; its bands must rise."""
    bands = filled.get(BANDS)
    if list(bands) != sorted(bands):
        log.add(filled.at(BANDS), "'bands' must rise", "Sort the edges")
    return Protected(filled.get(BAND_COLUMN), bands)


_PROTECTED = Many(Either(Made(_COLUMN, Protected), Record((BAND_COLUMN, BANDS), _banded)), "columns or {column, bands}", lone=True)

LABEL = Field("label", _COLUMN, _NO_TEXT, "the column with the true outcome")
PREDICTION = Field("prediction", _COLUMN, _NO_TEXT, "the column with the decision or prediction")
SCORE = Field("score", _COLUMN, _NO_TEXT, "the column with the score, 0 to 1")
POSITIVE: Field[Outcome | None] = Field("positive", OutcomeKind(), None, "the event whose errors are counted")
FAVOURABLE: Field[Outcome | None] = Field("favourable", OutcomeKind(), None, "the outcome that benefits the person")
PROTECTED: Field[tuple[Protected, ...]] = Field("protected", _PROTECTED, (), "columns whose groups must be treated alike")
REFERENCE: Field[Mapping[str, str]] = Field(
    "reference", Pairs(AsWritten("a group"), "{column: group}", "column"), {}, "the group others are compared with"
)
STRATA = Field("strata", _COLUMNS, _NO_COLUMNS, "columns within whose values groups are compared")
QUASI = Field("quasi_identifiers", _COLUMNS, _NO_COLUMNS, "columns that identify in combination")
SENSITIVE = Field("sensitive", _COLUMNS, _NO_COLUMNS, "columns nobody should be able to infer")
WEIGHT = Field("weight", _COLUMN, _NO_TEXT, "the column with the weight of a row")
SUBJECT_ID = Field("subject_id", _COLUMN, _NO_TEXT, "the column that tells people apart")
EVENT_DATE = Field("event_date", _COLUMN, _NO_TEXT, "the column with the date of the event")
ROLE_FIELDS: tuple[Field[object], ...] = (
    LABEL, PREDICTION, SCORE, POSITIVE, FAVOURABLE, PROTECTED, REFERENCE,
    STRATA, QUASI, SENSITIVE, WEIGHT, SUBJECT_ID, EVENT_DATE,
)  # fmt: skip


def _same(filled: Filled, _: Log) -> Filled:
    """Return what was set, for a caller that builds with more than one table."""
    return filled


PATH = Field("path", Text("a path"), "", "the file, relative to this one", required=True)
DATA_LABEL = Field("label", _COLUMN, _NO_TEXT, "the label's column, where this file calls it differently")
HEADER = Field("header", Flag(), _NO_FLAG, "whether the first line of a CSV holds names")
DELIMITER = Field("delimiter", AsWritten("one character"), _NO_TEXT, "what separates the fields of a CSV")
ENCODING = Field("encoding", Text("an encoding such as cp1252"), _NO_TEXT, "the encoding of a CSV")


def _dataset(filled: Filled, log: Log) -> Dataset:
    """Return a dataset, its role still open."""
    delimiter = filled.get(DELIMITER)
    if delimiter is not None and len(delimiter) != 1:
        log.add(filled.at(DELIMITER), "'delimiter' must be one character", 'Write a TAB as "\\t"')
    label, header, encoding = filled.get(DATA_LABEL), filled.get(HEADER), filled.get(ENCODING)
    return Dataset("", filled.get(PATH), label, header, delimiter, encoding)


_DATASET = Either(
    Made(Text("a path, or a table with path"), lambda path: Dataset("", path)),
    Record((PATH, DATA_LABEL, HEADER, DELIMITER, ENCODING), _dataset),
)

MODEL_PATH = Field("path", Text("a path"), _NO_TEXT, "the model file, relative to this one")
TRUST = Field("trust", Text(HASH_SAYS, HASH), _NO_TEXT, "the hash of a pickle or joblib file you made yourself")
TRUSTED = Field("trusted", Many(Text("a type"), "types", lone=True), _NO_COLUMNS, "types a skops file may construct")
PREDICT = Field("predict_with", Text(FUNCTION_SAYS, FUNCTION), _NO_TEXT, "your own function: frame in, predictions out")


def _model(filled: Filled, log: Log) -> ModelSpec:
    """Return the model; it needs a file or a function."""
    if not (filled.has(MODEL_PATH) or filled.has(PREDICT)):
        log.add(filled.place, "'model' needs 'path' or 'predict_with'", "Leave 'model' out if there is no model")
    return ModelSpec(filled.get(MODEL_PATH), filled.get(TRUST), filled.get(TRUSTED), filled.get(PREDICT))


_MODEL = Either(
    Made(Text("a path, or a table with path"), ModelSpec),
    Record((MODEL_PATH, TRUST, TRUSTED, PREDICT), _model),
)


def _words(filled: Filled, _: Log) -> Mapping[str, str]:
    """Return what was declared, as texts."""
    return {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in filled.values.items()}


_SAID = Text("a text")
_AUDIT = Record(
    (
        Field("controller", _SAID, "", "who decides why and how the data is processed"),
        Field("purpose", _SAID, "", "what the audit is for"),
        Field("legal_basis", AsWritten("a text"), "", "the basis of the audit in Art. 6 GDPR"),
        Field("art9_condition", AsWritten("a text"), "", "the condition of Art. 9(2) GDPR"),
        Field("art10_law", _SAID, "", "the law that allows data on offences"),
        Field("retain_until", Day(), None, "when the audit's own files are deleted"),
        Field("data_source", _SAID, "", "where the data comes from, and why it was chosen"),
        Field("data_from", Day(), None, "the first day of the decisions in the data"),
        Field("data_until", Day(), None, "the last day of the decisions in the data"),
        Field("distributed", Day(), None, "when the tool was first used (distribution date)"),
    ),
    _words,
)
_ATTACKS = Record(
    (
        Field("authorised_by", _SAID, "", "who allowed attacks on the data", required=True),
        Field("scope", _SAID, "", "what they may touch", required=True),
    ),
    _words,
)
_LOCALE = Made(Text("a country code of two letters", COUNTRY), str.upper)

NAME = Field("name", Text("a text"), "", "what is audited", required=True)
DATA: Field[Mapping[str, Dataset]] = Field(
    "data", Pairs(_DATASET, "a table {test: path}", "role", ROLES_OF_DATA), {}, "the datasets by role"
)
MODEL: Field[ModelSpec | None] = Field("model", _MODEL, None, "the trained model, if there is one")
ROLES: Field[Filled | None] = Field("roles", Record(ROLE_FIELDS, _same, partial=True), None, "which column plays which part")
TASK: Field[Task] = Field("task", cast("Made[str, Task]", Choice(TASKS)), "binary",
                          "what is predicted: a yes-or-no decision, one of several classes, a number, an order by score")  # fmt: skip
POPULATION: Field[Population] = Field("population", cast("Made[str, Population]", Choice(("sample", "all"))), "sample",
                               "all: these are all decisions, not a sample of them")  # fmt: skip
LOCALES: Field[tuple[str, ...]] = Field("locales", Many(_LOCALE, "country codes", lone=True), (), "countries of the people")
COLUMNS: Field[Mapping[str, ColumnNote]] = Field(
    "columns",
    Pairs(NOTE, "a table {column: {special: allowed}}", "column"),
    {},
    "what single columns hold or may hold, and why",
)
DECLARED: Field[Mapping[str, str]] = Field("audit", _AUDIT, {}, "declared, not verified: who answers for this audit")
ATTACKS: Field[Mapping[str, str]] = Field("attacks", _ATTACKS, {}, "who authorised attacks on the data")
POLICIES: Field[tuple[str, ...]] = Field(
    "policies", Many(Text("a policy name or a path"), "policies", fewest=1, lone=True), (), "which policies apply"
)
HIERARCHIES = Field("hierarchies", Text("a folder"), "", "a folder of files COLUMN.csv: how values are made coarser")
SAMPLING: Field[float | None] = Field(
    "sampling_fraction", Number(0, 1, open_ends=True), None, "the share of the population that the data holds"
)
SEED = Field("seed", Whole(), 0, "the seed of everything random but privacy")
FORM: tuple[Field[object], ...] = (
    Field("version", Version(), 1, "version: 1", required=True),
    NAME, DATA, MODEL, TASK, ROLES, POPULATION, LOCALES, PERSONAL, COLUMNS, DECLARED, ATTACKS, POLICIES, SEED, HIERARCHIES, SAMPLING,
)  # fmt: skip
SUBJECT = Record(FORM, _same, says="a table that starts with version, name and data", partial=True)
