"""How hard does advice try? More plans and more splits take more time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """How many plans are trained on, how often, on how many rows, and how long a search may take.

    `candidates` plans are trained once, the best `finalists` of them on every one of `choose` splits; at most `shown` of them
    are judged on `judge` other splits, beside the plans with the least loss and the best that keeps every protected column.
    `work` bounds a search: rows times plans. After `seconds` of processor time no training is started.
    """

    candidates: int
    finalists: int
    choose: int
    judge: int
    shown: int
    rows: int
    work: int
    seconds: float


BRIEF = Effort(candidates=4, finalists=2, choose=2, judge=4, shown=1, rows=3_000, work=30_000_000, seconds=10.0)
"""What the gate can afford."""
FULL = Effort(candidates=40, finalists=12, choose=4, judge=10, shown=5, rows=100_000, work=2_000_000_000, seconds=120.0)
"""What a person who asks for advice waits for."""
