"""What else differs between two pieces of evidence: the policy, its limits, the data, the model, the versions?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.core.limit import Limit
from audit.core.words import Severity

Part = Mapping[str, Any]
_ROLES = {
    "task": "the task", "label": "the label", "prediction": "the prediction", "score": "the score", "positive": "the event that is counted",
    "favourable": "the favourable outcome", "protected": "the protected columns", "reference": "the reference groups",
    "quasi_identifiers": "the quasi-identifiers", "sensitive": "the sensitive columns", "subject_id": "the person's column",
    "weight": "the weight",
}  # fmt: skip


def circumstances(old: Part, new: Part, old_run: Part, new_run: Part) -> list[str]:
    """Return in sentences what the two were made under, where it differs: it may be why findings differ."""
    return [
        *_subject(old, new),
        *_policy(old["policy"], new["policy"]),
        *_rules(old["rules"], new["rules"]),
        *_data(old, new),
        *_roles(old["roles"], new["roles"]),
        *_versions(old_run, new_run),
    ]


def _was(what: str, old: object, new: object) -> str:
    """Return `what: new, was old`."""
    return f"{what}: {_text(new)}, was {_text(old)}"


def _text(value: object) -> str:
    """Return a value in words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_text(item)}" for name, item in sorted(value.items())) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(_text(item) for item in value) or "none"
    return "none" if value is None or value == "" else str(value)


def _subject(old: Part, new: Part) -> Iterator[str]:
    """Yield where the subject is another one."""
    if old["subject"]["name"] != new["subject"]["name"]:
        yield _was("another subject", old["subject"]["name"], new["subject"]["name"])
    if old["subject"]["population"] != new["subject"]["population"]:
        yield _was("the population", old["subject"]["population"], new["subject"]["population"])


def _policy(old: Part, new: Part) -> Iterator[str]:
    """Yield where the policy differs, and the terms of its gate."""
    if old["policies"] != new["policies"] or old["name"] != new["name"]:
        yield _was("the policy", old["policies"] or old["name"], new["policies"] or new["name"])
    elif old["sha256"] != new["sha256"]:
        yield f"the policy {new['name']} is not the same as it was"
    for name in sorted({*old["gate"], *new["gate"]}):
        before, after = old["gate"].get(name), new["gate"].get(name)
        if before != after and name in old["gate"]:
            yield _was(f"gate.{name}", before, after)


def _rules(old: list[Part], new: list[Part]) -> Iterator[str]:
    """Yield which rules are asked by one only, and whose limit or severity differs."""
    before, after = ({rule["rule"]: rule for rule in rules} for rules in (old, new))
    for name in sorted(set(before) - set(after)):
        yield f"{name} is no longer asked, or nothing it reads is there"
    for name in sorted(set(after) - set(before)):
        yield f"{name} was not asked, or nothing it reads was there"
    for name in sorted(set(before) & set(after)):
        was, now = before[name], after[name]
        if was["limit"] != now["limit"]:
            yield f"{_was(f'the limit of {name}', was['limit'], now['limit'])}{_sense(was['limit'], now['limit'])}"
        if was["severity"] != now["severity"]:
            lower = Severity(was["severity"]).at_least(Severity(now["severity"]))
            yield f"{_was(f'the severity of {name}', was['severity'], now['severity'])} ({'weaker' if lower else 'stricter'})"


def _sense(old: str, new: str) -> str:
    """Return whether a limit became weaker or stricter, or nothing where it cannot be said."""
    try:
        was, now = Limit.parse(old), Limit.parse(new)
    except ValueError:
        return ""
    return "" if was.sense != now.sense else " (stricter)" if now.stricter_than(was) else " (weaker)"


def _data(old: Part, new: Part) -> Iterator[str]:
    """Yield which datasets and which model are not the same."""
    before, after = ({one["name"]: one for one in claims["datasets"]} for claims in (old, new))
    for name in sorted(set(before) | set(after)):
        if name not in after:
            yield f"the {name} data is no longer there"
        elif name not in before:
            yield f"the {name} data was not there"
        elif before[name]["sha256"] != after[name]["sha256"]:
            yield f"other {name} data: {after[name]['rows']:,} rows, was {before[name]['rows']:,}"
    was, now = ((claims["model"] or {}).get("sha256") for claims in (old, new))
    if was != now:
        yield "another model" if was and now else "a model, was none" if now else "no model, was one"


def _roles(old: Part, new: Part) -> Iterator[str]:
    """Yield which columns are not in the same role."""
    for name, words in _ROLES.items():
        before, after = old.get(name), new.get(name)
        if before != after:
            yield _was(words, _columns(before), _columns(after))


def _columns(value: object) -> object:
    """Return the names of columns, with their bands where they have any."""
    if not isinstance(value, list):
        return value
    return [item["column"] + "".join(f":{edge}" for edge in item["bands"]) if isinstance(item, Mapping) else item for item in value]


def _versions(old: Part, new: Part) -> Iterator[str]:
    """Yield which tools are of another version."""
    if old["tool"] != new["tool"]:
        yield _was("the tool", old["tool"], new["tool"])
    before, after = old["versions"] or {}, new["versions"] or {}
    for name in sorted(set(before) & set(after)):
        if before[name] != after[name]:
            yield _was(name, before[name], after[name])
