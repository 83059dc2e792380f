"""Measures how often intervals hold the truth and verdicts are right: `python benchmarks/fairness_coverage.py [DRAWS]`.

Rates, differences and ratios are enumerated; the rest is drawn, seeded. Prints the tables of
`docs/fairness-statistics.md` and exits 1 if a bar is missed. About ten minutes on one core.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, product
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "statistics")]

from enumeration import RATES, ROWS, difference_missed, rate_missed, ratio_missed  # noqa: E402
from families import at_their_limits, fair_passes, power  # noqa: E402
from simulation import (  # noqa: E402
    TABLES,
    area_coverage,
    balanced,
    clustered_coverage,
    composite_coverage,
    designs,
    extremes,
    f1,
    mean_coverage,
    weighted_coverage,
)

LEVELS = (("95 %", 0.95), ("one of 30", 1 - 0.05 / 30), ("one of 300", 1 - 0.05 / 300), ("one of 30,000", 1 - 0.05 / 30_000))
LEAST, USUAL, SHARE, MEAN = 0.89, 0.925, 0.95, (0.94, 0.975)
MISSES: list[str] = []


def bar(what: str, *, kept: bool) -> str:
    """Return what is printed for a bar, and remember a missed one."""
    if not kept:
        MISSES.append(what)
    return "reached" if kept else "MISSED"


def single_rates(level: float) -> list[tuple[float, float]]:
    """Return the misses of every rate from .02 to .5 for every number of rows to 100, and a tenth more each time to 1000."""
    rows = sorted({*range(10, 101), *np.geomspace(100, 1000, 25).astype(int).tolist()})
    return [rate_missed(of, float(rate), level) for of in rows for rate in np.arange(4, 101) / 200]


def pairs(missed: Callable[..., tuple[float, float]], level: float) -> list[tuple[float, float]]:
    """Return the misses of every pair of rates for every pair of row counts."""
    return [missed((n, m), (p, q), level) for n, m in combinations_with_replacement(ROWS, 2) for p, q in product(RATES, repeat=2)]


def enumerated() -> None:
    """Print the coverage of rates, differences and ratios, at 95 % and at simultaneous levels."""
    table: dict[str, Callable[[float], list[tuple[float, float]]]] = {
        "rate": single_rates,
        "difference": lambda level: pairs(difference_missed, level),
        "ratio": lambda level: pairs(ratio_missed, level),
    }
    print("\n| interval | designs | least | at least 92.5 % | mean | bars |\n|---|---|---|---|---|---|")
    for what, found in table.items():
        cover = np.array([1 - below - above for below, above in found(0.95)])
        usual = float((cover >= USUAL).mean())
        kept = cover.min() >= LEAST and usual >= SHARE and MEAN[0] <= cover.mean() <= MEAN[1]
        print(f"| {what} | {cover.size:,} | {cover.min():.1%} | {usual:.1%} of designs | {cover.mean():.1%} | {bar(what, kept=kept)} |")
    print("\n| interval | level | misses as a multiple of what is allowed: mean | worst design | worst side |\n|---|---|---|---|---|")
    for (what, found), (name, level) in product(table.items(), LEVELS):
        sides = np.array(found(level)) / (1 - level)
        both = sides.sum(axis=1)
        kept = level <= LEVELS[0][1] or (both.mean() <= 1 and both.max() <= 4)
        bar(f"{what} at {name}", kept=kept)
        print(f"| {what} | {name} | {both.mean():.2f} | {both.max():.2f} | {2 * sides.max():.2f} |")


def about_extremes(draws: int) -> None:
    """Print the coverage and width of everything that looks for extremes."""
    print("\n| groups | gap | smallest over largest | differences to the best seen, all | ratios, all |", end="")
    print(" ratio to the truly best | width of the gap | of a difference to the best |\n|---|---|---|---|---|---|---|---|")
    for many in (2, 3, 5, 10, 20):
        found = [extremes(design, draws if many <= 10 else draws // 2, seed) for seed, design in enumerate(designs((many,)))]
        names = ("gap", "ratio", "best_difference", "best_ratio", "best_of_all")
        least = [min(getattr(one, name) for one in found) for name in names]
        width, best = max(one.width for one in found), max(one.best_width for one in found)
        bar(f"extremes of {many} groups", kept=min(least) >= USUAL and width <= 1.8 and (best <= 1.8 or many > 10))
        print(f"| {many} | {' | '.join(f'{one:.1%}' for one in least)} | {width:.2f} | {best:.2f} |")


def other_intervals(draws: int) -> None:
    """Print the least coverage of areas, weighted rates, repeated persons and means, at 95 % and as one of 30."""
    sizes = (10, 30, 100, 300)
    grids: dict[str, list[Callable[[float], float]]] = {
        "area under the curve (10 to 300 a class, .5 to .99)": [
            lambda level, n=n, m=m, a=a: area_coverage(n, m, a, draws, 1, level)
            for n, m, a in product((10, 50, 300), (10, 100), (0.5, 0.75, 0.9, 0.99))
        ],
        "weighted rate (lognormal weights, 30 to 1,000 rows)": [
            lambda level, n=n, p=p, s=s: weighted_coverage(n, p, s, draws, 2, level)
            for n, p, s in product((30, 100, 1000), (0.05, 0.2, 0.5), (0.5, 1.0))
        ],
        "rate over persons (1 to 8 rows each, 10 to 300 persons)": [
            lambda level, k=k, p=p, c=c: clustered_coverage(k, p, c, draws, 3, level)
            for k, p, c in product(sizes, (0.05, 0.2, 0.5), (0.05, 0.3, 0.7))
        ],
        "F1, balanced accuracy (bootstrap, 100 and 400 rows)": [
            lambda level, n=n, f=f, t=t: composite_coverage(f, n, t, draws // 2, 5, level)
            for n, f, t in product((100, 400), (f1, balanced), TABLES)
        ],
        "mean (gamma residuals, skewness .6 and 1.4, 30 to 300 rows)": [
            lambda level, n=n, s=s: mean_coverage(n, s, draws, 4, level) for n, s in product((30, 100, 300), (10.0, 2.0))
        ],
    }
    print("\n| interval | least at 95 % | mean at 95 % | misses as one of 30, worst multiple |\n|---|---|---|---|")
    for what, grid in grids.items():
        at, high = [cover(0.95) for cover in grid], [cover(LEVELS[1][1]) for cover in grid]
        bar(what, kept=min(at) >= USUAL or what.startswith(("mean", "F1")))
        print(f"| {what} | {min(at):.1%} | {np.mean(at):.1%} | {(1 - min(high)) / (0.05 / 30):.1f} |")


def family_wise(audits: int) -> None:
    """Print how often simulated audits with every true value at its limit say something."""
    print(
        "\n| 30 tests at their limits | rows per cell | base rate | FAIL | PASS of the rules | PASS of any one |\n|---|---|---|---|---|---|"
    )
    for plan, (rows, rate) in product(("ratios", "gaps", "mixed", "apart"), ((40, 0.3), (150, 0.5), (600, 0.3))):
        seen = at_their_limits(plan, rows, rate, audits)
        bar(f"family {plan} {rows}", kept=max(seen.failed, seen.passed) <= 0.05)
        print(f"| {plan} | {rows} | {rate} | {seen.failed:.1%} | {seen.passed:.1%} | {seen.passed_any:.1%} |")


def powers(audits: int) -> None:
    """Print how often what is there is found, and how often a fair model passes."""
    sides: Sequence[tuple[str, Callable[[float, int], float] | None]] = (("as judged", None), ("1 - 2 a / m", _one_side))
    print("\n| level | base rate | true ratio .6 fails, alone | in a family of 30 | fair, 2 x 2,000 rows: ratio | and TPR, FPR gaps |")
    print("|---|---|---|---|---|---|")
    for (name, level), rate in product(sides, (0.2, 0.3, 0.4, 0.5)):
        chosen = {} if level is None else {"level": level}
        alone, among = power(rate, 0.6, 1000, 1, audits * 2, **chosen), power(rate, 0.6, 1000, 30, audits // 2, **chosen)
        fair = [fair_passes(2000, rate, audits, errors=errors, **chosen) for errors in (False, True)]
        print(f"| {name} | {rate} | {alone:.1%} | {among:.1%} | {fair[0]:.1%} | {fair[1]:.1%} |")


def _one_side(confidence: float, family: int) -> float:
    """Return the rival level that spends the whole error on the side that a verdict looks at."""
    return 1.0 - 2.0 * (1.0 - confidence) / max(2, family)


def main() -> int:
    """Print every table."""
    draws, began = int(sys.argv[1]) if len(sys.argv) > 1 else 2000, time.process_time()
    enumerated()
    about_extremes(draws // 2)
    other_intervals(draws)
    family_wise(draws)
    powers(draws)
    print(f"\n{draws} draws, {time.process_time() - began:.0f} CPU s; missed: {', '.join(MISSES) or 'none'}")
    return int(bool(MISSES))


if __name__ == "__main__":
    sys.exit(main())
