"""Do the sentences and tables of the evidence say what its findings say?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audit.checks.registry import checks
from audit.claims.excuses import excuses_in, settled_of
from audit.claims.law import standing_line
from audit.claims.words import count_line, headline, sample_line, todo
from audit.core.evidence import Evidence
from audit.core.words import Severity
from audit.law.standing import day_of
from audit.load.policy import Policy
from audit.run_record import version_of
from audit.verified.outcome import Line, State

Claim = Mapping[str, Any]
_WHAT = "sentences"
_DAY = r"\d{4}-\d\d-\d\d"
_STANDS = rf"(repealed(, in force until {_DAY})?|adopted, (applies from {_DAY}|does not apply yet)|proposed, not in force)"
_LAW = rf"what [a-z0-9-]+(, [a-z0-9-]+)*( and ([a-z0-9-]+|\d+ more))? rests? on \({_STANDS}\)"
_STANDING = re.compile(rf" Not in force( on {_DAY})?: {_LAW}(; {_LAW})*\. There this policy's own demand is judged, not the law\.")
_WORDS = ("asks", "why", "blind", "step", "metric")


def made_by(run: Claim) -> str:
    """Return which other version wrote the evidence, nothing if it was this one."""
    tool = f"equigate {version_of('equigate')}"
    return "" if run.get("tool") == tool else f"it was written by {run.get('tool')}, here is {tool}"


def sentences_line(evidence: Evidence, policy: Policy | None = None) -> Line:
    """Write the sentences of the evidence again from its findings and its policy, and hold its tables against them."""
    claims: Claim = evidence.claims
    if policy is not None and policy.sha256 != claims["policy"]["sha256"]:
        policy = None
    tables, words = tuple(_tables(claims)), tuple(_words(claims, policy))
    other = made_by(evidence.run)
    if tables or (words and not other):
        return Line(_WHAT, State.DIFFERENT, "a reader is told something else than was found", (*tables, *words))
    if words:
        return Line(_WHAT, State.UNKNOWN, f"{other}: its words are others", words)
    left = policy is None and " Not in force" in claims["count_line"]
    more = ("Which sources are not in force was not compared: that is in the policy",) if left else ()
    return Line(_WHAT, State.SAME, "headline, counts, steps and tables are those of the findings", more)


def _words(claims: Claim, policy: Policy | None) -> Iterator[str]:
    """Yield what would be said otherwise here."""
    findings, gate, known = claims["findings"], claims["policy"]["gate"], checks()
    settled = settled_of(findings, claims["rules"], gate, excuses_in(claims))
    if claims["headline"] != headline(settled, findings, Severity(gate["fail_on"])):
        yield "the headline is another one"
    if not _counts(claims, policy):
        yield "the line of counts is another one"
    if claims["todo"] != todo(claims["rules"], findings, settled):
        yield "what to do first is something else"
    for rule in claims["rules"]:
        check = known.get(rule["rule"])
        if check is None:
            yield f"{rule['rule']}: there is no such rule"
        elif any(rule[name] != getattr(check.rule, name) for name in _WORDS):
            yield f"{rule['rule']}: it asks in other words"


def _counts(claims: Claim, policy: Policy | None) -> bool:
    """Tell whether the line of counts is what is written here, to its last word; without the policy, in form."""
    known = checks()
    unchecked = sum(one["rule"] in known for one in claims["not_checked"])
    samples = {one["name"]: one["sample"] for one in claims["datasets"] if one["sample"]}
    line: str = claims["count_line"]
    start = " ".join([count_line(claims["findings"], unchecked, claims["policy"]["name"]), *sample_line(samples)])
    if policy is not None:
        return line == " ".join([start, *standing_line(known, policy, day_of(claims["as_of"]))])
    rest = line.removeprefix(start)
    return line.startswith(start) and (not rest or _STANDING.fullmatch(rest) is not None)


def _tables(claims: Claim) -> Iterator[str]:
    """Yield the numbers of the tables that are not those of the findings; a gap is measured with its sign, and judged without."""
    rows = {_key(one): one for one in claims["metrics"] if one["by"] is None}
    for one in claims["findings"]:
        found = rows.get(_key(one), one)
        other = found["value"]
        if one["group"] and found["rows_text"] != one["rows_text"]:
            yield f"{one['metric']} of {one['target']} is of {one['rows_text']} rows among the findings and {found['rows_text']} elsewhere"
        if (one["value"] is None) != (other is None) or (other is not None and abs(other) != abs(one["value"])):
            yield f"{one['metric']} of {one['target']} is {one['value']} among the findings and {other} among the metrics"


def _key(one: Claim) -> tuple[str, str, str, str]:
    """Return what a measurement is about."""
    return one["dataset"], one["metric"], one["attribute"], one["group"]
