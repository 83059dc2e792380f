"""What is counted with differential privacy, over which categories, with how much noise? The one step of such a plan, checked whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import prod

from audit.core.errors import BadInput, Problem
from audit.core.plan import Plan, Promise, Step
from audit.load.canonical import canonical
from audit.transform import said
from audit.transform.parameters import held_to
from audit.transform.registry import Parameter

COUNT = "noisy_count"
"""The column of the counts."""
OTHERS = "other values"
"""The category of whatever is not listed, missing values too; it is always there, so its presence tells nothing."""
MOST_CELLS = 100_000
"""About 0.3 ms of exact sampling each."""
_ROWS_ONLY = ("quasi_identifiers", "k", "l", "t", "max_suppression", "max_group_suppression", "protected")


@dataclass(frozen=True, slots=True)
class Aggregation:
    """A technique that leaves a table of numbers and no rows; it is the only step of its plan."""

    name: str
    says: str
    parameters: tuple[Parameter, ...]


PRIVATE_COUNTS = Aggregation(
    "private_counts",
    "Rows are counted per combination of categories, and each count gets noise from the discrete Laplace distribution (OpenDP).",
    (
        Parameter("epsilon", "number", "how much one person (or row) may change the odds of any output, as a logarithm", True, 1e-4, 20),  # noqa: FBT003
        Parameter("unit", "text", "what is hidden: a person with all their rows, or one row", required=True, words=("person", "row")),
        Parameter("most_rows_per_person", "whole", "how many rows of a person are counted, drawn at random", low=1, high=1_000),
        Parameter("categories", "lists by column", "the public categories of each column, known without looking at the data"),
        Parameter("delta", "number", "the odds of a combination's presence telling of a person", low=1e-15, high=1e-4),
        Parameter("negative_counts", "text", "kept (sums stay right), or zero", words=("kept", "zero")),
    ),
)


@dataclass(frozen=True, slots=True)
class Counting:
    """A checked step: `most` rows per `unit`; columns without `categories` show the combinations that pass a threshold.

    `person` is the column that says whose row each is, None where the unit is a row.
    """

    columns: tuple[str, ...]
    categories: Mapping[str, tuple[str, ...]]
    epsilon: float
    delta: float
    unit: str
    most: int
    person: str | None
    clipped: bool

    @property
    def public(self) -> bool:
        """Tell whether every combination is known beforehand, so that all are written."""
        return set(self.columns) <= set(self.categories)


def counting_of(plan: Plan) -> Counting | None:
    """Return what a plan counts, None for a plan that leaves rows; raises BadInput with everything that is wrong with it."""
    where = f"plan {plan.name}"
    step = next((one for one in plan.steps if one.technique == PRIVATE_COUNTS.name), None)
    if step is None:
        if (plan.promise.max_epsilon, plan.promise.max_delta) != (None, None):
            what = "a bound of epsilon or delta is promised, and no step spends any"
            raise BadInput.one(f"{where}, promise", what, f"Rows have no epsilon: take it out, or use {PRIVATE_COUNTS.name}")
        return None
    inside = f"{where}, step 1 ({step.technique})"
    problems = [*_of_plan(plan, where), *held_to(step, PRIVATE_COUNTS.parameters, step.columns, inside)]
    if not problems:
        made = _counting(plan, step)
        problems = list(_of_step(made, step, inside))
        if not problems:
            return made
    raise BadInput(problems)


def check_columns(counting: Counting, names: Collection[str], plan: Plan) -> None:
    """Raise BadInput for columns that the data does not have."""
    missing = [name for name in (*counting.columns, *filter(None, [counting.person])) if name not in names]
    if missing:
        raise BadInput([Problem(f"plan {plan.name}", f"no column {name!r}") for name in missing])


def _of_plan(plan: Plan, where: str) -> Iterator[Problem]:
    """Yield what cannot stand beside such a step."""
    if len(plan.steps) > 1:
        step = "Write a plan for the rows, release them, and count those; or count the data as it is"
        yield Problem(f"{where}, steps", f"{PRIVATE_COUNTS.name} must be the only step", step)
    default = Promise()
    for name in _ROWS_ONLY:
        if getattr(plan.promise, name) != getattr(default, name):
            yield Problem(f"{where}, promise.{name}", "it is about rows, and a table of counts has none", "Take it out")


def _counting(plan: Plan, step: Step) -> Counting:
    """Return the step in its types."""
    unit, listed = said.text(step, "unit"), step.parameters.get("categories")
    given = listed if isinstance(listed, Mapping) else {}
    return Counting(
        step.columns,
        {name: tuple(map(canonical, values)) for name, values in given.items() if isinstance(values, list | tuple)},
        said.number(step, "epsilon") or 0.0,
        said.number(step, "delta") or 0.0,
        unit,
        said.whole(step, "most_rows_per_person") if unit == "person" else 1,
        plan.subject_id if unit == "person" else None,
        said.text(step, "negative_counts", "kept") == "zero",
    )


def _of_step(counting: Counting, step: Step, where: str) -> Iterator[Problem]:
    """Yield what is wrong between the parameters of the step."""
    bound = "most_rows_per_person" in step.parameters
    if counting.unit == "person" and counting.person is None:
        yield Problem(where, "whose row each is is not said", "Add subject_id: COLUMN to the plan")
    if bound != (counting.unit == "person"):
        step_ = "Add most_rows_per_person: 1, or more where a person has several rows" if not bound else "Take most_rows_per_person out"
        yield Problem(where, f"the unit is a {counting.unit}", step_)
    if {COUNT, counting.person} & set(counting.columns):
        yield Problem(where, f"the column of persons, and one called {COUNT!r}, cannot be counted by", "Take it out of columns")
    yield from _of_domain(counting, where)


def _of_domain(counting: Counting, where: str) -> Iterator[Problem]:
    """Yield what is wrong with the combinations: a combination's mere presence would tell that somebody has it."""
    for name, values in counting.categories.items():
        if OTHERS in values or len(set(values)) < len(values):
            yield Problem(where, f"categories of {name!r}: each once, and {OTHERS!r} is added by itself", "Take the double one out")
    open_ = [name for name in counting.columns if name not in counting.categories]
    if open_ and not counting.delta:
        step = (
            f"Add categories: {{{open_[0]}: [...]}} as they are publicly known, or delta: 1e-9 to show only combinations above a threshold"
        )
        yield Problem(where, f"which values {open_[0]!r} has would show by which rows are there", step)
    if not open_ and counting.delta:
        yield Problem(where, "delta would be spent for nothing: all combinations are public", "Take delta out")
    cells = prod(len(values) + 1 for values in counting.categories.values())
    if not open_ and cells > MOST_CELLS:
        yield Problem(where, f"{cells:,} combinations, {MOST_CELLS:,} at most", "Name fewer columns or coarser categories")
