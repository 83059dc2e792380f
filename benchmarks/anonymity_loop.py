"""Measures the closed loop on Adult: `python benchmarks/anonymity_loop.py [--data FOLDER]`.

Six columns, k 5, a one-hot logistic regression over the other columns: the plan with the least loss, the plan that is chosen for
the model among those that spare every race, and the best that keeps race and sex. Prints every way to release with what was
measured, and exits 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import process_time

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from audit.advise.effort import FULL
from audit.advise.release_plans import Released, released
from audit.core.advice import Release
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.words import Severity
from audit.load.subject import override
from audit.observe.codes import encode
from audit.observe.scene import Settings
from audit.observe.stage import InHand, Means, staged
from audit.render.release_lines import held_lines, release_lines, table_lines

DATA = Path(__file__).resolve().parents[1] / "../shared/data/anonymisation"
SIX = "age,education,marital-status,race,sex,native-country"
ARX = (3, 1, 0, 0, 0, 0)
MOST_SECONDS = 60.0
MOST_OF_A_RACE = 0.05


def tried(folder: Path) -> Released:
    """Return what is tried on the census file."""
    frame = pd.read_csv(folder / "adult.csv", sep=";")
    model = make_pipeline(OneHotEncoder(handle_unknown="ignore"), LogisticRegression(max_iter=300))
    model.fit(frame.drop(columns="salary-class"), frame["salary-class"])
    about = override(
        None,
        data=[f"test={folder / 'adult.csv'}"],
        quasi_identifiers=SIX,
        label="salary-class",
        favourable=[">50K"],
        protected="race,sex",
    )
    settings = Settings(hierarchies=str(folder), attacks=True)
    with staged(about, InHand({}, model), settings, Means()) as (scene,):
        return released(scene, encode(scene), {"k": Ask("small-cells", Limit.at_least(5), Severity.HIGH)}, FULL)


def levels(one: Release) -> tuple[int, ...]:
    """Return the levels in the order of the columns."""
    return tuple(one.levels[name] for name in SIX.split(","))


def missed(done: Released, seconds: float) -> list[str]:
    """Return the bars that are missed."""
    least = next((one for one in done.others if levels(one) == ARX), None)
    said = next((text for text in done.chosen.says if text.startswith("Accuracy")), "")
    bars = {
        "the least loss is ARX's, and takes 74.9% of race Other": bool(least and least.worst and f"{least.worst[2]:.1%}" == "74.9%"),
        "the chosen plan takes at most 5% of every race": all(
            (one or 0) <= MOST_OF_A_RACE for one in done.chosen.lost_by_group["race"].values()
        ),
        "its accuracy is not below ARX's": bool(said) and float(said.split(" to ")[1].split(",")[0]) >= 0,
        "a plan keeps race and sex": any(not one.leaves and one.worst and one.worst[2] <= MOST_OF_A_RACE for one in done.others),
        f"it takes at most {MOST_SECONDS:g} s CPU": seconds <= MOST_SECONDS,
    }
    return [name for name, met in bars.items() if not met]


def main() -> int:
    """Print everything that was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    folder = parser.parse_args().data
    start = process_time()
    done = tried(folder)
    seconds = process_time() - start
    print("\n".join((*release_lines(done.chosen, 120), "", *held_lines(done.chosen.held), "", *table_lines(done.others, 120))))
    print("\n".join(f"{one.attack}: {one.before} before, {one.after} ({one.low} to {one.high}) after" for one in done.chosen.attacks))
    print(f"{seconds:.1f} s CPU, {done.tried} plans trained on")
    failed = missed(done, seconds)
    print("\n".join(f"MISSED: {name}" for name in failed) or "every bar is met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
