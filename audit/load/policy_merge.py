"""How do several policy documents add up to one?

Documents apply in order, each once, where it is first needed: what a policy extends before it,
later policies after earlier ones; a later document overrides key by key. Two exceptions err on the
safe side: of policies side by side, the highest `min_rules` holds, and only techniques that all permit are permitted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from audit.core.ask import DecideOn
from audit.core.words import Severity, Status
from audit.load import policy_form as form
from audit.load.documents import Spot
from audit.load.policy_documents import PolicyDocument
from audit.load.policy_types import Gate, OnNotRun, OnUnsure, OnUnused, RuleSetting
from audit.load.shape import Field, Filled

Documents = Sequence[PolicyDocument]
Value = TypeVar("Value")
_NOWHERE = Spot("", 1, 1)


def origins_of(documents: Documents) -> dict[str, str]:
    """Return the `file:line` that last set each dotted key of the gate and the rules."""
    origins: dict[str, str] = {}
    for document in documents:
        places = document.places.items()
        origins |= {key: spot.origin for key, spot in places if key.startswith(("gate.", "rules.")) or key == "techniques"}
    return origins


def merged_gate(tops: Documents, documents: Documents, origins: dict[str, str]) -> Gate:
    """Return the gate; notes in `origins` whose `min_rules` holds."""
    gates = [document.filled.get(form.GATE) for document in documents]
    filled = _over(Filled(_NOWHERE), *(gate for gate in gates if gate is not None))
    min_rules, origin = _min_rules(tops)
    if origin:
        origins["gate.min_rules"] = origin
    return Gate(
        fail_on=Severity(filled.get(form.FAIL_ON)),
        on_unsure=_on_unsure(filled),
        on_not_run=cast("OnNotRun", filled.get(form.ON_NOT_RUN)),
        min_rules=min_rules,
        min_group=filled.get(form.MIN_GROUP),
        min_cell=filled.get(form.MIN_CELL),
        confidence=filled.get(form.CONFIDENCE),
        decide_on=cast("DecideOn", filled.get(form.DECIDE_ON)),
        max_waiver_days=filled.get(form.MAX_WAIVER_DAYS),
        max_baseline_days=filled.get(form.MAX_BASELINE_DAYS),
        due_days=filled.get(form.DUE_DAYS),
        on_unused=cast("OnUnused", filled.get(form.ON_UNUSED)),
    )


def _on_unsure(filled: Filled) -> OnUnsure | Mapping[str, OnUnsure]:
    """Return one word where every severity has the same, else a word for each."""
    words = cast("Mapping[str, OnUnsure]", {**form.ON_UNSURE.default, **filled.get(form.ON_UNSURE)})
    return next(iter(words.values())) if len(set(words.values())) == 1 else words


def _min_rules(documents: Documents) -> tuple[int, str]:
    """Return the highest number among documents side by side, and its line; its own replaces its parents'."""
    found = [(form.MIN_RULES.default, "")]
    for document in documents:
        gate = document.filled.get(form.GATE)
        if gate is not None and gate.has(form.MIN_RULES):
            found.append((gate.get(form.MIN_RULES), gate.at(form.MIN_RULES).origin))
        else:
            found.append(_min_rules(document.parents))
    return max(found, key=lambda pair: pair[0])


def merged_techniques(documents: Documents) -> tuple[str, ...] | None:
    """Return the techniques that all documents side by side permit, None where none names any; an own list replaces its parents'."""
    said = [document.filled.get(form.TECHNIQUES) or merged_techniques(document.parents) for document in documents]
    lists = [one for one in said if one is not None]
    return tuple(name for name in lists[0] if all(name in one for one in lists)) if lists else None


def merged_rules(documents: Documents, origins: dict[str, str]) -> tuple[dict[str, RuleSetting], dict[str, str]]:
    """Return the rules that apply, and those switched off with the line that did it.

    A document that changes a number without naming a source takes the inherited source away, from
    the setting and from `origins`: a house number must not look like the law's.
    """
    merged: dict[str, Filled] = {}
    for document in documents:
        for rule, setting in document.rules.items():
            before = merged.get(rule, Filled(setting.place))
            merged[rule] = _over(_without_source(before, setting), setting)
            for key in form.OF_SOURCE:
                if key.name not in merged[rule].spots:
                    origins.pop(f"rules.{rule}.{key.name}", None)
    rules = {rule: _setting(rule, filled, origins) for rule, filled in merged.items() if filled.get(form.ENABLED)}
    return rules, {rule: origins[f"rules.{rule}.enabled"] for rule in merged if rule not in rules}


def _over(*tables: Filled) -> Filled:
    """Return one table with later keys over earlier ones; tables inside it are merged the same way."""
    values: dict[str, object] = {}
    spots: dict[str, Spot] = {}
    for table in tables:
        for key, value in table.values.items():
            before = values.get(key)
            if isinstance(before, Mapping) and isinstance(value, Mapping):
                values[key] = {**before, **value}
            else:
                values[key] = value
        spots |= table.spots
    return Filled(tables[-1].place, values, spots)


def _without_source(before: Filled, setting: Filled) -> Filled:
    """Return what was inherited, without its source if the number changes and brings none, and without the days of another source."""
    gone: set[str] = set()
    if _changes(form.LIMIT, before, setting):
        gone |= {key.name for key in form.OF_SOURCE}
    if _changes(form.SOURCE, before, setting):
        gone |= {key.name for key in form.DAYS}
    values = {key: value for key, value in before.values.items() if key not in gone}
    return Filled(before.place, values, {key: spot for key, spot in before.spots.items() if key not in gone})


def _changes(key: Field[Value], before: Filled, setting: Filled) -> bool:
    """Tell whether a later document sets a key to something else."""
    return setting.has(key) and setting.get(key) != before.get(key)


def _setting(rule: str, filled: Filled, origins: Mapping[str, str]) -> RuleSetting:
    """Return the setting of one rule; a number without a stated status is the organisation's own."""
    limit, severity = filled.get(form.LIMIT), filled.get(form.SEVERITY)
    number = limit is not None or bool(filled.get(form.LIMITS))
    return RuleSetting(
        limit=limit,
        by=tuple(" & ".join(part.strip() for part in name.split("&")) for name in filled.get(form.BY)),
        severity=None if severity is None else Severity(severity),
        source=filled.get(form.SOURCE),
        status=filled.get(form.STATUS) or (str(Status.OURS) if number else ""),
        columns=filled.get(form.LIMITS),
        required=filled.get(form.REQUIRED),
        confidence=filled.get(form.RULE_CONFIDENCE),
        min_group=filled.get(form.RULE_MIN_GROUP),
        decide_on=cast("DecideOn | None", filled.get(form.RULE_DECIDE_ON)),
        reference=filled.get(form.REFERENCE),
        origin=origins.get(f"rules.{rule}.limit", origins[f"rules.{rule}"]),
        start=filled.get(form.START),
        until=filled.get(form.UNTIL),
        last_verified=filled.get(form.LAST_VERIFIED),
        min_share=filled.get(form.MIN_SHARE),
        min_share_reason=filled.get(form.MIN_SHARE_REASON),
        waivable=filled.get(form.WAIVABLE),
    )
