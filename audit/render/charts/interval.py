"""Where does one measurement lie against its limit? A dot, its interval, the limit, and the allowed side."""

from __future__ import annotations

from dataclasses import dataclass

from audit.core.limit import Limit
from audit.render.charts.canvas import PAD, Scale, box, frame, label, line, px, text

WIDTH = 250.0
HEIGHT = 22.0
AXIS_HEIGHT = 36.0
_NO_SPAN = 1e-12
TOO_LONG = 2.0
TIMES_LIMIT = 4.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn of one measurement."""

    value: float | None
    low: float | None
    high: float | None
    verdict: str


def axis(marks: tuple[Mark, ...], limit: Limit) -> Scale:
    """Return the one axis all rows of a question share, from zero where nothing is negative."""
    seen = [n for mark in marks for n in (mark.value, mark.low, mark.high) if n is not None]
    room = limit.value * (1.25 if limit.sense == ">=" else 1.0)
    low, high = min([0.0, limit.value, *seen]), max([room, *seen])
    if high > TOO_LONG:
        high = min(high, max(TIMES_LIMIT * limit.value, TOO_LONG))
    low = max(low, -max(TIMES_LIMIT * abs(limit.value), 1.0))
    # A span too small for steps of its own is no span.
    if high - low < _NO_SPAN:
        high = low + 1.0
    return Scale(low, high + (high - low) * 0.04, PAD, WIDTH - PAD)


def draw(mark: Mark, limit: Limit, scale: Scale, title: str, style: str = "", ground: str = "") -> str:
    """Return one row of the picture; `ground` is the id under which the head of the picture holds limit and allowed side."""
    middle = HEIGHT / 2
    parts = [f'<use href="#{ground}"/>'] if ground else _ground(limit, scale, HEIGHT)
    if mark.low is not None and mark.high is not None and mark.low != mark.high:
        parts.append(_whisker(mark.low, mark.high, scale, middle))
    if mark.value is not None:
        parts.append(_dot(mark.value, scale, middle))
    return frame(title, parts, (WIDTH, HEIGHT), f"dot {mark.verdict}", style)


def draw_axis(limit: Limit, scale: Scale, style: str = "", ground: str = "") -> str:
    """Return the head of the picture: the limit by name above, round numbers below, and the ground of the rows."""
    at = scale.at(limit.value)
    anchor = "" if at < WIDTH * 0.25 else "end" if at > WIDTH * 0.75 else "middle"
    parts = [f'<defs><g id="{ground}">{"".join(_ground(limit, scale, HEIGHT))}</g></defs>'] if ground else []
    parts += [*_ground(limit, scale, 21, top=16), text(at, 13, f"limit {label(limit.value)}", "name", anchor)]
    for tick in scale.ticks():
        end = "" if scale.at(tick) < scale.left + 1 else "middle"
        parts.append(text(scale.at(tick), 34, label(tick), "tick", end))
    title = f"Axis from {label(scale.low)} to {label(round(scale.high, 3))}, limit {limit}."
    return frame(title, parts, (WIDTH, AXIS_HEIGHT), "dot head", style)


def _ground(limit: Limit, scale: Scale, height: float, top: float = 0) -> list[str]:
    """Return the allowed side and the limit line."""
    at = scale.at(limit.value)
    left, right = (at, scale.right) if limit.sense == ">=" else (scale.left, at)
    return [box("allowed", left, top, right - left, height - top), line("limit", at, top, at, height)]


def _whisker(low: float, high: float, scale: Scale, middle: float) -> str:
    """Return the interval; an end beyond the axis is an arrow, the others are closed by a tick."""
    start, stop = scale.at(low), scale.at(high)
    left = "l4 -3m-4 3l4 3" if scale.beyond(low) else "m0 -4v8"
    right = "l-4 -3m4 3l-4 3" if scale.beyond(high) else "m0 -4v8"
    y = px(middle)
    return f'<path class="span" d="M{px(start)} {y}H{px(stop)}M{px(start)} {y}{left}M{px(stop)} {y}{right}"/>'


def _dot(value: float, scale: Scale, middle: float) -> str:
    """Return the value as a dot, or as an arrow head where it lies beyond the axis."""
    x = px(scale.at(value))
    if scale.beyond(value):
        way = "-7" if value > scale.high else "7"
        return f'<path class="point" d="M{x} {px(middle)}l{way} -5v10z"/>'
    return f'<path class="dots" d="M{x} {px(middle)}h0"/>'


CHART = draw
