"""What do the plans against unequal treatment cost, and what do they change? Per failed rule and attribute: a picture and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.core.limit import Limit
from audit.render.findings import metric_name, where
from audit.render.numbers import DASH, count, counted, interval, number, significant
from audit.render.tradeoff_pictures import FAMILIES, Numbers, as_it_is, failed_after, numbers_of, overall, picture, points

Row = Mapping[str, Any]
Claims = Mapping[str, Any]

MOST_WORSE = 6
GAIN = 0.01
"""Decisions that are better than a constant answer by less than this are no plan."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number before and after, as it is printed."""

    name: str
    about: str
    before: str
    before_interval: str
    after: str
    after_interval: str
    change: str
    worse: bool
    limit: str


@dataclass(frozen=True, slots=True)
class View:
    """One plan: what it costs, where it ends, what it makes worse, and every number of it."""

    name: str
    columns: str
    does: str
    numbers: Numbers
    cost: str
    met: str
    solves: bool
    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    measured: str
    law: str
    settings: str


@dataclass(frozen=True, slots=True)
class Question:
    """What failed for one attribute, with all plans that were tried for it."""

    rule: str
    dataset: str
    attribute: str
    metric: str
    limit: str
    answer: str
    picture: str
    lines: bool
    now: Numbers
    plans: tuple[View, ...]
    points: tuple[tuple[str, str, str, str, str], ...]


def about_rows(claims: Claims) -> list[Row]:
    """Return the plans that change rows or columns, not decisions."""
    return [plan for plan in claims["advice"] if plan["tradeoff"] is None and plan["release"] is None]


def questions(claims: Claims, style: str = "") -> tuple[Question, ...]:
    """Return every failed rule and attribute that plans about decisions were tried for, in the order of the evidence."""
    plans = [plan for plan in claims["advice"] if plan["tradeoff"] is not None]
    names = dict.fromkeys((plan["rule"], plan["dataset"], plan["tradeoff"]["attribute"]) for plan in plans)
    return tuple(_question([plan for plan in plans if _about(plan) == name], style) for name in names)


def _about(plan: Row) -> tuple[str, str, str]:
    """Return which question a plan answers."""
    return plan["rule"], plan["dataset"], plan["tradeoff"]["attribute"]


def _question(plans: Sequence[Row], style: str) -> Question:
    """Return the plans of one question with their picture."""
    (rule, dataset, attribute), found = _about(plans[0]), plans[0]["tradeoff"]
    metric = metric_name(found["metric"])
    views, now = tuple(_view(plan) for plan in plans), numbers_of(as_it_is(plans), "before")
    lines = any(plan["technique"] in FAMILIES for plan in plans)
    drawn = picture(plans, style)
    return Question(rule, dataset, attribute, metric, found["limit"], _answer(plans), drawn, lines, now, views, tuple(points(plans)))


def _answer(plans: Sequence[Row]) -> str:
    """Return how many plans keep the limit, and what the cheapest of them costs."""
    enough = [plan for plan in plans if plan["solves"]]
    tried = f"{counted(len(plans), 'plan')} tried"
    if not enough:
        return f"{tried}; none keeps the limit by decisions that are worth making."
    first = enough[0]
    verb = "keeps" if len(enough) == 1 else "keep"
    cost = first["tradeoff"]["cost"]
    price = "" if cost is None else f" The cheapest is to {_does(first['technique'])}: {_costs(cost)}."
    stop = " It is not lawful everywhere: read the warning." if any(_forbidden(plan) for plan in enough[:1]) else ""
    return f"{tried}; {count(len(enough))} {verb} the limit.{price}{stop}"


def _does(technique: str) -> str:
    """Return a technique as something to do."""
    verbs = {
        "common_threshold": "move the common threshold",
        "constrain": "train under a constraint",
        "drop_attribute": "leave out the attribute",
        "drop_proxy": "leave out what stands in for it",
        "group_thresholds": "set thresholds per group",
        "reweigh": "train again with weights",
    }
    return verbs.get(technique, metric_name(technique))


def _forbidden(plan: Row) -> bool:
    """Tell whether a plan carries a warning that must be read first."""
    return "STOP" in plan["does"]


def _costs(cost: float) -> str:
    """Return a cost in points of accuracy."""
    points = significant(abs(cost) * 100)
    return "no accuracy" if round(cost, 6) == 0 else f"{points} points of accuracy" if cost > 0 else f"{points} points of accuracy gained"


def _view(plan: Row) -> View:
    """Return one plan as it is printed."""
    found = plan["tradeoff"]
    return View(
        metric_name(plan["technique"]),
        ", ".join(plan["columns"]),
        plan["does"],
        numbers_of(plan),
        DASH if found["cost"] is None else _points_lost(found["cost"]),
        _met(plan, failed_after(plan)),
        plan["solves"],
        tuple(_sentences(plan)),
        tuple(_line(row) for row in found["trades"]),
        tuple((group, tuple(f"{metric_name(name)} {number(value)}" for name, value in sorted(numbers.items())))
              for group, numbers in found["groups"].items()),
        _measured(found),
        plan["law"],
        "; ".join(f"{metric_name(name)}: {_setting(value)}" for name, value in plan["parameters"].items()),
    )  # fmt: skip


def _setting(value: Any) -> str:
    """Return a setting as it is printed."""
    return number(None) if value is None else count(value) if isinstance(value, int) else str(value)


def _points_lost(cost: float) -> str:
    """Return accuracy lost as a signed number of points."""
    return "0" if round(cost, 6) == 0 else f"{'' if cost > 0 else '+'}{significant(abs(cost) * 100)}"


def _met(plan: Row, failed: Row | None) -> str:
    """Return whether the limit is kept afterwards, and how surely."""
    if failed is None:
        return "met" if plan["solves"] else "not met"
    if not plan["solves"]:
        return "met, at useless accuracy" if _useless(plan) and failed["within"] else "not met"
    limit = Limit.parse(plan["tradeoff"]["limit"])
    ends = [end for end in (failed["after_low"], failed["after_high"]) if end is not None]
    return "met" if all(limit.allows(end) for end in ends) else "met, but the interval crosses it"


def _useless(plan: Row) -> bool:
    """Tell whether always giving the commoner answer would be right as often."""
    right, constant = overall(plan, "accuracy"), plan["tradeoff"]["constant"]
    return right is not None and constant is not None and right["after"] is not None and right["after"] < constant + GAIN


def _sentences(plan: Row) -> Iterator[str]:
    """Yield what a plan makes worse, and what else has to be known of it."""
    found = plan["tradeoff"]
    worse = [row for row in found["trades"] if row["worse"] and row["attribute"] and row["metric"] != found["metric"]]
    beyond = [row for row in worse if row["within"] is False]
    if beyond:
        yield f"Makes worse, beyond the limit: {_listed(beyond)}."
    if len(worse) > len(beyond):
        yield f"Makes worse, within the limit: {_listed([row for row in worse if row not in beyond])}."
    if not worse:
        yield "Makes no other measured metric of this attribute worse."
    if _useless(plan):
        same = f"always giving the commoner answer is right for {number(found['constant'])} of the rows"
        yield f"Infeasible: {same}, this plan for less than a hundredth of them more."
    yield from found["says"]


def _listed(rows: Sequence[Row]) -> str:
    """Return metrics with their values before and after, the first few by name."""
    named = [f"{metric_name(row['metric'])} of {row['group']} ({number(row['before'])} to {number(row['after'])})" for row in rows]
    more = len(named) - MOST_WORSE
    return "; ".join(named[:MOST_WORSE]) + (f" and {counted(more, 'other')}" if more > 0 else "")


def _line(row: Row) -> Line:
    """Return one number before and after."""
    about = f"{where({**row, 'dataset': 'everybody', 'target': ''})}" + (f", against {row['against']}" if row["against"] else "")
    known = row["before"] is not None and row["after"] is not None
    change = (
        row["reason"] if not known else "worse" if row["worse"] else "same" if number(row["before"]) == number(row["after"]) else "better"
    )
    state = "" if row["within"] is None else "within" if row["within"] else "beyond"
    return Line(
        metric_name(row["metric"]) if row["metric"] != "auc" else "AUC",
        about,
        number(row["before"]),
        interval(row["before_low"], row["before_high"]),
        number(row["after"]),
        interval(row["after_low"], row["after_high"]),
        change,
        row["worse"],
        f"{row['limit']}: {state}" if row["limit"] and state else row["limit"],
    )


def _measured(found: Row) -> str:
    """Return on which rows a plan was measured and chosen, and how many decisions it changes."""
    chosen = f", chosen on {count(found['chosen_on'])} others" if found["chosen_on"] else ""
    return f"Measured on {counted(found['rows'], 'row')}{chosen}; {counted(found['changed'], 'decision')} changed."
