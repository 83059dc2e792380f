"""How many rows share their combination of quasi-identifiers with how many others? Bars by class size."""

from __future__ import annotations

from dataclasses import dataclass

from audit.render.charts.canvas import Scale, box, frame, line, text

WIDTH = 640.0
LEFT = 96.0
RIGHT = 390.0
ROW = 26.0


@dataclass(frozen=True, slots=True)
class Size:
    """One bin of class sizes: its name, its rows (None where withheld), and the words beside its bar."""

    name: str
    rows: int | None
    words: str
    below: bool


def draw(sizes: tuple[Size, ...], title: str, style: str = "") -> str:
    """Return the bars, those below the limit in the colour of a failure and named so."""
    most = max([size.rows or 0 for size in sizes], default=0) or 1
    scale = Scale(0.0, float(most), LEFT, RIGHT)
    parts = []
    for place, size in enumerate(sizes):
        top = place * ROW
        parts.append(text(LEFT - 10, top + 17, size.name, "", "end"))
        parts.append(box("bar below" if size.below else "bar", LEFT, top + 4, scale.at(size.rows or 0) - LEFT, ROW - 8))
        parts.append(text(scale.at(size.rows or 0) + 8, top + 17, size.words + (", below the limit" if size.below else "")))
    height = ROW * len(sizes)
    parts.append(line("base", LEFT, 0, LEFT, height))
    return frame(title, parts, (WIDTH, height), "sizes", style)


CHART = draw
