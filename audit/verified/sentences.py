"""Do the sentences and tables of the evidence say what its findings say?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.checks.registry import checks
from audit.claims.excuses import excuses_in, settled_of
from audit.claims.words import count_line, headline, todo
from audit.core.evidence import Evidence
from audit.core.words import Severity
from audit.run_record import version_of
from audit.verified.outcome import Line, State

Claim = Mapping[str, Any]
_WHAT = "sentences"
_WORDS = ("asks", "why", "blind", "step", "metric")


def made_by(run: Claim) -> str:
    """Return which other version wrote the evidence, nothing if it was this one."""
    tool = f"equigate {version_of('equigate')}"
    return "" if run.get("tool") == tool else f"it was written by {run.get('tool')}, here is {tool}"


def sentences_line(evidence: Evidence) -> Line:
    """Write the sentences of the evidence again from its findings, and hold its tables against them."""
    tables, words = tuple(_tables(evidence.claims)), tuple(_words(evidence.claims))
    other = made_by(evidence.run)
    if tables or (words and not other):
        return Line(_WHAT, State.DIFFERENT, "a reader is told something else than was found", (*tables, *words))
    if words:
        return Line(_WHAT, State.UNKNOWN, f"{other}: its words are others", words)
    return Line(_WHAT, State.SAME, "headline, counts, steps and tables are those of the findings")


def _words(claims: Claim) -> Iterator[str]:
    """Yield what would be said otherwise here."""
    findings, gate, known = claims["findings"], claims["policy"]["gate"], checks()
    settled = settled_of(findings, claims["rules"], gate, excuses_in(claims))
    unchecked = sum(one["rule"] in known for one in claims["not_checked"])
    if claims["headline"] != headline(settled, findings, Severity(gate["fail_on"])):
        yield "the headline is another one"
    if not claims["count_line"].startswith(count_line(findings, unchecked, claims["policy"]["name"])):
        yield "the line of counts is another one"
    if claims["todo"] != todo(claims["rules"], findings, settled):
        yield "what to do first is something else"
    for rule in claims["rules"]:
        check = known.get(rule["rule"])
        if check is None:
            yield f"{rule['rule']}: there is no such rule"
        elif any(rule[name] != getattr(check.rule, name) for name in _WORDS):
            yield f"{rule['rule']}: it asks in other words"


def _tables(claims: Claim) -> Iterator[str]:
    """Yield the numbers of the tables that are not those of the findings; a gap is measured with its sign, and judged without."""
    shown = {_key(one): one["value"] for one in claims["metrics"] if one["by"] is None}
    for one in claims["findings"]:
        other = shown.get(_key(one), one["value"])
        if (one["value"] is None) != (other is None) or (other is not None and abs(other) != abs(one["value"])):
            yield f"{one['metric']} of {one['target']} is {one['value']} among the findings and {other} among the metrics"


def _key(one: Claim) -> tuple[str, str, str, str]:
    """Return what a measurement is about."""
    return one["dataset"], one["metric"], one["attribute"], one["group"]
