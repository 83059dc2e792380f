"""Measures a release of many rows to Parquet: `python benchmarks/anonymize_speed.py [--rows 1000000]`.

Invented people (24 columns, six with personal data) go through a plan that drops, generalises, pseudonymises and suppresses.
The command runs as a process of its own, so that its memory is its own: the largest resident set, CPU and wall seconds,
and what the measurement of the written file says. Prints what was measured beside its bar, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import invented

ROOT = Path(__file__).resolve().parents[1]
MOST_MEMORY = 1.5e9
BARRED_ROWS = 1_000_000
PLAN = """\
version: 1
name: benchmark
subject_id: person_id
steps:
  - {technique: drop, columns: [email, phone, street, notes, employer, city]}
  - {technique: pseudonymise, columns: [person_id], key: {env: BENCHMARK_KEY}, key_id: bench, domain: bench}
  - technique: generalise
    steps: {age: bands of 10, zip: first 2 characters, joined: year, updated: month}
  - {technique: suppress_rows, columns: [age, sex, zip, region, education, occupation], k: 5}
promise:
  quasi_identifiers: [age, sex, zip, region, education, occupation]
  k: 5
  t: {ethnicity: 1.0}
  max_suppression: 1.0
  max_group_suppression: 1.0
  protected: [sex, ethnicity]
"""


def main() -> int:
    """Run the command once, print what it took, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=BARRED_ROWS)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        invented.write(folder / "data.parquet", rows)
        (folder / "plan.yml").write_text(PLAN, encoding="utf-8")
        began = time.monotonic()
        command = [sys.executable, "-m", "audit", "anonymize", "data.parquet", "--plan", "plan.yml", "-o", "out.parquet"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "BENCHMARK_KEY": secrets.token_hex(32)}
        done = subprocess.run([*command, "--evidence", "evidence.json", "-v"], cwd=folder, env=environment, check=False, text=True,
                              capture_output=True)  # fmt: skip
        wall = time.monotonic() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(done.stdout + done.stderr)
        if done.returncode not in {0, 1}:
            return 1
        claims = json.loads((folder / "evidence.json").read_text("utf-8"))["claims"]
        size = (folder / "out.parquet").stat().st_size
    memory = used.ru_maxrss * 1024
    print(f"{rows:,} rows in, {claims['release']['rows']:,} out ({size / 1e6:,.0f} MB), k {claims['risk']['file']['k']}")
    print(
        f"{used.ru_utime + used.ru_stime:.1f} s CPU, {wall:.1f} s wall, {memory / 1e6:,.0f} MB resident (bar {MOST_MEMORY / 1e6:,.0f} MB)"
    )
    return int(rows <= BARRED_ROWS and memory > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
