"""Measures anonymity against pycanon's seven metrics: `python benchmarks/anonymity_speed.py ADULT.CSV --peer PYTHON`.

PYTHON is the interpreter of an environment with pycanon 1.3.6, which needs an older pandas than ours; without it only
our side runs. Both sides measure the same six quasi-identifiers and one sensitive column in one run, on the rows as
given, each in CPU seconds of its own process with everything imported, from a frame of texts and numbers: ours counts
turning them into codes. Then both measure the same rows over fewer columns (pycanon tries every combination of
categories, seen or not) in other forms, where every number has to stay what it was.
Prints what was measured beside its bar, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from math import floor, isclose
from pathlib import Path
from typing import Any

import pandas as pd

BAR = 500.0
SIX = ["age", "education", "marital-status", "race", "sex", "native-country"]
FEW = ["race", "sex", "native-country"]
SENSITIVE = "occupation"
AGAIN = 20
Side = Callable[[pd.DataFrame, list[str]], dict[str, float]]
FORMS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "fewer columns": lambda frame: frame,
    "rows in another order": lambda frame: frame.sample(frac=1, random_state=3),
    "another index": lambda frame: frame.set_axis(range(10, 10 + len(frame))),
    "categories": lambda frame: frame.astype(dict.fromkeys(FEW, "category")),
}


def ours(frame: pd.DataFrame, keys: list[str]) -> dict[str, float]:
    """Return our numbers under pycanon's names; it cuts entropy l to a whole number."""
    from audit.anonymity.coded import Sensitive
    from audit.anonymity.measures import measures

    def codes(name: str) -> tuple[Any, int]:
        found, values = pd.factorize(frame[name], sort=True)
        return found, len(values)

    found = measures([codes(name) for name in keys], Sensitive(*codes(SENSITIVE)), len(frame))
    names = ("k", "alpha", "distinct_l_diversity", "entropy_l_diversity", "t_closeness", "basic_beta_likeness", "delta_disclosure")
    numbers = {name: float(getattr(found, name)) for name in names}
    return {**numbers, "entropy_l_diversity": float(floor(numbers["entropy_l_diversity"]))}


def theirs(frame: pd.DataFrame, keys: list[str]) -> dict[str, float]:
    """Return pycanon's seven numbers."""
    from pycanon import anonymity

    given = (frame, keys, [SENSITIVE])
    return {
        "k": float(anonymity.k_anonymity(frame, keys)),
        "alpha": float(anonymity.alpha_k_anonymity(*given)[0]),
        "distinct_l_diversity": float(anonymity.l_diversity(*given)),
        "entropy_l_diversity": float(anonymity.entropy_l_diversity(*given)),
        "t_closeness": float(anonymity.t_closeness(*given)),
        "basic_beta_likeness": float(anonymity.basic_beta_likeness(*given)),
        "delta_disclosure": float(anonymity.delta_disclosure(*given)),
    }


def timed(measure: Side, frame: pd.DataFrame, keys: list[str], again: int) -> dict[str, Any]:
    """Return numbers and CPU seconds, the median of several runs; what broke is told by its type."""
    seconds = []
    for _ in range(again):
        start = time.process_time()
        try:
            numbers: dict[str, Any] = measure(frame, keys)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            numbers = {"broke with": type(error).__name__}
        seconds.append(time.process_time() - start)
    return {"numbers": numbers, "seconds": sorted(seconds)[again // 2]}


def every_form(path: Path, measure: Side, again: int) -> dict[str, Any]:
    """Measure the rows as given, several times, and in every form over fewer columns."""
    frame = pd.read_csv(path, sep=None, engine="python", skipinitialspace=True)
    measure(frame.head(500), FEW)
    return {"as given": timed(measure, frame, SIX, again), **{name: timed(measure, form(frame), FEW, 1) for name, form in FORMS.items()}}


def beside(path: Path, peer: Path) -> dict[str, Any]:
    """Run this file under the peer's interpreter."""
    words = [str(peer), str(Path(__file__)), str(path), "--as-peer"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def compared(mine: dict[str, Any], peers: dict[str, Any]) -> bool:
    """Print both sides and return whether every bar was reached."""
    own, other = mine["as given"], peers["as given"]
    equal = all(isclose(value, other["numbers"][name], rel_tol=1e-9) for name, value in own["numbers"].items())
    ratio = other["seconds"] / own["seconds"]
    print(f"seven metrics as given: {own['seconds'] * 1000:.1f} ms CPU against {other['seconds']:.2f} s, {ratio:,.0f} times (bar {BAR:g})")
    print(f"equal values: {equal}: {own['numbers']}")
    truth = mine["fewer columns"]
    for name in FORMS:
        numbers = peers[name]["numbers"].items()
        wrong = {one: value for one, value in numbers if not isinstance(value, float) or not _close(truth, one, value)}
        print(f"{name}: ours the same {_same(truth, mine[name])}, pycanon differs in {wrong or 'nothing'}")
    return equal and ratio >= BAR and all(_same(truth, mine[name]) for name in FORMS)


def _close(own: dict[str, Any], name: str, value: float) -> bool:
    """Tell whether a number is ours but for rounding."""
    return isclose(own["numbers"][name], value, rel_tol=1e-9)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two forms have the same numbers."""
    return bool(one["numbers"] == other["numbers"])


def main() -> int:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--as-peer", action="store_true")
    given = parser.parse_args()
    if given.as_peer:
        print(json.dumps(every_form(given.path, theirs, 1)))
        return 0
    mine = every_form(given.path, ours, AGAIN)
    if given.peer is None:
        print(json.dumps(mine, indent=2))
        return 0
    return 0 if compared(mine, beside(given.path, given.peer)) else 1


if __name__ == "__main__":
    sys.exit(main())
