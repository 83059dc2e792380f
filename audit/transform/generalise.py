"""Make columns coarser by the same steps that a plan was searched with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.load.hierarchies import Tree, hierarchies
from audit.observe.coarsening import AS_GIVEN, Coarsen, Seen, Wrong, coarsener, file_level, threshold
from audit.transform import said
from audit.transform.registry import Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import as_kind, changed, mapped
from audit.transform.values import counted

if TYPE_CHECKING:
    import pyarrow as pa


def _prepare(step: Step, reading: Reading) -> Applied:
    """Find what each step of each column has to know, and refuse what a column's kind or hierarchy file does not allow."""
    steps = _steps(step, reading)
    trees = _trees(step, steps, reading)
    made = {name: _coarsener(named, name, trees.get(name), reading) for name, named in steps.items() if named != AS_GIVEN}

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with the labels in place of the values."""
        return changed(batch, {name: mapped(batch.column(name), made[name]) for name in made if name in batch.schema.names})

    return Applied(as_kind(reading.columns, made, "text"), tuple(made), apply)


def _steps(step: Step, reading: Reading) -> dict[str, str]:
    """Return the name of the step of each column."""
    named = said.texts(step, "steps")
    odd = sorted(set(named) ^ set(step.columns))
    if odd:
        raise reading.bad(f"'steps' and 'columns' do not name the same columns: {odd[0]!r} is only in one", "Name a step for each column")
    return {name: named[name] for name in step.columns}


def _trees(step: Step, steps: Mapping[str, str], reading: Reading) -> dict[str, Tree]:
    """Return the hierarchy files of the columns whose steps need one."""
    needing = [name for name, named in steps.items() if file_level(named) is not None]
    own = said.text(step, "hierarchies")
    folder = str(reading.keys.folder / own) if own else reading.settings.hierarchies
    if needing and not folder:
        raise reading.bad(f"{steps[needing[0]]!r} needs the folder of hierarchy files", "Write hierarchies: FOLDER")
    found = hierarchies(folder, [column.name for column in reading.columns]) if needing else {}
    missing = next((name for name in needing if name not in found), None)
    if missing is not None:
        raise reading.bad(f"there is no hierarchy file for column {missing!r}", f"Add {missing}.csv to {folder}")
    return {name: found[name] for name in needing}


def _coarsener(named: str, name: str, tree: Tree | None, reading: Reading) -> Coarsen:
    """Return what a step makes of a value of a column; common values and unknown ones are found by reading it once."""
    share, seen = threshold(named), Seen(levels=None if tree is None else tree.levels)
    try:
        coarsener(named, reading.kind(name), seen)
    except Wrong as error:
        raise reading.bad(f"column {name!r}: {error}") from None
    if share is not None or tree is not None:
        sizes: dict[Any, int] = counted(reading, name)
        if tree is not None:
            tree.check(name, sizes)
        rows = sum(sizes.values())
        common = {value for value, size in sizes.items() if value is not None and share is not None and size >= share * rows}
        seen = seen._replace(common=frozenset(common))
    return coarsener(named, reading.kind(name), seen)


GENERALISE = Transformation(
    "generalise",
    "Values are replaced by coarser ones: the same for everybody who has the value.",
    (
        Parameter("steps", "texts by column", "the step of each column, as its ladder names it: bands of 10, year, *", required=True),
        Parameter("hierarchies", "text", "the folder of hierarchy files, relative to the plan"),
    ),
    _prepare,
)
