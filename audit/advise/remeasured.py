"""What do the rules say of other decisions about the same rows?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from audit.advise.decided import Decided
from audit.assess import Assessment
from audit.checks.registry import Check, View
from audit.core.ask import Ask
from audit.core.fact import Facts
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.words import Risk, Verdict
from audit.observe.scores import Scores


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule's measurement with the limit it is held to."""

    rule: str
    measurement: Measurement
    limit: Limit

    @property
    def allowed(self) -> bool:
        """Tell whether the value is known and keeps the limit."""
        value = self.measurement.value
        return value is not None and self.limit.allows(value)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules about unequal treatment that could be measured, with what the policy sets for them."""

    checks: Mapping[str, Check]
    asks: Mapping[str, Ask]
    told: Facts

    @classmethod
    def of(cls, assessment: Assessment, checks: Mapping[str, Check], facts: Facts) -> Rules:
        """Return the rules that the assessment got an answer from."""
        ran = {ruling.rule for ruling in assessment.rulings if ruling.verdict is not Verdict.NOT_RUN}
        found = {name: check for name, check in checks.items() if name in ran and check.rule.risk is Risk.UNEQUAL}
        return cls(found, {name: assessment.asks[name] for name in found}, facts)

    def of_rows(self, rows: Decided, attribute: str, against: str = "", only: str = "", asking: str = "") -> list[Asked]:
        """Return what every rule, or `only` one, measures of an attribute's groups.

        All decisions are held against the group `against`, if it is named, as in the finding of the rule `asking`; so are
        scores by that rule, by others against their own reference. Groups too small to be judged are left out, and so is
        what is not about decisions or scores.
        """
        found: list[Asked] = []
        for rule in (only,) if only else self.checks:
            scored = self._scored(rule)
            found += self._kept(rows, rule, attribute, "" if scored and rule != asking else against, scored=scored)
        return found

    def _scored(self, rule: str) -> bool:
        """Tell whether a rule reads scores and nothing else."""
        return all(issubclass(view, Scores) for view in self.checks[rule].reads)

    def _kept(self, rows: Decided, rule: str, attribute: str, against: str, *, scored: bool) -> list[Asked]:
        """Return what a rule measures, once for the same decisions, and for the same scores where it reads no more."""
        kept, key = rows.scored if scored else rows.seen, ("measured", rule, attribute, against)
        if key not in kept:
            kept[key] = list(self._measured(rows, rule, attribute, against))
        found: list[Asked] = kept[key]
        return found

    def _measured(self, rows: Decided, rule: str, attribute: str, against: str) -> Iterator[Asked]:
        """Yield the measurements of one rule, nothing where its facts are not made of rows."""
        views = [self._view(rows, view) for view in self.checks[rule].reads]
        if any(view is None for view in views):
            return
        ask = self.asks[rule]
        named = {**ask.reference, attribute: against} if against else ask.reference
        for found in self.checks[rule].measure(*views, replace(ask, by=(attribute,), reference=named)):
            if found.target.column == attribute and not found.small and found.metric != "count":
                yield Asked(rule, found, ask.limit_for(attribute))

    def _view(self, rows: Decided, view: type[View]) -> Any:
        """Return what a rule reads, made once."""
        scored = issubclass(view, Scores)
        kept, key = rows.scored if scored else rows.seen, ("view", view.__qualname__)
        if key not in kept:
            kept[key] = view.of(rows.facts(self.told, scored=scored), rows.scene.source.name)
        return kept[key]
