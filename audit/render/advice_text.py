"""What does the terminal say of what was tried? For each failed rule its plans, the ways to release in a table, and what was not tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from audit.core.advice import Attacked, Held, Release
from audit.render.clean import clean
from audit.render.release_lines import held_lines, release_lines, table_lines

NARROW, WIDE = 72, 120
NOTHING = "Nothing that failed has a technique to try."
_TERM = {"singling out": "who is alone", "linkability": "halves linked", "inference": "guessing"}


def lines(claims: Mapping[str, Any], width: int) -> Iterator[str]:
    """Yield the lines about one subject, none wider than `width` (72 to 120)."""
    width = min(max(width, NARROW), WIDE)
    yield from _wrapped(f"{claims['subject']['name']}: {claims['headline']}", width)
    advice: Sequence[Mapping[str, Any]] = claims["advice"]
    if not advice:
        yield from ("", NOTHING)
    shown: list[Any] = []
    for rule in dict.fromkeys((one["rule"], one["dataset"]) for one in advice):
        yield from ("", f"{rule[0]}, {clean(rule[1])}")
        for one in advice:
            if (one["rule"], one["dataset"]) == rule:
                yield from _plan(one, width)
                yield from _released(one, width, shown)
    untried = [one["reason"] for one in claims["not_checked"] if one["rule"] == "advice"]
    if untried:
        yield from ("", "not tried")
        for reason in untried:
            yield from _wrapped(f"  - {reason}", width, "    ")


def _plan(one: Mapping[str, Any], width: int) -> Iterator[str]:
    """Yield one plan: whether it is enough, what it does, what it costs."""
    mark = "meets the limit" if one["solves"] else "not enough"
    yield from _wrapped(f"  {one['technique']} ({mark}): {one['does']}{_cost(one)}", width, "    ")


def _cost(one: Mapping[str, Any]) -> str:
    """Return what a plan takes away."""
    effect, traded = one["effect"], one["tradeoff"]
    if traded is not None:
        return f" Accuracy {-traded['cost']:+.3f}." if traded["cost"] is not None else ""
    lost = f" {effect['lost']:,} of {effect['rows']:,} rows are left out." if effect["lost"] else ""
    k = (
        f" k goes from {effect['k_before']} to {effect['k_after']}."
        if effect["k_before"] is not None and effect["k_after"] is not None
        else ""
    )
    return lost + k


def _released(one: Mapping[str, Any], width: int, shown: list[Any]) -> Iterator[str]:
    """Yield the chosen release and the table it was chosen from, once for all rules that it serves."""
    if one["release"] is None or one["release"] in shown:
        return
    shown.append(one["release"])
    chosen = release_of(one["release"])
    yield ""
    yield from release_lines(chosen, width)
    if chosen.held:
        yield ""
        yield from held_lines(chosen.held)
    if chosen.attacks:
        yield ""
        yield from _attacks(chosen.attacks)
    others = [release_of(other) for other in one["others"]]
    yield from ("", f"{len(others)} ways to release it; > is chosen")
    yield from table_lines(others, width)


def _attacks(attacks: Sequence[Attacked]) -> Iterator[str]:
    """Yield what attacks get out of the release, beside what they get out of the rows as they are."""
    yield f"  {'attacked, one half held out':<46}{'before':>7}  {'after':>7}  95% interval"
    for one in attacks:
        name = f"{one.attack}{f' of {clean(one.column)}' if one.column else f', {_TERM.get(one.attack, one.attack)}'}"
        if one.before is None or one.after is None or one.low is None or one.high is None:
            yield f"  {name:<46}{'nobody to attack':>16}"
        else:
            yield f"  {name:<46}{one.before:>7.3f}  {one.after:>7.3f}  {one.low:.3f} to {one.high:.3f}"


def release_of(found: Mapping[str, Any]) -> Release:
    """Return a release as the evidence shows it; what is withheld there is not here."""
    worst = found["worst"]
    held = tuple(Held(**{key: value for key, value in row.items() if key != "reason"}) for row in found["held"])
    attacks = tuple(Attacked(**row) for row in found.get("attacks", ()))
    made = {key: found[key] for key in Release.__dataclass_fields__ if key in found}
    made |= {"worst": (worst["attribute"], worst["group"], worst["share"]) if worst else None, "held": held, "attacks": attacks}
    return Release(**{**made, **{key: tuple(found[key]) for key in ("quasi_identifiers", "leaves", "says")}})


def _wrapped(text: str, width: int, rest: str = "  ") -> list[str]:
    """Return a text in lines."""
    first = text[: len(text) - len(text.lstrip())]
    return wrap(clean(text).strip(), width, initial_indent=first, subsequent_indent=rest, break_long_words=False)
