"""Which few columns expose most rows, and what does each of them bring? Sentences and a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.law.techniques import TABLE_6
from audit.render.charts.sizes import Size, draw
from audit.render.clean import clipped
from audit.render.numbers import count, counted, number

__all__ = ["TABLE_6", "looked", "parts", "shared"]

NAME = 15
LISTED = (
    "Listed are those with a fifth of the rows or more in classes below 5 and no smaller such combination inside them; where there is "
    "none, the most exposing of each size."
)


def looked(found: Mapping[str, Any]) -> str:
    """Return how many combinations were looked at, and what was left."""
    if found["too_many"]:
        return f"Combinations were not looked at: {counted(found['too_many'], 'row')} are too many to be held as numbers."
    said = [f"{counted(found['evaluated'], 'combination')} looked at.", LISTED]
    if found["more"]:
        said.append(f"{counted(found['more'], 'more')} of that kind: see the facts.")
    if found["unfinished"]:
        said.append(
            f"The work allowed ended among those of {found['unfinished']} columns: {count(found['left'])} of them were not looked at."
        )
    said += [f"{group.replace(' & ', ' and ')} split the rows alike and count as one." for group in found["alike"]]
    return " ".join(said)


def parts(found: Mapping[str, Any], style: str = "") -> str:
    """Return what each column brings as bars."""
    rows = [row for row in found["parts"] if row["share"] is not None]
    bars = tuple(Size(clipped(row["column"], NAME), _milli(row["share"]), _words(row), below=False) for row in rows)
    title = "What each column brings to the share of rows that are alone: " + "; ".join(f"{bar.name}: {bar.words}" for bar in bars) + "."
    return draw(bars, title, style) if bars else ""


def shared(found: Mapping[str, Any]) -> str:
    """Return what the bars add up to."""
    whole = sum(row["share"] or 0.0 for row in found["parts"])
    how = f"estimated from {counted(found['orders'], 'random order')}" if found["orders"] else "exact"
    return f"Shapley value of each column: its part in the share of rows that are alone, {number(whole)} in all ({how})."


def _milli(share: float) -> int:
    """Return a share as a length."""
    return max(0, round(share * 1_000_000))


def _words(row: Mapping[str, Any]) -> str:
    """Return a share with its error."""
    return number(row["share"]) + (f", standard error {number(row['error'])}" if row["error"] else "")
