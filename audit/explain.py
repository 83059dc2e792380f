"""Puts rules and the law they serve into words for a terminal, and all rules into the README's table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from textwrap import fill

from audit.core.rule import Citation, Rule
from audit.law.standing import Line

WIDTH = 80


def explained(rule: Rule, day: date | None = None) -> str:
    """Return a rule in full: question, reason, blind spot, limit with its source, law as of a day, next step."""
    source = rule.limit_source
    parts = [
        f"{rule.name} ({rule.family}, {rule.severity})",
        _paragraph(rule.asks),
        _section("Why", rule.why),
        _section("What it cannot see", rule.blind),
        _section("Limit", f"{rule.metric} {rule.limit}. Source: {source} ({Line.of(source).status(day)}). {source.says}"),
        _section("Risk", rule.risk),
        "Law it serves\n" + "\n".join(_law(law, day) for law in rule.related_law),
        _section("Next step", rule.step),
    ]
    return "\n\n".join(parts) + "\n"


def rules_table(rules: Iterable[Rule]) -> str:
    """Return the table of rules that the README carries, as Markdown."""
    lines = ["| rule | asks | limit | severity |", "|---|---|---|---|"]
    ordered = sorted(rules, key=lambda rule: (rule.family, rule.name))
    lines += [f"| `{rule.name}` | {rule.asks} | `{rule.limit}` | {rule.severity} |" for rule in ordered]
    return "\n".join(lines)


def _section(title: str, text: str) -> str:
    """Return a titled paragraph."""
    return f"{title}\n{_paragraph(text)}"


def _paragraph(text: str) -> str:
    """Return indented, wrapped text."""
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def law_list(laws: Iterable[Citation], day: date | None) -> str:
    """Return every source with its standing on a day and how far it was checked, by name."""
    return "\n".join(_law(law, day) for law in sorted(laws, key=str)) + "\n"


def _law(law: Citation, day: date | None) -> str:
    """Return one source with its standing and how far it was checked."""
    checked = f"text read, last verified {law.last_verified}" if law.verified and law.last_verified else "not verified"
    return _paragraph(f"{law} ({Line.of(law).status(day)}; {checked}): {law.says}")
