"""Measures what the whole way must reach: `python benchmarks/spine.py` in an environment with equigate installed.

Prints wall and CPU seconds of whole processes (children included) beside the bar, and exits 1 if one is missed.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROWS = 10_000


def people(path: Path) -> None:
    """Write invented decisions about 10,000 people: label, prediction, groups, and a few columns beside them."""
    draw = random.Random(20261120)  # noqa: S311
    with path.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["reference", "sex", "ethnicity", "age", "income", "region", "remark", "hired", "model_says"])
        for place in range(ROWS):
            label = draw.random() < 0.4
            said = draw.random() < (0.7 if label else 0.2)
            remark = f"call back in week {draw.randint(1, 52)}" if place % 5 == 0 else ""
            group = [draw.choice(["female", "male"]), draw.choice("ABC"), draw.randint(18, 80), draw.randint(10_000, 90_000)]
            rows.writerow(
                [100_000 + place, *group, draw.choice(["north", "south"]), remark, "yes" if label else "no", "yes" if said else "no"]
            )


def measured(words: Sequence[str], folder: Path) -> tuple[float, float]:
    """Run equigate and return its wall and CPU seconds."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "audit", *words], cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def installed() -> float:
    """Return the megabytes of the environment that runs this."""
    files = (Path(place) / name for place, _, names in os.walk(sys.prefix) for name in names)
    return sum(file.lstat().st_blocks * 512 for file in files) / 2**20


def main() -> int:
    """Print every figure beside its bar."""
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        people(folder / "people.csv")
        line = ["check", "--data", "people.csv", "--label", "hired", "--prediction", "model_says", "--favourable", "yes"]
        line += ["--protected", "sex,ethnicity"]
        reports = ["-o", "html=r.html", "-o", "json=e.json", "--quasi-identifiers", "age,sex,region"]
        figures = [
            ("one line, 10,000 rows, first run", measured(line, folder), 10.0),
            ("one line, 10,000 rows, second run", measured(line, folder), 5.0),
            ("the same with quasi-identifiers, html and json", measured([*line, *reports], folder), 10.0),
            ("demo", measured(["demo", "demo"], folder), 30.0),
        ]
    print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    for what, (wall, cpu), bar in figures:
        missed += wall > bar
        print(f"{what:<50} wall {wall:6.2f} s  cpu {cpu:6.2f} s  must reach {bar:g} s  {'missed' if wall > bar else 'reached'}")
    print(f"{'installed environment':<50} {installed():6.0f} MB (a runtime environment must stay at or below 900)")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
