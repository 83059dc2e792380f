"""What every transformation keeps, whatever it does."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from audit.core.errors import BadInput
from audit.core.plan import Step
from audit.load.source import Source
from audit.transform.registry import ROW, Transformation, transformations
from tests.transform.rows import KEY, left, opened, ready, row_by_row, step, table

SECRET = {"key": {"env": "KEY"}, "key_id": "2026", "domain": "test"}
STEPS = {
    "date_shift": step("date_shift", "born,seen", subject="person"),
    "drop": step("drop", "note,smokes"),
    "generalise": step("generalise", "age,born,zip,country,smokes", steps={"age": "bands of 10", "born": "quarter", "zip": "first 3 characters", "country": "region", "smokes": "*"}),
    "mask": step("mask", "zip,age", keep_last=2),
    "microaggregate": step("microaggregate", "age,income", k=4),
    "noise": step("noise", "age,income", share=0.1),
    "pseudonymise": step("pseudonymise", "person,age", **SECRET),
    "recode_locally": step("recode_locally", "age,country", k=4),
    "redact": step("redact", "note"),
    "suppress_cells": step("suppress_cells", "zip,age", k=4),
    "suppress_rows": step("suppress_rows", "zip,smokes", k=3),
    "top_bottom": step("top_bottom", "age,income", tail=10),
}  # fmt: skip
NAMES = sorted(transformations())
TYPES = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "text": pa.string(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}
FILLED = {"generalise", "suppress_cells", "microaggregate", "recode_locally"}
"""Which may give a missing cell a label, or a cell of a small class none."""


@pytest.fixture(scope="module")
def source() -> Iterator[Source]:
    """Yield the table with a column of every kind."""
    with opened() as one:
        yield one


def test_every_transformation_is_held_to_the_laws() -> None:
    """A new file in the folder needs a step here."""
    assert sorted(STEPS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_rows_keep_their_places_and_all_else_its_values(source: Source, name: str) -> None:
    """Rows may go missing; the hidden column tells which; what the step does not name is untouched."""
    found = left(ready(source, STEPS[name]))
    before, after = table().to_pylist(), row_by_row(found)

    touched = set() if name == "suppress_rows" else set(STEPS[name].columns)
    untouched = [column.name for column in source.columns if column.name not in touched]
    expected = [{key: before[row][key] for key in untouched} for row in after]
    actual = [{key: row[key] for key in untouched} for row in after.values()]

    assert found.column(ROW).to_pylist() == sorted(set(found.column(ROW).to_pylist()))
    assert expected == actual


@pytest.mark.parametrize("name", NAMES)
def test_batches_may_be_cut_anywhere_and_read_again(source: Source, name: str) -> None:
    """One row at a time, or all at once: what was drawn when the step was made ready stays."""
    made = ready(source, STEPS[name])
    expected = left(made, 1_000).to_pydict()

    actual = [left(made, size).to_pydict() for size in (7, 64, 1_000)]

    assert actual == [expected] * 3


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_what_they_are_said_to_be(source: Source, name: str) -> None:
    """Names in their order, kinds as the rows have them."""
    made = ready(source, STEPS[name])
    expected = {column.name: TYPES[column.kind] for column in made.columns}

    actual = dict(zip(left(made).schema.names[:-1], left(made).schema.types[:-1], strict=True))

    assert list(expected.items()) == list(actual.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_single_column_is_what_it_is_among_all(source: Source, name: str) -> None:
    """A reader that asks for one column gets the same rows."""
    made = ready(source, STEPS[name])
    whole = left(made)
    for column in made.columns:
        expected = whole.select([column.name, ROW]).to_pydict()

        actual = pa.Table.from_batches(list(made.batches([column.name], 64))).to_pydict()

        assert expected == actual


@pytest.mark.parametrize("name", [name for name in NAMES if name not in FILLED | {"drop"}])
def test_what_is_missing_stays_missing(source: Source, name: str) -> None:
    """No value is made up where there was none, and none is lost."""
    before, after = table().to_pylist(), row_by_row(left(ready(source, STEPS[name])))

    expected = [[before[row][column] is None for column in STEPS[name].columns] for row in after]
    actual = [[row[column] is None for column in STEPS[name].columns] for row in after.values()]

    assert expected == actual


@pytest.mark.parametrize("name", NAMES)
def test_no_rows_are_no_mistake(source: Source, name: str) -> None:
    """A step before may have left nothing."""
    nothing = step("suppress_rows", "zip", k=10**6)

    assert left(ready(source, nothing, STEPS[name])).num_rows == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_step_says_what_it_does(name: str) -> None:
    """The file is called as the technique; all is said in sentences; nothing is promised that cannot be known."""
    one = transformations()[name]
    module = sys.modules[one.prepare.__module__]
    said = " ".join([one.says, inspect.getdoc(module) or "", *(parameter.says for parameter in one.parameters)])

    assert Path(inspect.getfile(module)).stem == name
    assert one.says.endswith(".")
    assert all(parameter.says for parameter in one.parameters)
    assert [word for word in ("anonym", "safe", "complian", "guarantee") if word in said.lower().replace("pseudonym", "")] == []


WRONG: dict[str, Any] = {
    "whole": 1.5, "number": "many", "text": 3, "flag": "yes", "names": "one", "column": "nobody", "texts by column": "bands",
    "wholes": {"age": 1.5}, "numbers": {"age": "x"}, "key": "hunter2",
}  # fmt: skip


def _mistakes(one: Transformation) -> Iterator[tuple[Step, str]]:
    """Yield steps with one thing wrong, and what the message has to name."""
    good = STEPS[one.name]
    yield Step(one.name, ("nobody",), good.parameters), "nobody"
    yield Step(one.name, (), good.parameters), "names no columns"
    yield Step(one.name, good.columns, {**good.parameters, "colour": 1}), "colour"
    for parameter in one.parameters:
        yield (
            Step(one.name, good.columns, {**good.parameters, parameter.name: WRONG[parameter.kind]}),
            parameter.name if parameter.kind != "column" else "nobody",
        )
        if parameter.low is not None and parameter.kind in {"whole", "number"}:
            yield Step(one.name, good.columns, {**good.parameters, parameter.name: int(parameter.low) - 1}), "at least"
        if parameter.words:
            yield Step(one.name, good.columns, {**good.parameters, parameter.name: "other"}), "one of"
        if parameter.required:
            without = {key: value for key, value in good.parameters.items() if key != parameter.name}
            yield Step(one.name, good.columns, without), parameter.name


MISTAKES = [
    pytest.param(wrong, said, id=f"{name}-{place}")
    for name in NAMES
    for place, (wrong, said) in enumerate(_mistakes(transformations()[name]))
]


@pytest.mark.parametrize(("wrong", "said"), MISTAKES)
def test_a_wrong_step_is_refused_with_its_place(source: Source, wrong: Step, said: str) -> None:
    """The message names the step and the parameter or column."""
    with pytest.raises(BadInput) as caught:
        ready(source, step("drop", "smokes"), wrong)

    actual = str(caught.value)

    assert "step 2" in actual
    assert said in actual


MARKED = pa.table({
    "person": ["SECRET-p", "SECRET-q"], "age": ["SECRET-1", "SECRET-2"], "income": ["SECRET-3", "SECRET-4"], "zip": ["SECRET-5", None],
    "country": ["SECRET-6", "SECRET-7"], "born": ["SECRET-8", "SECRET-9"], "seen": ["SECRET-a", "SECRET-b"], "smokes": ["SECRET-c", "SECRET-d"],
    "note": pa.array([4242424242, 4242424243]),
})  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_exception_holds_a_value(name: str) -> None:
    """Every column is of a kind that the step is not for: it is refused, or done, and never quoted."""
    with opened(MARKED) as one:
        try:
            actual = " ".join(ready(one, STEPS[name]).notes)
        except BadInput as error:
            actual = f"{error!r} {error} {error.__cause__!r} {error.__context__ if not error.__suppress_context__ else ''}"

    assert "SECRET" not in actual
    assert "424242" not in actual
    assert KEY not in actual


def test_steps_are_taken_on_what_the_steps_before_leave(source: Source) -> None:
    """A class is counted after the bands; what was dropped is no longer there."""
    bands = step("generalise", "age", steps={"age": "bands of 20"})
    alone = left(ready(source, step("suppress_rows", "age", k=4))).num_rows
    together = left(ready(source, bands, step("suppress_rows", "age", k=4))).num_rows

    assert alone < together == table().num_rows
    with pytest.raises(BadInput, match=r"step 2 .*no column 'age'"):
        ready(source, step("drop", "age"), bands)


def test_all_mistakes_of_a_plan_are_told_at_once(source: Source) -> None:
    """Whatever can be seen without reading a row."""
    with pytest.raises(BadInput) as caught:
        ready(source, step("dorp", "age"), step("drop", "aeg"), step("mask", "zip", keep=1), subject_id="nobody")

    actual = [str(problem).split(":")[0] for problem in caught.value.problems]

    assert actual == ["plan test", "plan test, step 1 (dorp)", "plan test, step 2 (drop)", "plan test, step 3 (mask)"]


def test_a_column_may_not_take_the_hidden_name() -> None:
    """The position of a row is kept under a name of its own."""
    with opened(pa.table({ROW: [1, 2], "a": ["x", "y"]})) as one, pytest.raises(BadInput, match="Rename it"):
        ready(one, step("drop", "a"))
