"""What does the policy demand, once everything it extends is read and merged?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from audit.core.errors import BadInput, Problem
from audit.core.values import Json, canonical, digest
from audit.load import policy_form as form
from audit.load.policy_documents import PolicyDocument, Shelf, policy_names
from audit.load.policy_merge import merged_gate, merged_rules, merged_techniques, origins_of
from audit.load.policy_types import Gate, Policy, RuleSetting, Waiver

__all__ = ["DEFAULT", "Gate", "Policy", "RuleSetting", "Waiver", "policy_names", "read_policy"]

DEFAULT = "release"


def read_policy(names: Sequence[str], rule_names: Sequence[str], folder: Path, where: Mapping[str, str] | None = None) -> Policy:
    """Read and merge policies, `release` if none is named; raises BadInput with every mistake.

    A name ending in .yml or .yaml, or with a slash, is a path from `folder`; any other is a policy
    that comes with the product. `where` says who named each (`equigate.yml:20:12`).
    """
    shelf = Shelf(tuple(rule_names))
    wanted = dict.fromkeys(names or (DEFAULT,))
    tops = [shelf.fetch(name, folder, (where or {}).get(name, "policy")) for name in wanted]
    documents = shelf.in_order()
    problems = [*shelf.problems, *_waived_twice(documents)]
    if problems:
        raise BadInput(dict.fromkeys(problems))
    policy = _resolved([top for top in tops if top is not None], documents)
    problems = list(_unwaivable(documents, policy))
    if problems:
        raise BadInput(problems)
    return policy


def _resolved(tops: list[PolicyDocument], documents: tuple[PolicyDocument, ...]) -> Policy:
    """Return the policy that the documents add up to."""
    origins = origins_of(documents)
    rules, disabled = merged_rules(documents, origins)
    policy = Policy(
        name=" + ".join(top.filled.get(form.NAME) for top in tops),
        revision=" + ".join(filter(None, (top.filled.get(form.REVISION) for top in tops))),
        policies=tuple(document.called for document in documents),
        gate=merged_gate(tops, documents, origins),
        rules=rules,
        waivers=tuple(waiver for document in documents for waiver in document.waivers),
        origins=origins,
        sha256="",
        disabled=disabled,
        techniques=merged_techniques(tops),
        not_checked=tuple(dict.fromkeys(text for document in documents for text in document.filled.get(form.NOT_CHECKED))),
    )
    return replace(policy, sha256=_digest(policy))


def _digest(policy: Policy) -> str:
    """Return the hash of what a policy demands, free of files and lines."""
    content = asdict(policy)
    for place in ("policies", "origins", "sha256"):
        del content[place]
    content["disabled"] = sorted(policy.disabled)
    return digest(canonical(_json(content)))


def _json(value: object) -> Json:
    """Return a value as JSON can hold it: dates as texts, and without where it came from."""
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items() if key != "origin"}
    if isinstance(value, (tuple, list)):
        return [_json(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _unwaivable(documents: Iterable[PolicyDocument], policy: Policy) -> Iterator[Problem]:
    """Yield the waivers that hold too long, and those of rules that may not be waived."""
    most = policy.gate.max_waiver_days
    for document in documents:
        for number, waiver in enumerate(document.waivers):
            days = (waiver.expires - waiver.created).days
            if days > most:
                what = f"waiver {waiver.id!r}: 'expires' is {days:,} days after 'created', the policy allows {most:,}"
                yield Problem(str(document.places[f"waivers.{number}.expires"]), what, "Let it end sooner, and renew it then")
            if waiver.rule in policy.rules and not policy.rules[waiver.rule].waivable:
                line = policy.origins.get(f"rules.{waiver.rule}.waivable", "the policy")
                what = f"waiver {waiver.id!r}: {waiver.rule} may not be waived ({line} says so)"
                yield Problem(str(document.places[f"waivers.{number}.rule"]), what, "Mend the finding, or ask the owner of that policy")


def _waived_twice(documents: Iterable[PolicyDocument]) -> Iterator[Problem]:
    """Yield the waivers whose id is taken."""
    seen: dict[str, str] = {}
    for waiver in (waiver for document in documents for waiver in document.waivers):
        if waiver.id in seen:
            what = f"waiver {waiver.id!r} is already in {seen[waiver.id]}"
            yield Problem(waiver.origin, what, "Give it an id of its own")
        seen.setdefault(waiver.id, waiver.origin)
