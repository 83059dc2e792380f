"""Shows what a policy comes to, with the origin of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from audit.agreement import check_limits
from audit.checks.registry import Check
from audit.core.rule import Rule
from audit.law.standing import Line, Standing
from audit.load.policy import Policy, RuleSetting, Waiver, read_policy

_GATE = (
    "fail_on", "on_unsure", "on_not_run", "min_rules", "min_group", "min_cell", "confidence", "decide_on",
    "max_waiver_days", "max_baseline_days", "due_days", "on_unused",
)  # fmt: skip


def valid(names: Sequence[str], checks: Mapping[str, Check], folder: Path) -> Policy:
    """Return what policies add up to; raises BadInput with every mistake that can be told without data."""
    policy = read_policy(names, tuple(checks), folder)
    check_limits(policy, checks)
    return policy


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
    for key in _GATE:
        yield _line(f"  {key}: {_plain(getattr(gate, key))}", policy.origins.get(f"gate.{key}", "default"))
    if policy.techniques is not None:
        yield _line(f"techniques: {', '.join(policy.techniques)}", policy.origins.get("techniques", "default"))
    yield "rules:"
    for name, setting in sorted(policy.rules.items()):
        yield f"  {name}:"
        yield from _rule(policy, name, setting, rules[name], day)
    yield from _rest(policy, day)


def _rest(policy: Policy, day: date | None) -> Iterator[str]:
    """Yield what is switched off, waived, and in no file."""
    for head, lines in (
        ("switched off", [_line(f"  {name}", origin) for name, origin in sorted(policy.disabled.items())]),
        ("waivers", [_line(f"  {_waiver(waiver, day)}", waiver.origin) for waiver in policy.waivers]),
        ("not checked, since no file shows it", [f"  - {text}" for text in policy.not_checked]),
    ):
        if lines:
            yield f"{head}:"
            yield from lines


def _waiver(waiver: Waiver, day: date | None) -> str:
    """Return a waiver in one line, with where it stands on a day."""
    text = f"{waiver.id}: {waiver.rule} of {waiver.target}, {waiver.created} to {waiver.expires}"
    if day is None or waiver.created <= day <= waiver.expires:
        return text
    return f"{text} ({'ended' if day > waiver.expires else 'not begun'} on {day})"


def _plain(value: object) -> object:
    """Return a value as a policy writes it."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_plain(one)}' for key, one in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else value


def _rule(policy: Policy, name: str, setting: RuleSetting, rule: Rule, day: date | None) -> Iterator[str]:
    """Yield the lines of one rule; what the policy leaves open comes from the rule."""
    number = None if setting.limit else rule.limit_source
    for key, value, own in (
        ("limit", setting.limit, rule.limit),
        ("severity", setting.severity, rule.severity),
        ("source", setting.source or None, number),
        ("status", setting.status or None, number and number.status),
        *((key, value, None) for key, value in _settings(setting)),
    ):
        if value is not None or own is not None:
            origin = policy.origins.get(f"rules.{name}.{key}", "rule") if value is not None else "rule"
            yield _line(f"    {key}: {_plain(value if value is not None else own)}", origin)
    line = Line(setting.status, setting.start, setting.until)
    if line.on(day) is not Standing.IN_FORCE:
        yield f"    # not law on {day}: {line.words(day)}" if day else f"    # {line.words(day)}"


def _settings(setting: RuleSetting) -> Iterator[tuple[str, object]]:
    """Yield the settings of a rule that have no value of the rule's own behind them; None for those left open."""
    yield "by", ", ".join(setting.by) or None
    yield "columns", {column: str(limit) for column, limit in setting.columns.items()} or None
    yield "reference", setting.reference or None
    yield from (("from", setting.start), ("until", setting.until), ("last_verified", setting.last_verified))
    yield from ((key, getattr(setting, key)) for key in ("min_group", "min_share", "confidence", "decide_on"))
    yield "min_share_reason", setting.min_share_reason or None
    yield "required", setting.required or None
    yield "waivable", None if setting.waivable else False


def _line(text: str, origin: str) -> str:
    """Return a line with its origin."""
    return f"{text:<60}  # {origin}"
