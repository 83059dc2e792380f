"""Is each file that is given held against the hash of its own part?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.core.errors import BadInput
from audit.core.values import digest
from audit.load.subject import Dataset, ModelSpec, Subject
from audit.verified.inputs import check_complete, input_lines
from audit.verified.outcome import Line, State, ended

CSV = b"a,b\n1,2\n"
MODEL = b"the bytes of a model"


def _claims(**parts: Any) -> dict[str, Any]:
    """Return the claims on one dataset and a model."""
    return {"datasets": [{"name": "test", "sha256": digest(CSV)}], "model": {"format": "skops", "sha256": digest(MODEL)}, **parts}


FILE, FUNCTION = ModelSpec("m.skops"), ModelSpec(predict_with="mine:predict")
TEST = Dataset("test", "d.csv")
CASES: dict[str, tuple[Dataset, ModelSpec | None, dict[str, Any], list[tuple[str, State]]]] = {
    "both are its own": (TEST, FILE, {}, [("data test", State.SAME), ("model", State.SAME)]),
    "another model": (
        TEST, FILE, {"model": {"format": "skops", "sha256": digest(b"")}}, [("data test", State.SAME), ("model", State.DIFFERENT)],
    ),
    "no model is known": (TEST, FILE, {"model": None}, [("data test", State.SAME), ("model", State.DIFFERENT)]),
    "a function has no bytes": (TEST, FUNCTION, {}, [("data test", State.SAME), ("model", State.LEFT)]),
    "another part": (Dataset("train", "d.csv"), None, {}, [("data train", State.DIFFERENT)]),
    "a table has no bytes": (Dataset("test", "local[2]#people"), None, {}, [("data test", State.LEFT)]),
    "it was in memory": (TEST, None, {"datasets": [{"name": "test", "sha256": None}]}, [("data test", State.LEFT)]),
}  # fmt: skip


@pytest.mark.parametrize(("dataset", "model", "parts", "expected"), CASES.values(), ids=CASES)
def test_every_input_is_held_against_its_hash(
    tmp_path: Path, dataset: Dataset, model: ModelSpec | None, parts: dict[str, Any], expected: list[tuple[str, State]]
) -> None:
    """What has no bytes is not compared here: running again decides."""
    (tmp_path / "d.csv").write_bytes(CSV)
    (tmp_path / "m.skops").write_bytes(MODEL)
    subject = Subject("s", (dataset,), model, folder=tmp_path)

    lines = input_lines(_claims(**parts), subject)

    assert [(line.what, line.state) for line in lines] == expected


def test_a_model_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="the model cannot be read"):
        list(input_lines(_claims(), Subject("s", (), FILE, folder=tmp_path)))


@pytest.mark.parametrize(("format_", "step"), [("skops", "--model FILE"), ("function", "--predict-with MODULE:FUNCTION")])
def test_the_flag_that_is_missing_is_named(format_: str, step: str) -> None:
    with pytest.raises(BadInput) as error:
        check_complete(_claims(model={"format": format_, "sha256": None}), Subject("s", (TEST,)))

    assert [problem.step for problem in error.value.problems] == [f"Give it: {step}"]


ENDS = [
    ([State.SAME, State.LEFT], 0, "nothing differs; not compared: b"),
    ([State.SAME], 0, "nothing differs"),
    ([State.UNKNOWN, State.SAME], 3, "cannot tell: a"),
    ([State.UNKNOWN, State.DIFFERENT], 1, "differs: b"),
]


@pytest.mark.parametrize(("states", "code", "reason"), ENDS)
def test_the_worst_decides_and_nothing_unknown_is_agreement(states: list[State], code: int, reason: str) -> None:
    lines = [Line(name, state, "") for name, state in zip("ab", states, strict=False)]

    assert ended(lines) == (code, reason)
