"""Which ways to release a dataset were tried, and what does each cost? A Pareto table and a curve per dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from audit.render.charts.frontier import Plan, draw
from audit.render.findings import metric_name
from audit.render.numbers import DASH, count, counted, interval, number, percent

Row = Mapping[str, Any]
Claims = Mapping[str, Any]

SMALL = 0.05
"""The share of a group's rows up to which a loss is taken as small: a number of ours."""
NOW = "as it is"
_ATTACKS = {"singling out": "Singling out", "linkability": "Linking two halves of the columns", "inference": "Guessing"}


@dataclass(frozen=True, slots=True)
class Line:
    """One way to release, as it is printed."""

    letter: str
    does: str
    chosen: bool
    leaves: str
    k: str
    classes: str
    lost: str
    of: str
    worst: str
    group: str
    loss: str
    proved: str
    kept: str
    change: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fair:
    """One number of a model that was trained again on a release, before and after."""

    letter: str
    name: str
    about: str
    before: str
    after: str
    change: str
    splits: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """One attack on the chosen release, before and after."""

    name: str
    before: str
    after: str
    interval: str
    tries: str


@dataclass(frozen=True, slots=True)
class Table:
    """All ways to release one dataset that were tried for some rules."""

    dataset: str
    rules: str
    answer: str
    picture: str
    lines: tuple[Line, ...]
    fair: tuple[Fair, ...]
    steps: tuple[Row, ...]
    attacks: tuple[Tried, ...]
    not_permitted: str
    trained: bool
    says: tuple[str, ...]


def tables(claims: Claims, style: str = "") -> tuple[Table, ...]:
    """Return the ways to release of every dataset; one search that serves several rules is one table."""
    found: dict[tuple[str, str], list[Row]] = {}
    for plan in claims["advice"]:
        if plan["release"] is not None:
            found.setdefault((plan["dataset"], str(sorted(plan["release"]["levels"].items()))), []).append(plan)
    return tuple(_table(plans, style) for plans in found.values())


def _table(plans: Sequence[Row], style: str) -> Table:
    """Return one table with its curve."""
    first = plans[0]
    rows = sorted(first["others"] or [first["release"]], key=_order)
    letters = [_letter(place) for place in range(len(rows))]
    lines = tuple(_line(letter, row) for letter, row in zip(letters, rows, strict=True))
    fair = tuple(one for letter, row in zip(letters, rows, strict=True) for one in _fairness(letter, row))
    rules = ", ".join(dict.fromkeys(plan["rule"] for plan in plans))
    trained = any(_accuracy(row) for row in rows)
    banned = ", ".join(first["not_permitted"])
    return Table(
        first["dataset"],
        rules,
        _answer(rows, letters),
        _curve(rows, letters, style),
        lines,
        fair,
        first["steps"],
        tuple(_tried(row) for row in first["release"]["attacks"]),
        banned,
        trained,
        tuple(first["release"]["says"]),
    )


def _order(row: Row) -> tuple[float, int, float]:
    """Return the order of the table: what the worst group loses, then all rows."""
    return (row["worst"]["share"] if row["worst"] else 0.0, row["lost"] or 0, row["loss"] or 0.0)


def _letter(place: int) -> str:
    """Return A to Z, then A2 and so on."""
    times, rest = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[rest] + (str(times + 1) if times else "")


def _line(letter: str, row: Row) -> Line:
    """Return one plan as it is printed."""
    worst, right = row["worst"], _accuracy(row)
    steps = "; ".join(f"{name}: {'left out' if step == '*' else step}" for name, step in row["steps"].items())
    return Line(
        letter,
        steps or "Nothing made coarser",
        row["chosen"],
        ", ".join(row["leaves"]),
        f"k {count(row['k'])}" if row["k"] is not None else "nothing stays",
        _classes(row),
        percent(row["lost"] / row["rows"]) if row["rows"] else DASH,
        f"{count(row['lost'])} of {count(row['rows'])}",
        percent(worst["share"]) if worst else DASH,
        f"{worst['attribute']}: {worst['group']}" if worst and worst["share"] else "",
        number(row["loss"]),
        "proved least" if row["optimal"] else "",
        number(right["after"]) if right else DASH,
        _change(right) if right else "",
        () if row["chosen"] else tuple(row["says"]),
    )


def _classes(row: Row) -> str:
    """Return the worst l and t of the rows that stay."""
    said = [f"l {min(row['l'].values())}"] if row["l"] else []
    said += [f"t {number(max(row['t'].values()))}"] if row["t"] else []
    return ", ".join(said)


def _accuracy(row: Row) -> Row | None:
    """Return the accuracy of the model trained on a release, None where none was trained."""
    trained = (one for one in row["held"] if one["splits"] and one["after"] is not None)
    return next((one for one in trained if one["metric"] == "accuracy" and not one["attribute"]), None)


def _change(one: Row) -> str:
    """Return the interval of the change in points."""
    if one["low"] is None or one["high"] is None:
        return ""
    return f"{interval(100 * one['low'], 100 * one['high'])} points"


def _fairness(letter: str, row: Row) -> Iterator[Fair]:
    """Yield what became of every number about groups."""
    for one in row["held"]:
        if one["attribute"]:
            about = one["attribute"] + (f": {one['group']}" if one["group"] else "")
            change = interval(one["low"], one["high"]) or one["reason"]
            numbers = (number(one["before"]), number(one["after"]), change, count(one["splits"]))
            yield Fair(letter, metric_name(one["metric"]), about, *numbers, row["chosen"])


def _tried(row: Row) -> Tried:
    """Return one attack as it is printed."""
    name = _ATTACKS.get(str(row["attack"]), str(row["attack"])) + (f": {row['column']}" if row["column"] else "")
    return Tried(name, number(row["before"]), number(row["after"]), interval(row["low"], row["high"]) or DASH, count(row["tries"]))


def _answer(rows: Sequence[Row], letters: Sequence[str]) -> str:
    """Return which plan was chosen, what it costs, and what the one with the least loss would cost."""
    said = [f"{counted(len(rows), 'way')} to release listed."]
    for letter, row in zip(letters, rows, strict=True):
        if row["chosen"]:
            said.append(f"Chosen: {letter}, {_costs(row)}.")
    # A plan that leaves out most of a small group is said first of all, not last.
    worst = max(zip(rows, letters, strict=True), key=lambda pair: pair[0]["worst"]["share"] if pair[0]["worst"] else 0.0)
    if worst[0]["worst"] and worst[0]["worst"]["share"] > SMALL:
        said.append(f"{worst[1]} would leave out {percent(worst[0]['worst']['share'])} of {_who(worst[0])}.")
    return " ".join(said)


def _costs(row: Row) -> str:
    """Return what a plan costs in rows, and of which group most."""
    lost = f"which loses {percent(row['lost'] / row['rows']) if row['rows'] else DASH} of the rows"
    return lost + (f" and {percent(row['worst']['share'])} of {_who(row)}" if row["worst"] else "")


def _who(row: Row) -> str:
    """Return the group that loses most."""
    return f"{row['worst']['attribute']} {row['worst']['group']}"


def _curve(rows: Sequence[Row], letters: Sequence[str], style: str) -> str:
    """Return all plans as points: accuracy where a model was trained, else the detail that is kept."""
    trained = [(letter, row, one) for letter, row in zip(letters, rows, strict=True) if (one := _accuracy(row))]
    if trained:
        plans = [Plan(letter, _order(row)[0], one["after"], row["chosen"]) for letter, row, one in trained]
        before = next((one["before"] for _, _, one in trained if one["before"] is not None), None)
        plans += [Plan(NOW, 0.0, before, now=True)] if before is not None else []
        kept = "Accuracy of the model trained again"
    else:
        known = [(letter, row) for letter, row in zip(letters, rows, strict=True) if row["loss"] is not None]
        plans = [Plan(letter, _order(row)[0], 1 - row["loss"], row["chosen"]) for letter, row in known]
        kept = "Detail kept (1 less the loss)"
    if len(plans) < 2:
        return ""
    return draw(
        plans, kept, SMALL, f"{kept}, and the rows lost of the group that loses most, for every plan; the numbers are below.", style
    )
