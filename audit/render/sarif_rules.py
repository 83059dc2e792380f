"""What does a code host show beside a result? The rule in its own words: question, reason, blind spot, limit, law."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.core.values import Json
from audit.core.words import Risk, Severity
from audit.render.reported import GATE, Row
from audit.render.sarif_results import LEVELS, text

MOST_TAGS = 20
SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "3.0"}
"""Code scanning reads more than 9 as critical, 7 to 8.9 as high, 4 to 6.9 as medium, less as low."""
PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&])")
_BLANK = {"family": "", "asks": "", "why": "", "blind": "", "step": "", "risk": "", "severity": "critical", "limit": "", "limit_source": ""}
_GATE: Row = {
    **_BLANK,
    "rule": GATE,
    "asks": "May this be released under this policy?",
    "why": "What could not be judged is no pass: the gate is closed, and its reason is the result.",
    "blind": "It sums up the rules; it judges nothing by itself.",
    "step": "Read the reason, then the rules that did not run or are in doubt.",
    "law": (),
}


def descriptors(rules: Sequence[Row], others: Sequence[str]) -> list[dict[str, Json]]:
    """Return the rules, the gate, and rules that only findings name; the same for the same policy, whatever was found."""
    strays = [{**_BLANK, "rule": name, "law": ()} for name in others]
    return [_descriptor(rule) for rule in (*rules, _GATE, *strays)]


def _descriptor(rule: Row) -> dict[str, Json]:
    """Return one rule with its help and its weight."""
    severity = Severity(rule["severity"]) if rule["severity"] in set(Severity) else Severity.CRITICAL
    return {
        "id": rule["rule"],
        "name": "".join(part.capitalize() for part in re.split(r"\W+", rule["rule"])) or rule["rule"],
        "shortDescription": text(rule["asks"] or rule["rule"]),
        "fullDescription": text(rule["why"] or rule["asks"] or rule["rule"]),
        "help": {**text("\n".join(f"{name}: {words}" for name, words in _help(rule))), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": _properties(rule, severity),
    }


def _properties(rule: Row, severity: Severity) -> dict[str, Json]:
    """Return tags and severity; a security severity only where data or a machine is exposed: unequal treatment is no vulnerability."""
    tags = list(dict.fromkeys(word for word in (rule["family"], rule["risk"], *rule["law"]) if word))
    exposed = rule["family"] == "privacy" or rule["risk"] == Risk.UNTRUSTED
    if exposed and severity in SCORES:
        return {"tags": ["security", *tags][:MOST_TAGS], "security-severity": SCORES[severity]}
    return {"tags": tags[:MOST_TAGS], "problem.severity": PROBLEMS[LEVELS[severity]]}


def _help(rule: Row) -> list[tuple[str, str]]:
    """Return what is to be known of a rule, under a word for each."""
    limit = f"{rule['limit']}, set by {rule['limit_source']}" if rule["limit"] and rule["limit_source"] else rule["limit"]
    named = {
        "Question": rule["asks"],
        "Why": rule["why"],
        "Blind spot": rule["blind"],
        "Limit": limit,
        "Law": "; ".join(rule["law"]),
        "Next step": rule["step"],
    }
    return [(name, words) for name, words in named.items() if words] or [("Rule", rule["rule"])]


def _markdown(rule: Row) -> str:
    """Return the help as a list; every sign that Markdown reads is escaped."""
    return "\n".join(f"- **{name}:** {_escaped(words)}" for name, words in _help(rule))


def _escaped(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return _MARKS.sub(r"\\\1", words)
