"""Draws small tables with random hierarchies, and tries every plan on them row by row, by the definitions."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from audit.anonymity.coded import Coded, Groups, Sensitive
from audit.anonymity.demand import Demand
from audit.anonymity.hierarchy import Hierarchy
from audit.core.measurement import Rate
from audit.statistics.proportions import wilson
from audit.statistics.ratios import ratio

SLACK = 1e-9


@st.composite
def ladders(draw: st.DrawFn, size: int) -> Hierarchy:
    """Draw a tree over some values, with leaves that no row has; now and then one that never gives up everything."""
    maps = [list(range(size))]
    for _ in range(draw(st.integers(0, 2))):
        parents = draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
        raw = [parents[code] if code < len(parents) else 0 for code in maps[-1]]
        order = {value: place for place, value in enumerate(dict.fromkeys(raw))}
        maps.append([order[value] for value in raw])
    if not draw(st.sampled_from((False, False, True))):
        maps.append([0] * size)
    unseen = draw(st.integers(0, 2))
    leaves = size + unseen
    # Leaves that no row has lie beside the first value, at every level but the first.
    shares = [[1 / leaves] * size]
    shares += [[(coarse.count(code) + unseen * (code == coarse[0])) / leaves for code in coarse] for coarse in maps[1:]]
    return Hierarchy(
        tuple(map(str, range(len(maps)))),
        tuple(np.array(coarse, dtype=np.int64) for coarse in maps),
        tuple(np.array(share) for share in shares),
        leaves,
    )


def _dense(codes: Sequence[int]) -> list[int]:
    """Return codes without gaps."""
    order = {code: place for place, code in enumerate(sorted(set(codes)))}
    return [order[code] for code in codes]


@st.composite
def tables(draw: st.DrawFn, *, sensitive: bool = True, subjects: bool = True, least: int = 1) -> Coded:
    """Draw rows with one to three quasi-identifiers, two sensitive columns, one protected attribute and maybe persons."""
    rows = draw(st.integers(least, 14))

    def column(most: int) -> list[int]:
        return _dense(draw(st.lists(st.integers(0, most), min_size=rows, max_size=rows)))

    columns = {f"q{place}": column(3) for place in range(draw(st.integers(1, 3)))}
    people = column(max(1, rows // 2)) if subjects and draw(st.booleans()) else None
    group, ordered = column(1), draw(st.booleans())
    return Coded(
        "data",
        rows,
        {name: np.array(codes, dtype=np.int64) for name, codes in columns.items()},
        {name: draw(ladders(max(codes) + 1)) for name, codes in columns.items()},
        (Groups("g", np.array(group, dtype=np.int64), tuple(f"group {code}" for code in range(max(group) + 1))),),
        {name: Sensitive(np.array(column(2), dtype=np.int64), 3, ordered) for name in ("s", "u")} if sensitive else {},
        None if people is None else np.array(people, dtype=np.int64),
    )


@st.composite
def demands(draw: st.DrawFn, *, sensitive: bool = True) -> Demand:
    """Draw demands of every kind."""
    name = st.sampled_from(("s", "u"))
    return Demand(
        k=draw(st.integers(1, 4)),
        l=draw(st.dictionaries(name, st.integers(1, 3), max_size=2)) if sensitive else {},
        entropy_l=draw(st.dictionaries(name, st.sampled_from((1.5, 2.0, 2.5)), max_size=1)) if sensitive else {},
        recursive=draw(st.dictionaries(name, st.tuples(st.sampled_from((1.0, 2.0)), st.integers(2, 3)), max_size=1)) if sensitive else {},
        t=draw(st.dictionaries(name, st.sampled_from((0.1, 0.25, 0.5)), max_size=2)) if sensitive else {},
        max_suppression=draw(st.sampled_from((0.0, 0.2, 0.5, 1.0))),
        max_group_suppression=draw(st.sampled_from((None, 0.1, 0.3))),
        max_suppression_ratio=draw(st.sampled_from((None, 1.0, 1.25))),
        min_group=draw(st.integers(1, 4)),
        decide_on=draw(st.sampled_from(("interval", "point"))),
    )


@st.composite
def one_demand(draw: st.DrawFn) -> Demand:
    """Draw one thing that is asked of one sensitive column, and at most one more: little enough for classes to hold it now and then."""
    asked: dict[str, st.SearchStrategy[Demand]] = {
        "t": st.builds(lambda most: Demand(t={"s": most}), st.sampled_from((0.2, 0.35, 0.5))),
        "two t": st.builds(lambda most, other: Demand(t={"s": most, "u": other}), *2 * (st.sampled_from((0.35, 0.5, 0.7)),)),
        "entropy": st.builds(lambda least: Demand(entropy_l={"s": least}), st.sampled_from((1.2, 1.5, 1.9))),
        "recursive": st.just(Demand(recursive={"s": (2.0, 2)})),
        "k": st.builds(Demand, k=st.integers(2, 3)),
    }
    made = draw(st.sampled_from(sorted(asked)).flatmap(asked.__getitem__))
    lost = draw(st.sampled_from((0.2, 0.5, 1.0)))
    group = draw(st.sampled_from((None, None, 0.1, 0.3)))
    return replace(made, max_suppression=lost, max_group_suppression=group, min_group=1, decide_on="point")


@dataclass(frozen=True)
class Plan:
    """What a plan does, worked out row by row."""

    levels: tuple[int, ...]
    kept: tuple[bool, ...]
    feasible: bool
    k: int | None
    classes: int
    values: dict[str, float]


def every_plan(coded: Coded, demand: Demand) -> Iterator[Plan]:
    """Yield all plans."""
    ladders = list(coded.hierarchies.values())
    for levels in itertools.product(*(range(ladder.height + 1) for ladder in ladders)):
        keys = [
            tuple(int(ladder.maps[level][codes[row]]) for ladder, level, codes in zip(ladders, levels, coded.columns.values(), strict=True))
            for row in range(coded.rows)
        ]
        classes = {key: [row for row in range(coded.rows) if keys[row] == key] for key in keys}
        fine = {key: _holds(coded, demand, rows) for key, rows in classes.items()}
        kept = tuple(fine[key] for key in keys)
        sizes = [len(rows) for key, rows in classes.items() if fine[key]]
        people = [_persons(coded, rows) for key, rows in classes.items() if fine[key]]
        yield Plan(levels, kept, _allowed(coded, demand, kept), min(people, default=None), len(sizes), _values(coded, levels, kept, sizes))


def _persons(coded: Coded, rows: Sequence[int]) -> int:
    """Return distinct persons, or rows."""
    return len(rows) if coded.subjects is None else len({int(coded.subjects[row]) for row in rows})


def _holds(coded: Coded, demand: Demand, rows: Sequence[int]) -> bool:
    """Return whether a class holds all demands, also within the values of other sensitive columns."""
    if _persons(coded, rows) < demand.k:
        return False
    for name in demand.sensitive:
        others = [column.codes for other, column in coded.sensitive.items() if other != name]
        finer: dict[tuple[int, ...], list[int]] = {}
        for row in rows:
            finer.setdefault(tuple(int(codes[row]) for codes in others), []).append(row)
        if not all(_spread_enough(coded, demand, name, part) for part in (rows, *finer.values())):
            return False
    return True


def _spread_enough(coded: Coded, demand: Demand, name: str, rows: Sequence[int]) -> bool:
    """Return whether the values of one column are spread enough among some rows."""
    column = coded.sensitive[name]
    counts = Counter(int(column.codes[row]) for row in rows)
    shares = [count / len(rows) for count in counts.values()]
    ranked = sorted(counts.values(), reverse=True)
    factor, least = demand.recursive.get(name, (math.inf, 1))
    whole = Counter(column.codes.tolist())
    values = sorted(whole)
    gaps = [counts[value] / len(rows) - whole[value] / coded.rows for value in values]
    if column.ordered:
        distance = sum(abs(sum(gaps[: place + 1])) for place in range(len(gaps))) / max(1, len(gaps) - 1)
    else:
        distance = sum(map(abs, gaps)) / 2
    return (
        len(counts) >= demand.l.get(name, 1)
        and math.exp(-sum(share * math.log(share) for share in shares)) >= demand.entropy_l.get(name, 1.0) - SLACK
        and (name not in demand.recursive or ranked[0] < factor * sum(ranked[least - 1 :]))
        and distance <= demand.t.get(name, 1.0) + SLACK
    )


def _allowed(coded: Coded, demand: Demand, kept: Sequence[bool]) -> bool:
    """Return whether no more rows are lost than may be, of all and of each group."""
    lost = [row for row in range(coded.rows) if not kept[row]]
    if len(lost) > demand.max_suppression * coded.rows + SLACK:
        return False
    codes = coded.groups[0].codes
    for code in range(len(coded.groups[0].names)):
        rows, gone = int((codes == code).sum()), int((codes[lost] == code).sum())
        if rows < demand.min_group:
            continue
        share = gone / rows if demand.decide_on == "point" else wilson(gone, rows, 0.95)[0]
        if demand.max_group_suppression is not None and share > demand.max_group_suppression:
            return False
        if demand.max_suppression_ratio is None or gone <= 0.01 * rows or rows == coded.rows:
            continue
        group, others = Rate(gone, rows), Rate(len(lost) - gone, coded.rows - rows)
        low = ratio(group, others, 0.95)[0]
        if demand.decide_on == "point":
            low = (gone / rows) / (others.hits / others.of) if others.hits else math.inf
        if low > demand.max_suppression_ratio + SLACK:
            return False
    return True


def _values(coded: Coded, levels: Sequence[int], kept: Sequence[bool], sizes: Sequence[int]) -> dict[str, float]:
    """Return a plan's value by every objective."""
    n, lost = coded.rows, sum(not one for one in kept)
    raised, hidden, all_bits = [], 0.0, 0.0
    for name, level in zip(coded.columns, levels, strict=True):
        ladder, codes = coded.hierarchies[name], coded.columns[name]
        shown = sum(float(ladder.shares[level][codes[row]]) if kept[row] else 1.0 for row in range(n))
        least = n / ladder.leaves
        raised.append((shown - least) / (n - least) if ladder.leaves > 1 else 0.0)
        own, coarse = Counter(codes.tolist()), Counter(ladder.maps[level][codes].tolist())
        hidden += sum(math.log2(coarse[int(ladder.maps[level][code])] / own[code]) for code in codes.tolist())
        gone = Counter(int(ladder.maps[level][codes[row]]) for row in range(n) if not kept[row])
        hidden += sum(count * math.log2(lost / count) for count in gone.values())
        all_bits += sum(math.log2(n / own[code]) for code in codes.tolist())
    return {
        "loss": math.prod(one + 1 for one in raised) ** (1 / len(raised)) - 1,
        "granularity": sum(raised) / len(raised),
        "entropy": hidden / (all_bits or 1.0),
        "average_class_size": n / (len(sizes) + (lost > 0)),
        "discernibility": (sum(size * size for size in sizes) + n * lost) / n**2,
    }
