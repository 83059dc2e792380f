"""Which findings did a project adopt? The baseline file: sorted JSON, read with every mistake at once, written canonically."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from audit.core.baseline import Baseline, Entry
from audit.core.errors import BadInput, CannotWrite, Problem
from audit.core.finding import fingerprint_of
from audit.core.values import Json, canonical
from audit.core.words import Verdict
from audit.load.documents import ordered, read_document
from audit.load.scalars import AsWritten, Choice, Day, LimitText, Number, Text, Version
from audit.load.shape import Field, Filled, Kind, Log, Made, Many, Record

MAX_BYTES = 4_000_000
"""About 12,000 adopted findings."""
_NO_DAY = date.min
_NO_VALUE = 0.0
# A reader of YAML ends a line at some of these and refuses the others.
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

FINGERPRINT = Field("fingerprint", Text("16 hexadecimal digits in quotes", "^[0-9a-f]{16}$"), "", "the finding's identity", required=True)
TARGET = Field("target", AsWritten("a target: dataset::column::group"), "", "what the finding is about", required=True)
METRIC = Field("metric", AsWritten("a metric"), "", "what was measured", required=True)
VERDICT = Field(
    "verdict", Made(Choice((str(Verdict.FAIL), str(Verdict.UNSURE))), Verdict), Verdict.FAIL, "its verdict when adopted", required=True
)
VALUE = Field("value", Number(), _NO_VALUE, "its value when adopted", required=True)
LIMIT: Field[str] = Field("limit", Made(LimitText(), str), "", "its limit when adopted", required=True)
OWNER = Field("owner", Text("a person or a team"), "", "who mends it", required=True)
ADOPTED = Field("adopted", Day(), _NO_DAY, "the day it was adopted, UTC", required=True)
UNTIL = Field("until", Day(), _NO_DAY, "the last day on which it holds, UTC", required=True)


def _identity(rule: str, target: str, metric: str) -> str:
    """Return the fingerprint of a finding, or nothing where half a character cannot be part of a name."""
    try:
        return fingerprint_of(rule, target, metric)
    except UnicodeEncodeError:
        return ""


def _rule_field(rule_names: Sequence[str] | None) -> Field[str]:
    """Return the field that names the rule; None takes any name."""
    kind: Kind[str] = AsWritten("a rule") if rule_names is None else Choice(tuple(rule_names), "rule")
    return Field("rule", kind, "", "the rule", required=True)


def _entry_kind(rule_names: Sequence[str] | None) -> Record[Entry]:
    """Return the form of one adopted finding."""
    rule = _rule_field(rule_names)

    def build(filled: Filled, log: Log) -> Entry:
        """Return the entry; it ends after it begins and is about the finding that its fingerprint names."""
        adopted, until = filled.get(ADOPTED), filled.get(UNTIL)
        if _NO_DAY not in {adopted, until} and until < adopted:
            log.add(filled.at(UNTIL), "'until' is before 'adopted'", "Correct one of the dates")
        parts = filled.get(rule), filled.get(TARGET), filled.get(METRIC)
        if all(parts) and filled.get(FINGERPRINT) and filled.get(FINGERPRINT) != _identity(*parts):
            step = "Write entries with `equigate baseline`, not by hand"
            log.add(filled.at(FINGERPRINT), "'fingerprint' is not that of this rule, target and metric", step)
        return Entry(
            fingerprint=filled.get(FINGERPRINT),
            rule=parts[0],
            target=parts[1],
            metric=parts[2],
            verdict=filled.get(VERDICT),
            value=filled.get(VALUE),
            limit=filled.get(LIMIT),
            owner=filled.get(OWNER),
            adopted=adopted,
            until=until,
        )

    return Record((FINGERPRINT, rule, TARGET, METRIC, VERDICT, VALUE, LIMIT, OWNER, ADOPTED, UNTIL), build)


def baseline_form(rule_names: Sequence[str] | None = None) -> Record[Baseline]:
    """Return the form of a baseline file; with `rule_names`, only these rules may be named."""
    version = Field("version", Version(), 1, "version: 1", required=True)
    nothing: tuple[Entry, ...] = ()
    entries = Field("entries", Many(_entry_kind(rule_names), "adopted findings"), nothing, "the adopted findings", required=True)

    def build(filled: Filled, log: Log) -> Baseline:
        """Return the baseline in its order; a finding that is adopted twice is a mistake."""
        found = filled.get(entries)
        times = Counter(one.fingerprint for one in found)
        for name in sorted(name for name, number in times.items() if name and number > 1):
            log.add(filled.at(entries), f"finding {name!r} is adopted twice", "Keep one of the entries")
        return sorted_baseline(found)

    return Record((version, entries), build, says='a table {"version": 1, "entries": [...]}', partial=True)


def sorted_baseline(entries: Sequence[Entry], called: str = "") -> Baseline:
    """Return entries as a baseline, by rule, target and metric."""
    return Baseline(tuple(sorted(entries, key=lambda one: (one.rule, one.target, one.metric))), called)


def read_baseline(path: Path, rule_names: Sequence[str] | None = None, name: str | None = None) -> Baseline:
    """Read a baseline file; `name` is how messages call it. Raises BadInput with every mistake and its place.

    Without `rule_names` any rule may be named: entries of rules that are no more are read so that they can be taken out.
    """
    document = read_document(path, name, MAX_BYTES)
    log = Log(list(document.problems))
    baseline = baseline_form(rule_names).read(document.root, "", log)
    if log.problems or baseline is None:
        raise BadInput(ordered(log.problems) or [Problem(document.name, "it is no baseline")])
    return Baseline(baseline.entries, document.name)


def baseline_bytes(baseline: Baseline) -> bytes:
    """Return the canonical file: the same entries, the same bytes. Raises CannotWrite if it would be too large to be read.

    There is no time, line or path in it, and every sign that a reader could take for the end of a line is escaped.
    """
    entries: list[Json] = [_entry(one) for one in sorted_baseline(baseline.entries).entries]
    text = canonical({"version": 1, "entries": entries})
    data = _UNPRINTED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text).encode("utf-8")
    if len(data) > MAX_BYTES:
        what = f"{len(entries):,} findings are more than a baseline holds"
        raise CannotWrite.one("baseline", what, "Raise the limits of the rules with most of them, or mend those first")
    return data


def _entry(one: Entry) -> Json:
    """Return one entry as it is written."""
    texts = {name: getattr(one, name) for name in ("fingerprint", "rule", "target", "metric", "limit", "owner")}
    days = {"adopted": one.adopted.isoformat(), "until": one.until.isoformat()}
    return {**texts, **days, "verdict": str(one.verdict), "value": one.value}
