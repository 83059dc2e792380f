"""How do the groups of one attribute differ in one rate? One row per group, the same axis in every panel."""

from __future__ import annotations

from dataclasses import dataclass

from audit.render.charts.canvas import Scale, frame, label, line, px, text
from audit.render.clean import clipped
from audit.render.numbers import number

WIDTH = 330.0
LEFT = 128.0
RIGHT = 286.0
ROW = 22.0
TOP = 20.0
NAME = 19
SCALE = Scale(0.0, 1.0, LEFT, RIGHT)


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One group's rate with its interval; None where it is not shown."""

    group: str
    value: float | None
    low: float | None
    high: float | None
    reference: bool


def draw(name: str, rates: tuple[GroupRate, ...], everybody: float | None, title: str, style: str = "") -> str:
    """Return one panel with the metric's name on top and the group names beside their dots."""
    height = TOP + ROW * len(rates) + 18
    bottom = TOP + ROW * len(rates)
    parts = [text(0, 12, name, "title")]
    rules = "".join(f"M{px(SCALE.at(tick))} {px(TOP)}V{px(bottom)}" for tick in (0, 0.25, 0.5, 0.75, 1))
    parts.append(f'<path class="grid" d="{rules}"/>')
    parts += [text(SCALE.at(tick), bottom + 13, label(tick), "tick", "middle") for tick in (0, 0.5, 1)]
    if everybody is not None:
        parts.append(line("everybody", SCALE.at(everybody), TOP, SCALE.at(everybody), bottom))
    for place, rate in enumerate(rates):
        parts += _row(rate, TOP + ROW * place + ROW / 2)
    return frame(title, parts, (WIDTH, height), "panel", style)


def _row(rate: GroupRate, middle: float) -> list[str]:
    """Return the name, the interval, the dot (hollow for the reference group) and the number of one group."""
    parts = [text(LEFT - 10, middle + 4, clipped(rate.group, NAME), "ref" if rate.reference else "", "end")]
    if rate.value is None:
        return [*parts, text(WIDTH, middle + 4, "none", "tick", "end")]
    if rate.low is not None and rate.high is not None:
        parts.append(line("span", SCALE.at(rate.low), middle, SCALE.at(rate.high), middle))
    kind = "point ref" if rate.reference else "point"
    parts.append(f'<circle class="{kind}" cx="{px(SCALE.at(rate.value))}" cy="{px(middle)}" r="4"/>')
    return [*parts, text(WIDTH, middle + 4, number(rate.value), "", "end")]


CHART = draw
