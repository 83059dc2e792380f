"""What does a test report show? A test for every measurement; it is red exactly where the gate is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from audit.core.evidence import Evidence
from audit.render.fit import Reading, read
from audit.render.registry import Format
from audit.render.reported import Item, Weight, gate_item, reported

ELEMENTS = {
    Weight.CLOSES: "failure",
    Weight.DOUBTS: "error",
    Weight.NOTED: "skipped",
    Weight.EXCUSED: "skipped",
    Weight.SMALL: "skipped",
}
SKIPPED = {
    Weight.NOTED: "does not close the gate",
    Weight.EXCUSED: "waived or adopted",
    Weight.SMALL: "too small to judge",
}


def to_bytes(evidence: Evidence) -> bytes:
    """Return the report in UTF-8; raises BadInput if the evidence does not fit."""
    return together([evidence])


def together(made: Sequence[Evidence]) -> bytes:
    """Return one report; with several subjects the name of each stands before its suites."""
    found = [(reading, [gate_item(reading), *reported(reading)]) for reading in map(read, made)]
    items = [item for _, own in found for item in own]
    root = ET.Element("testsuites", {"name": "equigate", "time": "0", **_counts(items, "tests", "failures", "errors")})
    for reading, own in found:
        _suites(root, reading, own, f"{reading.claims['subject']['name']}: " if len(made) > 1 else "")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _suites(root: ET.Element, reading: Reading, items: Sequence[Item], before: str) -> None:
    """Add the suites of one subject: the gate, then one for each family of rules."""
    for family in dict.fromkeys(item.rule["family"] or "other" for item in items):
        own = [item for item in items if (item.rule["family"] or "other") == family]
        counts = _counts(own, "tests", "failures", "errors", "skipped")
        suite = ET.SubElement(root, "testsuite", {"name": f"{before}{family}", "time": "0", **counts})
        if family == items[0].rule["family"]:
            _properties(suite, reading)
        for item, name in zip(own, _names(own), strict=True):
            _case(suite, item, name, f"{before}{family}")


def _counts(items: Sequence[Item], *names: str) -> dict[str, str]:
    """Return how many tests there are, and how many of each end."""
    ends = Counter(ELEMENTS.get(item.weight, "passed") for item in items)
    found = {"tests": len(items), "failures": ends["failure"], "errors": ends["error"], "skipped": ends["skipped"]}
    return {name: str(found[name]) for name in names}


def _properties(suite: ET.Element, reading: Reading) -> None:
    """Add under which policy what was judged."""
    claims = reading.claims
    about = {
        "subject": claims["subject"]["name"],
        "policy": claims["policy"]["name"],
        "policy_sha256": claims["policy"]["sha256"] or "",
        "facts_sha256": claims["facts_sha256"] or "",
        "overall": claims["overall"],
        "tool": reading.run["tool"],
    }
    properties = ET.SubElement(suite, "properties")
    for name, value in about.items():
        ET.SubElement(properties, "property", name=name, value=value)


def _names(items: Sequence[Item]) -> list[str]:
    """Return the names of the tests of a suite: rule and target, with the metric where it is not the rule's own."""
    names = [_name(item) for item in items]
    count = Counter(names)
    return [f"{name} [{item.fingerprint}]" if count[name] > 1 else name for name, item in zip(names, items, strict=True)]


def _name(item: Item) -> str:
    """Return rule, target and a metric that is not the rule's own."""
    metric = item.finding.get("metric", "")
    other = f"({metric})" if metric and metric != item.rule.get("metric") else ""
    return " ".join(part for part in (item.name, item.target, other) if part)


def _case(suite: ET.Element, item: Item, name: str, family: str) -> None:
    """Add one test with its end."""
    case = ET.SubElement(suite, "testcase", classname=family, name=name, time="0")
    element = ELEMENTS.get(item.weight)
    if element is None:
        return
    told = item.excuse if item.weight is Weight.EXCUSED else ""
    message = told or SKIPPED.get(item.weight) or item.words.partition(". ")[0]
    end = ET.SubElement(case, element, message=message, type=str(item.severity))
    end.text = item.words


FORMAT = Format("junit", ".xml", to_bytes, binary=False, together=together)
