"""Which findings go into a spreadsheet? All of them, passes too, and every rule that judged nothing: one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.core.evidence import Evidence
from audit.render.findings import badness, by_weight
from audit.render.fit import read
from audit.render.registry import Format
from audit.render.table import Cell, csv_text

_RULE = ("rule", "family")
_FINDING = ("dataset", "attribute", "group", "against", "metric", "value", "low", "high", "level", "p", "rows", "rows_text")
_JUDGED = (
    "limit",
    "verdict",
    "severity",
    "decided_on",
    "reason",
    "detail",
    "small",
    "sampled",
    "waiver",
    "baseline",
    "note",
    "fingerprint",
)
_WORDS = ("asks", "step", "limit_source", "limit_status", "policy_line")
HEAD = ("subject", "overall", *_RULE, *_FINDING, *_JUDGED, *_WORDS)
Row = Mapping[str, Any]


def to_bytes(evidence: Evidence) -> bytes:
    """Return the findings in UTF-8, the worst rule first; raises BadInput if the evidence does not fit its schema."""
    return together([evidence])


def together(made: Sequence[Evidence]) -> bytes:
    """Return the findings of several subjects in one table, in the order given."""
    return csv_text(HEAD, (line for evidence in made for line in _lines(read(evidence).claims))).encode("utf-8")


def _lines(claims: Row) -> Iterator[list[Cell]]:
    """Yield one line per finding; a rule without one has a line of its own, so that no filter hides it."""
    rules = {rule["rule"]: rule for rule in sorted(claims["rules"], key=by_weight)}
    places = {name: place for place, name in enumerate(rules)}
    findings = sorted(claims["findings"], key=lambda row: (places.get(row["rule"], -1), *badness(row), row["target"], row["metric"]))
    told = {row["rule"] for row in findings}
    silent = [rule for name, rule in rules.items() if name not in told]
    for row in (*silent, *findings):
        yield _line(claims, rules.get(row["rule"], {}), row)


def _line(claims: Row, rule: Row, row: Row) -> list[Cell]:
    """Return the cells of one finding, or of a rule that has none."""
    named: dict[str, Any] = {**rule, **row, "subject": claims["subject"]["name"], "overall": claims["overall"]}
    return [_cell(named.get(name)) for name in HEAD]


def _cell(value: Any) -> Cell:
    """Return a value as a cell; yes and no as words that no spreadsheet translates."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str | int | float) else None


FORMAT = Format("csv", ".csv", to_bytes, binary=False, together=together)
