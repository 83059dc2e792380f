"""How much epsilon has been spent, and may this much more be? Basic composition over a ledger: what is spent adds up.

Everything in the ledger with the same unit counts, whichever file it was of: the same persons may be in another file, and a file that
is sorted or saved again has another hash. A ledger is thus one budget; other people have one of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit.core.errors import BadInput, Problem
from audit.core.plan import Plan
from audit.release.ledger import Entry, Privacy


@dataclass(frozen=True, slots=True)
class Spent:
    """What a ledger and one more release spend together, for one unit; `of_file` is the part of the same source file.

    `elsewhere` is the epsilon of the other unit, which does not add to this one; `rows_released` are releases of rows, which have none.
    """

    unit: str
    releases: int
    epsilon: float
    delta: float
    of_file: tuple[float, float]
    files: int
    elsewhere: float
    rows_released: int


def spent(entries: Sequence[Entry], source: str, this: Privacy) -> Spent:
    """Return the totals, this release among them."""
    counted = [(entry.source, entry.privacy) for entry in entries if entry.privacy is not None]
    same = [(file, one) for file, one in counted if one.unit == this.unit] + [(source, this)]
    own = [one for file, one in same if file == source]
    return Spent(
        this.unit,
        len(same),
        _sum(one.epsilon for _, one in same),
        _sum(one.delta for _, one in same),
        (_sum(one.epsilon for one in own), _sum(one.delta for one in own)),
        len({file for file, _ in same}),
        _sum(one.epsilon for _, one in counted if one.unit != this.unit),
        len(entries) - len(counted),
    )


def hold_budget(plan: Plan, found: Spent | None) -> None:
    """Raise BadInput where a promised bound would be passed, or cannot be held because there is no ledger: nothing is spent then."""
    bounds = {"epsilon": plan.promise.max_epsilon, "delta": plan.promise.max_delta}
    if found is None:
        named = [name for name, most in bounds.items() if most is not None]
        if named:
            where = f"plan {plan.name}, promise.max_{named[0]}"
            raise BadInput.one(where, "what was spent before is kept in a ledger, and none is named", "Add --ledger FILE")
        return
    totals = {"epsilon": found.epsilon, "delta": found.delta}
    over = [(name, most) for name, most in bounds.items() if most is not None and totals[name] > most]
    if over:
        step = "Nothing was released or spent. Ask for less, or keep other people's data in a ledger of its own"
        what = f"with this release the ledger would come to {{}} {{}} per {found.unit} in {found.releases} releases, more than {{}}"
        raise BadInput(
            [
                Problem(f"plan {plan.name}, promise.max_{name}", what.format(name, f"{totals[name]:g}", f"{most:g}"), step)
                for name, most in over
            ]
        )


def _sum(numbers: Iterable[float]) -> float:
    """Return a sum of numbers as they are written: three times 0.1 is 0.3."""
    return float(sum((Decimal(str(one)) for one in numbers), Decimal(0)))
