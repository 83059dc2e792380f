"""How do the groups compare? The metrics of one attribute as panels and as one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.render.charts.groups import GroupRate, Panel, draw, draw_strip
from audit.render.charts.scores import Histogram
from audit.render.charts.scores import draw as draw_scores
from audit.render.findings import metric_name
from audit.render.numbers import count, interval, number
from audit.render.references import References

Row = Mapping[str, Any]

PANELS = ("selection_rate", "false_positive_rate", "false_negative_rate", "accuracy")
# Counts are no rates; the two true rates are one minus the false ones.
NO_RATE = frozenset({"count"})
COMPLEMENTS = frozenset({"true_positive_rate", "true_negative_rate"})
RATES = "decisions"
EXTREMES = (
    "demographic_parity_difference", "demographic_parity_ratio", "equal_opportunity_difference", "equalized_odds_difference",
)  # fmt: skip
MOST_METRICS = 5
MOST_GROUPS = 60
DRAWN_GROUPS = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """One rate of one group as it is printed."""

    value: str
    interval: str
    n: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One number about all groups of an attribute, and who took no part in it."""

    metric: str
    cell: Cell
    detail: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group with one cell per metric."""

    group: str
    reference: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of one dataset: its panels (on paper one strip of them), and the table that says the same."""

    dataset: str
    name: str
    panels: tuple[str, ...]
    metrics: tuple[str, ...]
    lines: tuple[GroupLine, ...]
    hidden: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """The score histograms of one attribute, and their counts by bin."""

    dataset: str
    attribute: str
    pictures: tuple[str, ...]
    groups: tuple[str, ...]
    bins: tuple[tuple[str, tuple[str, ...]], ...]


def attributes(claims: Mapping[str, Any], style: str = "", *, paper: bool = False) -> tuple[Attribute, ...]:
    """Return every attribute and intersection that has metrics by group, in the order measured."""
    rows = [row for row in claims["metrics"] if row["attribute"] and row["group"] and _is_rate(row)]
    names = dict.fromkeys((row["dataset"], row["attribute"]) for row in rows)
    overall = {
        (row["dataset"], row["metric"]): row["value"]
        for row in claims["metrics"]
        if not row["attribute"] and not row["group"] and row["value"] is not None
    }
    return tuple(
        _attribute(
            [row for row in rows if (row["dataset"], row["attribute"]) == name],
            References.of(claims, *name),
            overall,
            style,
            paper=paper,
        )
        for name in names
    )


def _is_rate(row: Row) -> bool:
    """Tell whether a number is a rate of a group; evidence of before families were told apart holds nothing else."""
    return row.get("family", RATES) == RATES and row["metric"] not in NO_RATE


def gaps(claims: Mapping[str, Any], dataset: str, attribute: str) -> tuple[Gap, ...]:
    """Return how far the extremes of an attribute lie apart, as it is printed."""
    rows = {row["metric"]: row for row in claims["metrics"] if (row["dataset"], row["attribute"], row["group"]) == (dataset, attribute, "")}
    found = [rows[name] for name in EXTREMES if name in rows]
    return tuple(Gap(metric_name(row["metric"]), _cell(row), row.get("detail", "")) for row in found)


def overall_metrics(claims: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the metrics over everybody."""
    return tuple(row for row in claims["metrics"] if not row["attribute"] and not row["group"])


def spreads(claims: Mapping[str, Any], style: str = "") -> tuple[Spread, ...]:
    """Return the score histograms by attribute."""
    names = dict.fromkeys((row["dataset"], row["attribute"]) for row in claims["scores"])
    return tuple(
        _spread(
            [row for row in claims["scores"] if (row["dataset"], row["attribute"]) == name],
            References.of(claims, *name).shared,
            style,
        )
        for name in names
    )


def _order(metric: str) -> tuple[int, str]:
    """Return the sort key of a metric: those with a panel first."""
    first = (*PANELS, "precision")
    return (first.index(metric) if metric in first else len(first)), metric


def _attribute(rows: list[Row], references: References, overall: Mapping[tuple[str, str], float], style: str, *, paper: bool) -> Attribute:
    """Return the panels and the table of one attribute."""
    named = sorted({row["metric"] for row in rows}, key=_order)
    metrics = [name for name in named if name not in COMPLEMENTS][:MOST_METRICS]
    left_out = tuple(name for name in named if name not in metrics)
    groups = list(dict.fromkeys(row["group"] for row in rows))
    kept = groups[:MOST_GROUPS]
    cells = {(row["group"], row["metric"]): row for row in rows}
    dataset, name = rows[0]["dataset"], rows[0]["attribute"]
    drawn = {metric: [cells.get((group, metric), {"group": group}) for group in kept[:DRAWN_GROUPS]] for metric in metrics}
    panels = [_panel(metric, drawn[metric], references, overall.get((dataset, metric))) for metric in metrics if metric in PANELS]
    pictures = _pictures(panels, name, style, paper=paper)
    printed = {group: tuple(_cell(cells.get((group, metric))) for metric in metrics) for group in kept}
    lines = tuple(GroupLine(group, references.words(group), line) for group, line in printed.items())
    return Attribute(dataset, name, pictures, tuple(metrics), lines, len(groups) - len(kept), left_out)


def _panel(metric: str, rows: list[Row], references: References, everybody: float | None) -> Panel:
    """Return one panel; a group without the rate has an empty row."""
    reference = references.by_metric.get(metric, references.shared)
    rates = [GroupRate(r["group"], r.get("value"), r.get("low"), r.get("high"), r["group"] == reference) for r in rows]
    return Panel(metric_name(metric).capitalize(), tuple(rates), everybody)


def _pictures(panels: Sequence[Panel], attribute: str, style: str, *, paper: bool) -> tuple[str, ...]:
    """Return each panel as a picture, on paper all in one; the numbers in words are the table below it."""
    if paper and panels:
        names = ", ".join(panel.name.lower() for panel in panels)
        return (draw_strip(tuple(panels), f"By {attribute}: {names}; the numbers are below.", style),)
    return tuple(draw(panel, f"{panel.name} by {attribute}; the numbers are below.", style) for panel in panels)


def _cell(row: Row | None) -> Cell:
    """Return one rate as it is printed; what is absent is a dash."""
    if row is None:
        return Cell(number(None), "", "", "")
    n = row["rows_text"] or count(row["rows"])
    return Cell(number(row["value"]), interval(row["low"], row["high"]), n, row["reason"] if row["value"] is None else "")


def _spread(rows: list[Row], reference: str, style: str) -> Spread:
    """Return the histograms of one attribute on one shared height, and the table of counts."""
    rows = rows[:DRAWN_GROUPS]
    shares = [_shares(row) for row in rows]
    highest = max((share for group in shares for share in group), default=0.0)
    pictures = tuple(_histogram(row, share, highest, reference, style) for row, share in zip(rows, shares, strict=True))
    most = max((len(row["bins"]) for row in rows), default=0)
    bins = tuple(
        (
            _edges(place, most),
            tuple(count(row["bins"][place]) if place < len(row["bins"]) else count(None) for row in rows),
        )
        for place in range(most)
    )
    names = tuple(row["group"] or "everybody" for row in rows)
    return Spread(rows[0]["dataset"], rows[0]["attribute"], pictures, names, bins)


def _shares(row: Row) -> tuple[float, ...]:
    """Return the share of the group's rows in each bin; withheld bins are empty, and still of the total."""
    total = row["rows"] or sum(n or 0 for n in row["bins"]) or 1
    return tuple((n or 0) / total for n in row["bins"])


def _edges(place: int, bins: int) -> str:
    """Return the ends of one of equal bins over 0 to 1."""
    return f"{place / bins:.3g} to {(place + 1) / bins:.3g}"


def _histogram(row: Row, shares: tuple[float, ...], highest: float, reference: str, style: str) -> str:
    """Return one histogram; its sentence says where the scores gather."""
    name = row["group"] or "everybody"
    peak = max(range(len(shares)), key=lambda place: shares[place], default=0)
    where = f"most often {_edges(peak, len(shares))} ({number(shares[peak])} of its rows)" if shares else "no scores"
    rows = count(row["rows"])
    words = f"reference, n {rows}" if row["group"] and row["group"] == reference else f"n {rows}"
    return draw_scores(Histogram(name, shares, words), highest, f"Scores of {name}, {rows} rows: {where}.", style)
