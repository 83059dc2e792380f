"""By which steps can a column be made coarser?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from audit.anonymity.hierarchy import Hierarchy

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

MOST_STEPS = 4
COMMON_SHARE = 0.05
LONGEST_CODE = 12


def ladder_of(values: Sequence[Any], codes: Ints, kind: str) -> Hierarchy:
    """Return the ladder of a column from its distinct values.

    Numbers go into bands of 1 or 5 times a power of ten; dates to month, year and decade;
    codes of one length (postcodes) lose their last characters; other text keeps its common values.
    """
    import numpy as np

    steps = ["as given"]
    maps = [np.arange(len(values), dtype=np.int64)]
    for name, coarsen in _coarser(values, codes, kind):
        labels = [None if value is None else coarsen(value) for value in values]
        order = {label: place for place, label in enumerate(dict.fromkeys(labels))}
        if 1 < len(order) < len(set(maps[-1].tolist())):
            steps.append(name)
            maps.append(np.array([order[label] for label in labels], dtype=np.int64))
    maps.append(np.zeros(len(values), dtype=np.int64))
    return Hierarchy((*steps, "*"), tuple(maps), tuple(_shares(coarse) for coarse in maps), len(values))


def _shares(coarse: Ints) -> Floats:
    """Return for each value the share of all values that its coarser one stands for."""
    import numpy as np

    shares: Floats = np.bincount(coarse)[coarse] / max(1, len(coarse))
    return shares


def _coarser(values: Sequence[Any], codes: Ints, kind: str) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield the steps between a column as given and nothing, by its kind."""
    known = [value for value in values if value is not None]
    if not known:
        return
    if kind in {"integer", "number"}:
        yield from _bands([float(value) for value in known])
    elif kind in {"date", "timestamp"}:
        yield "month", lambda value: (value.year, value.month)
        yield "year", lambda value: value.year
        yield "decade", lambda value: value.year // 10
    elif kind == "text":
        yield from _texts([str(value) for value in known], values, codes)


def _bands(known: Sequence[float]) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield bands that hold at least two values on average and leave at least two bands.

    Widths are 1 or 5 times a power of ten, so that every band lies in one band of the next step.
    """
    span = max(known) - min(known)
    if span <= 0 or not math.isfinite(span):
        return
    exponents = range(math.floor(math.log10(span)) - 3, math.floor(math.log10(span)) + 1)
    widths = [digit * 10.0**exponent for exponent in exponents for digit in (1, 5)]
    fitting = [width for width in widths if 2 <= span / width <= max(2.0, len(known) / 2)]
    taken = fitting[-MOST_STEPS:]
    for width in taken:
        yield f"bands of {width:g}", partial(_band, taken[0], round(width / taken[0]))


def _band(finest: float, times: int, value: Any) -> int:
    """Return the number of the band a value is in: whole bands of the finest width, so that no rounding splits one."""
    return math.floor(float(value) / finest) // times


def _prefix(keep: int, value: Any) -> str:
    """Return the first characters of a value."""
    return str(value)[:keep]


def _texts(known: Sequence[str], values: Sequence[Any], codes: Ints) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield shorter prefixes of codes of one length, or the common values of anything else."""
    import numpy as np

    length = len(known[0])
    coded = all(len(value) == length and any(char.isdigit() for char in value) for value in known)
    if coded and 1 < length <= LONGEST_CODE:
        for keep in range(length - 1, 0, -1):
            yield f"first {keep} characters", partial(_prefix, keep)
        return
    sizes = np.bincount(codes, minlength=len(values))
    common = {value for value, size in zip(values, sizes, strict=True) if size >= COMMON_SHARE * len(codes)}
    yield f"values of at least {COMMON_SHARE:.0%} of rows, others together", lambda value: value if value in common else ""
