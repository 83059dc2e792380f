"""What does a code host hear of each finding? Whether it closes the gate, where its limit stands, and one sentence."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import Any

from audit import resources
from audit.core.limit import Limit
from audit.core.values import digest
from audit.core.words import Severity
from audit.render.findings import CROSSES, badness, metric_name, own_limit, sentence, where, whole
from audit.render.fit import Reading
from audit.render.numbers import counted, interval, number, plain

Row = Mapping[str, Any]
GATE = "gate"
NO_SUBJECT = "equigate.yml"
"""Where the subject would be described; every finding must have a place, even where nothing was declared in a file."""
_NOTHING: Row = {"verdict": "", "family": "", "asks": "", "step": "", "reason": "", "policy_line": ""}


class Weight(IntEnum):
    """What a finding does to the gate, the heaviest first."""

    CLOSES = 0
    DOUBTS = 1
    NOTED = 2
    EXCUSED = 3
    SMALL = 4
    PASSES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A file, relative to where the audit was run if it can be, and a line of it."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One finding, or one rule that judged nothing (`finding` is then empty), or the gate's own answer.

    `fingerprint` is unique in a report; `target` is `dataset::column::group`, empty for a rule or the gate.
    """

    rule: Row
    name: str
    severity: Severity
    weight: Weight
    place: Place
    words: str
    fingerprint: str
    target: str
    finding: Row
    excuse: str = ""

    @property
    def rank(self) -> tuple[Any, ...]:
        """Return the sort key: what it does to the gate, severity, how far beyond the limit, name."""
        far = badness(self.finding) if self.finding else (0, 0.0)
        return (self.weight, self.severity.rank, *far, self.name, self.target, self.finding.get("metric", ""))


def reported(reading: Reading) -> list[Item]:
    """Return every finding and every rule that judged nothing, the worst first, each with an identity of its own."""
    claims = reading.claims
    rules, waivers = {rule["rule"]: rule for rule in claims["rules"]}, waivers_of(claims)
    items = [_finding(row, rules.get(row["rule"], {**_NOTHING, **row}), reading, waivers) for row in claims["findings"]]
    heard = {item.name for item in items if item.weight is not Weight.SMALL}
    items += [_unheard(rule, reading) for rule in claims["rules"] if rule["verdict"] == "not_run" or rule["rule"] not in heard]
    return _named(sorted(items, key=lambda item: item.rank))


def gate_item(reading: Reading, more: str = "") -> Item:
    """Return the gate's own answer, which no waiver and no baseline excuses; `more` is said after it."""
    claims = reading.claims
    weights = {"FAIL": Weight.CLOSES, "NOT ASSURED": Weight.DOUBTS}
    weight = weights.get(claims["overall"], Weight.PASSES)
    words = sentences(claims["headline"], "" if weight is Weight.PASSES else claims["reason"], more)
    rule = {**_NOTHING, "rule": GATE, "family": GATE, "asks": "May this be released under this policy?"}
    identity = digest(f"{GATE}\n{claims['subject']['name']}").removeprefix("sha256:")[:16]
    severity = Severity.INFO if weight is Weight.PASSES else Severity.CRITICAL
    return Item(rule, GATE, severity, weight, place_of("", reading), words, identity, "", {})


def speaks(reading: Reading, items: Sequence[Item]) -> bool:
    """Tell whether the gate must speak for itself: it is closed, and no finding says why."""
    overall = reading.claims["overall"]
    return overall == "NOT ASSURED" or (overall == "FAIL" and all(item.weight is not Weight.CLOSES for item in items))


def place_of(policy_line: str, reading: Reading) -> Place:
    """Return the line of the user's own policy that sets a limit; else the first line of the subject.

    A policy that comes with the product is called by its bare name: no file of the user's has that line.
    """
    subject = str(reading.run["subject_file"]).replace("\\", "/")
    path, _, line = policy_line.replace("\\", "/").rpartition(":")
    ours = "/" not in path and path.removesuffix(".yml") in _packs()
    if path and line.isdecimal() and not ours:
        return Place(posixpath.normpath(posixpath.join(posixpath.dirname(subject), path)), max(1, int(line)))
    return Place(posixpath.normpath(subject or NO_SUBJECT), 1)


@cache
def _packs() -> frozenset[str]:
    """Return the names of the policies that come with the product."""
    return frozenset(resources.names("policies", ".yml"))


def waivers_of(claims: Row) -> dict[str, Row]:
    """Return the waivers by id."""
    return {one["id"]: one for one in claims["waivers"]}


def excused(row: Row) -> bool:
    """Tell whether a finding is waived, or adopted and no worse."""
    return row["verdict"] != "pass" and (bool(row["waiver"]) or row["baseline"] == "unchanged")


def sentences(*parts: str) -> str:
    """Return the parts that say something, each as a sentence."""
    said = [sentence(part.strip()) for part in parts if part.strip()]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in said)


def _severity(*words: str) -> Severity:
    """Return the first word that is a severity; what cannot be read weighs most."""
    return next((Severity(word) for word in words if word in set(Severity)), Severity.CRITICAL)


def _finding(row: Row, rule: Row, reading: Reading, waivers: Mapping[str, Row]) -> Item:
    """Return the item of one finding."""
    severity = _severity(row["severity"], rule.get("severity", ""))
    weight = _weight(row, severity, reading.claims["policy"]["gate"])
    waiver = waivers.get(row["waiver"] or "", {"reason": ""})
    excuse = f"{row['note']}: {waiver['reason']}" if waiver["reason"] else row["note"]
    detail = row["reason"].removeprefix(CROSSES).removeprefix("; ")
    crosses = "The interval crosses the limit" if row["reason"].startswith(CROSSES) else ""
    step = rule["step"] if weight < Weight.EXCUSED else ""
    words = sentences(_measured(row), row["detail"], crosses, detail, excuse, rule["asks"], step)
    return Item(
        rule, row["rule"], severity, weight, place_of(rule["policy_line"], reading), words, row["fingerprint"], row["target"], row, excuse
    )


def _weight(row: Row, severity: Severity, gate: Row) -> Weight:
    """Return what a finding does to the gate, as the policy says."""
    if row["verdict"] == "pass":
        return Weight.PASSES
    if excused(row):
        return Weight.EXCUSED
    if row["small"]:
        return Weight.SMALL
    if not severity.at_least(_severity(gate["fail_on"])):
        return Weight.NOTED
    return Weight.CLOSES if row["verdict"] == "fail" else _unsure(severity, gate)


def _unsure(severity: Severity, gate: Row) -> Weight:
    """Return what an unsure finding does: the policy has one word for all severities, or one for each."""
    said = gate["on_unsure"]
    word = said.get(str(severity), "warn") if isinstance(said, Mapping) else said
    return {"fail": Weight.CLOSES, "not_assured": Weight.DOUBTS}.get(str(word), Weight.NOTED)


def _unheard(rule: Row, reading: Reading) -> Item:
    """Return the item of a rule that did not run or judged nothing."""
    gate, severity = reading.claims["policy"]["gate"], _severity(rule["severity"])
    broken = rule["verdict"] == "not_run"
    fails = gate["on_not_run"] == "fail" if broken else _unsure(severity, gate) is Weight.CLOSES
    weight = Weight.CLOSES if fails else Weight.DOUBTS
    if not severity.at_least(_severity(gate["fail_on"])):
        weight = Weight.NOTED
    words = sentences(
        f"{'Did not run' if broken else 'Judged nothing'}: {rule['reason'] or 'no reason is given'}", rule["asks"], rule["step"]
    )
    identity = digest(f"{rule['rule']}\nnot run").removeprefix("sha256:")[:16]
    return Item(rule, rule["rule"], severity, weight, place_of(rule["policy_line"], reading), words, identity, "", {})


def _measured(row: Row) -> str:
    """Return what was measured in one sentence: `selection rate ratio of sex: Female is 0.61 (0.55 to 0.67); the limit is >= 0.8`."""
    limit = own_limit(row)
    about = f"{metric_name(row['metric'])} of {where(row)}".strip()
    at = f"; the limit is {row['limit']}" if row["limit"] else ""
    if row["value"] is None:
        return f"{about} has no value{at}"
    return plain(f"{about} is {_value(row, limit)}{at}")


def _value(row: Row, limit: Limit | None) -> str:
    """Return the value with its interval."""
    exact, beside = whole(row, limit), limit.value if limit else None
    span = "" if row["low"] == row["high"] else interval(row["low"], row["high"], beside, whole=exact)
    return number(row["value"], beside, whole=exact) + (f" ({span})" if span else "")


def _named(items: Sequence[Item]) -> list[Item]:
    """Return the items with fingerprints that are unique: a host drops the second of two that are the same."""
    seen: Counter[str] = Counter()
    named = []
    for item in items:
        seen[item.fingerprint] += 1
        nth = seen[item.fingerprint]
        again = digest(f"{item.fingerprint}\n{nth}").removeprefix("sha256:")[:16]
        named.append(item if nth == 1 and item.fingerprint else replace(item, fingerprint=again))
    return named


def weighing(items: Sequence[Item], *weights: Weight) -> Iterator[Item]:
    """Yield the items of some weights, in their order."""
    return (item for item in items if item.weight in weights)


def tally(items: Sequence[Item]) -> str:
    """Return how many findings there are of each weight that counts, in words."""
    count = Counter(item.weight for item in items)
    said = {Weight.CLOSES: "closing the gate", Weight.DOUBTS: "in doubt", Weight.NOTED: "noted", Weight.EXCUSED: "waived or adopted"}
    return ", ".join(f"{count[weight]} {words}" for weight, words in said.items() if count[weight]) or counted(0, "open finding")
