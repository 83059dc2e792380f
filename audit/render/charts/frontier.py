"""What does each way to release cost the worst group, and what does it leave of the rest? Plans as lettered points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.render.charts.canvas import Scale, box, frame, label, line, px, text

WIDTH = 660.0
HEIGHT = 300.0
LEFT, RIGHT, TOP, BOTTOM = 54.0, 640.0, 40.0, 254.0
MARK = 5.0
NEAR = 13.0
"""Marks nearer than that would hide each other's letters."""
_PLACES = ((9.0, 4.0, ""), (-9.0, 4.0, "end"), (0.0, -9.0, "middle"), (0.0, 19.0, "middle"))


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to release: its letter, the share that the worst group loses, what is kept, and whether it was chosen.

    `now` is the data as it is.
    """

    letter: str
    lost: float
    kept: float
    chosen: bool = False
    now: bool = False


def draw(plans: Sequence[Plan], kept: str, limit: float, title: str, style: str = "") -> str:
    """Return the picture: the worst group's loss across, what is kept upwards, the loss that is taken as small shaded."""
    across = Scale(0.0, max([limit * 1.5, *(plan.lost for plan in plans)]) * 1.05, LEFT, RIGHT)
    low, high = min(plan.kept for plan in plans), max(plan.kept for plan in plans)
    room = max(high - low, 0.01) * 0.15
    upwards = Scale(low - room, high + room, BOTTOM, TOP)
    at = across.at(limit)
    parts = [box("allowed", LEFT, TOP, at - LEFT, BOTTOM - TOP), *_grid(across, upwards, kept)]
    parts += [line("limit", at, TOP, at, BOTTOM), text(at, TOP - 7, f"{limit:.0%}", "", "middle"), _front(plans, across, upwards)]
    parts += _marks(plans, across, upwards)
    return frame(title, [part for part in parts if part], (WIDTH, HEIGHT), "tradeoff", style)


def _grid(across: Scale, upwards: Scale, kept: str) -> Iterator[str]:
    """Yield round numbers with thin lines, and the names of both axes."""
    for tick in upwards.ticks():
        yield line("grid", LEFT, upwards.at(tick), RIGHT, upwards.at(tick))
        yield text(LEFT - 7, upwards.at(tick) + 4, label(tick), "tick", "end")
    yield line("base", LEFT, BOTTOM, RIGHT, BOTTOM)
    for tick in across.ticks(6):
        yield text(across.at(tick), BOTTOM + 16, f"{tick * 100:g} %", "tick", "middle")
    yield text(0, 12, kept, "title")
    yield text(RIGHT, BOTTOM + 36, "rows lost of the group that loses most", "title", "end")


def _front(plans: Sequence[Plan], across: Scale, upwards: Scale) -> str:
    """Return a line through the plans that no other beats in both."""
    best: list[Plan] = []
    for plan in sorted((one for one in plans if not one.now), key=lambda one: (one.lost, -one.kept)):
        if not best or plan.kept > best[-1].kept:
            best.append(plan)
    way = "L".join(f"{px(across.at(one.lost))} {px(upwards.at(one.kept))}" for one in best)
    return f'<path class="track second" d="M{way}"/>' if len(best) > 1 else ""


def _marks(plans: Sequence[Plan], across: Scale, upwards: Scale) -> Iterator[str]:
    """Yield every plan with its letter beside it, where no other mark or letter is."""
    taken = [(across.at(one.lost), upwards.at(one.kept)) for one in plans]
    for plan in plans:
        x, y = across.at(plan.lost), upwards.at(plan.kept)
        kind = "ref" if plan.now else "pass" if plan.chosen else ""
        yield f'<circle class="point {kind}" cx="{px(x)}" cy="{px(y)}" r="{MARK if plan.chosen else MARK - 1:g}"/>'
        dx, dy, anchor = _free(x, y, taken)
        taken.append((x + dx, y + dy - 4))
        yield text(x + dx, y + dy, plan.letter, "title" if plan.chosen else "", anchor)


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float, str]:
    """Return where a letter can stand."""

    def crowd(place: tuple[float, float, str]) -> int:
        return sum(abs(x + place[0] - left) < NEAR and abs(y + place[1] - 4 - top) < NEAR for left, top in taken if (left, top) != (x, y))

    return min(_PLACES, key=crowd)


CHART = draw
