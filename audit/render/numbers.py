"""How is a number printed? Three significant digits, thousands separated, and no false precision."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
THIN = 0.0001
MOST_DIGITS = 7
SURE_P = 0.001


def significant(value: float, digits: int = 3) -> str:
    """Return a number with at least `digits` significant digits; whole above 1,000, `<0.0001` near zero."""
    if value == 0:
        return "0"
    if abs(value) < THIN:
        return f"<{THIN}" if value > 0 else f"{MINUS}<{THIN}"
    exponent = int(f"{value:.{digits - 1}e}".split("e")[1])
    text = f"{abs(value):,.{max(0, digits - 1 - exponent)}f}"
    return text if value > 0 else MINUS + text


def number(value: float | None, beside: float | None = None, *, whole: bool = False) -> str:
    """Return a number as text, a dash for None; `whole` prints it as a count.

    With `beside`, digits are added until the text differs from that of the number beside it:
    0.7996 next to a limit of 0.8 must not read as 0.800.
    """
    if value is None:
        return DASH
    if whole:
        return count(round(value))
    digits = 3
    while beside is not None and value != beside and digits < MOST_DIGITS:
        if significant(value, digits) != significant(beside, digits):
            break
        digits += 1
    return significant(value, digits)


def percent(share: float) -> str:
    """Return a share as a percentage with its sign, unbreakable: `1.68 %`."""
    return f"{significant(share * 100)}\N{NO-BREAK SPACE}%"


def count(value: int | None) -> str:
    """Return a count with thousands separated, a dash for None."""
    if value is None:
        return DASH
    return f"{value:,}" if value >= 0 else f"{MINUS}{-value:,}"


def counted(value: int, one: str, many: str = "") -> str:
    """Return a count with its noun: `1 column`, `2 columns`."""
    return f"{count(value)} {one if value == 1 else many or one + 's'}"


def interval(low: float | None, high: float | None, beside: float | None = None, *, whole: bool = False) -> str:
    """Return `0.612 to 0.691`, or nothing where there is no interval."""
    if low is None or high is None:
        return ""
    return f"{number(low, beside, whole=whole)} to {number(high, beside, whole=whole)}"


def probability(p: float | None) -> str:
    """Return `p = 0.032`, `p < 0.001`, or nothing for None; the blanks do not break."""
    if p is None:
        return ""
    return f"p\N{NO-BREAK SPACE}<\N{NO-BREAK SPACE}{SURE_P}" if p < SURE_P else f"p\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{significant(p, 2)}"


def level(value: float | None) -> str:
    """Return a confidence level with four decimals, more where it would round to one."""
    if value is None:
        return ""
    decimals = next((n for n in range(4, 12) if float(f"{value:.{n}f}") < 1), 4)
    return f"{value:.{decimals}f}"


def plain(text: str) -> str:
    """Return a number text for places that may lack the typographic signs."""
    return text.replace(MINUS, "-").replace(DASH, "-")
