"""How is a picture made? A scale, safe text, and the frame every picture shares."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

PAD = 8.0
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from `low` to `high`, drawn between `left` and `right`."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Return where a value is drawn; values beyond the axis stop at its ends."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def beyond(self, value: float) -> bool:
        """Tell whether a value lies outside of the axis."""
        return not self.low <= value <= self.high

    def ticks(self, most: int = 4) -> tuple[float, ...]:
        """Return round numbers along the axis, at most about `most` steps."""
        step = nice((self.high - self.low) / most)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return tuple(round(n * step, 10) for n in range(first, last + 1))


def nice(size: float) -> float:
    """Return the next round step (1, 2, 2.5, 5 times a power of ten) that is not smaller."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(step * power for step in STEPS if step * power >= size - 1e-12 * power)


def px(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def label(value: float) -> str:
    """Return the short text of a tick."""
    return f"{value:,.10g}".replace("-", "\N{MINUS SIGN}")


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "") -> str:
    """Return a text element; the words are escaped, `anchor` is `middle` or `end`."""
    marks = " ".join(mark for mark in (kind, anchor) if mark)
    style = f' class="{marks}"' if marks else ""
    return f'<text x="{px(x)}" y="{px(y)}"{style}>{escape(words, quote=False)}</text>'


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a straight line."""
    way = f"H{px(x2)}" if y1 == y2 else f"V{px(y2)}" if x1 == x2 else f"L{px(x2)} {px(y2)}"
    return f'<path class="{kind}" d="M{px(x1)} {px(y1)}{way}"/>'


def box(kind: str, x: float, y: float, width: float, height: float) -> str:
    """Return a filled rectangle, or nothing where it has no width or height."""
    if width <= 0 or height <= 0:
        return ""
    return f'<path class="{kind}" d="M{px(x)} {px(y)}h{px(width)}v{px(height)}h-{px(width)}z"/>'


def frame(title: str, parts: Iterable[str], size: tuple[float, float], kind: str, style: str) -> str:
    """Return a whole picture: its sentence first, then its style on paper, then its parts.

    Dots take their size from the table they stand in.
    """
    width, height = (px(side) for side in size)
    own = "" if kind.startswith("dot") else f' width="{width}" height="{height}"'
    head = f'<svg class="{kind}" viewBox="0 0 {width} {height}"{own}'
    body = "".join(parts)
    sheet = f"<style>{needed(style, head + body)}</style>" if style else ""
    return f'{head} role="img"><title>{escape(title, quote=False)}</title>{sheet}{body}</svg>'


def needed(style: str, picture: str) -> str:
    """Return the rules of a sheet that a picture can use: all classes and elements of the selector occur in it."""
    rules = [rule for rule in style.split("}") if rule.strip()]
    return "".join(f"{rule}}}" for rule in rules if any(_used(one, picture) for one in rule.partition("{")[0].split(",")))


def _used(selector: str, picture: str) -> bool:
    """Tell whether every word of `svg.fail .point` occurs."""
    return all(word in picture for word in selector.replace(".", " ").split())
