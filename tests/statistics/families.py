"""How often does a whole family of judged measurements say something false, or find what is there? Seeded draws of counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import AbsoluteDifference, Measurement, Rate, Ratio
from audit.core.target import Target
from audit.core.words import Severity, Verdict
from audit.judge import Asked, judge_family
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level

Level = Callable[[float, int], float]
RATIO, GAP = Limit.at_least(0.8), Limit.at_most(0.1)
SIZES = (2, 3, 2)
"""Three attributes; with their pairs and triples they make 35 overlapping groups."""


@dataclass(frozen=True)
class Judged:
    """How many simulated audits failed, passed as a whole, or passed at least one measurement."""

    failed: float
    passed: float
    passed_any: float


def overlapping(depth: int = 3) -> Iterator[tuple[str, list[int]]]:
    """Yield every group of the attributes and their intersections, with the cells it consists of."""
    cells = list(product(*(range(size) for size in SIZES)))
    for many in range(1, depth + 1):
        for chosen in combinations(range(len(SIZES)), many):
            for values in product(*(range(SIZES[one]) for one in chosen)):
                name = " & ".join(f"{'abc'[one]}{value}" for one, value in zip(chosen, values, strict=True))
                yield name, [at for at, cell in enumerate(cells) if all(cell[c] == v for c, v in zip(chosen, values, strict=True))]


def ratio_of(group: Rate, reference: Rate, name: str) -> Measurement:
    """Return a measured ratio of two rates; undefined where nobody was hit."""
    target, rows = Target("test", "groups", name), int(min(group.of, reference.of))
    if not reference.hits:
        return Measurement.undefined(target, "ratio", rows, "nobody selected")
    return Measurement(target, "ratio", group.hits * reference.of / (group.of * reference.hits), Ratio(group, reference), rows)


def gap_of(group: Rate, reference: Rate, name: str) -> Measurement:
    """Return a measured distance of two rates."""
    value = abs(group.hits / group.of - reference.hits / reference.of)
    rows = int(min(group.of, reference.of))
    return Measurement(Target("test", "groups", name), "gap", value, AbsoluteDifference(group, reference), rows)


def judged(asked: list[Asked], level: Level = simultaneous_level) -> list[list[Verdict]]:
    """Return the verdicts of every rule's measurements."""
    rulings = judge_family(asked, Severity.HIGH, interval_of, level)
    return [[finding.verdict for finding in ruling.findings] for ruling in rulings]


def at_their_limits(plan: str, cell_rows: int, rate: float, audits: int, seed: int = 0, level: Level = simultaneous_level) -> Judged:
    """Simulate audits of 30 measurements whose true values all lie exactly at their limits.

    `ratios`: 30 overlapping groups at .8 of the reference's rate. `gaps`: 30 at .1 below it. `mixed`: ten
    ratios of one rate and ten gaps each of two others. `apart`: 30 ratios of groups that share no row,
    each with its own reference. Cells hold from half to twice `cell_rows`.
    """
    draw, failed, passed, any_passed = np.random.default_rng(seed), 0, 0, 0
    rows = np.geomspace(cell_rows / 2, cell_rows * 2, 12).astype(int)
    for _ in range(audits):
        asked = apart(draw, cell_rows, rate) if plan == "apart" else together(draw, plan, rows, rate)
        verdicts = [one for rule in judged(asked, level) for one in rule]
        failed += Verdict.FAIL in verdicts
        passed += all(one is Verdict.PASS for one in verdicts)
        any_passed += Verdict.PASS in verdicts
    return Judged(failed / audits, passed / audits, any_passed / audits)


def together(draw: np.random.Generator, plan: str, rows: np.ndarray, rate: float) -> list[Asked]:
    """Return 30 measurements of overlapping groups against one reference group, one rule per metric."""
    counts = {"ratios": (30, 0, 0), "gaps": (0, 30, 0), "mixed": (10, 10, 10)}[plan]
    asked = []
    for rule, many, limit, measure in zip("abc", counts, (RATIO, GAP, GAP), (ratio_of, gap_of, gap_of), strict=True):
        true = 0.8 * rate if limit is RATIO else rate - 0.1
        hits = draw.binomial(rows, true)
        reference = Rate(int(draw.binomial(rows.sum(), rate)), int(rows.sum()))
        groups = list(overlapping())[:many]
        found = [measure(Rate(int(hits[cells].sum()), int(rows[cells].sum())), reference, name) for name, cells in groups]
        asked += [Asked(Ask(f"{rule}-rule", limit, Severity.HIGH), tuple(found))] if many else []
    return asked


def apart(draw: np.random.Generator, rows: int, rate: float) -> list[Asked]:
    """Return 30 ratios of groups that share no row."""
    hits, others = draw.binomial(rows, 0.8 * rate, 30).tolist(), draw.binomial(rows, rate, 30).tolist()
    found = [ratio_of(Rate(a, rows), Rate(b, rows), str(at)) for at, (a, b) in enumerate(zip(hits, others, strict=True))]
    return [Asked(Ask("a-rule", RATIO, Severity.HIGH), tuple(found))]


def power(
    reference_rate: float, ratio: float, rows: int, family: int, audits: int, seed: int = 0, level: Level = simultaneous_level
) -> float:
    """Return how often a group with a true ratio is failed among `family` measurements, the others of fair groups."""
    draw, found = np.random.default_rng(seed), 0
    for _ in range(audits):
        reference = Rate(int(draw.binomial(rows, reference_rate)), rows)
        rates = [ratio * reference_rate] + [reference_rate] * (family - 1)
        group = [ratio_of(Rate(int(hits), rows), reference, str(at)) for at, hits in enumerate(draw.binomial(rows, rates))]
        found += judged([Asked(Ask("a-rule", RATIO, Severity.HIGH), tuple(group))], level)[0][0] is Verdict.FAIL
    return found / audits


def fair_passes(rows: int, rate: float, audits: int, *, errors: bool, seed: int = 0, level: Level = simultaneous_level) -> float:
    """Return how often a fair model with two groups passes: the selection ratio, and with `errors` the gaps of TPR and FPR.

    Four in ten are positives, with a TPR of .7 and an FPR of .2.
    """
    draw, passed = np.random.default_rng(seed), 0
    for _ in range(audits):
        one, two = sorted(draw.binomial(rows, rate, 2).tolist())
        asked = [Asked(Ask("a-rule", RATIO, Severity.HIGH), (ratio_of(Rate(one, rows), Rate(two, rows), "g"),))]
        for of, true in ((rows * 4 // 10, 0.7), (rows * 6 // 10, 0.2)) if errors else ():
            a, b = draw.binomial(of, true, 2).tolist()
            asked.append(Asked(Ask("b-rule", GAP, Severity.HIGH), (gap_of(Rate(a, of), Rate(b, of), "g"),)))
        passed += all(one is Verdict.PASS for rule in judged(asked, level) for one in rule)
    return passed / audits
