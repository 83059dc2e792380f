"""Which impact ratios do the laws of a policy want to see, category by category?

The tables follow 6 RCNY 5-301 (New York City, Local Law 144) and 29 CFR 1607.4(D) with question 21 of 1979: each
category against the one with the highest rate, whatever group the subject names as a reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import cast

from audit.assess import Assessment
from audit.claims.small_cells import Shown, withheld
from audit.core.ask import Ask
from audit.core.fact import Facts
from audit.core.measurement import Rate
from audit.core.rule import Citation
from audit.core.values import Json
from audit.law import us
from audit.law.standing import Line
from audit.load.policy import Policy
from audit.metrics.compared import pooled
from audit.metrics.decisions import rate_of
from audit.metrics.scoring import scored_apart
from audit.observe.outcomes import JOIN, Outcomes
from audit.observe.scores import GroupScores
from audit.observe.tally import UNKNOWN
from audit.statistics.significance import fisher_p, two_proportion_p
from audit.statistics.turned_over import turned_over

FOUR_FIFTHS, LL144 = "four-fifths", "nyc-ll144"
LAWS = (LL144, FOUR_FIFTHS)
CITED: Mapping[str, tuple[Citation, ...]] = {
    LL144: (us.NYC_LL144, us.NYC_LL144_SMALL, us.NYC_LL144_SUMMARY),
    FOUR_FIFTHS: (us.FOUR_FIFTHS, us.FLIPPED, us.TWO_PERCENT, us.TWO_DEVIATIONS),
}
SELECTION, SCORING = "selection_rate", "scoring_rate"
RULES = {SELECTION: "unequal-selection", SCORING: "unequal-scoring"}
MOST_TABLES = 24
_LEAST_EXPECTED = 5.0
"""Below this many expected in a cell, Fisher's exact test takes the place of the normal one."""


@dataclass(frozen=True, slots=True)
class Category:
    """One category: its rows, those that were selected or scored high, and its rate (effective counts where rows weigh)."""

    name: str
    rows: int
    hits: int
    rate: Rate

    @property
    def share(self) -> float:
        """Return the rate as a number; a category without rows has none."""
        return self.rate.hits / self.rate.of


@dataclass(frozen=True, slots=True)
class Table:
    """The categories of one attribute or intersection, with what decides which of them get a ratio."""

    dataset: str
    attribute: str
    metric: str
    categories: tuple[Category, ...]
    ask: Ask
    grain: Shown
    laws: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Return all rows, those of unknown category too."""
        return sum(one.rows for one in self.categories)

    def unknown(self, one: Category) -> bool:
        """Tell whether somebody's category, or a part of it, is not known."""
        return UNKNOWN in (one.name.split(JOIN) if JOIN in self.attribute else [one.name])

    def left_out(self, one: Category) -> bool:
        """Tell whether a category is too small a share of the data for a ratio."""
        return one.rows < self.ask.min_share * self.rows

    def hidden(self, one: Category) -> bool:
        """Tell whether the numbers of a category are withheld."""
        return self.grain.count(self.attribute, one.name, one.rows, SELECTION)[0] is None

    def best(self) -> Category | None:
        """Return the category with the highest rate, among those that are large enough to be shown and judged; ties by name."""
        plain = [one for one in self.categories if not (self.unknown(one) or self.left_out(one) or pooled(self.attribute, one.name))]
        large = [one for one in plain if one.rate.of and one.rows >= self.ask.min_group and not self.hidden(one)]
        return max(sorted(large, key=lambda one: one.name), key=lambda one: one.share, default=None)


def laws_of(policy: Policy) -> tuple[str, ...]:
    """Return which packs a policy is, or is made of."""
    names = {PurePath(name).stem for name in policy.policies}
    return tuple(law for law in LAWS if law in names)


def cited_by(policy: Policy) -> tuple[Citation, ...]:
    """Return the sources of the tables that a policy wants."""
    return tuple(source for law in laws_of(policy) for source in CITED[law])


def impact_claims(facts: Facts, policy: Policy, assessment: Assessment, shown: Mapping[str, Shown], day: date | None) -> dict[str, Json]:
    """Return the tables with what the policy says of small categories; without tables where it wants none."""
    laws = laws_of(policy)
    tables = list(_tables(facts, assessment.asks, shown, laws)) if laws else []
    setting = policy.rules.get(RULES[SELECTION])
    return {
        "laws": list(laws),
        "sources": [f"{law} ({Line.of(law).status(day)})" for law in cited_by(policy)],
        "min_share": (setting.min_share or 0.0) if setting else 0.0,
        "min_share_reason": setting.min_share_reason if setting else "",
        "hidden": max(0, len(tables) - MOST_TABLES),
        "tables": [_table(table) for table in tables[:MOST_TABLES]],
    }


def _tables(facts: Facts, asks: Mapping[str, Ask], shown: Mapping[str, Shown], laws: tuple[str, ...]) -> Iterator[Table]:
    """Yield the tables of every dataset, selection before scoring."""
    for dataset, grain in shown.items():
        for metric, rule in RULES.items():
            ask = asks.get(rule)
            for attribute, categories in _categories(facts, dataset, metric, ask.by) if ask else ():
                yield Table(dataset, attribute, metric, categories, cast("Ask", ask), grain, laws)


def _categories(facts: Facts, dataset: str, metric: str, by: Sequence[str]) -> Iterator[tuple[str, tuple[Category, ...]]]:
    """Yield the categories of every attribute with what is counted of them, nothing where the facts were not made."""
    outcomes, scores = Outcomes.of(facts, dataset), GroupScores.of(facts, dataset)
    if metric == SELECTION and outcomes is not None:
        for attribute, groups in outcomes.by(by):
            yield attribute, tuple(Category(one.name, one.rows, one.selected, rate_of(SELECTION, one)) for one in groups)
    elif metric == SCORING and scores is not None and not scores.unreadable:
        everybody = scores.everybody()
        for attribute, scored in scores.by(by):
            counted = scored_apart(scores, scored, everybody).values()
            yield attribute, tuple(Category(one.name, one.rows, one.selected, Rate(one.selected, one.rows)) for one in counted)


def _table(table: Table) -> Json:
    """Return one table to the grain that may be shown."""
    best = table.best()
    unknown = [one for one in table.categories if table.unknown(one)]
    known = [one for one in table.categories if not table.unknown(one)]
    return {
        "dataset": table.dataset,
        "attribute": table.attribute,
        "metric": table.metric,
        "best": best.name if best else "",
        "unknown": _sum(table, unknown)[0],
        "unknown_text": _sum(table, unknown)[1],
        "groups": [_row(table, one, best) for one in sorted(known, key=lambda one: one.name)],
    }


def _sum(table: Table, ones: Iterable[Category]) -> tuple[int | None, str]:
    """Return the rows of several categories together; what is withheld of one is withheld of all."""
    counts = [table.grain.count(table.attribute, one.name, one.rows, SELECTION) for one in ones]
    exact = [rows for rows, _ in counts if rows is not None]
    if len(exact) < len(counts):
        return None, counts[0][1] if len(counts) == 1 else "withheld"
    about = "about " if any(text.startswith("about") for _, text in counts) else ""
    return sum(exact), f"{about}{sum(exact):,}"


def _row(table: Table, one: Category, best: Category | None) -> Json:
    """Return one category; its ratio is to the best one, and what is withheld has no number."""
    grain, attribute = table.grain, table.attribute
    rows, rows_text = grain.count(attribute, one.name, one.rows, SELECTION)
    why = _without_ratio(table, one, best)
    compared = rows is not None and not why and best is not None
    p, test = _surprise(one.rate, best.rate) if compared and best is not None and one is not best else (None, "")
    ratio = one.share / best.share if compared and best is not None and best.share else None
    flip = turned_over(Rate(one.hits, one.rows), Rate(best.hits, best.rows)) if compared and best is not None else False
    return {
        "group": one.name,
        "rows": rows,
        "rows_text": rows_text,
        "hits_text": "" if rows is None else f"about {round(one.hits, -1):,}" if grain.coarse(attribute) else f"{one.hits:,}",
        "rate": grain.value(attribute, one.share) if rows is not None and one.rate.of else None,
        "ratio": grain.value(attribute, ratio),
        "p": grain.value(attribute, p),
        "test": test,
        "turned_over": flip,
        "words": withheld(rows_text) if rows is None else why or _words(table, one, best, (ratio, p, flip)),
    }


def _without_ratio(table: Table, one: Category, best: Category | None) -> str:
    """Return why a category has no ratio, or nothing."""
    if pooled(table.attribute, one.name):
        return "rare groups together: no ratio"
    if table.left_out(one):
        return f"less than {table.ask.min_share * 100:g} % of the data: no ratio"
    if best is None:
        return "no category is large enough to compare with"
    return "" if one.rate.of else "nobody to be selected: no rate"


def _words(table: Table, one: Category, best: Category | None, found: tuple[float | None, float | None, bool]) -> str:
    """Return what a ratio says: for the four-fifths rule with chance and the flip, else only which category is the highest."""
    ratio, p, flip = found
    small = f"fewer than {table.ask.min_group} rows: listed, not judged" if one.rows < table.ask.min_group else ""
    if one is best:
        return "highest rate"
    if ratio is None:
        return "nobody is selected in the highest category"
    if FOUR_FIFTHS not in table.laws or small:
        return small
    surprising = p is not None and p < 1 - table.ask.confidence
    if ratio >= 0.8:
        return "at or above four fifths" + (", and yet more than chance: smaller gaps can count" if surprising else "")
    if flip:
        return "below four fifths; one decision the other way would turn it round"
    return "below four fifths, " + ("more than chance" if surprising else "and chance is not ruled out")


def _surprise(here: Rate, there: Rate) -> tuple[float | None, str]:
    """Return the p of no difference and the test it is from: Fisher's where an expected count is below five."""
    if min(_expected(here, there)) < _LEAST_EXPECTED and (p := fisher_p(here, there)) is not None:
        return p, "Fisher"
    p = two_proportion_p(here, there)
    return p, "z" if p is not None else ""


def _expected(here: Rate, there: Rate) -> Sequence[float]:
    """Return the four counts expected if the rates were equal."""
    rows, hits = here.of + there.of, here.hits + there.hits
    return [side.of * total / rows for side in (here, there) for total in (hits, rows - hits)]
