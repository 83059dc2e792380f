"""Audits one table on one engine, in a process of its own: `python engine_run.py ENGINE FOLDER OUT WHAT...`.

Spark's classic sessions and Spark Connect cannot live in one process.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit.advise.loop import advise
from audit.assess import assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.core.values import canonical
from audit.load.subject import override
from audit.observe.registry import RowWork, makers
from audit.observe.rows import counted
from audit.observe.run import observe
from audit.observe.scene import Settings
from audit.observe.stage import InHand, Means, described, staged
from audit.pipeline import Request, policy_for

FLAGS: dict[str, Any] = {
    "label": "label",
    "favourable": ["1"],
    "protected": ["sex", "group", "age:18:30:45:65"],
    "quasi_identifiers": ["age", "zip", "sex"],
    "locales": ["DE"],
}
DESIGN: dict[str, Any] = {"weight": "weight", "subject_id": "token", "strata": ("smokes", 'the "odd" name')}
STORED = {"prediction": "predicted", "score": "chance"}
TASKS: dict[str, tuple[str, str]] = {"multiclass": ("kind", "said"), "regression": ("amount", "guess")}
"""Labels and predictions of other tasks than a yes-or-no decision."""
SAMPLE = 3_000


def in_hand(engine: str, folder: Path) -> Any:
    """Return the frame that an engine is handed, None where the data has an address."""
    import pandas as pd
    import polars as pl

    file = folder / "people.parquet"
    if engine == "pandas":
        return pd.read_parquet(file)
    if engine == "polars":
        return pl.read_parquet(file)
    if engine in {"connect", "spark frame"}:
        from pyspark.sql import SparkSession

        builder: Any = SparkSession.builder
        session = builder.remote("local[2]") if engine == "connect" else builder.master("local[2]").config("spark.ui.enabled", "false")
        return session.getOrCreate().read.parquet(str(file))
    return None


def run(engine: str, folder: Path, what: str, data: Any) -> dict[str, Any]:
    """Return facts and claims; `what` is `stored`, `model` or `sample`; `data` is a frame in hand, or None."""
    if what in {"tasks", "task models"}:
        return _other_tasks(engine, folder, what, data)
    model = {"model": str(folder / "model.skops"), "trusted": (folder / "trusted").read_text().split()}
    flags = FLAGS | (model if what == "model" else STORED)
    place = engine if "#" in engine else str(folder / "people.parquet")
    subject = override(None, data=[] if data is not None else [place], need_data=data is None, **flags)
    subject = replace(subject, roles=replace(subject.roles, event_date="seen", **DESIGN))
    means = Means(memory="1GB", threads=2)
    request = Request(subject, policy_for(subject), InHand({} if data is None else {"test": data}), means, datetime.now(UTC))
    day, sample = "2026-11-20", SAMPLE if what == "sample" else None
    wanted = Settings(locales=subject.locales, sample=sample, as_of=day, attacks=what == "stored")
    with staged(subject, request.in_hand, wanted, means) as scenes:
        facts = observe(scenes, described(subject, scenes))
        assessment = assess(facts, request.policy, checks())
        tried = advise(scenes, facts, assessment, checks())
    claims = claims_of(facts, request.policy, assessment, checks(), tried)
    return {"facts": [fact.to_json() for fact in facts.tables], "claims": claims}


def _other_tasks(engine: str, folder: Path, what: str, data: Any) -> dict[str, Any]:
    """Return the facts that only other tasks have, of stored predictions or of models."""
    made: list[Any] = []
    place = engine if "#" in engine else str(folder / "people.parquet")
    for task, (label, prediction) in TASKS.items():
        how: dict[str, Any] = {"prediction": prediction}
        if what == "task models":
            how = {"model": str(folder / f"{task}.skops"), "trusted": (folder / "trusted").read_text().split()}
        flags: dict[str, Any] = {"task": task, "label": label, "protected": FLAGS["protected"], **how}
        subject = override(None, data=[] if data is not None else [place], need_data=data is None, **flags)
        with staged(subject, InHand({} if data is None else {"test": data}), Settings(), Means(memory="1GB", threads=2)) as scenes:
            works = [one for one in makers() if isinstance(one, RowWork) and one.applies(scenes[0])]
            made += [fact.to_json() for fact in counted(scenes[0], works)]
    return {"facts": made, "claims": {"datasets": [], "advice": [], "not_checked": []}}


if __name__ == "__main__":
    engine_name, where, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    handed = in_hand(engine_name, where)
    result = {asked: run(engine_name, where, asked, handed) for asked in sys.argv[4:]}
    out.write_text(json.dumps(json.loads(canonical(result))), encoding="utf-8")
