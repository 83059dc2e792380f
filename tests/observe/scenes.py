"""Small datasets for tests: the real way from a frame to facts, and facts made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

import pandas as pd

from audit.core.fact import Fact, Facts, Keys
from audit.core.values import Json
from audit.load.local import LocalTable
from audit.load.source import open_source
from audit.load.subject import Subject, override
from audit.observe.outcomes import NAME as OUTCOMES
from audit.observe.run import observe
from audit.observe.scene import Scene, Settings
from audit.observe.stage import InHand, Means, described, staged

MEANS = Means(memory="512MiB", threads=1)


def people(rows: int = 240, seed: int = 7) -> pd.DataFrame:
    """Return people with two protected columns, gaps, a label, a prediction, a score and quasi-identifiers."""
    import numpy as np

    draw = np.random.default_rng(seed)
    sex = draw.choice(["F", "M", None], rows, p=[0.45, 0.5, 0.05])
    race = draw.choice(["a", "b", "c"], rows, p=[0.6, 0.35, 0.05])
    score = draw.integers(0, 101, rows) / 100
    label = (draw.random(rows) < 0.2 + 0.5 * score).astype(int)
    return pd.DataFrame({
        "sex": pd.array(sex, dtype="str"),
        "race": race,
        "age": draw.integers(18, 80, rows),
        "zip": [f"{number:05d}" for number in draw.integers(10_000, 10_020, rows)],
        "income": np.where(draw.random(rows) < 0.1, np.nan, draw.integers(10, 90, rows) * 100.0),
        "label": label,
        "predicted": (score >= 0.5).astype(int),
        "score": score,
    })  # fmt: skip


FLAGS: Mapping[str, Any] = {
    "label": "label",
    "prediction": "predicted",
    "score": "score",
    "favourable": "1",
    "protected": "sex,race",
    "quasi_identifiers": "age,zip",
}


def subject(**flags: Any) -> Subject:
    """Return a subject without files; `strata`, which no flag declares, are columns with commas between them."""
    strata = tuple(name for name in str(flags.pop("strata", "")).split(",") if name)
    made = override(None, **{"need_data": False, **flags})
    return replace(made, roles=replace(made.roles, strata=strata)) if strata else made


@contextmanager
def scene(data: Any, settings: Settings | None = None, **flags: Any) -> Iterator[Scene]:
    """Yield one dataset under observation; `model` is a fitted estimator, anything else a flag."""
    estimator = flags.pop("model", None)
    in_hand = InHand({"test": data}, estimator)
    with staged(subject(**flags), in_hand, settings or Settings(), MEANS) as scenes:
        yield scenes[0]


def again(one: Scene, data: Any) -> Scene:
    """Return the scene with other data on the same engine: many small tables are fast this way."""
    return replace(one, source=open_source(cast("LocalTable", one.source.table).engine, one.source.name, data))


def observed(data: Any, settings: Settings | None = None, **flags: Any) -> Facts:
    """Return every fact of a frame or a path."""
    estimator = flags.pop("model", None)
    about = subject(**flags)
    with staged(about, InHand({"test": data}, estimator), settings or Settings(), MEANS) as scenes:
        return observe(scenes, described(about, scenes))


def about(**changes: Json) -> dict[str, Json]:
    """Return what hand-made facts are about: the event is also the favourable outcome."""
    roles: dict[str, Json] = {"positive": "1", "favourable": "1", "reference": {}, "quasi_identifiers": ["age", "zip"]}
    document: dict[str, Json] = {"roles": roles, "population": "sample", "columns": {}, "datasets": [], "model": None, "subject": {}}
    return {**document, **changes}


def outcome_fact(attributes: Sequence[str], rows: Iterable[tuple[Keys, int]]) -> Fact:
    """Return an outcomes fact from rows of (groups, actual, predicted) and their number."""
    return Fact.of(OUTCOMES, "test", (*attributes, "actual", "predicted"), ("n",), [(keys, (n,)) for keys, n in rows])


def cells(group: str, tp: int, fp: int, fn: int, tn: int) -> list[tuple[Keys, int]]:
    """Return the four cells of one group of one attribute."""
    return [((group, 1, 1), tp), ((group, 0, 1), fp), ((group, 1, 0), fn), ((group, 0, 0), tn)]


def facts_of(*facts: Fact, **changes: Json) -> Facts:
    """Return hand-made facts."""
    return Facts(facts, about(**changes))
