"""Do the policy's attributes and columns exist in what was observed?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.fact import Facts
from audit.load.policy import Policy
from audit.observe.outcomes import JOIN
from audit.observe.profile import Profile


def check_agreement(policy: Policy, facts: Facts) -> None:
    """Raise BadInput with every attribute or column that a policy names and the data does not have.

    A misspelt column would otherwise be a rule that quietly judges nothing.
    """
    problems = [*_attributes(policy, facts), *_columns(policy, facts)]
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
