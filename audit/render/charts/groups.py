"""How do the groups of one attribute differ in each rate? One row per group, the same axis for every rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.render.charts.canvas import Scale, frame, label, line, px, text
from audit.render.clean import clipped
from audit.render.numbers import number

WIDTH = 330.0
NAMES = 128.0
ROW = 22.0
STRIP_WIDTH = 690.0
STRIP_NAMES = 172.0
STRIP_ROW = 16.0
TOP = 20.0
FOOT = 18.0
VALUE = 44.0
GAP = 10.0
LETTER = 6.0  # the mean width of a letter of 12 px


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One group's rate with its interval; None where it is not shown."""

    group: str
    value: float | None
    low: float | None
    high: float | None
    reference: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One rate of every group, and that of everybody."""

    name: str
    rates: tuple[GroupRate, ...]
    everybody: float | None


def draw(panel: Panel, title: str, style: str = "") -> str:
    """Return one panel with the metric's name on top and the group names beside their dots."""
    parts = [text(0, 12, panel.name, "title"), *_names(panel, NAMES, ROW), *_panel(panel, NAMES, WIDTH, ROW)]
    return frame(title, parts, (WIDTH, TOP + ROW * len(panel.rates) + FOOT), "panel", style)


def draw_strip(panels: tuple[Panel, ...], title: str, style: str = "") -> str:
    """Return all panels side by side, the group names once at the left: for paper, where width is certain.

    A name is bold only where all rates have the same reference group.
    """
    width = (STRIP_WIDTH - STRIP_NAMES) / max(len(panels), 1)
    marked = {rate.group for panel in panels for rate in panel.rates if rate.reference}
    first = panels[0] if len(marked) == 1 else replace(panels[0], rates=tuple(replace(rate, reference=False) for rate in panels[0].rates))
    parts = list(_names(first, STRIP_NAMES, STRIP_ROW))
    for place, panel in enumerate(panels):
        left = STRIP_NAMES + place * width
        parts += [text(left, 12, panel.name, "title"), *_panel(panel, left, left + width - GAP, STRIP_ROW)]
    return frame(title, parts, (STRIP_WIDTH, TOP + STRIP_ROW * len(panels[0].rates) + FOOT), "strip", style)


def _names(panel: Panel, right: float, row: float) -> Iterator[str]:
    """Yield the names of the groups, that of the reference group in bold."""
    most = int((right - GAP) / LETTER)
    names = [(clipped(rate.group, most), "ref" if rate.reference else "") for rate in panel.rates]
    yield _column(right - GAP, row, names)


def _column(right: float, row: float, words: list[tuple[str, str]]) -> str:
    """Return words one below the other, each with its class, that end at one place."""
    lines = (text(right, TOP + row * (place + 0.5) + 4, word, kind) for place, (word, kind) in enumerate(words))
    return f'<g class="end">{"".join(lines)}</g>'


def _panel(panel: Panel, left: float, right: float, row: float) -> Iterator[str]:
    """Yield the axis, the line of everybody, and every group's dot with its number at the right."""
    scale = Scale(0.0, 1.0, left, right - VALUE)
    bottom = TOP + row * len(panel.rates)
    rules = "".join(f"M{px(scale.at(tick))} {px(TOP)}V{px(bottom)}" for tick in (0, 0.25, 0.5, 0.75, 1))
    yield f'<path class="grid" d="{rules}"/>'
    for tick in (0.0, 0.5, 1.0):
        yield text(scale.at(tick), bottom + 13, label(tick), "tick", "middle" if tick else "")
    if panel.everybody is not None:
        yield line("everybody", scale.at(panel.everybody), TOP, scale.at(panel.everybody), bottom)
    middles = [(rate, TOP + row * (place + 0.5)) for place, rate in enumerate(panel.rates)]
    yield from _marks(middles, scale)
    yield _column(right, row, [("none", "tick") if rate.value is None else (number(rate.value), "") for rate in panel.rates])


def _marks(rates: list[tuple[GroupRate, float]], scale: Scale) -> Iterator[str]:
    """Yield all intervals as one path, all dots as another, and the hollow dot of the reference group."""
    spans = [(px(scale.at(r.low)), px(y), px(scale.at(r.high))) for r, y in rates if r.low is not None and r.high is not None]
    yield f'<path class="span" d="{"".join(f"M{low} {y}H{high}" for low, y, high in spans)}"/>' if spans else ""
    dots = [(px(scale.at(r.value)), px(y), r.reference) for r, y in rates if r.value is not None]
    # A line of no length with round ends is a dot: one path for all.
    full = "".join(f"M{x} {y}h0" for x, y, reference in dots if not reference)
    yield f'<path class="dots" d="{full}"/>' if full else ""
    yield from (f'<circle class="point ref" cx="{x}" cy="{y}" r="4"/>' for x, y, reference in dots if reference)


CHART = draw
