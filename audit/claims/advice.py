"""What does the evidence say of a plan that was tried, to the grain that may be shown?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import cast

from audit.claims.releases import WITHHELD, lost_shares, release_claim, step_claims
from audit.claims.small_cells import Shown
from audit.core.advice import Advice, Point, Trade, Tradeoff
from audit.core.values import Json
from audit.law.techniques import not_permitted

_NUMBERS = ("before", "before_low", "before_high", "after", "after_low", "after_high")


def advice_claims(advice: Sequence[Advice], shown: Mapping[str, Shown], permitted: Sequence[str] | None = None) -> Iterator[Json]:
    """Yield each plan; of a group that is withheld elsewhere, no number is shown here.

    `permitted` are the techniques that the policy permits, None where it does not say: what a plan uses beside them is named.
    """
    for one in advice:
        grain = shown.get(one.dataset)
        lost = {name: lost_shares(name, groups, grain) for name, groups in one.effect.lost_by_group.items()}
        used = [step.technique for step in one.steps] or [one.technique]
        claim = {
            **asdict(one),
            "risk": str(one.risk),
            "effect": {**asdict(one.effect), "lost_by_group": lost},
            "tradeoff": _tradeoff(one.tradeoff, grain) if one.tradeoff else None,
            "steps": step_claims(one.steps, one.release, grain),
            "release": release_claim(one.release, grain),
            "others": [release_claim(other, grain) for other in one.others],
            "not_permitted": list(not_permitted(used, permitted)),
        }
        yield cast("Json", claim)


def _tradeoff(found: Tradeoff, grain: Shown | None) -> dict[str, Json]:
    """Return what a plan does to decisions; an attribute that is rounded elsewhere is rounded here."""
    shown = {name: numbers for name, numbers in found.groups.items() if grain is None or not grain.hides(found.attribute, name)}
    rounded = {name: {key: _value(grain, found.attribute, n) for key, n in numbers.items()} for name, numbers in shown.items()}
    known = grain is None or grain.count("", "", found.rows, "accuracy")[0] is not None
    return {
        **{name: value for name, value in asdict(found).items() if name not in {"trades", "curve", "groups"}},
        "cost": round(found.cost, 6) if known else None,
        "constant": found.constant if known else None,
        "trades": [_trade(one, grain) for one in found.trades],
        "curve": [_point(one, found.attribute, grain) for one in found.curve] if known else [],
        "groups": cast("Json", rounded),
    }


def _trade(one: Trade, grain: Shown | None) -> Json:
    """Return one number before and after; withheld where its group, its reference or its rows are too few."""
    rows, rows_text = grain.count(one.attribute, one.group, one.rows, one.metric) if grain else (one.rows, f"{one.rows:,}")
    # The reference group has rows enough for the rule; whether its numbers may be shown is another question.
    other = grain.count(one.attribute, one.against, grain.min_cell, one.metric)[0] if grain and one.against else 0
    withheld = rows is None or other is None
    numbers = {name: None if withheld else _value(grain, one.attribute, getattr(one, name)) for name in _NUMBERS}
    reason = WITHHELD if withheld else "not estimable" if None in (one.before, one.after) else ""
    flags: dict[str, Json] = {"within": None if withheld else one.within, "worse": one.worse and not withheld}
    return cast("Json", {**asdict(one), **numbers, **flags, "rows": rows, "rows_text": rows_text, "reason": reason})


def _point(one: Point, attribute: str, grain: Shown | None) -> Json:
    """Return a point of a curve."""
    numbers = {name: _value(grain, attribute, getattr(one, name)) for name in ("value", "low", "high")}
    return cast("Json", {**asdict(one), "accuracy": round(one.accuracy, 6), **numbers})


def _value(grain: Shown | None, attribute: str, value: float | None) -> float | None:
    """Return a number to the grain of its attribute."""
    return grain.value(attribute, value) if grain and attribute else value
