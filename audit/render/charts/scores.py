"""How are the scores of one group spread over 0 to 1? A histogram; all groups share the height."""

from __future__ import annotations

from dataclasses import dataclass

from audit.render.charts.canvas import Scale, frame, label, line, px, text
from audit.render.clean import clipped

WIDTH = 250.0
HEIGHT = 118.0
TOP = 22.0
BOTTOM = 98.0
SCALE = Scale(0.0, 1.0, 4.0, WIDTH - 10)
NAME = 26


@dataclass(frozen=True, slots=True)
class Histogram:
    """One group's scores: its name, the share of its rows in each bin, and the words at the right."""

    name: str
    shares: tuple[float, ...]
    words: str


def draw(histogram: Histogram, highest: float, title: str, style: str = "") -> str:
    """Return one histogram; `highest` is the top of the axis it shares with the other groups."""
    rise = Scale(0.0, highest or 1.0, BOTTOM, TOP)
    width = (SCALE.right - SCALE.left) / max(len(histogram.shares), 1)
    parts = [
        text(SCALE.left, 13, clipped(histogram.name, NAME), "title"),
        text(SCALE.right, 13, histogram.words, "tick", "end"),
    ]
    steps = [(SCALE.left + (place + 1) * width, rise.at(share)) for place, share in enumerate(histogram.shares)]
    way = "".join(f"V{px(top)}H{px(right)}" for right, top in steps)
    parts.append(f'<path class="bar" d="M{px(SCALE.left)} {px(BOTTOM)}{way}V{px(BOTTOM)}z"/>')
    parts.append(line("base", SCALE.left, BOTTOM, SCALE.right, BOTTOM))
    ends = {0.0: "", 0.5: "middle", 1.0: "end"}
    parts += [text(SCALE.at(tick), BOTTOM + 14, label(tick), "tick", anchor) for tick, anchor in ends.items()]
    return frame(title, parts, (WIDTH, HEIGHT), "scores", style)


CHART = draw
