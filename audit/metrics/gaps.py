"""How far are the groups apart: from a reference group, from the best one, and between the extremes?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt

from audit.core.fact import Facts
from audit.core.measurement import Difference, Estimate, Exact, Largest, Rate, Ratio, Smallest, Spread, SpreadRatio
from audit.core.metric import Metric, Value
from audit.metrics.compared import ALONE, POOLED, Compared, named_reference, pooled, reference
from audit.metrics.decisions import KINDS, lacking, rate_of, rows_of
from audit.metrics.registry import Family
from audit.observe.outcomes import JOIN, Group, Outcomes, decisions
from audit.statistics.proportions import variance_of
from audit.statistics.significance import two_proportion_p

COMPARED_RATES = ("selection_rate", "true_positive_rate", "false_positive_rate", "false_negative_rate", "precision", "accuracy")
EVERY = ("*",)


def base_of(metric: str, attribute: str, groups: Sequence[Group], compared: Compared, *, best: bool = False) -> Group | None:
    """Return the group that others are held against in one rate, or None if none is large enough.

    The named one; else for selection the highest rate, for all other rates the largest group.
    """

    def rank(group: Group) -> float:
        counts = rate_of(metric, group)
        return counts.hits / counts.of if metric == "selection_rate" else float(group.rows)

    named = {} if best else compared.named
    return reference(groups, attribute, named, rank, compared.min_group, lambda group: rate_of(metric, group))


def among(metric: str, attribute: str, groups: Sequence[Group], compared: Compared, *, best: bool = False) -> int:
    """Return among how many groups the reference was picked for its rate; 2 where it was not."""
    if metric != "selection_rate" or (not best and named_reference(attribute, compared.named) is not None):
        return 2
    large = [group for group in groups if rate_of(metric, group).of >= compared.min_group and not pooled(attribute, group.name)]
    return max(2, len(large))


def difference(metric: str, attribute: str, group: Group, base: Group, chosen: int = 2) -> Value:
    """Return a group's rate minus the reference's; undefined where one of them has no denominator."""
    name, here, there = f"{metric}_difference", rate_of(metric, group), rate_of(metric, base)
    rows = rows_of(metric, group)
    why = _unusable(metric, attribute, group, base)
    if why:
        return Value(name, attribute, group.name, None, Exact(), rows, why, base.name, over=(base.name,))
    value = here.hits / here.of - there.hits / there.of
    counts = Difference(here, there, chosen)
    return Value(name, attribute, group.name, value, counts, rows, "", base.name, p=two_proportion_p(here, there), over=(base.name,))


def ratio(metric: str, attribute: str, group: Group, base: Group, chosen: int = 2) -> Value:
    """Return a group's rate over the reference's; undefined for 0/0 and where the reference's rate is 0."""
    name, here, there = f"{metric}_ratio", rate_of(metric, group), rate_of(metric, base)
    rows = rows_of(metric, group)
    why = _unusable(metric, attribute, group, base) or ("" if there.hits else f"the rate of {base.name}, the reference, is 0")
    if why:
        return Value(name, attribute, group.name, None, Exact(), rows, why, base.name, over=(base.name,))
    value = (here.hits / here.of) / (there.hits / there.of)
    counts = Ratio(here, there, chosen)
    return Value(name, attribute, group.name, value, counts, rows, "", base.name, p=two_proportion_p(here, there), over=(base.name,))


def _unusable(metric: str, attribute: str, group: Group, base: Group) -> str:
    """Return why two groups cannot be compared in a rate, or nothing."""
    if pooled(attribute, group.name):
        return POOLED
    return next((lacking(metric, one) for one in (group, base) if not rate_of(metric, one).of), "")


def spread(name: str, metric: str, attribute: str, groups: Sequence[Group], compared: Compared) -> Value:
    """Return the highest rate minus the lowest, among groups that are large enough; small ones are named as left out."""
    rates, rows, why = _extremes(metric, attribute, groups, compared)
    if why:
        return Value(name, attribute, "", None, Exact(), rows, why, over=EVERY)
    values = [rate.hits / rate.of for rate in rates]
    return Value(name, attribute, "", max(values) - min(values), Spread(rates), rows, detail=_left_out(rates, groups), over=EVERY)


def spread_ratio(name: str, metric: str, attribute: str, groups: Sequence[Group], compared: Compared) -> Value:
    """Return the lowest rate over the highest, among groups that are large enough; 0/0 has no value."""
    rates, rows, why = _extremes(metric, attribute, groups, compared)
    if not why and not any(rate.hits for rate in rates):
        why = f"not estimable: every group's {metric.replace('_', ' ')} is 0"
    if why:
        return Value(name, attribute, "", None, Exact(), rows, why, over=EVERY)
    values = [rate.hits / rate.of for rate in rates]
    return Value(name, attribute, "", min(values) / max(values), SpreadRatio(rates), rows, detail=_left_out(rates, groups), over=EVERY)


def _extremes(metric: str, attribute: str, groups: Sequence[Group], compared: Compared) -> tuple[tuple[Rate, ...], int, str]:
    """Return the rates that can be compared, their rows, and why they cannot.

    A group that is large and has no denominator leaves the gap open: it may be the extreme one.
    """
    usable = [group for group in groups if not pooled(attribute, group.name) and group.rows >= compared.min_group]
    rows = sum(rows_of(metric, group) for group in usable)
    rates = tuple(rate_of(metric, group) for group in usable)
    if len(groups) == 1:
        return rates, rows, ALONE
    if len(usable) < 2:
        return rates, rows, f"fewer than two groups have {compared.min_group} rows"
    empty = [group for group in usable if not rate_of(metric, group).of]
    return rates, rows, f"{empty[0].name}: {lacking(metric, empty[0])}" if empty else ""


def _left_out(rates: Sequence[Rate], groups: Sequence[Group]) -> str:
    """Return how many groups were too small to take part."""
    few = len(groups) - len(rates)
    return "" if not few else "1 small group is left out" if few == 1 else f"{few} small groups are left out"


def equalized_odds(attribute: str, groups: Sequence[Group], compared: Compared) -> Iterator[Value]:
    """Yield fairlearn's equalized odds difference (the worse of two gaps) and ratio (the worse of two ratios)."""
    for name, measure, combine, pick in (
        ("equalized_odds_difference", spread, Largest, max),
        ("equalized_odds_ratio", spread_ratio, Smallest, min),
    ):
        both = [measure(name, metric, attribute, groups, compared) for metric in ("true_positive_rate", "false_positive_rate")]
        rows = sum(one.rows for one in both)
        undefined = next((one for one in both if one.value is None), None)
        if undefined is not None:
            yield replace(undefined, rows=rows)
            continue
        parts = tuple((one.value, one.counts) for one in both if one.value is not None)
        yield Value(name, attribute, "", pick(value for value, _ in parts), combine(parts), rows, detail=both[0].detail, over=EVERY)


def average_odds(attribute: str, group: Group, base: Group) -> Value:
    """Return the mean of the signed differences in false and in true positive rate (Bellamy et al. 2018 [not verified])."""
    name, both = "average_odds_difference", []
    for metric in ("true_positive_rate", "false_positive_rate"):
        one = difference(metric, attribute, group, base)
        if one.value is None:
            return replace(one, metric=name)
        both.append((one.value, variance_of(rate_of(metric, group)) + variance_of(rate_of(metric, base))))
    value, error = sum(gap for gap, _ in both) / 2, sqrt(sum(variance for _, variance in both)) / 2
    return Value(name, attribute, group.name, value, Estimate(error, -1.0, 1.0), group.labelled, "", base.name, over=(base.name,))


def _of_attribute(outcomes: Outcomes, attribute: str, groups: Sequence[Group], compared: Compared) -> Iterator[Value]:
    """Yield every comparison of one attribute or intersection; where three attributes meet, extremes and impact ratios."""
    yield spread("demographic_parity_difference", "selection_rate", attribute, groups, compared)
    yield spread_ratio("demographic_parity_ratio", "selection_rate", attribute, groups, compared)
    if outcomes.labelled:
        yield spread("equal_opportunity_difference", "true_positive_rate", attribute, groups, compared)
        yield spread_ratio("equal_opportunity_ratio", "true_positive_rate", attribute, groups, compared)
        yield from equalized_odds(attribute, groups, compared)
    yield from _impact(attribute, groups, compared)
    if attribute.count(JOIN) > 1:
        return
    for metric in COMPARED_RATES if outcomes.labelled else COMPARED_RATES[:1]:
        yield from _of_rate(metric, attribute, groups, compared)
    base = base_of("accuracy", attribute, groups, compared) if outcomes.labelled else None
    yield from (average_odds(attribute, group, base) for group in groups if base is not None and group is not base)


def _of_rate(metric: str, attribute: str, groups: Sequence[Group], compared: Compared) -> Iterator[Value]:
    """Yield every group's difference and ratio in one rate, or why there is nobody to compare with."""
    base, chosen = base_of(metric, attribute, groups, compared), among(metric, attribute, groups, compared)
    if base is None or len(groups) == 1:
        why = ALONE if len(groups) == 1 else nobody(metric, compared.min_group)
        yield from (Value(f"{metric}_{kind}", attribute, "", None, Exact(), 0, why, over=EVERY) for kind in ("difference", "ratio"))
        return
    for group in groups:
        if group is not base:
            yield difference(metric, attribute, group, base, chosen)
            yield ratio(metric, attribute, group, base, chosen)


def nobody(metric: str, least: int) -> str:
    """Return why there is no reference group for a rate."""
    where = {"no positives": " with the event", "no negatives": " without the event"}.get(KINDS[metric].lacks, "")
    return f"no known group, or not the named reference, has {least} rows{where}"


def _impact(attribute: str, groups: Sequence[Group], compared: Compared) -> Iterator[Value]:
    """Yield every group's selection rate over the highest one, whoever is named as the reference."""
    best = base_of("selection_rate", attribute, groups, compared, best=True)
    for group in groups if best is not None and len(groups) > 1 else ():
        if best is not None and group is not best:
            chosen = among("selection_rate", attribute, groups, compared, best=True)
            yield replace(ratio("selection_rate", attribute, group, best, chosen), metric="impact_ratio")


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield the comparisons of a dataset with decisions and groups."""
    outcomes = decisions(facts, dataset)
    if outcomes is not None and outcomes.attributes:
        for attribute, groups in outcomes.by():
            yield from _of_attribute(outcomes, attribute, groups, compared)


def _gap(rate: str, *elsewhere: tuple[str, str]) -> tuple[Metric, Metric]:
    """Return the words of a rate's difference and ratio."""
    words = rate.replace("_", " ")
    return (
        Metric(f"{rate}_difference", "comparisons", f"A group's {words} minus the reference group's.", f"{rate}(g) - {rate}(r)",
               "below 0: lower than the reference; 0 is parity", elsewhere),
        Metric(f"{rate}_ratio", "comparisons", f"A group's {words} over the reference group's.", f"{rate}(g) / {rate}(r)",
               "below 1: lower than the reference; 1 is parity", ()),
    )  # fmt: skip


FAMILY = Family(
    "comparisons",
    (
        Metric("impact_ratio", "comparisons", "A group's selection rate over that of the most selected group.",
               "selection_rate(g) / max selection_rate", "1 is parity; below it the group is selected less often",
               (("UGESP and LL144", "impact ratio"), ("aequitas", "pprev_disparity"), ("credit", "AIR"), ("AIF360", "disparate_impact")),
               "29 CFR 1607.4(D)"),
        *_gap("selection_rate", ("AIF360", "statistical_parity_difference"), ("Clarify", "DPPL, with the opposite sign")),
        *_gap("true_positive_rate", ("AIF360", "equal_opportunity_difference"), ("Clarify", "RD, with the opposite sign")),
        *_gap("false_positive_rate", ("AIF360", "false_positive_rate_difference"), ("others", "predictive equality")),
        *_gap("false_negative_rate", ("AIF360", "false_negative_rate_difference"), ("OxonFair", "predictive_equality")),
        *_gap("precision", ("others", "predictive parity"), ("Clarify", "DAR, with the opposite sign")),
        *_gap("accuracy", ("Clarify", "AD, with the opposite sign"), ("HolisticAI", "accuracy_diff")),
        Metric("average_odds_difference", "comparisons", "The mean of a group's signed gaps in true and in false positive rate.",
               "((TPR(g) - TPR(r)) + (FPR(g) - FPR(r))) / 2", "0 does not mean equal odds: the two gaps can cancel",
               (("AIF360", "average_odds_difference"), ("jurity", "AverageOdds"))),
        Metric("demographic_parity_difference", "comparisons", "The highest selection rate minus the lowest.",
               "max selection_rate - min selection_rate", "0 is parity; no sign", (("fairlearn", "demographic_parity_difference"),)),
        Metric("demographic_parity_ratio", "comparisons", "The lowest selection rate over the highest.",
               "min selection_rate / max selection_rate", "1 is parity", (("fairlearn", "demographic_parity_ratio"),)),
        Metric("equal_opportunity_difference", "comparisons", "The highest true positive rate minus the lowest.",
               "max TPR - min TPR", "0 is parity; no sign", (("fairlearn", "equal_opportunity_difference"),), "Hardt et al. 2016"),
        Metric("equal_opportunity_ratio", "comparisons", "The lowest true positive rate over the highest.",
               "min TPR / max TPR", "1 is parity", (("fairlearn", "equal_opportunity_ratio"),)),
        Metric("equalized_odds_difference", "comparisons", "The larger of the gaps in true and in false positive rate.",
               "max(max TPR - min TPR, max FPR - min FPR)", "0 is parity; no sign",
               (("fairlearn", "equalized_odds_difference"), ("AIF360", "equalized_odds_difference"), ("OxonFair", "another: the mean")),
               "Hardt et al. 2016"),
        Metric("equalized_odds_ratio", "comparisons", "The smaller of the ratios in true and in false positive rate.",
               "min(min TPR / max TPR, min FPR / max FPR)", "1 is parity", (("fairlearn", "equalized_odds_ratio"),)),
    ),
    _measure,
)  # fmt: skip
