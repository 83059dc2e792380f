"""What do attacks get out of a release about the people it was made of?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.anonymity.attacks import singling_out as alone
from audit.anonymity.attacks.inference import Inferred, Known, inferred
from audit.anonymity.attacks.linkability import linked, sides_of
from audit.anonymity.attacks.points import Points
from audit.anonymity.attacks.risk import Attack
from audit.anonymity.attacks.scale import Scale
from audit.anonymity.coded import Coded
from audit.core.measurement import Rate

if TYPE_CHECKING:
    import numpy as np

MOST_ATTACKS = 2_000
"""Predicates, and people, that are attacked; a try with fewer is as wide as its interval says."""
MOST_SEARCHED = 10_000
"""Predicates of several conditions that are tried to find those."""
WIDTHS = (1, 3)
"""Conditions in a predicate; all columns are tried as well."""


@dataclass(frozen=True, slots=True)
class Attacks:
    """How far each attack came. Counts only: nothing that was recovered is kept.

    `singling_out` by the number of conditions in a predicate (where no released row stands alone, all that were searched
    count as tries without success); `inference` by sensitive column, with the way of guessing. Without a control
    `Attack.risk` is None and `Attack.advantage` compares with guessing.
    """

    singling_out: Mapping[int, Attack] = field(default_factory=dict)
    linkability: Attack | None = None
    inference: Mapping[str, Inferred] = field(default_factory=dict)


def attack_release(original: Coded, released: Coded, control: Coded | None, seed: int, ordered: Collection[str] = ()) -> Attacks:
    """Attack a release: single out people, link halves of what is known of them, guess their sensitive values.

    `original` are the people that the release was made of, `released` its rows, `control` people like them it was not
    made of (None: nobody was held out). One code of a column has to mean the same in all three, sensitive columns too:
    the original and the control are written as the release writes its values (each generalised to the release's level),
    with all their rows. Attacked are the quasi-identifiers that the release has. `ordered` are those whose codes have an
    order that distances may use. Deterministic for a seed; no row's position matters but through the draw.
    """
    names = [name for name in released.columns if name in original.columns]
    parts = [original, released] + ([control] if control is not None else [])
    sizes = {name: 1 + max(int(part.columns[name].max(initial=0)) for part in parts) for name in names}
    people, out, others = (_points(part, names, sizes, ordered) for part in (original, released, control))
    if people is None or out is None or not names:
        return Attacks()
    return Attacks(
        _alone(people, out, others, seed),
        _linked(people, out, others, seed) if len(names) > 1 else None,
        _inferred(parts, names, sizes, ordered, seed),
    )


def _points(part: Coded | None, names: list[str], sizes: Mapping[str, int], ordered: Collection[str]) -> Points | None:
    """Return the known columns of a table; None where there is no table."""
    import numpy as np

    if part is None:
        return None
    codes = np.stack([part.columns[name] for name in names], axis=1) if names else np.zeros((part.rows, 0), np.int64)
    return Points(codes, tuple(sizes[name] for name in names), tuple(name in ordered for name in names))


def _alone(people: Points, out: Points, others: Points | None, seed: int) -> dict[int, Attack]:
    """Return how many of the predicates that one released row alone meets single out a person, by their width."""
    import numpy as np

    draw = np.random.default_rng(seed)
    widths = sorted({min(width, people.width) for width in (*WIDTHS, people.width)})
    return {width: _predicates(people, out, others, width, draw) for width in widths}


def _predicates(people: Points, out: Points, others: Points | None, width: int, draw: np.random.Generator) -> Attack:
    """Return the predicates of one width that single out a person, a person of the control, and by chance."""
    import numpy as np

    found = alone.searched(out, width, MOST_ATTACKS, MOST_SEARCHED, draw)
    tries = len(found) or MOST_SEARCHED
    success = Rate(int(np.count_nonzero(alone.met(found, people) == 1)), tries)
    chance = alone.shuffled(found, out, draw)
    guess = Rate(int(np.count_nonzero(alone.met(chance, people) == 1)), tries)
    if others is None or not others.rows:
        return Attack(success, guess)
    control = alone.isolating(alone.met(found, others), others.rows, people.rows) if len(found) else Rate(0, tries)
    return Attack(success, guess, control)


def some(rows: int, most: int, draw: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Draw at most so many rows, in their order."""
    import numpy as np

    return np.sort(draw.permutation(rows)[:most]).astype(np.int64)


def _linked(people: Points, out: Points, others: Points | None, seed: int) -> Attack:
    """Return how many people have two halves linked by the release, and how many of the control."""
    import numpy as np

    draw = np.random.default_rng(seed)
    sides = sides_of([len(np.unique(out.codes[:, place])) for place in range(out.width)])
    targets = people.take(some(people.rows, MOST_ATTACKS, draw))
    success = Rate(linked(targets, out, sides), targets.rows)
    guess = Rate(targets.rows / out.rows if out.rows else 0.0, targets.rows)
    if others is None or not others.rows:
        return Attack(success, guess)
    control = others.take(some(others.rows, MOST_ATTACKS, draw))
    return Attack(success, guess, Rate(linked(control, out, sides), control.rows))


def _inferred(parts: list[Coded], names: list[str], sizes: Mapping[str, int], ordered: Collection[str], seed: int) -> dict[str, Inferred]:
    """Return how far each sensitive column can be guessed from the other columns, of those that the release has."""
    import numpy as np

    found: dict[str, Inferred] = {}
    for secret, said in parts[0].sensitive.items():
        known = [name for name in names if name != secret]
        if not known or any(secret not in part.sensitive for part in parts):
            continue
        draw = np.random.default_rng(seed)
        size = 1 + max(int(part.sensitive[secret].codes.max(initial=0)) for part in parts)
        tables = [_known(part, known, sizes, ordered, secret) for part in parts]
        targets = [table.take(some(table.points.rows, MOST_ATTACKS, draw)) for table in (tables[0], *tables[2:])]
        scale = Scale.of(tables[0].secret, size, ordered=said.ordered)
        one = inferred(scale, tables[1], targets[0], targets[1] if len(targets) > 1 else None, seed)
        found |= {secret: one} if one is not None else {}
    return found


def _known(part: Coded, names: list[str], sizes: Mapping[str, int], ordered: Collection[str], secret: str) -> Known:
    """Return what is known of people, and their secret."""
    points = _points(part, names, sizes, ordered)
    if points is None:  # pragma: no cover - only a missing table has no points
        message = "people without a table"
        raise ValueError(message)
    return Known(points, part.sensitive[secret].codes)
