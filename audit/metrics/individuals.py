"""Are single people treated like their likes, whatever group they are in?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import inf, log, sqrt

from audit.core.fact import Facts
from audit.core.measurement import Estimate, Exact, Rate
from audit.core.metric import Metric, Value
from audit.metrics.compared import ALONE, Compared
from audit.metrics.decisions import lacking, rate_of
from audit.metrics.registry import Family
from audit.observe.consistency import Agreement, Consistency
from audit.observe.flips import ANY, Flip, Flips
from audit.observe.outcomes import Group, Outcomes, decisions

UNREAD = "the model does not read it"
REFUSED = "not estimable: the model raised an error when it was asked with the attribute changed (n={:,})"


def flip_rate(one: Flip) -> Value:
    """Return the share of a group's decisions that change in another group; exactly 0 where the model does not read the attribute."""
    against = "any other group" if one.to == ANY else one.to
    if one.given == "alone":
        return Value("flip_rate", one.attribute, "", None, Exact(), one.rows, ALONE)
    if one.given == "not given":
        return Value(
            "flip_rate", one.attribute, "", 0.0 if one.rows else None, Exact(), one.rows, "" if one.rows else "no row", detail=UNREAD
        )
    if one.given == "refused" or not one.rows:
        why = REFUSED.format(one.rows) if one.rows else "no row"
        return Value("flip_rate", one.attribute, one.group, None, Exact(), one.rows, why, against)
    detail = f"{one.to_favourable:,} would gain, {one.from_favourable:,} would lose the favourable decision"
    counts = Rate(one.flipped, one.rows)
    return Value("flip_rate", one.attribute, one.group, one.flipped / one.rows, counts, one.rows, against=against, detail=detail)


def consistency_score(one: Agreement) -> Value:
    """Return the mean share of nearest neighbours with the same decision.

    Its interval takes each row's share for a whole hit or miss, which can only widen it, and rows for independent.
    """
    return Value("consistency_score", one.attribute, one.group, one.agreement / one.rows, Rate(one.agreement, one.rows), one.rows)


def generalized_entropy_index(outcomes: Outcomes, attribute: str, group: Group) -> Value:
    """Return the generalised entropy index, alpha = 2, of the benefits of a group; 0 if all are equal."""

    def index(mean: float, squares: float, _: float) -> float:
        return (squares / mean**2 - 1.0) / 2.0

    def slope(b: float, mean: float, squares: float, _: float) -> float:
        return ((b * b - squares) / mean**2 - 2.0 * squares * (b - mean) / mean**3) / 2.0

    return _entropy("generalized_entropy_index", outcomes, attribute, group, index, slope)


def theil_index(outcomes: Outcomes, attribute: str, group: Group) -> Value:
    """Return Theil's index of the benefits of a group, the generalised entropy at alpha = 1; 0 if all are equal."""

    def index(mean: float, _: float, logs: float) -> float:
        return logs / mean - log(mean)

    def slope(b: float, mean: float, _: float, logs: float) -> float:
        own = b * log(b) if b else 0.0
        return (own - logs) / mean - logs * (b - mean) / mean**2 - (b - mean) / mean

    return _entropy("theil_index", outcomes, attribute, group, index, slope)


def _entropy(
    metric: str, outcomes: Outcomes, attribute: str, group: Group, index: Callable[..., float], slope: Callable[..., float]
) -> Value:
    """Return an index of the benefits 1 + prediction - label (favourable is 1); undefined where nobody has any.

    The standard error follows from the index's influence function, with half a row added to each benefit: without an
    error in the sample it is not 0.
    """
    under, over = (group.fn, group.fp) if outcomes.favours_event else (group.fp, group.fn)
    rows = group.labelled
    if not rows:
        return Value(metric, attribute, group.name, None, Exact(), 0, lacking("accuracy", group))
    if under == rows:
        return Value(metric, attribute, group.name, None, Exact(), rows, f"not estimable: nobody has a benefit (n={rows:,})")
    cells = (under, rows - under - over, over)
    near = _moments([cell + 0.5 for cell in cells])
    variance = sum((cell + 0.5) / (rows + 1.5) * slope(float(b), *near) ** 2 for b, cell in enumerate(cells))
    worth = rate_of("accuracy", group).of
    return Value(metric, attribute, group.name, index(*_moments(cells)), Estimate(sqrt(variance / worth) if worth else inf, 0.0), rows)


def _moments(cells: Sequence[float]) -> tuple[float, float, float]:
    """Return the means of b, of b squared and of b log b, of so many rows with the benefits 0, 1 and 2."""
    rows = sum(cells)
    return (cells[1] + 2 * cells[2]) / rows, (cells[1] + 4 * cells[2]) / rows, 2 * log(2.0) * cells[2] / rows


def _measure(facts: Facts, dataset: str, _: Compared) -> Iterator[Value]:
    """Yield what single people are owed, of everybody and every group."""
    consistency, flips, outcomes = Consistency.of(facts, dataset), Flips.of(facts, dataset), decisions(facts, dataset)
    yield from (consistency_score(one) for one in (consistency.found if consistency else ()))
    yield from (flip_rate(one) for one in (flips.found if flips else ()))
    if outcomes is None or not outcomes.labelled:
        return
    groups = [(name, group) for name, some in (outcomes.by(outcomes.attributes) if outcomes.attributes else ()) for group in some]
    for attribute, group in [("", outcomes.everybody()), *groups]:
        yield generalized_entropy_index(outcomes, attribute, group)
        yield theil_index(outcomes, attribute, group)


_BENEFIT = "b = 1 + prediction - label, favourable = 1"
FAMILY = Family(
    "individuals",
    (
        Metric("consistency_score", "individuals",
               "Mean share of a row's 5 nearest neighbours with the same decision. The row itself is not among them; AIF360 counts it.",
               "1 - mean |y_i - mean of y over the 5 nearest other rows|; features the model is given without the protected ones, "
               "numbers standardised, categories one-hot (the 30 commonest), at most about 10,000 rows",
               "a share from 0 to 1, 1 is most consistent; no reference group",
               (("AIF360", "consistency, with the row among its own neighbours"), ("Holistic AI", "consistency_score")),
               "Zemel et al. 2013, Learning fair representations [not verified]"),
        Metric("flip_rate", "individuals",
               "Share of a group's decisions that change when nothing but the protected attribute is changed, at most about 20,000 rows.",
               "mean [f(x, a) is not f(x, a')]; against `any other group`: for some a'",
               "a share from 0 to 1, 0 is no change; against the group the rows are put in",
               (("fairness-indicators", "flip rate, of texts"), ("Giskard", "ethical bias, of texts"))),
        Metric("generalized_entropy_index", "individuals",
               "How unequally right and wrong decisions spread benefits over people, alpha = 2.",
               f"mean((b / mean b)^2 - 1) / 2, {_BENEFIT}", "0 or more, 0 is equal; no reference group",
               (("AIF360", "generalized_entropy_index"), ("Clarify", "GE")), "Speicher et al. 2018 [not verified]"),
        Metric("theil_index", "individuals", "The same with alpha = 1: less weight on those who gain most.",
               f"mean((b / mean b) log(b / mean b)), {_BENEFIT}", "0 or more, 0 is equal; no reference group",
               (("AIF360", "theil_index"),), "Speicher et al. 2018 [not verified]"),
    ),
    _measure,
)  # fmt: skip
