"""Does the policy fit the rules and what was observed: the sense of its limits, its attributes, columns and groups?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from audit.checks.registry import Check
from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.fact import Facts
from audit.core.limit import Limit
from audit.load.policy import Policy, RuleSetting
from audit.metrics.compared import named_reference
from audit.observe.outcomes import JOIN, decisions
from audit.observe.profile import Profile
from audit.observe.run import samples_of
from audit.observe.tally import RARE


def check_limits(policy: Policy, checks: Mapping[str, Check]) -> None:
    """Raise BadInput with every limit that allows what its rule forbids: `<= 0.8` where the rule says `>=`.

    Turned around, a limit passes the very data it was set against.
    """
    problems = []
    for name, setting in policy.rules.items():
        wanted = checks[name].rule.limit if name in checks else None
        for key, limit in _limits(setting):
            if wanted is not None and limit.sense != wanted.sense:
                where = policy.origins.get(f"rules.{name}.{key}", setting.origin)
                step = f"Write '{Limit(wanted.sense, limit.value)}'"
                problems.append(Problem(where, f"{name}: the limit '{limit}' is the wrong way round", step))
    if problems:
        raise BadInput(problems)


def _limits(setting: RuleSetting) -> Iterator[tuple[str, Limit]]:
    """Yield every limit of a rule with its key in the policy."""
    if setting.limit is not None:
        yield "limit", setting.limit
    yield from ((f"columns.{column}", limit) for column, limit in setting.columns.items())


def check_agreement(policy: Policy, facts: Facts) -> None:
    """Raise BadInput with every attribute, column or group that a policy names and the data does not have.

    A misspelt column would otherwise be a rule that quietly judges nothing.
    """
    problems = [*_attributes(policy, facts), *_columns(policy, facts), *_references(policy, facts)]
    if problems:
        raise BadInput(problems)


def _attributes(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """Yield what `by` and `reference` name that is not protected."""
    roles = cast("dict[str, list[dict[str, str]]]", facts.about["roles"])
    known = [str(item["column"]) for item in roles["protected"]]
    for name, setting in policy.rules.items():
        wanted = [part for one in (*setting.by, *setting.reference) for part in one.split(JOIN)] if known else []
        for part in dict.fromkeys(wanted):
            if part not in known:
                where = policy.origins.get(f"rules.{name}.by", setting.origin)
                yield Problem(where, f"{name}: {part!r} is not a protected column of the subject", did_you_mean(part, known))


def _columns(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """Yield the columns with a limit of their own that no dataset has."""
    views = [view for dataset in facts.datasets() if (view := Profile.of(facts, dataset))]
    known = {column.name for view in views for column in view.columns}
    for name, setting in policy.rules.items():
        for column in setting.columns:
            if column not in known:
                where = policy.origins.get(f"rules.{name}.columns.{column}", setting.origin)
                yield Problem(where, f"{name}: there is no column {column!r}", did_you_mean(column, known))


def _references(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """Yield the reference groups that nobody judged belongs to; those the subject sets itself are not used."""
    roles = cast("dict[str, dict[str, str]]", facts.about["roles"])
    for name, setting in policy.rules.items():
        for attribute, group in setting.reference.items():
            rows = _rows(facts, attribute) if attribute not in roles["reference"] else None
            if rows is not None and not _pooled(facts, rows) and named_reference(attribute, {attribute: group}) not in rows:
                where = policy.origins.get(f"rules.{name}.reference.{attribute}", setting.origin)
                large = [known for known, n in rows.items() if n >= cast("int", facts.about["min_cell"])]
                yield Problem(where, f"{name}: no group of {attribute!r} is called {group!r}", did_you_mean(group, large))


def _pooled(facts: Facts, rows: Mapping[str, int]) -> bool:
    """Tell whether a sample has rare groups under one name: a group that is not seen there may be large in the data."""
    return bool(samples_of(facts)) and any(RARE in name.split(JOIN) for name in rows)


def _rows(facts: Facts, attribute: str) -> dict[str, int] | None:
    """Return rows per group of an attribute or intersection over all decisions, None where nobody is judged by it."""
    rows: dict[str, int] = {}
    for view in filter(None, (decisions(facts, dataset) for dataset in facts.datasets())):
        if set(attribute.split(JOIN)) <= set(view.attributes):
            for group in next(view.by((attribute,)))[1]:
                rows[group.name] = rows.get(group.name, 0) + group.rows
    return rows or None
