"""What do attacks get out of a release, beside what they get out of the rows as they are?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.advise.releases import only, sorted_rows
from audit.anonymity.attacks.release import Attacks, attack_release
from audit.anonymity.attacks.risk import Attack
from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.outcome import kept_rows
from audit.core.advice import Attacked

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

MOST_ATTACKED = 40_000
"""Rows that are attacked, half of them released and half held out."""


def attacked(coded: Coded, levels: Mapping[str, int], demand: Demand, seed: int) -> tuple[Attacked, ...]:
    """Attack one half of the rows, as they are and as a plan releases them; the other half is held out.

    What succeeds on people who are not in the release holds for everybody, and is no leak. The plan is applied to the half: of
    a class of which half was taken away, too many would look alone.
    """
    import numpy as np

    coded = sorted_rows(coded)
    order = np.random.default_rng([seed, coded.rows]).permutation(coded.rows)[:MOST_ATTACKED]
    people, others = (only(coded, _among(half, coded.rows)) for half in (order[: len(order) // 2], order[len(order) // 2 :]))
    kept = kept_rows(people, levels, demand)
    before = attack_release(people, people, others, seed)
    coarse, released, held_out = (_at(one, levels) for one in (people, only(people, kept), others))
    return tuple(_compared(_named(before), _named(attack_release(coarse, released, held_out, seed))))


def _among(places: npt.NDArray[np.int64], rows: int) -> Bools:
    """Return places as a mask."""
    import numpy as np

    found = np.zeros(rows, dtype=bool)
    found[places] = True
    return found


def _at(coded: Coded, levels: Mapping[str, int]) -> Coded:
    """Return rows as a plan writes them, without the columns that it leaves nothing of."""
    trees = coded.hierarchies
    left = {name: codes for name, codes in coded.columns.items() if levels[name] < trees[name].height or not levels[name]}
    return replace(coded, columns={name: trees[name].maps[levels[name]][codes] for name, codes in left.items()})


def _compared(before: Mapping[tuple[str, str], Attack], after: Mapping[tuple[str, str], Attack]) -> Iterator[Attacked]:
    """Yield every attack on the release; those that nothing is left for have nobody to attack."""
    for (attack, column), one in before.items():
        first, found = one.risk(), after.get((attack, column))
        risk = found.risk() if found else None
        tries = int(found.success.of) if found else 0
        value, low, high = (risk.value, risk.low, risk.high) if risk else (None, None, None)
        yield Attacked(attack, column, first.value if first else None, value, low, high, tries)


def _named(found: Attacks) -> dict[tuple[str, str], Attack]:
    """Return attacks by name and column; of predicates the widest, which uses all that is known."""
    widest = max(found.singling_out, default=None)
    named = {("singling out", ""): found.singling_out[widest]} if widest is not None else {}
    named |= {("linkability", ""): found.linkability} if found.linkability else {}
    return named | {("inference", column): one.attack for column, one in found.inference.items()}
