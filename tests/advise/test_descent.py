"""The step-by-step search ends with few rows alone, and every step it takes is a step of a ladder."""

from __future__ import annotations

from typing import Any

import pytest

from audit.advise import generalise
from audit.advise.effect import Classes, effect
from audit.anonymity.coded import Coded
from audit.load.subject import override
from audit.observe.codes import encode
from audit.observe.scene import Scene, Settings
from audit.observe.stage import InHand, Means, staged


@pytest.fixture(scope="module")
def codes() -> Coded:
    """Return the codes of 600 people with an age, a postcode and a sex."""
    import pandas as pd

    rows = [(18 + n * 7 % 60, f"{10000 + n * 37 % 90:05d}", "fm"[n % 2]) for n in range(600)]
    frame = pd.DataFrame(rows, columns=["age", "postcode", "sex"])
    subject = override(None, quasi_identifiers="age,postcode,sex", need_data=False)
    with staged(subject, InHand({"test": frame}), Settings(), Means()) as scenes:
        scene: Scene = scenes[0]
        return encode(scene)


def test_both_searches_keep_the_promise(codes: Coded) -> None:
    classes, k = Classes.of(codes), 5.0
    best, stepped = generalise._best(classes, k), generalise._descend(classes, k)

    assert best.alone <= generalise.MOST_LOST * codes.rows
    assert stepped.alone <= generalise.MOST_LOST * codes.rows
    assert best.loss <= stepped.loss


def test_classes_count_what_rows_count(codes: Coded) -> None:
    levels: dict[str, Any] = {name: min(1, len(codes.hierarchies[name].steps) - 1) for name in codes.columns}
    alone = Classes.of(codes).alone(levels, 5.0)

    assert alone == effect(Classes.of(codes), levels, 5.0, 10, suppress=False).below_limit_after


def test_a_hopeless_case_gives_up_everything(codes: Coded) -> None:
    plan = generalise._descend(Classes.of(codes), 10_000.0)

    assert plan.levels == {name: len(codes.hierarchies[name].steps) - 1 for name in codes.columns}
