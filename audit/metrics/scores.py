"""What do a group's scores say: how they rank, whether they come true, how far they lie from another group's?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from audit.core.fact import Facts
from audit.core.metric import Metric, Value
from audit.metrics.compared import Compared
from audit.metrics.registry import Family
from audit.metrics.score_areas import background, base_of, fewer, roc_auc, roc_auc_difference
from audit.metrics.score_means import calibration, distances, mean_difference
from audit.metrics.scoring import best_of, scored_apart, scoring_rate, scoring_ratio
from audit.observe.outcomes import JOIN
from audit.observe.scored import Scored
from audit.observe.scores import Scores

_UNWEIGHTED = "every row counts once, weights are not used"


def wanted(scores: Scores, compared: Compared) -> tuple[str, ...]:
    """Return every attribute and intersection, and those that a policy asks for."""
    asked = (name for name in compared.by if all(part in scores.attributes for part in name.split(JOIN)))
    return tuple(dict.fromkeys((*scores.names(), *asked)))


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield every number of everybody's scores, of each group's and of each intersection's."""
    scores = Scores.of(facts, dataset)
    if scores is None:
        return
    weighted = cast("dict[str, str]", facts.about["roles"]).get("weight")
    for value in _values(scores, compared):
        detail = "; ".join(part for part in (value.detail, _UNWEIGHTED if weighted and value.value is not None else "") if part)
        yield replace(value, detail=detail)


def _values(scores: Scores, compared: Compared) -> Iterator[Value]:
    """Yield the numbers of everybody, then those of every attribute."""
    everybody = scores.everybody()
    yield from _of_group(scores, "", everybody)
    yield from _rates(scores, "", (everybody,), everybody, compared)
    for attribute, groups in scores.by(wanted(scores, compared)) if scores.attributes else ():
        for group in groups:
            yield from _of_group(scores, attribute, group)
            if scores.labelled and len(groups) > 1:
                yield from background(scores, attribute, group, everybody)
        yield from _rates(scores, attribute, groups, everybody, compared)
        yield from _comparisons(scores, attribute, groups, everybody, compared)


def _of_group(scores: Scores, attribute: str, group: Scored) -> Iterator[Value]:
    """Yield what is measured of one group; that scores are no probabilities is said once."""
    if scores.labelled:
        yield roc_auc(scores, attribute, group)
        if scores.shares or not attribute:
            yield from calibration(scores, attribute, group)


def _rates(scores: Scores, attribute: str, groups: Sequence[Scored], everybody: Scored, compared: Compared) -> Iterator[Value]:
    """Yield every group's scoring rate, and the ratio of all others to the highest."""
    counted = scored_apart(scores, groups, everybody)
    for group in groups:
        yield scoring_rate(scores, attribute, group, counted[group.name], everybody)
    best, among = best_of(attribute, tuple(counted.values()), compared)
    for one in counted.values() if best is not None and len(groups) > 1 else ():
        if best is not None and one is not best:
            yield scoring_ratio(scores, attribute, one, best, among, everybody)


def _comparisons(scores: Scores, attribute: str, groups: Sequence[Scored], everybody: Scored, compared: Compared) -> Iterator[Value]:
    """Yield how far each group's scores are from the reference group's."""
    base = base_of(attribute, groups, compared, lambda group: group.rows)
    for group in groups if base is not None else ():
        if base is not None and group is not base:
            yield mean_difference(scores, attribute, group, base, everybody)
            yield from distances(scores, attribute, group, base)
    base = base_of(attribute, groups, compared, fewer) if scores.labelled else None
    for group in groups if base is not None else ():
        if base is not None and group is not base:
            yield roc_auc_difference(scores, attribute, group, base)


def _metric(name: str, says: str, formula: str, sign: str, *elsewhere: tuple[str, str], source: str = "") -> Metric:
    """Return the words of one metric."""
    return Metric(name, "scores", says, formula, sign, elsewhere, source)


_ONE_HALF = "from 0 to 1; 0.5 ranks no better than chance; no reference group"
_ZERO = "0 is best; no sign, no reference group"
_APART = "0 is no distance; no sign; the reference is the largest group where none is named"

FAMILY = Family(
    "scores",
    (
        _metric("roc_auc_score", "Area under the ROC curve within a group: how often a random positive scores above a random negative.",
                "P(s+ > s-) + P(s+ = s-) / 2, both of group g", _ONE_HALF,
                ("scikit-learn", "roc_auc_score"), ("fairlearn", "roc_auc_score by group"), ("Jigsaw", "subgroup AUC"),
                source="DeLong et al. 1988 [not verified], for its error"),
        _metric("roc_auc_score_difference", "A group's area under the ROC curve minus the reference group's.",
                "AUC(g) - AUC(r)", "below 0: the scores rank worse in the group; the reference is the largest group where none is named",
                ("HolisticAI", "abroca, which is this difference and not the area between the curves")),
        _metric("bpsn_auc", "Area between the positives of all others and the group's negatives.",
                "P(s+ of the rest > s- of g) + half of ties", f"{_ONE_HALF}; low: the group's negatives score like the others' positives",
                ("Jigsaw", "BPSN AUC"), source="Borkan et al. 2019 [not verified]"),
        _metric("bnsp_auc", "Area between the group's positives and the negatives of all others.",
                "P(s+ of g > s- of the rest) + half of ties", f"{_ONE_HALF}; low: the group's positives score like the others' negatives",
                ("Jigsaw", "BNSP AUC"), source="Borkan et al. 2019 [not verified]"),
        _metric("calibration_gap", "Mean score of a group minus its share of events, where scores lie from 0 to 1.",
                "sum of s / n - positives / n, rows with a label",
                "above 0: the scores promise more events than happen; no reference group",
                ("others", "calibration in the large, mean calibration")),
        _metric("expected_calibration_error", "Mean distance between score and share of events over ten bins of equal width.",
                "sum over bins b of n_b / n * |mean s_b - positives_b / n_b|", f"{_ZERO}; above its true value where rows are few",
                ("others", "ECE"), source="Guo et al. 2017 [not verified]"),
        _metric("brier_score_loss", "Mean squared distance between score and event.", "sum of (s - y)^2 / n, y 1 for the event", _ZERO,
                ("scikit-learn", "brier_score_loss"), ("deepchecks", "CalibrationScore, per class"), source="Brier 1950 [not verified]"),
        _metric("standardized_mean_difference", "Mean score of a group minus the reference group's, in standard deviations of all scores.",
                "(mean s(g) - mean s(r)) / sd of all s", "below 0: lower scores than the reference, the largest group where none is named",
                ("credit", "SMD"),
                ("HolisticAI", "cohen_d, with the pooled standard deviation of the two groups: COMPAS -0.494, here -0.480")),
        _metric("ks_statistic", "The largest distance between the distributions of two groups' scores.",
                "max over t of |F_g(t) - F_r(t)|", f"{_APART}; above its true value where rows are few",
                ("scipy", "ks_2samp"), ("credoai_lens", "KS of scores")),
        _metric("wasserstein_distance", "How far one group's scores would have to be moved to lie like the other's, in units of the score.",
                "integral of |F_g(t) - F_r(t)|", f"{_APART}; above its true value where rows are few",
                ("scipy", "wasserstein_distance"), ("AIF360", "ot_distance")),
        _metric("scoring_rate", "Share of a group that scores above the median of all scores; below it where a high score does not favour.",
                "n with s > median of all s / n (s < median, where the favourable outcome is the low score)",
                "from 0 to 1; a score equal to the median is not above it; no reference group",
                ("LL144", "scoring rate"), source="6 RCNY 5-300"),
        _metric("scoring_rate_ratio", "A group's scoring rate over the highest one.", "scoring_rate(g) / max scoring_rate",
                "1 is parity; the reference is the group with the highest favourable rate", ("LL144", "impact ratio of scores"),
                source="6 RCNY 5-300"),
    ),
    _measure,
)  # fmt: skip
