"""How does every category compare with the most selected one? The tables that a policy's law wants, as they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.render.numbers import count, counted, number, percent, probability

Claims = Mapping[str, Any]

FOUR_FIFTHS, LL144 = "four-fifths", "nyc-ll144"
RATES = {"selection_rate": "Selection rate", "scoring_rate": "Scoring rate"}
HITS = {"selection_rate": "Selected", "scoring_rate": "Above the median"}
NOT_DECLARED, WITHHELD = "not declared", "withheld"
MOST_GROUPS = 100
_ASIDE = {
    LL144: "This table follows the form that Local Law 144 gives its summary. It is not the independent bias audit that the law asks "
    "for: that is made by somebody who had no part in making, using or distributing the tool. The law sets no pass mark: it "
    "asks that the ratios are published, not that they reach a number.",
    FOUR_FIFTHS: "Four fifths is a rule of thumb, not a line between what is allowed and what is not: smaller gaps can count if they "
    "are more than chance and matter, larger ones may not where one decision the other way would turn them round.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One category as it is printed."""

    group: str
    n: str
    hits: str
    rate: str
    ratio: str
    p: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """One attribute or intersection as it is printed."""

    title: str
    dataset: str
    hits: str
    rate: str
    unknown: str
    lines: tuple[Line, ...]
    hidden: int


def asides(claims: Claims) -> tuple[str, ...]:
    """Return what the tables are not, for every law they are made for."""
    return tuple(_ASIDE[law] for law in claims["impact"]["laws"] if law in _ASIDE)


def answer(claims: Claims) -> str:
    """Return the lowest ratio of all tables, and where it is."""
    found = [
        (row["ratio"], f"{table['attribute']}: {row['group']}", table["best"], table["metric"])
        for table in claims["impact"]["tables"]
        for row in table["groups"]
        if row["ratio"] is not None
    ]
    if not found:
        return "No category has an impact ratio: too few rows, or nobody is selected."
    ratio, where, best, metric = min(found)
    return f"The lowest impact ratio is {number(ratio, 0.8)}: the {RATES.get(metric, metric).lower()} of {where} over that of {best}."


def tests(claims: Claims) -> bool:
    """Tell whether tests and readings are printed beside the ratios."""
    return FOUR_FIFTHS in claims["impact"]["laws"]


def tables(claims: Claims) -> tuple[Table, ...]:
    """Return the tables in the order of the evidence."""
    return tuple(_table(table) for table in claims["impact"]["tables"])


def declared(claims: Claims) -> tuple[tuple[str, str], ...]:
    """Return what the law wants to be published beside the table, as the subject declares it."""
    said = claims["subject"]["declared"]
    first, last = said.get("data_from"), said.get("data_until")
    days = f"{first or NOT_DECLARED} to {last or NOT_DECLARED}" if first or last else NOT_DECLARED
    return (
        ("Source of the data", str(said.get("data_source") or NOT_DECLARED)),
        ("Days of the data", days),
        ("Distribution date", str(said.get("distributed") or NOT_DECLARED)),
    )


def left_out(claims: Claims) -> str:
    """Return which categories have no ratio because of their share, and the reason the policy gives; nothing if it sets no share."""
    found = claims["impact"]
    if not found["min_share"]:
        return ""
    head = f"Categories with less than {percent(found['min_share'])} of the rows have no ratio; their number and rate are shown."
    return f"{head} Reason given: {found['min_share_reason'] or NOT_DECLARED}"


def _table(table: Mapping[str, Any]) -> Table:
    """Return one table."""
    metric, groups = table["metric"], table["groups"]
    unknown = table["unknown_text"] or count(table["unknown"])
    noun = "" if unknown == WITHHELD else " row" if table["unknown"] == 1 else " rows"
    return Table(
        table["attribute"],
        table["dataset"],
        HITS.get(metric, "Counted"),
        RATES.get(metric, metric),
        f"Of unknown category: {unknown}{noun}, in no ratio.",
        tuple(_line(row, table["best"]) for row in groups[:MOST_GROUPS]),
        max(0, len(groups) - MOST_GROUPS),
    )


def _line(row: Mapping[str, Any], best: str) -> Line:
    """Return one category."""
    p = probability(row["p"])
    return Line(
        row["group"],
        row["rows_text"] or count(row["rows"]),
        row["hits_text"] or count(None),
        number(row["rate"]),
        number(row["ratio"], 0.8) if row["group"] != best else "1",
        f"{p} ({row['test']})" if p and row["test"] else p,
        row["words"],
    )


def hidden(claims: Claims) -> str:
    """Return how many more tables there are, nothing if none."""
    more = claims["impact"]["hidden"]
    return f"{counted(more, 'more table')}: set `by` in the policy to choose." if more else ""
