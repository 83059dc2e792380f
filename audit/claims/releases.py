"""What does the evidence say of the ways to release a dataset, to the grain that may be shown?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import cast

from audit.claims.small_cells import Shown
from audit.core.advice import Attacked, Held, Release
from audit.core.plan import Step
from audit.core.values import Json

DIGITS = 2
"""A share to whole hundredths: `0.27` may be 3 of 11 or 27 of 100, so no size of a group follows from it."""
WITHHELD = "withheld: too few rows of a group, or of one that would follow from it"


def release_claim(one: Release | None, grain: Shown | None) -> Json:
    """Return one way to release; a group that is withheld elsewhere has no number here, and is not the worst one by name."""
    if one is None:
        return None
    worst = one.worst if one.worst and not _hides(grain, one.worst[0], one.worst[1]) else None
    return cast(
        "Json",
        {
            **asdict(one),
            "quasi_identifiers": list(one.quasi_identifiers),
            "leaves": list(one.leaves),
            "loss": round(one.loss, 6),
            "t": {name: round(value, 6) for name, value in one.t.items()},
            "lost_by_group": {name: lost_shares(name, groups, grain) for name, groups in one.lost_by_group.items()},
            "worst": {"attribute": worst[0], "group": worst[1], "share": round(worst[2], DIGITS + 1)} if worst else None,
            "held": [_held(row, grain) for row in one.held],
            "attacks": [_attacked(row) for row in one.attacks],
            "says": [text for text in one.says if not _names(text, one, grain)],
        },
    )


def step_claims(steps: Sequence[Step], one: Release | None, grain: Shown | None) -> list[Json]:
    """Return what would be done to the data, as a plan file lists it; what was measured of a withheld group is left out."""
    made = []
    for step in steps:
        measured = "" if one is not None and _names(step.measured, one, grain) else step.measured
        made.append(cast("Json", {**asdict(step), "columns": list(step.columns), "measured": measured}))
    return made


def lost_shares(attribute: str, groups: Mapping[str, float | None], grain: Shown | None) -> dict[str, float | None]:
    """Return the share of each group that is lost, rounded; None where the group is withheld."""
    return {name: None if share is None or _hides(grain, attribute, name) else round(share, DIGITS) for name, share in groups.items()}


def _hides(grain: Shown | None, attribute: str, group: str) -> bool:
    """Tell whether a group is withheld."""
    return grain is not None and grain.hides(attribute, group)


def _names(text: str, one: Release, grain: Shown | None) -> bool:
    """Tell whether a sentence names a group that is withheld."""
    groups = [(attribute, group) for attribute, found in one.lost_by_group.items() for group in found]
    return any(_hides(grain, attribute, group) and f"{attribute} {group}" in text for attribute, group in groups)


def _held(row: Held, grain: Shown | None) -> Json:
    """Return one number of a model trained again."""
    hidden = bool(row.group) and _hides(grain, row.attribute, row.group)
    numbers = {name: None if hidden else _short(getattr(row, name)) for name in ("before", "after", "low", "high")}
    return cast("Json", {**asdict(row), **numbers, "reason": WITHHELD if hidden else ""})


def _attacked(row: Attacked) -> Json:
    """Return what an attack gets out of a release."""
    numbers = {name: _short(getattr(row, name)) for name in ("before", "after", "low", "high")}
    return cast("Json", {**asdict(row), **numbers})


def _short(value: float | None) -> float | None:
    """Return a number with few digits."""
    return None if value is None else round(value, 6)
