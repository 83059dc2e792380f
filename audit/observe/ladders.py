"""By which steps can a column be made coarser?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from audit.anonymity.hierarchy import Hierarchy
from audit.load.canonical import canonical
from audit.observe.addresses import address
from audit.observe.coarsening import AS_GIVEN, STAR, Seen, coarsener, threshold
from audit.observe.countries import region_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

MOST_STEPS = 4
COMMON_SHARE = 0.05
LONGEST_CODE = 12
NAMED_SHARE = 0.8
"""Of the distinct values, how many have to be names of countries; of codes it is all."""
_CODE = 3
_SHORT = 15
"""Digits from which on a width is written with an exponent."""


def ladder_of(values: Sequence[Any], codes: Ints, kind: str) -> Hierarchy:
    """Return the ladder of a column from its distinct values.

    Numbers go into bands of 1 or 5 times a power of ten, and their doubles; dates to month, quarter, year and decade;
    internet addresses to networks, countries to regions; codes of one length (postcodes) lose their last characters; other
    text keeps its common values. A step that changes nothing, or leaves nothing, is left out.
    """
    import numpy as np

    steps = [AS_GIVEN]
    maps = [np.arange(len(values), dtype=np.int64)]
    for name in _coarser(values, kind):
        coarse = _step(name, values, codes, kind)
        if 1 < len(set(coarse.tolist())) < len(set(maps[-1].tolist())):
            steps.append(name)
            maps.append(coarse)
    maps.append(np.zeros(len(values), dtype=np.int64))
    return Hierarchy((*steps, STAR), tuple(maps), tuple(_shares(coarse) for coarse in maps), len(values))


def flat_ladder(values: int) -> Hierarchy:
    """Return the ladder of a number of distinct values that has no step between as given and `*`."""
    import numpy as np

    maps = (np.arange(values, dtype=np.int64), np.zeros(values, dtype=np.int64))
    return Hierarchy((AS_GIVEN, STAR), maps, tuple(_shares(coarse) for coarse in maps), values)


def file_ladder(values: Sequence[Any], levels: Mapping[str, tuple[str, ...]]) -> Hierarchy:
    """Return the ladder of a column that a hierarchy file gives: all its levels, and shares of all its leaves.

    Every value is in the file; a missing one may not be: then it is one leaf more, on its own until `*`.
    """
    import numpy as np

    told = [None if value is None and "" not in levels else levels["" if value is None else canonical(value)] for value in values]
    leaves = len(levels) + (None in told)
    height = len(next(iter(levels.values()))) - 1
    maps, shares = [np.arange(len(values), dtype=np.int64)], [np.full(len(values), 1 / max(1, leaves))]
    for level in range(1, height + 1):
        size: dict[str | None, int] = {None: 1}
        for labels in levels.values():
            size[labels[level]] = size.get(labels[level], 0) + 1
        found = [None if labels is None else labels[level] for labels in told]
        last = level == height
        maps.append(np.zeros(len(values), dtype=np.int64) if last else _numbered(found))
        shares.append(np.ones(len(values)) if last else np.array([size[label] / leaves for label in found], dtype=np.float64))
    steps = [f"level {level} of hierarchy file" for level in range(1, height)]
    return Hierarchy((AS_GIVEN, *steps, STAR), tuple(maps), tuple(shares), leaves)


def seen_of(step: str, values: Sequence[Any], codes: Ints, levels: Mapping[str, tuple[str, ...]] | None = None) -> Seen:
    """Return what a step has to know of a column: its distinct values, and a code per row that says which it has."""
    import numpy as np

    share = threshold(step)
    if share is None:
        return Seen(levels=levels)
    sizes = np.bincount(codes, minlength=len(values)).tolist()
    common = frozenset(value for value, size in zip(values, sizes, strict=True) if value is not None and size >= share * len(codes))
    return Seen(common, levels)


def _step(name: str, values: Sequence[Any], codes: Ints, kind: str) -> Ints:
    """Return the code of the coarser value for each value, in the order in which they come."""
    coarsen = coarsener(name, kind, seen_of(name, values, codes))
    return _numbered([coarsen(value) for value in values])


def _numbered(labels: Sequence[str | None]) -> Ints:
    """Return a number for each label, from 0 in the order in which they come."""
    import numpy as np

    order = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    return np.array([order[label] for label in labels], dtype=np.int64)


def _shares(coarse: Ints) -> Floats:
    """Return for each value the share of all values that its coarser one stands for."""
    import numpy as np

    shares: Floats = np.bincount(coarse)[coarse] / max(1, len(coarse))
    return shares


def _coarser(values: Sequence[Any], kind: str) -> Iterator[str]:
    """Yield the steps between a column as given and nothing, by its kind."""
    known = [value for value in values if value is not None]
    if not known:
        return
    if kind in {"integer", "number"}:
        yield from _bands([float(value) for value in known])
    elif kind in {"date", "timestamp"}:
        yield from ("day",) if kind == "timestamp" else ()
        yield from ("month", "quarter", "year", "decade")
    elif kind == "text":
        yield from _texts([str(value) for value in known])


def _bands(known: Sequence[float]) -> Iterator[str]:
    """Yield bands that hold at least two values on average and leave at least two bands.

    Widths are 1 or 5 times a power of ten, and twice the widest of them, so that every band lies in one band of the next step.
    """
    span = max(known) - min(known)
    if span <= 0 or not math.isfinite(span):
        return
    first = math.floor(math.log10(span))
    widths = [Decimal(digit).scaleb(exponent) for exponent in range(first - 3, first + 1) for digit in (1, 5)]
    fitting = [width for width in widths if 2 <= span / float(width) <= max(2.0, len(known) / 2)]
    if fitting and span >= 4 * float(fitting[-1]):
        fitting.append(2 * fitting[-1])
    for width in fitting[-MOST_STEPS:]:
        yield f"bands of {width:f}" if abs(width.adjusted()) < _SHORT else f"bands of {float(width):g}"


def _texts(known: Sequence[str]) -> Iterator[str]:
    """Yield networks, regions, shorter prefixes of codes of one length, or the common values of anything else."""
    length = len(known[0])
    if all(address(value) is not None for value in known):
        six = any(":" in value for value in known)
        yield from ("/24, IPv6 /48", "/16, IPv6 /32") if six else ("/24", "/16")
    elif _countries(known):
        yield from ("subregion", "region")
    elif 1 < length <= LONGEST_CODE and all(len(value) == length and any(char.isdigit() for char in value) for value in known):
        for keep in range(length - 1, 0, -1):
            yield f"first {keep} character{'s' * (keep > 1)}"
    else:
        yield f"values of at least {COMMON_SHARE:.0%} of rows, others together"


def _countries(known: Sequence[str]) -> bool:
    """Tell whether values are countries: most of them by name, or all of them by code."""
    told = [region_of(value) is not None for value in known]
    coded = all(len(value.strip()) <= _CODE for value in known)
    return all(told) if coded else sum(told) >= NAMED_SHARE * len(told)
