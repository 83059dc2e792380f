"""Which withheld counts follow from the shown ones, by adding and subtracting?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import permutations
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.observe.outcomes import JOIN

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Cell: TypeAlias = "frozenset[tuple[str, str]]"
"""A group as the set of its columns with their values: `Female & Black` is the same as `Black & Female`."""
Sum: TypeAlias = "Mapping[Cell, int]"
_ZERO = 1e-9


def cell_of(attribute: str, group: str) -> Cell:
    """Return a group of an attribute or of an intersection, whatever the order of its parts."""
    columns = attribute.split(JOIN)
    # Only the name of an intersection doubles the & in its parts.
    return frozenset(zip(columns, group.split(JOIN) if len(columns) > 1 else [group.replace("&", "&&")], strict=False))


def sums(cells: Mapping[Cell, int]) -> list[dict[Cell, int]]:
    """Return every sum that a reader knows, as cells with their signs.

    The groups of an attribute add up to all rows, whose number is shown; the groups of an
    intersection that share all parts but one add up to the group of those parts.
    """
    lines: dict[tuple[Cell, frozenset[str]], dict[Cell, int]] = {}
    for cell in sorted(cells, key=sorted):
        for part in sorted(cell):
            rest = cell - {part}
            kind = frozenset(column for column, _ in cell)
            lines.setdefault((rest, kind), {rest: -1} if rest else {})[cell] = 1
    return [*(line for (rest, _), line in lines.items() if not rest or rest in cells), *_nested(cells)]


def _nested(cells: Mapping[Cell, int]) -> Iterator[dict[Cell, int]]:
    """Yield the sums of groups that make up another attribute's group, as regions make up a country.

    Which groups never meet is shown: where all parts of a group lie in it alone, they add up to it
    in every intersection as well.
    """
    meets: dict[tuple[tuple[str, str], str], set[tuple[str, str]]] = {}
    for cell in cells:
        for one, other in permutations(cell, 2) if len(cell) == 2 else ():
            meets.setdefault((one, other[0]), set()).add(other)
    for (whole, column), parts in sorted(meets.items()):
        if all(meets[part, whole[0]] == {whole} for part in parts):
            for third in sorted({group for (one, _), met in meets.items() for group in met if one == whole}):
                line = {frozenset((part, third)): 1 for part in sorted(parts) if frozenset((part, third)) in cells}
                if third[0] != column:
                    yield {frozenset((whole, third)): -1, **line}


def given_away(known: Sequence[Sum], unknown: AbstractSet[Cell], small: AbstractSet[Cell]) -> Iterator[list[Cell]]:
    """Yield, for each small cell that the sums determine, the shown cells that it follows from.

    A cell is determined if the solved sums leave no other unknown beside it.
    """
    for part in _parts([line for line in known if line.keys() & unknown], unknown):
        columns = sorted({cell for line in part for cell in line}, key=lambda cell: (cell not in unknown, sorted(cell)))
        width = sum(cell in unknown for cell in columns)
        for row in _solved(part, columns, width):
            found, *others = (place for place, number in enumerate(row.tolist()) if abs(number) > _ZERO)
            if columns[found] in small and not any(place < width for place in others):
                yield [columns[place] for place in others]


def _parts(lines: Sequence[Sum], unknown: AbstractSet[Cell]) -> list[list[Sum]]:
    """Return the sums in parts that share no unknown: small systems are solved fast."""
    parts: list[tuple[set[Cell], list[Sum]]] = []
    for line in lines:
        cells = set(line.keys() & unknown)
        together = [line]
        apart = []
        for others, members in parts:
            if others & cells:
                cells, together = cells | others, members + together
            else:
                apart.append((others, members))
        parts = [*apart, (cells, together)]
    return [members for _, members in parts]


def _solved(lines: Sequence[Sum], columns: Sequence[Cell], width: int) -> npt.NDArray[np.float64]:
    """Return the sums solved for the first `width` columns: reduced row echelon form."""
    import numpy as np

    place = {cell: number for number, cell in enumerate(columns)}
    matrix: Any = np.zeros((len(lines), len(columns)))
    for number, line in enumerate(lines):
        for cell, sign in line.items():
            matrix[number, place[cell]] = sign
    top = 0
    for column in range(width):
        if top == len(lines):
            break
        pivot = top + int(np.abs(matrix[top:, column]).argmax())
        if abs(matrix[pivot, column]) > _ZERO:
            matrix[[top, pivot]] = matrix[[pivot, top]]
            matrix[top] /= matrix[top, column]
            others = np.flatnonzero(np.arange(len(lines)) != top)
            matrix[others] -= np.outer(matrix[others, column], matrix[top])
            top += 1
    solved: npt.NDArray[np.float64] = matrix[:top]
    return solved
