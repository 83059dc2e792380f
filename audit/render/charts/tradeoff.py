"""What does each plan cost in accuracy, and how far does it bring the metric that failed? Plans as points, families of plans as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.core.limit import Limit
from audit.render.charts.canvas import Scale, box, frame, label, line, px, text
from audit.render.clean import clipped

WIDTH = 660.0
HEIGHT = 330.0
LEFT, RIGHT, TOP, BOTTOM = 54.0, 640.0, 40.0, 284.0
LETTER = 6.2
ROW = 15.0
NAME = 34
WORTH = 0.10
"""Accuracy below the best from which on a plan is not drawn to scale: it would press all others together."""
ROOM = 1.06
MARK = 6.0
RISE = 7.0
"""A name stands a little above its mark: most lines fall to the right."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One plan: its name, accuracy, metric, and whether it is the model as it is (`now`), keeps the limit (`pass`) or not."""

    name: str
    accuracy: float
    value: float
    kind: str


@dataclass(frozen=True, slots=True)
class Track:
    """A family of plans in order, as pairs of metric and accuracy; `kind` tells its line from others."""

    points: tuple[tuple[float, float], ...]
    kind: str


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a label stands."""

    left: float
    right: float
    y: float

    def meets(self, other: _Box) -> bool:
        """Tell whether two labels overlap."""
        return self.left < other.right and other.left < self.right and abs(self.y - other.y) < ROW


def draw(spots: Sequence[Spot], tracks: Sequence[Track], metric: str, limit: Limit, title: str, style: str = "") -> str:
    """Return the picture: the metric across, accuracy upwards, the limit as a line with its allowed side."""
    across, upwards = _axes(spots, tracks, limit)
    at = across.at(limit.value)
    left, right = (at, RIGHT) if limit.sense == ">=" else (LEFT, at)
    parts = [box("allowed", left, TOP, right - left, BOTTOM - TOP), *_grid(across, upwards, metric)]
    parts.append(line("limit", at, TOP, at, BOTTOM))
    parts.append(text(at, TOP - 7, f"limit {label(limit.value)}", "", "end" if at > RIGHT - 40 else "middle"))
    parts += [_track(track, across, upwards) for track in tracks if len(track.points) > 1]
    parts += _spots(spots, across, upwards)
    return frame(title, [part for part in parts if part], (WIDTH, HEIGHT), "tradeoff", style)


def _axes(spots: Sequence[Spot], tracks: Sequence[Track], limit: Limit) -> tuple[Scale, Scale]:
    """Return both axes; what costs too much accuracy to be drawn to scale stands at the foot."""
    values = [spot.value for spot in spots] + [limit.value]
    heights = [spot.accuracy for spot in spots] + [height for track in tracks for _, height in track.points]
    best = max(heights)
    low = min(height for height in heights if height >= best - WORTH)
    room = max(best - low, 0.01) * 0.12
    return Scale(min([0.0, *values]), max(values) * ROOM or 1.0, LEFT, RIGHT), Scale(low - room, best + room, BOTTOM, TOP)


def _grid(across: Scale, upwards: Scale, metric: str) -> Iterator[str]:
    """Yield round numbers with thin lines, and the names of both axes."""
    for tick in upwards.ticks():
        yield line("grid", LEFT, upwards.at(tick), RIGHT, upwards.at(tick))
        yield text(LEFT - 7, upwards.at(tick) + 4, label(tick), "tick", "end")
    yield line("base", LEFT, BOTTOM, RIGHT, BOTTOM)
    for tick in across.ticks(6):
        yield text(across.at(tick), BOTTOM + 16, label(tick), "tick", "middle")
    yield text(0, 12, "Accuracy", "title")
    yield text(RIGHT, BOTTOM + 36, metric, "title", "end")


def _track(track: Track, across: Scale, upwards: Scale) -> str:
    """Return a line through the plans of one family that are drawn to scale."""
    seen = [(value, height) for value, height in track.points if not upwards.beyond(height) and not across.beyond(value)]
    way = "L".join(f"{px(across.at(value))} {px(upwards.at(height))}" for value, height in seen)
    return f'<path class="track {track.kind}" d="M{way}"/>' if len(seen) > 1 else ""


def _spots(spots: Sequence[Spot], across: Scale, upwards: Scale) -> Iterator[str]:
    """Yield every plan with its name beside it, none on top of another."""
    taken = [_Box(across.at(one.value) - MARK, across.at(one.value) + MARK, upwards.at(one.accuracy)) for one in spots]
    for spot in sorted(spots, key=lambda one: (-one.accuracy, one.value, one.name)):
        x, y = across.at(spot.value), upwards.at(spot.accuracy)
        below = spot.accuracy < upwards.low
        words = clipped(spot.name, NAME) + (f" ({spot.accuracy:.3f})" if below else "")
        yield _mark(spot, x, y, below=below)
        place = _free(x, y - (10 if below else RISE), words, taken)
        taken.append(place)
        ends = place.right < x
        yield text(place.right if ends else place.left, place.y + 4, words, "", "end" if ends else "")


def _mark(spot: Spot, x: float, y: float, *, below: bool) -> str:
    """Return the mark of a plan: a ring for the model as it is, an arrow where it lies below the picture, else a dot."""
    if below:
        return f'<path class="point {spot.kind}" d="M{px(x)} {px(y)}l-5 -8h10z"/>'
    return f'<circle class="point {"ref" if spot.kind == "now" else spot.kind}" cx="{px(x)}" cy="{px(y)}" r="4.5"/>'


def _free(x: float, y: float, words: str, taken: Sequence[_Box]) -> _Box:
    """Return where a name can stand: right of its mark, else left, else a row further down or up."""
    width = LETTER * len(words)
    for step in (0, 1, -1, 2, -2, 3, -3, 4, -4):
        for left in (x + 10, x - 10 - width, x - width / 2):
            place = _Box(left, left + width, y + step * ROW)
            if left >= LEFT and left + width <= WIDTH and TOP - 4 <= place.y <= BOTTOM and not any(map(place.meets, taken)):
                return place
    return _Box(x + 10, x + 10 + width, y)


CHART = draw
