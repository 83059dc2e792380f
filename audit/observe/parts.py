"""Two random parts of the decisions: what is found on one can be confirmed on the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from audit.core.fact import Fact, Facts
from audit.observe.outcomes import Labelled, Outcomes

SEARCHED = 0.4
"""Share of the rows to search: a little less than half, because it takes more rows to confirm than to find."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The decisions of a dataset, each row in one of two parts by the toss of a seeded coin; weights are left out."""

    absent = Labelled.absent

    dataset: str
    search: Outcomes
    confirm: Outcomes

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Parts | None:
        """Return the view, or None without labels, predictions or protected columns.

        Rows of one cell are alike, so tossing for them is drawing a binomial number of them.
        """
        whole = Labelled.of(facts, dataset)
        if whole is None:
            return None
        import numpy as np

        rows = whole.fact.rows
        coin = np.random.default_rng(cast("int", facts.about.get("seed") or 0))
        counts = np.fromiter((numbers[0] for numbers in rows.values()), dtype=np.int64, count=len(rows))
        first = coin.binomial(counts, SEARCHED)
        search, confirm = (
            replace(whole, fact=_with(whole.fact, dict(zip(rows, ((int(n),) for n in part), strict=True))))
            for part in (first, counts - first)
        )
        return cls(dataset, search, confirm)


def _with(fact: Fact, rows: dict[tuple[str | int | None, ...], tuple[int, ...]]) -> Fact:
    """Return a fact of rows alone, counted otherwise."""
    return replace(fact, measures=("n",), rows=rows)
