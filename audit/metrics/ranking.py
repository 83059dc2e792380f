"""Is a group as frequent at the top of the list, ordered by score, as it is in all of it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf, log, sqrt
from typing import TYPE_CHECKING

from audit.core.fact import Facts
from audit.core.measurement import Estimate, Exact
from audit.core.metric import Metric, Value
from audit.metrics.compared import ALONE, POOLED, Compared, pooled
from audit.metrics.registry import Family
from audit.metrics.scores import wanted
from audit.observe.scored import Scored
from audit.observe.scores import Scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOPS = (10, 100, 1000)
NDKL = "ndkl"


def in_top(top: int, group: NDArray[np.int64], everybody: NDArray[np.int64]) -> float:
    """Return how many of a group are among the highest scores: those tied for the last places by their share of the tie."""
    import numpy as np

    before = np.cumsum(everybody[::-1]) - everybody[::-1]
    room = np.clip(top - before, 0, everybody[::-1])
    return float(group[::-1] @ (room / np.maximum(everybody[::-1], 1)))


def skew(scores: Scores, attribute: str, group: Scored, everybody: Scored, top: int) -> Value:
    """Return the log of a group's share of the highest scores over its share of all; its error is that of the share at the top.

    Source: Geyik, Ambler and Kenthapadi 2019, skew@k [not verified].
    """
    blank = Value(f"skew@{top}", attribute, group.name, None, Exact(), top, over=("*",))
    hits = in_top(top, group.all, everybody.all)
    why = POOLED if pooled(attribute, group.name) else "" if hits else f"not estimable: nobody of the group is among the {top:,} highest"
    if scores.unreadable or why:
        return replace(blank, reason=scores.unreadable or why)
    share, whole = hits / top, group.rows / everybody.rows
    return replace(blank, value=log(share / whole), counts=Estimate(sqrt((1 - share) / hits), -inf, log(1 / whole)))


def ndkl(scores: Scores, attribute: str, groups: Sequence[Scored], everybody: Scored) -> Value:
    """Return the mean divergence of the groups' shares from the top down to every distinct score from their shares of all.

    Each cut point i weighs 1 / log2(i + 1). Rows with equal scores enter together: without ties this is the
    normalised discounted cumulative KL divergence of Geyik, Ambler and Kenthapadi 2019 [not verified], in nats.
    """
    import numpy as np

    blank = Value(NDKL, attribute, "", None, Exact(), everybody.rows, over=("*",))
    if scores.unreadable or len(groups) == 1:
        return replace(blank, reason=scores.unreadable or ALONE)
    cuts = np.cumsum(everybody.all[::-1])
    weights = 1 / np.log2(cuts + 1.0)
    divergence = np.zeros(len(cuts))
    for group in groups:
        shares = np.cumsum(group.all[::-1]) / cuts
        divergence += shares * np.log(np.where(shares > 0, shares, 1.0) / (group.rows / everybody.rows))
    value = float(weights @ divergence / weights.sum())
    by_chance = float(weights @ _chance(cuts, len(groups)) / weights.sum())
    return replace(blank, value=max(0.0, value), detail=f"an order that ignores the groups would give about {by_chance:.2g}")


def _chance(cuts: NDArray[np.int64], groups: int) -> NDArray[np.float64]:
    """Return the divergence that chance alone leads to expect at each cut point: (groups - 1) / 2i, less as the list ends."""
    found: NDArray[np.float64] = (groups - 1) / (2.0 * cuts) * (1 - cuts / cuts[-1])
    return found


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield how each group fares at the top of the scores, highest first."""
    scores = Scores.of(facts, dataset)
    if scores is None or not scores.attributes:
        return
    everybody = scores.everybody()
    for attribute, groups in scores.by(wanted(scores, compared)):
        yield ndkl(scores, attribute, groups, everybody)
        for top in TOPS:
            if everybody.rows > top and len(groups) > 1:
                yield from (skew(scores, attribute, group, everybody, top) for group in groups)


def _skew(top: int) -> Metric:
    """Return the words of one cut."""
    return Metric(
        f"skew@{top}", "ranking", f"Log of a group's share of the {top:,} highest scores over its share of all.",
        f"ln((n of g in the top {top:,} / {top:,}) / (n of g / n)); ties for the last places are shared in proportion",
        "below 0: rarer at the top than in the whole list; 0 is parity; the top are the highest scores, favourable or not",
        (("LiFT", f"skew@{top}"), ("LinkedIn", f"skew@{top}")), "Geyik et al. 2019 [not verified]",
    )  # fmt: skip


FAMILY = Family(
    "ranking",
    (
        *(_skew(top) for top in TOPS),
        Metric(NDKL, "ranking", "How far the groups' shares of the highest scores are from their shares of all, over all cut points.",
               "sum over cut points i of KL(shares of the top i, shares of all) / log2(i + 1), over the sum of 1 / log2(i + 1)",
               "0 is parity at every cut point; no sign; it describes this list, no error is given",
               (("LinkedIn", "NDKL"), ("AIF360", "no such metric; its nDCG is of the reranked list")), "Geyik et al. 2019 [not verified]"),
    ),
    _measure,
)  # fmt: skip
