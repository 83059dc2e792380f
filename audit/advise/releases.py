"""What does a plan come to, measured on the rows that it releases?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.advise.plans import leaves, worst_group
from audit.anonymity.coded import Coded, Groups, Sensitive
from audit.anonymity.demand import Demand
from audit.anonymity.measures import risks
from audit.anonymity.outcome import Outcome, kept_rows
from audit.core.advice import Effect, Release
from audit.core.plan import Promise, Step
from audit.core.values import Json
from audit.law import eu

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]

DIGITS = 4


def release_of(coded: Coded, one: Outcome, demand: Demand, min_cell: int) -> Release:
    """Return a plan with k, l and t measured again on the rows that it keeps, not taken over from the search.

    Who proved or chose it, and why, is for the caller to add.
    """
    left = only(coded, kept_rows(coded, one.levels, demand))
    found = risks(left, one.levels)
    diversity = {name: found.l(name) for name in coded.sensitive}
    distance = {name: found.t(name) for name in coded.sensitive}
    return Release(
        quasi_identifiers=tuple(one.levels),
        levels=dict(one.levels),
        steps=steps_of(coded, one.levels),
        objective="loss",
        loss=one.loss,
        optimal=False,
        nodes=0,
        k=found.k,
        rows=one.rows,
        lost=one.suppressed,
        l={name: value for name, value in diversity.items() if value is not None},
        t={name: value for name, value in distance.items() if value is not None},
        lost_by_group=shares(one.lost_by_group, min_cell),
        worst=worst_group(one.lost_by_group, max(demand.min_group, min_cell)),
        leaves=leaves(coded, one.levels),
    )


def only(coded: Coded, kept: Bools) -> Coded:
    """Return some of the rows."""
    return _picked(coded, kept, int(kept.sum()))


def sorted_rows(coded: Coded) -> Coded:
    """Return the rows in an order of their own, so that what is drawn from them is the same however the data was sorted."""
    import numpy as np

    sensitive = [one.codes for one in coded.sensitive.values()]
    keys = [*coded.columns.values(), *sensitive, *(one.codes for one in coded.groups)]
    # The last key of lexsort counts most: rows alike in everything else are told apart by person.
    people = [] if coded.subjects is None else [coded.subjects]
    return _picked(coded, np.lexsort([*people, *reversed(keys)]), coded.rows) if keys else coded


def _picked(coded: Coded, kept: Bools | Ints, rows: int) -> Coded:
    """Return the rows of a mask, or those of a list of places."""
    return replace(
        coded,
        rows=rows,
        columns={name: codes[kept] for name, codes in coded.columns.items()},
        groups=tuple(Groups(one.attribute, one.codes[kept], one.names) for one in coded.groups),
        sensitive={name: Sensitive(one.codes[kept], one.size, one.ordered) for name, one in coded.sensitive.items()},
        subjects=None if coded.subjects is None else coded.subjects[kept],
    )


def steps_of(coded: Coded, levels: Mapping[str, int]) -> dict[str, str]:
    """Return the name of the step of each column that is made coarser."""
    return {name: coded.hierarchies[name].steps[level] for name, level in levels.items() if level}


def shares(lost: Mapping[str, Mapping[str, tuple[int, int]]], min_cell: int) -> dict[str, dict[str, float | None]]:
    """Return the share of each group's rows that is lost; None where the group is too small to be shown."""
    return {
        attribute: {name: float(f"{gone / rows:.3g}") if rows >= max(1, min_cell) else None for name, (gone, rows) in groups.items()}
        for attribute, groups in lost.items()
    }


def effect_of(release: Release, before: Effect) -> Effect:
    """Return what a release does to rows, beside what was measured before it."""
    return replace(
        before,
        k_after=release.k,
        below_limit_after=0,
        lost=release.lost,
        values_changed=len(release.steps) * release.rows,
        lost_by_group=release.lost_by_group,
    )


def plan_steps(release: Release, demand: Demand, hierarchies: str = "") -> tuple[Step, ...]:
    """Return a release as a plan file lists it: columns that leave, columns that become coarser, rows that are left out."""
    dropped = tuple(name for name, step in release.steps.items() if step == "*")
    coarser = {name: step for name, step in release.steps.items() if step != "*"}
    made = []
    if dropped:
        made.append(Step("drop", dropped, law=str(eu.GDPR_5_1_C), measured=f"{', '.join(dropped)} would be * in every row"))
    if coarser:
        files = {"hierarchies": hierarchies} if hierarchies and any("hierarchy file" in step for step in coarser.values()) else {}
        made.append(Step("generalise", tuple(coarser), {"steps": dict(coarser), **files}, str(eu.WP216), f"loss {release.loss:.3f}"))
    asked: dict[str, Json] = {"k": demand.k}
    asked |= {"l": dict(demand.l)} if demand.l else {}
    asked |= {"t": dict(demand.t)} if demand.t else {}
    kept = tuple(name for name in release.quasi_identifiers if name not in dropped)
    if kept:
        made.append(Step("suppress_rows", kept, asked, str(eu.WP216), _measured(release)))
    return tuple(made)


def _measured(release: Release) -> str:
    """Return how many rows are left out, and of which group the largest share."""
    most = f"; of {release.worst[0]} {release.worst[1]} {release.worst[2]:.1%}" if release.worst else ""
    return (
        f"{release.lost:,} of {release.rows:,} rows are left out ({release.lost / max(1, release.rows):.1%}){most}; then k is {release.k}"
    )


def closest(most: float, measured: float | None) -> float:
    """Return the distance that a file can promise: a plan is held to all rows, a file can only be held to its own."""
    return most if measured is None or measured <= most else -(-measured * 1_000 // 1) / 1_000


def promise_of(release: Release, demand: Demand, protected: tuple[str, ...], most_of_a_group: float | None) -> Promise:
    """Return what the written file has to keep when it is measured again."""
    dropped = {name for name, step in release.steps.items() if step == "*"}
    return Promise(
        quasi_identifiers=tuple(name for name in release.quasi_identifiers if name not in dropped),
        k=demand.k,
        l=dict(demand.l),
        t={name: closest(most, release.t.get(name)) for name, most in demand.t.items()},
        max_suppression=demand.max_suppression,
        max_group_suppression=most_of_a_group,
        protected=protected,
        min_group=demand.min_group,
    )
