"""Which numbers know nothing of the rows' weights, and of who they belong to?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from audit.core.fact import Facts
from audit.observe.persons import REPEATED
from audit.observe.worth import EVERYBODY, PERSONS

_OTHERS = "every other number (of scores, classes, features, data quality, privacy)"


def unapplied(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield what was declared of the rows with what it was not applied to."""
    roles = cast("Mapping[str, Any]", facts.about["roles"])
    if roles.get("weight"):
        yield "weight", f"row weights are applied to decisions and strata; {_OTHERS} counts each row once"
    for dataset in facts.datasets():
        yield from _persons(facts, dataset)


def _persons(facts: Facts, dataset: str) -> Iterator[tuple[str, str]]:
    """Yield how repeated persons were applied, where somebody repeats."""
    fact = facts.find(PERSONS, dataset)
    line = fact.rows.get((*EVERYBODY, REPEATED)) if fact else None
    if line and line[0] > line[1]:
        how = f"the intervals of decisions and strata in {dataset} are wider because rows repeat persons"
        yield "subject_id", f"{how} ({line[0]:,} rows of {line[1]:,} persons looked at); {_OTHERS} takes each row for another person"
