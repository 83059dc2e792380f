"""What does the terminal say of a table of noisy counts? What is hidden, what it cost, what is spent in all, what is not covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.render.lines import in_lines
from audit.render.numbers import counted

NARROW, WIDE = 72, 120


def lines(claims: Mapping[str, Any], output: str, width: int) -> Iterator[str]:
    """Yield the lines about one table of counts, none wider than `width` (72 to 120)."""
    width = min(max(width, NARROW), WIDE)
    release, privacy = claims["release"], claims["privacy"]
    head = f"{output}: {counted(release['rows'], 'noisy count')}, by plan {claims['plan']['name']}."
    yield from in_lines(head, width, "", "  ")
    for note in claims["notes"]:
        yield from in_lines(note, width, "  ", "  ")
    yield ""
    yield from in_lines(_terms(privacy), width, "  ", "    ")
    yield from in_lines(_spent(claims["budget"], privacy), width, "  ", "    ")
    for one in claims["promise"]:
        verdict = "NOT KEPT" if one["verdict"] == "not kept" else one["verdict"]
        yield from in_lines(f"{one['what']}: {one['measured']:g}, promised {one['asked']}: {verdict}. {one['says']}", width, "  ", "    ")
    yield from ("", "Not checked")
    for text in claims["not_checked"]:
        yield from in_lines(text, width, "  - ", "    ")


def _terms(privacy: Mapping[str, Any]) -> str:
    """Return the terms of the mechanism."""
    delta = f", delta {privacy['delta']:g}" if privacy["delta"] else ""
    how = f"{privacy['mechanism']} of {privacy['library']}, scale {privacy['scale']:g}"
    return f"Epsilon {privacy['epsilon']:g}{delta} per {privacy['unit']}: {how}. Neighbours are {privacy['neighbours']}."


def _spent(budget: Mapping[str, Any] | None, privacy: Mapping[str, Any]) -> str:
    """Return what is spent in all."""
    if budget is None:
        return "What is spent in all is not known without a ledger."
    delta = f", delta {budget['delta']:g}" if budget["delta"] else ""
    total = f"Spent in all per {privacy['unit']}: epsilon {budget['epsilon']:g}{delta}, in {counted(budget['releases'], 'release')}"
    return f"{total} of {counted(budget['files'], 'file')} (this file: epsilon {budget['of_file'][0]:g}). They add up: basic composition."
