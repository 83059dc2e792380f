"""How could a dataset be released, what would each way cost, and which one serves everybody best?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.advise.attacked import attacked
from audit.advise.demanded import MOST_LOST, MOST_OF_A_GROUP, demand_of
from audit.advise.effort import BRIEF, Effort
from audit.advise.plans import Plans, mild, node, plans_for, unique, worst_group
from audit.advise.releases import release_of
from audit.advise.rescored import Rescored
from audit.advise.retrial import Retrial
from audit.advise.schooling import LEVEL, School
from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.outcome import Outcome, kept_rows
from audit.core.advice import Attacked, CannotTry, Held, Release
from audit.core.ask import Ask
from audit.core.errors import BadInput
from audit.law import eu
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

ASIDE = (
    "Fairness is measured on the protected columns as they are in the source, kept aside; what is released cannot show it. "
    f"To keep them for that is itself bound: {eu.AI_ACT_4A} allows special categories to find and correct bias only where no other "
    "data will do, with limits on re-use, access control, no transfer, deletion and a record of why."
)


@dataclass(frozen=True, slots=True)
class Released:
    """The ways to release that were tried: the one chosen, and those that none of the others beats in everything.

    `untried` says why no model was trained on them, empty where one was.
    """

    demand: Demand
    chosen: Release
    others: tuple[Release, ...]
    tried: int
    untried: str = ""


def released(scene: Scene, coded: Coded, asks: Mapping[str, Ask], effort: Effort) -> Released:
    """Search, train, choose and judge; without a model that can be trained again, choose by loss."""
    demand = demand_of(asks, tuple(coded.sensitive))
    scene.progress(f"{scene.source.name}: search plans", 0, 1)
    plans = plans_for(coded, demand, effort.work)
    try:
        return _Choice(scene, coded, plans, _school(scene, coded, plans.demand, effort)).made()
    except CannotTry as reason:
        return _Choice(scene, coded, plans, None, _rescored(scene, coded, plans), str(reason)).made()
    except BadInput as error:
        why = f"{scene.source.name}: no model was trained: {error.problems[0].what}"
        return _Choice(scene, coded, plans, None, _rescored(scene, coded, plans), why).made()


def _rescored(scene: Scene, coded: Coded, plans: Plans) -> Rescored | None:
    """Return the decisions as they are, None where there are none to count."""
    try:
        return Rescored.of(scene, coded, plans.demand.min_group)
    except (CannotTry, BadInput):
        return None


def _school(scene: Scene, coded: Coded, demand: Demand, effort: Effort) -> School:
    """Return what trains a model again; raises CannotTry where there is none."""
    model = scene.model
    if model is None or model.fitted is None:
        raise CannotTry(f"{scene.source.name}: no estimator is declared that can be trained again, so plans are chosen by loss")
    retrial = Retrial.of(scene, model, coded, effort.rows, demand.min_group)

    def kept(levels: Mapping[str, int]) -> Bools:
        return kept_rows(coded, levels, demand)

    return School(retrial, kept, effort)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A search, and what trains a model on its plans or counts decisions again, if there is one."""

    scene: Scene
    coded: Coded
    plans: Plans
    school: School | None
    rescored: Rescored | None = None
    untried: str = ""

    def made(self) -> Released:
        """Choose on some rows, judge on others; raises CannotTry or BadInput where the model cannot be trained."""
        ranked = self._ranked(_spread(self.plans, self.tried))
        chosen = ranked[0] if ranked else self._fallback()
        keeper = self._ranked(self.plans.keeping[: max(1, self.tried // 3)])[:1]
        table = unique([self.plans.least.outcome, self.plans.few.outcome, chosen, *keeper, *self._front(ranked)])
        releases = [self._release(one, chosen) for one in table]
        releases.sort(key=lambda one: (one.worst[2] if one.worst else 0.0, one.lost, one.loss))
        best = next(one for one in releases if one.chosen)
        return Released(self.plans.demand, best, tuple(releases), self.tried, self.untried)

    @property
    def tried(self) -> int:
        """Return how many plans a choice was made among."""
        most = self.school.effort.candidates if self.school else len(self.plans.candidates)
        return min(most, len(self.plans.candidates))

    def _ranked(self, some: Sequence[Outcome]) -> list[Outcome]:
        """Return plans, the best first: by accuracy, without a model by loss."""
        return [one for _, one in self.school.best_of(some)] if self.school else sorted(some, key=lambda one: (one.loss, node(one)))

    def _fallback(self) -> Outcome:
        """Return the plan with the least loss, where none leaves out few rows of every group."""
        return self.plans.few.outcome if self.plans.few.feasible else self.plans.least.outcome

    def _front(self, ranked: Sequence[Outcome]) -> list[Outcome]:
        """Return plans that no better one also beats in rows lost, of all or of the worst group."""
        front: list[Outcome] = []
        for one in ranked:
            if all(self._worst(one) < self._worst(other) or one.suppressed < other.suppressed for other in front):
                front.append(one)
        return front[: self.school.effort.shown if self.school else BRIEF.shown]

    def _worst(self, one: Outcome) -> float:
        """Return the share that the worst group loses."""
        worst = worst_group(one.lost_by_group, self.plans.demand.min_group)
        return worst[2] if worst else 0.0

    def _release(self, one: Outcome, chosen: Outcome) -> Release:
        """Return a plan with all that was measured of it."""
        plans, is_chosen = self.plans, one is chosen or node(one) == node(chosen)
        proved = next((f for f in (plans.least, plans.few) if node(f.outcome) == node(one)), None)
        by_accuracy = self.school is not None and is_chosen and bool(plans.candidates)
        made = replace(
            release_of(self.coded, one, plans.demand, self.scene.settings.min_cell),
            objective="accuracy" if by_accuracy else "loss",
            optimal=not by_accuracy and self._optimal(one, chosen),
            nodes=self.tried if by_accuracy else proved.nodes if proved else plans.looked,
            held=self._held(one),
            chosen=is_chosen,
            says=(*self._says(one), *(self._why(one) if is_chosen else ())),
        )
        return replace(made, attacks=self._attacks(one)) if is_chosen and self.scene.settings.attacks else made

    def _attacks(self, one: Outcome) -> tuple[Attacked, ...]:
        """Return what attacks get out of the chosen release."""
        return attacked(self.coded, one.levels, self.plans.demand, self.scene.settings.seed)

    def _optimal(self, one: Outcome, chosen: Outcome) -> bool:
        """Tell whether it is proved that no plan of its kind has less loss."""
        plans = self.plans
        found = [f.optimal for f in (plans.least, plans.few) if node(f.outcome) == node(one)]
        least_of_all = plans.complete and self.school is None and node(one) == node(chosen)
        return any(found) or least_of_all

    def _held(self, one: Outcome) -> tuple[Held, ...]:
        """Return what a model trained on the plan's rows comes to; where none is trained, decisions on the rows that stay."""
        if self.school:
            return self.school.held(one)
        return self.rescored.held(one.levels, kept_rows(self.coded, one.levels, self.plans.demand)) if self.rescored else ()

    def _says(self, one: Outcome) -> tuple[str, ...]:
        """Return what a plan is in the table for."""
        plans, said = self.plans, []
        if node(one) == node(plans.least.outcome):
            said.append("The least loss, however many rows it leaves out.")
        if node(one) == node(plans.few.outcome):
            said.append(f"The least loss of plans that leave out at most {MOST_LOST:.0%} of all rows.")
        if any(node(one) == node(other) for other in plans.keeping):
            said.append("It keeps every protected column.")
        if not mild(one, plans.demand):
            said.append(self._lopsided(one))
        return tuple(said)

    def _lopsided(self, one: Outcome) -> str:
        """Return which group a plan leaves out, beside how much of everybody."""
        worst = worst_group(one.lost_by_group, self.plans.demand.min_group)
        if worst is None:
            return f"It leaves out {one.suppressed / max(1, one.rows):.1%} of all rows."
        return f"It leaves out {worst[2]:.1%} of {worst[0]} {worst[1]}, and {one.suppressed / max(1, one.rows):.1%} of all rows."

    def _why(self, chosen: Outcome) -> tuple[str, ...]:
        """Return why a plan was chosen, and what that costs or gains beside the least loss."""
        if not self.plans.candidates:
            return (f"No plan was found that leaves out at most {MOST_OF_A_GROUP:.0%} of every protected group.",)
        among = f"{self.tried} plans that leave out at most {MOST_OF_A_GROUP:.0%} of every protected group and keep most detail"
        if self.school is None:
            counted = ("No model was trained again: its decisions as they are were counted again on the rows that stay.",)
            return (f"Chosen among {among}, for the least loss.", *(counted if self.rescored else ()))
        said = [f"Chosen among {among}, for the accuracy of the model trained again; it is judged on rows that the choice did not see."]
        least = self.plans.least.outcome
        paired = self.school.against(chosen, least)
        if paired is not None and paired.low is not None and paired.high is not None and node(least) != node(chosen):
            said.append(
                f"Accuracy {self.school.accuracy(chosen):.4f}, against {self.school.accuracy(least):.4f} of the least loss: "
                f"{100 * paired.mean:+.2f} points ({LEVEL:.0%} interval {100 * paired.low:+.2f} to {100 * paired.high:+.2f}, "
                f"corrected resampled t over {paired.splits} splits)."
            )
        return (*said, *((ASIDE,) if self.coded.groups else ()))


def _spread(plans: Plans, most: int) -> list[Outcome]:
    """Return the candidates with the least loss, at least a third of them such that keep every protected column, if there are any."""
    every = list(plans.candidates)
    keepers = sorted(plans.keeping, key=lambda one: (one.loss, node(one)))[: max(1, most // 3)]
    return unique([*keepers, *every])[:most] if most else []
