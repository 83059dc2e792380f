"""Reads 10,000 malformed policies, files of tests and baselines: never a traceback, every mistake with file, line and column.

Run: python benchmarks/policy_fuzz.py [NUMBER]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audit.core.errors import Problem
from tests.load.policy_documents import (
    BASELINE_DOCUMENTS,
    DOCUMENTS,
    TEST_DOCUMENTS,
    mistakes,
    mistakes_of_a_baseline,
    mistakes_of_tests,
    unplaced,
)

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
SEEN: Counter[str] = Counter()


def note(kind: str, found: tuple[Problem, ...]) -> None:
    """Count what was found; a mistake without its place ends the run."""
    SEEN[kind] += 1
    SEEN["mistakes"] += len(found)
    SEEN["accepted"] += not found
    if lost := unplaced(found):
        raise SystemExit("\n".join(lost))


def main() -> None:
    """Read them all and say what they came to."""
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        bounds = settings(max_examples=NUMBER * 7 // 10, deadline=None, database=None, suppress_health_check=list(HealthCheck))

        @seed(2026)
        @bounds
        @given(document=DOCUMENTS)
        def policies(document: bytes) -> None:
            note("policies", mistakes(document, where))

        @seed(2026)
        @settings(bounds, max_examples=NUMBER * 3 // 20)
        @given(document=TEST_DOCUMENTS)
        def tests(document: bytes) -> None:
            note("files of tests", mistakes_of_tests(document, where))

        @seed(2026)
        @settings(bounds, max_examples=NUMBER * 3 // 20)
        @given(document=BASELINE_DOCUMENTS)
        def baselines(document: bytes) -> None:
            note("baselines", mistakes_of_a_baseline(document, where))

        policies()
        tests()
        baselines()
    print({**SEEN, "CPU seconds": round(time.process_time() - start, 1)})


if __name__ == "__main__":
    main()
