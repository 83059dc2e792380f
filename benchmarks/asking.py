"""What does asking a model about every row cost? A part of scale.py: `python benchmarks/asking.py PART DATA MODEL [WORKERS]`.

Prints CPU and wall seconds of one way of asking, the megabytes of the largest process beside this one, and the
hash of what was counted, as JSON. The data is open before the clock starts, as it is in an audit.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

BATCH = 65_536
WORDS = ["region", "education", "occupation", "marital", "sex", "ethnicity"]
NUMBERS = ["age", "hours", "tenure"]
FLAGS: dict[str, Any] = {"label": "label", "favourable": "1", "protected": "sex,ethnicity,age:18:25:45:65"}
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}


def fit(data: Path, path: Path) -> None:
    """Fit a one-hot encoder and a logistic regression on the first rows, and save them with skops."""
    import pyarrow.parquet as pq
    import skops.io
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder

    rows = next(pq.ParquetFile(data).iter_batches(20_000)).to_pandas()
    words = ColumnTransformer([("words", OneHotEncoder(handle_unknown="ignore"), WORDS), ("numbers", "passthrough", NUMBERS)])
    model = Pipeline([("words", words), ("decide", LogisticRegression(max_iter=1_000))])
    skops.io.dump(model.fit(rows[WORDS + NUMBERS], rows["label"]), path)


def bare(data: str, path: str, *, scores: bool) -> dict[str, Any]:
    """Ask the model about every row by one thread, do nothing with its answers, and return what it took."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import skops.io

    pa.set_cpu_count(1)
    model: Any = skops.io.load(path, trusted=skops.io.get_untrusted_types(file=path))

    def ask(frame: Any) -> None:
        model.predict(frame)
        if scores:
            model.predict_proba(frame)

    def every() -> None:
        for batch in pq.ParquetFile(data).iter_batches(BATCH, columns=WORDS + NUMBERS, use_threads=False):
            ask(batch.to_pandas())

    # What is imported on the first call is no part of predicting.
    ask(next(pq.ParquetFile(data).iter_batches(10, columns=WORDS + NUMBERS)).to_pandas())
    return measured(every)


def counted(data: str, path: str, workers: int) -> dict[str, Any]:
    """Count outcomes and scores as an audit does, and return what it took."""
    from audit.core.values import canonical, digest
    from audit.load.subject import override
    from audit.observe import rows
    from audit.observe.registry import row_works
    from audit.observe.scene import Settings
    from audit.observe.stage import InHand, Means, staged

    subject = override(None, data=[data], model=path, **FLAGS)
    facts: list[Any] = []
    with staged(subject, InHand(), Settings(), Means("1GiB", workers)) as scenes:
        scene = replace(scenes[0], workers=workers)
        took = measured(lambda: facts.extend(rows.counted(scene, row_works(["outcomes", "scores"]))))
    return {**took, "rows": sum(numbers[0] for numbers in facts[0].rows.values()), "facts": digest(canonical(_json(facts)))}


def _json(facts: list[Any]) -> list[Any]:
    """Return facts as JSON."""
    return [fact.to_json() for fact in facts]


def measured(work: Callable[[], object]) -> dict[str, Any]:
    """Return CPU seconds of this process and its children, wall seconds, and the peak megabytes of the largest child."""
    peak, done = [0], threading.Event()
    watching = threading.Thread(target=_watch, args=(peak, done))
    watching.start()
    before, since = os.times(), time.perf_counter()
    work()
    after, wall = os.times(), time.perf_counter() - since
    done.set()
    watching.join()
    return {"cpu": sum(after[:4]) - sum(before[:4]), "wall": wall, "peak": peak[0]}


def _watch(peak: list[int], done: threading.Event) -> None:
    """Note the highest resident memory of any child (Linux only)."""
    while not done.wait(0.25):
        for place in Path("/proc").glob("[0-9]*"):
            try:
                status = dict(line.split(":\t", 1) for line in (place / "status").read_text().splitlines() if ":\t" in line)
            except OSError:
                continue
            if status.get("PPid") == str(os.getpid()) and "VmHWM" in status:
                peak[0] = max(peak[0], int(status["VmHWM"].split()[0]) // 1024)


def main(words: list[str]) -> int:
    """Do one part."""
    part, data, model = words[:3]
    if part == "count":
        print(json.dumps(counted(data, model, int(words[3]))))
        return 0
    os.environ.update(ONE_THREAD)
    print(json.dumps(bare(data, model, scores=part == "bare with scores")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
