"""Which plan leaves a model best, chosen on some rows, and what does it leave on others?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from time import process_time
from typing import TYPE_CHECKING, TypeAlias

from audit.advise.effort import Effort
from audit.advise.plans import node
from audit.advise.retrial import ACCURACY, Retrial, Scores, keys_of
from audit.advise.splits import Split, Splits, split_up
from audit.anonymity.outcome import Outcome
from audit.core.advice import CannotTry, Held
from audit.statistics.resampled import Paired, corrected

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Kept: TypeAlias = "Callable[[Mapping[str, int]], Bools]"

LEVEL = 0.95


@dataclass
class School:
    """Trains the same model on rows as different plans release them, on the same splits.

    `kept` returns, of all rows of the dataset, those that a plan keeps. What was trained is kept by plan and split.
    """

    retrial: Retrial
    kept: Kept
    effort: Effort
    splits: Splits = field(init=False)
    _spent: float = 0.0
    _done: dict[tuple[tuple[int, ...], str], list[Scores]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Draw the splits."""
        seed = self.retrial.scene.settings.seed
        self.splits = split_up(self.retrial.rows, seed, self.effort.choose, self.effort.judge)

    def best_of(self, candidates: Sequence[Outcome]) -> list[tuple[float, Outcome]]:
        """Return plans by their accuracy on the splits for choosing, the best first; the first split sorts out most."""
        once = [(self._accuracy(one, self.splits.choose[:1]), one) for one in candidates[: self.effort.candidates]]
        once.sort(key=lambda pair: (-pair[0], pair[1].loss, node(pair[1])))
        tried = [(self._accuracy(one, self.splits.choose), one) for _, one in once[: self.effort.finalists]]
        return sorted(tried, key=lambda pair: (-pair[0], pair[1].loss, node(pair[1])))

    def held(self, plan: Outcome) -> tuple[Held, ...]:
        """Return every number of a model trained on the rows as they are and on those of a plan, over the judging splits."""
        before, after = self._raw(), self._scores(plan, self.splits.judge, "judge")
        return tuple(self._one(key, before, after) for key in keys_of([*before, *after]))

    def against(self, plan: Outcome, other: Outcome) -> Paired | None:
        """Return how much more often a model is right with one plan than with another, on the same judging splits."""
        first, second = (self._scores(one, self.splits.judge, "judge") for one in (plan, other))
        return self._paired([one[ACCURACY] - two[ACCURACY] for one, two in zip(first, second, strict=True)])

    def accuracy(self, plan: Outcome) -> float:
        """Return the accuracy of a plan over the judging splits."""
        return fmean(one[ACCURACY] for one in self._scores(plan, self.splits.judge, "judge"))

    def _one(self, key: tuple[str, str], before: Sequence[Scores], after: Sequence[Scores]) -> Held:
        """Return one number before and after, over the splits that have both."""
        pairs = [(one[key], two[key]) for one, two in zip(before, after, strict=True) if key in one and key in two]
        paired = self._paired([two - one for one, two in pairs])
        if paired is None:
            return Held(*key, "", None, None, None, None, 0)
        first, second = (fmean(numbers) for numbers in zip(*pairs, strict=True))
        return Held(*key, "", first, second, paired.low, paired.high, paired.splits)

    def _paired(self, differences: Sequence[float]) -> Paired | None:
        """Return the mean difference with its interval."""
        return corrected(differences, self.splits.tested, self.splits.left, LEVEL)

    def _accuracy(self, plan: Outcome, splits: Sequence[Split]) -> float:
        """Return the mean accuracy of a plan over splits for choosing."""
        return fmean(one[ACCURACY] for one in self._scores(plan, splits, "choose"))

    def _raw(self) -> list[Scores]:
        """Return what the rows come to as they are."""
        import numpy as np

        if ((), "judge") not in self._done:
            everybody = np.ones(self.retrial.rows, dtype=bool)
            self._done[(), "judge"] = self._timed(lambda: self.retrial.scores(self.retrial.raw, everybody, self.splits.judge))
        return self._done[(), "judge"]

    def _scores(self, plan: Outcome, splits: Sequence[Split], kind: str) -> list[Scores]:
        """Return what a plan comes to on the first splits of a kind, each trained once."""
        known = self._done.setdefault((node(plan), kind), [])
        if len(known) < len(splits):
            frame, stays = self.retrial.released(plan.levels), self.retrial.kept(plan.levels, self.kept(plan.levels))
            known += self._timed(lambda: self.retrial.scores(frame, stays, splits[len(known) :]))
        return known[: len(splits)]

    def _timed(self, train: Callable[[], list[Scores]]) -> list[Scores]:
        """Train while there is time; raises CannotTry where there is none left."""
        scene = self.retrial.scene
        if self._spent > self.effort.seconds:
            raise CannotTry(f"{scene.source.name}: training on what plans release took more than {self.effort.seconds:g} seconds")
        scene.progress(f"{scene.source.name}: train on plan {len(self._done)}", 0, 1)
        start = process_time()
        try:
            return train()
        finally:
            self._spent += process_time() - start
