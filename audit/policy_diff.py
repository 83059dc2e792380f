"""What does one policy demand that another does not, in words: what became weaker, what stricter?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit.core.limit import Limit
from audit.core.rule import Rule
from audit.core.values import Json
from audit.core.words import Severity
from audit.load.policy import Gate, Policy, RuleSetting, Waiver

_KEYS = {"start": "first day", "until": "last day"}
_WORDS_OF_UNSURE = ("warn", "not_assured", "fail")


class Way(StrEnum):
    """Which way a change goes; `CHANGED` may let more or less pass, depending on the data."""

    WEAKER = "weaker"
    CHANGED = "changed"
    STRICTER = "stricter"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: which way it goes, what it is about, what it was and is, and the line that set it."""

    way: Way
    subject: str
    words: str
    origin: str = ""

    def __str__(self) -> str:
        """Return `weaker: small-cells: limit from >= 10 to >= 5`."""
        return f"{self.way}: {self.subject}: {self.words}"


def differences(old: Policy, new: Policy, rules: Mapping[str, Rule]) -> tuple[Change, ...]:
    """Return what changed from one resolved policy to another, weaker first, then by subject.

    What a policy leaves open is compared as the rule's own or the gate's own value that holds then.
    """
    found = [*_gate(old.gate, new.gate, new.origins), *_rules(old, new, rules), *_waivers(old, new), *_rest(old, new)]
    order = list(Way)
    return tuple(sorted(found, key=lambda change: (order.index(change.way), change.subject)))


def _by_number(old: float, new: float, *, more_is: Way) -> Way:
    """Return which way a number went."""
    other = Way.STRICTER if more_is is Way.WEAKER else Way.WEAKER
    return more_is if new > old else other


def _gate(old: Gate, new: Gate, origins: Mapping[str, str]) -> Iterator[Change]:
    """Yield what changed of the gate."""
    for key, was, now, way in _gate_keys(old, new):
        if was != now:
            yield Change(way, "gate", f"{key} from {was} to {now}", origins.get(f"gate.{key}", ""))
    yield from (Change(way, "gate", words, origins.get("gate.on_unsure", "")) for way, words in _unsure(old, new))


def _unsure(old: Gate, new: Gate) -> Iterator[tuple[Way, str]]:
    """Yield what changed of what unsure rules do; once where one word stands for all severities."""
    plain = isinstance(old.on_unsure, str) and isinstance(new.on_unsure, str)
    for severity in (Severity.HIGH,) if plain else Severity:
        was, now = _unsure_at(old, severity), _unsure_at(new, severity)
        if was != now:
            way = _by_number(_WORDS_OF_UNSURE.index(was), _WORDS_OF_UNSURE.index(now), more_is=Way.STRICTER)
            yield way, f"on_unsure{'' if plain else f' at {severity}'} from {was} to {now}"


def _unsure_at(gate: Gate, severity: Severity) -> str:
    """Return what an unsure rule of a severity does."""
    return gate.on_unsure if isinstance(gate.on_unsure, str) else gate.on_unsure.get(severity, "warn")


def _gate_keys(old: Gate, new: Gate) -> Iterator[tuple[str, object, object, Way]]:
    """Yield every key of the gate with its values, and the way it goes if they differ."""
    yield "fail_on", old.fail_on, new.fail_on, _by_number(old.fail_on.rank, new.fail_on.rank, more_is=Way.STRICTER)
    yield "on_not_run", old.on_not_run, new.on_not_run, Way.STRICTER if new.on_not_run == "fail" else Way.WEAKER
    yield "on_unused", old.on_unused, new.on_unused, Way.WEAKER if new.on_unused == "warn" else Way.STRICTER
    for key, more_is in (
        ("min_rules", Way.STRICTER),
        ("min_group", Way.WEAKER),
        ("min_cell", Way.STRICTER),
        ("max_waiver_days", Way.WEAKER),
        ("max_baseline_days", Way.WEAKER),
    ):
        was, now = getattr(old, key), getattr(new, key)
        yield key, was, now, _by_number(was, now, more_is=more_is)
    # A wider interval decides less: fewer pass, and fewer fail. A point decides everything, without evidence.
    for key in ("confidence", "decide_on", "due_days"):
        yield key, getattr(old, key), getattr(new, key), Way.CHANGED


def _rules(old: Policy, new: Policy, rules: Mapping[str, Rule]) -> Iterator[Change]:
    """Yield what changed of the rules."""
    for name in sorted({*old.rules, *new.rules}):
        if name not in new.rules:
            how = f"switched off in {new.disabled[name]}" if name in new.disabled else "no longer asked for"
            yield Change(Way.WEAKER, name, how, new.disabled.get(name, ""))
        elif name not in old.rules:
            limit = new.rules[name].limit or rules[name].limit
            yield Change(Way.STRICTER, name, f"asked for, limit {limit}", new.rules[name].origin)
        else:
            yield from _rule(name, old, new, rules[name])


def _rule(name: str, old: Policy, new: Policy, rule: Rule) -> Iterator[Change]:
    """Yield what changed of one rule."""
    was, now = old.rules[name], new.rules[name]

    def said(key: str, way: Way, words: str) -> Change:
        """Return a change with its line."""
        return Change(way, name, words, new.origins.get(f"rules.{name}.{key}", now.origin))

    first, second = was.limit or rule.limit, now.limit or rule.limit
    if first != second:
        yield said("limit", _of_limit(first, second), f"limit from {first} to {second}")
    yield from (said("columns", way, words) for way, words in _columns(was, now, rule.limit))
    before, after = was.severity or rule.severity, now.severity or rule.severity
    if before is not after:
        way = Way.STRICTER if after.at_least(before) else Way.WEAKER
        yield said("severity", way, f"severity from {before} to {after}{_closes(before, after, old.gate, new.gate)}")
    yield from (said("by", way, words) for way, words in _attributes(was.by, now.by))
    yield from (said(key, way, words) for key, way, words in _numbers(was, now, old.gate, new.gate))
    yield from (said("source", Way.SOURCE, words) for words in _sources(was, now))


def _of_limit(old: Limit, new: Limit) -> Way:
    """Return which way a limit went."""
    if old.sense != new.sense:
        return Way.CHANGED
    return Way.STRICTER if new.stricter_than(old) else Way.WEAKER


def _closes(old: Severity, new: Severity, before: Gate, after: Gate) -> str:
    """Return what another severity does to the gate, where it does something."""
    did, does = old.at_least(before.fail_on), new.at_least(after.fail_on)
    return "" if did == does else ": its failure now closes the gate" if does else ": its failure no longer closes the gate"


def _columns(old: RuleSetting, new: RuleSetting, own: Limit) -> Iterator[tuple[Way, str]]:
    """Yield the columns whose limit changed and does not just follow the rule's."""
    for column in sorted({*old.columns, *new.columns}):
        was, now = old.columns.get(column, old.limit or own), new.columns.get(column, new.limit or own)
        if was != now:
            yield _of_limit(was, now), f"limit of column {column} from {was} to {now}"


def _attributes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Way, str]]:
    """Yield the attributes that are no longer looked at, or are now; none named means all protected columns."""
    if not old and new:
        yield Way.WEAKER, f"looks only at {', '.join(new)}, before at every protected column"
    elif old and not new:
        yield Way.STRICTER, f"looks at every protected column, before only at {', '.join(old)}"
    else:
        yield from ((Way.WEAKER, f"no longer looks at {one}") for one in old if one not in new)
        yield from ((Way.STRICTER, f"looks at {one} as well") for one in new if one not in old)


def _numbers(old: RuleSetting, new: RuleSetting, before: Gate, after: Gate) -> Iterator[tuple[str, Way, str]]:
    """Yield what changed of the other settings of a rule; what only follows the gate is said of the gate."""
    for key, way in (("min_group", Way.WEAKER), ("confidence", Way.CHANGED), ("decide_on", Way.CHANGED)):
        own = getattr(old, key), getattr(new, key)
        was, now = (getattr(gate, key) if value is None else value for value, gate in zip(own, (before, after), strict=True))
        if own != (None, None) and was != now:
            yield key, way if way is Way.CHANGED else _by_number(was, now, more_is=way), f"{key} from {was} to {now}"
    for key, stricter in (("required", new.required), ("waivable", not new.waivable)):
        if getattr(old, key) != getattr(new, key):
            yield key, Way.STRICTER if stricter else Way.WEAKER, f"{key} from {_flag(getattr(old, key))} to {_flag(getattr(new, key))}"
    share, then = old.min_share or 0.0, new.min_share or 0.0
    if share != then:
        yield "min_share", _by_number(share, then, more_is=Way.WEAKER), f"min_share from {share:g} to {then:g}"
    if dict(old.reference) != dict(new.reference):
        yield "reference", Way.CHANGED, f"reference from {_groups(old.reference)} to {_groups(new.reference)}"


def _groups(reference: Mapping[str, str]) -> str:
    """Return reference groups in words."""
    return ", ".join(f"{column}={group}" for column, group in sorted(reference.items())) or "none"


def _flag(value: object) -> str:
    """Return a flag as a policy writes it."""
    return "true" if value else "false"


def _sources(old: RuleSetting, new: RuleSetting) -> Iterator[str]:
    """Yield what changed of where a number comes from."""
    for key in ("source", "status", "start", "until", "last_verified", "min_share_reason"):
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            yield f"{_KEYS.get(key, key)} from {_quoted(was)} to {_quoted(now)}"


def _quoted(value: object) -> str:
    """Return a sentence in quotes, so that it is seen where it ends; one word or a day as it is."""
    return f"{value!r}" if isinstance(value, str) and (" " in value or ":" in value) else str(value or "none")


def _waivers(old: Policy, new: Policy) -> Iterator[Change]:
    """Yield what changed of the waivers."""
    before, after = ({waiver.id: waiver for waiver in policy.waivers} for policy in (old, new))
    for name in sorted({*before, *after}):
        subject = f"waiver {name}"
        if name not in after:
            yield Change(Way.STRICTER, subject, f"gone, was {_of_waiver(before[name])}")
        elif name not in before:
            yield Change(Way.WEAKER, subject, _of_waiver(after[name]), after[name].origin)
        else:
            yield from (Change(way, subject, words, after[name].origin) for way, words in _waiver(before[name], after[name]))


def _of_waiver(waiver: Waiver) -> str:
    """Return what a waiver is about."""
    return f"{waiver.rule} of {waiver.target} until {waiver.expires}, approved by {waiver.approved_by}"


def _waiver(old: Waiver, new: Waiver) -> Iterator[tuple[Way, str]]:
    """Yield what changed of one waiver."""
    if old.expires != new.expires:
        yield Way.WEAKER if new.expires > old.expires else Way.STRICTER, f"expires from {old.expires} to {new.expires}"
    if old.created != new.created:
        yield Way.WEAKER if new.created < old.created else Way.STRICTER, f"created from {old.created} to {new.created}"
    for key in ("rule", "target", "reason", "owner", "approved_by", "ticket"):
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            yield Way.CHANGED, f"{key} from {_quoted(was)} to {_quoted(now)}"


def _rest(old: Policy, new: Policy) -> Iterator[Change]:
    """Yield what changed of the techniques that are permitted, and of what no file can show."""
    was, now = old.techniques, new.techniques
    if was is None or now is None:
        if was != now:
            way, words = (
                (Way.STRICTER, f"permits only {', '.join(now)}") if now is not None else (Way.WEAKER, "permits any, no longer a list")
            )
            yield Change(way, "techniques", words, new.origins.get("techniques", ""))
    else:
        yield from (Change(Way.WEAKER, "techniques", f"permits {one} as well") for one in now if one not in was)
        yield from (Change(Way.STRICTER, "techniques", f"no longer permits {one}") for one in was if one not in now)
    yield from (Change(Way.SOURCE, "not_checked", f"no longer said: {text}") for text in old.not_checked if text not in new.not_checked)
    yield from (Change(Way.SOURCE, "not_checked", f"said: {text}") for text in new.not_checked if text not in old.not_checked)


def diff_text(old: Policy, new: Policy, changes: Sequence[Change]) -> str:
    """Return the changes line by line, each with the line that set it."""
    head = f"{_titled(old)} -> {_titled(new)}"
    lines = [f"{change!s:<72}  # {change.origin}" if change.origin else str(change) for change in changes]
    return "\n".join([head, *(lines or ["no difference in what they demand"])]) + "\n"


def _titled(policy: Policy) -> str:
    """Return name and revision."""
    return f"{policy.name} ({policy.revision})" if policy.revision else policy.name


def diff_json(old: Policy, new: Policy, changes: Sequence[Change]) -> Json:
    """Return the changes as JSON."""
    return {
        "old": {"name": old.name, "revision": old.revision, "sha256": old.sha256},
        "new": {"name": new.name, "revision": new.revision, "sha256": new.sha256},
        "changes": [{"way": str(one.way), "subject": one.subject, "words": one.words, "origin": one.origin} for one in changes],
    }


def tally(changes: Sequence[Change]) -> str:
    """Return `2 weaker, 1 stricter`, or `no difference`."""
    counts = {way: sum(change.way is way for change in changes) for way in Way}
    return ", ".join(f"{number} {way}" for way, number in counts.items() if number) or "no difference"
