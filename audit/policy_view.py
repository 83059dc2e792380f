"""Shows what a policy comes to, with the origin of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from audit.core.rule import Rule
from audit.law.standing import Line, Standing
from audit.load.policy import Policy, RuleSetting


def policy_text(policy: Policy, rules: Mapping[str, Rule], day: date | None = None) -> str:
    """Return the resolved policy as YAML-like lines, each followed by the line that set it.

    A source that is not in force on a day says so beside its status.
    """
    return "\n".join(_lines(policy, rules, day)) + "\n"


def _lines(policy: Policy, rules: Mapping[str, Rule], day: date | None) -> Iterator[str]:
    """Yield the lines."""
    yield f"name: {policy.name}"
    yield f"documents: {', '.join(policy.policies)}"
    yield "gate:"
    gate = policy.gate
    for key in ("fail_on", "on_unsure", "on_not_run", "min_rules", "min_group", "min_cell", "confidence", "decide_on"):
        yield _line(f"  {key}: {getattr(gate, key)}", policy.origins.get(f"gate.{key}", "default"))
    if policy.techniques is not None:
        yield _line(f"techniques: {', '.join(policy.techniques)}", policy.origins.get("techniques", "default"))
    yield "rules:"
    for name, setting in sorted(policy.rules.items()):
        yield f"  {name}:"
        yield from _rule(policy, name, setting, rules[name], day)


def _rule(policy: Policy, name: str, setting: RuleSetting, rule: Rule, day: date | None) -> Iterator[str]:
    """Yield the lines of one rule; what the policy leaves open comes from the rule."""
    for key, value, own in (
        ("limit", setting.limit, rule.limit),
        ("severity", setting.severity, rule.severity),
        ("by", ", ".join(setting.by) or None, None),
        ("source", setting.source or None, None if setting.limit else rule.limit_source),
        ("status", setting.status or None, None if setting.limit else rule.limit_source.status),
        ("from", setting.start, None),
        ("until", setting.until, None),
        ("last_verified", setting.last_verified, None),
        ("min_share", setting.min_share, None),
        ("columns", {column: str(limit) for column, limit in setting.columns.items()} or None, None),
        ("required", setting.required or None, None),
    ):
        if value is not None or own is not None:
            origin = policy.origins.get(f"rules.{name}.{key}", "rule") if value is not None else "rule"
            yield _line(f"    {key}: {value if value is not None else own}", origin)
    line = Line(setting.status, setting.start, setting.until)
    if line.on(day) is not Standing.IN_FORCE:
        yield f"    # not law on {day}: {line.words(day)}" if day else f"    # {line.words(day)}"


def _line(text: str, origin: str) -> str:
    """Return a line with its origin."""
    return f"{text:<60}  # {origin}"
