"""Draws how time and memory grow with the rows, as one SVG of two small pictures with the same axis below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP, GAP = 330, 200, 62, 40, 90
INK, FAINT, ACCENT = "#1f2328", "#d0d7de", "#0b57d0"


def draw(
    path: Path, rows: Sequence[int], seconds: Sequence[float], megabytes: Sequence[float], cap: float, what: str = "one check"
) -> None:
    """Write the picture: CPU seconds on two logarithmic axes, the peak in megabytes on a linear one beside its cap."""
    parts = [
        _panel(0, f"CPU seconds of {what}", rows, seconds, _log(seconds), _straight(rows, seconds)),
        _panel(WIDTH + GAP, "Peak memory, MB", rows, megabytes, _linear(max(*megabytes, cap)), _level(cap, "cap 2 GB + 400 MB")),
    ]
    size = f'viewBox="0 0 {2 * WIDTH + GAP + 2 * LEFT} {HEIGHT + TOP + 56}"'
    style = f'font-family="system-ui, sans-serif" font-size="12" fill="{INK}"'
    label = f"CPU seconds and peak memory of {what} against the number of rows; the same numbers are in the table"
    body = f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(parts)}'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style} role="img" aria-label="{label}">{body}</svg>\n'
    path.write_text(svg, encoding="utf-8")


Scale = Callable[[float], float]
Guide = Callable[[int, Scale, Scale], str]


def _log(values: Sequence[float]) -> Scale:
    """Return a logarithmic height from one to the ten above all values."""
    low, high = 0, int(log10(max(values))) + 1
    return lambda value: TOP + HEIGHT * (1 - (log10(value) - low) / (high - low))


def _linear(top: float) -> Scale:
    """Return a height from nothing to a little above the top."""
    return lambda value: TOP + HEIGHT * (1 - value / (1.1 * top))


def _across(rows: Sequence[int], left: int) -> Scale:
    """Return the place of a number of rows, logarithmic."""
    low, high = log10(min(rows)), log10(max(rows))
    return lambda value: left + LEFT + WIDTH * (0.08 + 0.84 * (log10(value) - low) / (high - low))


def _straight(rows: Sequence[int], seconds: Sequence[float]) -> Guide:
    """Return the line of ten times the time for ten times the rows, through the point in the middle."""
    middle = len(rows) // 2

    def guide(_: int, across: Scale, up: Scale) -> str:
        ends = [(across(row), up(seconds[middle] * row / rows[middle])) for row in (rows[0], rows[-1])]
        return _dashed(ends) + _text(ends[0][0] + 24, ends[0][1] + 8, "in proportion to the rows", "start", FAINT_INK)

    return guide


def _level(value: float, said: str) -> Guide:
    """Return a level line with its name."""

    def guide(left: int, _: Scale, up: Scale) -> str:
        ends = [(left + LEFT, up(value)), (left + LEFT + WIDTH, up(value))]
        return _dashed(ends) + _text(left + LEFT, up(value) - 6, said, "start", FAINT_INK)

    return guide


FAINT_INK = "#59636e"


def _panel(left: int, title: str, rows: Sequence[int], values: Sequence[float], up: Scale, guide: Guide) -> str:
    """Return one picture, its points labelled directly."""
    across = _across(rows, left)
    base = TOP + HEIGHT
    made = [_text(left + LEFT, TOP - 18, title, "start", INK, bold=True)]
    made.append(f'<path d="M{left + LEFT} {base}h{WIDTH}" stroke="{FAINT}"/>')
    made.append(guide(left, across, up))
    points = [(across(row), up(value)) for row, value in zip(rows, values, strict=True)]
    made.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{ACCENT}" stroke-width="1.5"/>')
    for (x, y), row, value in zip(points, rows, values, strict=True):
        made.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ACCENT}"/>')
        made.append(_text(x + 4, y + 20, f"{value:,.0f}", "middle", INK))
        made.append(_text(x, base + 20, f"{row // 1_000_000} million" if row >= 1_000_000 else f"{row:,}", "middle", INK))
    made.append(_text(left + LEFT + WIDTH / 2, base + 42, "rows x 24 columns", "middle", FAINT_INK))
    return "".join(made)


def _dashed(ends: Sequence[tuple[float, float]]) -> str:
    """Return a dashed line."""
    (x, y), (to_x, to_y) = ends
    return f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{FAINT_INK}" stroke-dasharray="4 4"/>'


def _text(x: float, y: float, said: str, anchor: str, fill: str, *, bold: bool = False) -> str:
    """Return a text."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{weight}>{said}</text>'
