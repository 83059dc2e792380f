"""What does the evidence say of a plan that was tried, to the grain that may be shown?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import cast

from audit.claims.small_cells import Shown
from audit.core.advice import Advice
from audit.core.values import Json

DIGITS = 2
"""A share to whole hundredths: `0.27` may be 3 of 11 or 27 of 100, so no size of a group follows from it."""


def advice_claims(advice: Sequence[Advice], shown: Mapping[str, Shown]) -> Iterator[Json]:
    """Yield each plan; of a group that is withheld elsewhere, no share is shown here."""
    for one in advice:
        grain = shown.get(one.dataset)
        lost = {name: _shares(name, groups, grain) for name, groups in one.effect.lost_by_group.items()}
        yield cast("Json", {**asdict(one), "risk": str(one.risk), "effect": {**asdict(one.effect), "lost_by_group": lost}})


def _shares(attribute: str, groups: Mapping[str, float | None], grain: Shown | None) -> dict[str, float | None]:
    """Return the share of each group that is lost, rounded; None where the group is withheld."""
    hidden = {group for group in groups if grain is not None and grain.hides(attribute, group)}
    return {group: None if share is None or group in hidden else round(share, DIGITS) for group, share in groups.items()}
