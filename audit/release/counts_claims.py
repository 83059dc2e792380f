"""What goes into the evidence about noisy counts: what is hidden, at what cost, by which mechanism, and what that does not cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import cast

from audit.core.plan import Plan
from audit.core.values import Json
from audit.plan_text import plan_digest, plan_json
from audit.release.budget import Spent
from audit.release.counting import OTHERS, Counting
from audit.release.noised import Mechanism
from audit.release.promise import Held
from audit.release.rescan import Rescanned

CANNOT_INFER = (
    "Differential privacy is a property of how the counts were made. The tool cannot infer it from a file, this one included: "
    "it says what was run."
)
KNOWN = "Names of columns, the plan and the categories in it are taken to be public: whoever took them from the data has told of it."
AROUND = (
    "Running time, error messages, progress lines, and whether a run ended at all may depend on the data and are not covered. "
    "Evidence and ledger hold a hash of the source: keep them inside."
)
WHOSE = "Persons who stand in the data under several ids, or whose rows tell of others, are not covered."
CONTRIB = "OpenDP keeps its mechanisms under `contrib`: their proofs are written down, and are not all through its own vetting."
NO_LEDGER = (
    "What was spent on the same people before is not known, and this release is recorded nowhere: no ledger was named (--ledger FILE)."
)


def counts_claims(
    plan: Plan,
    source: str,
    released: Mapping[str, Json],
    counting: Counting,
    mechanism: Mechanism,
    budget: Spent | None,
    promise: Sequence[Held],
    scanned: Rescanned | None,
) -> dict[str, Json]:
    """Return the claims; of the source nothing but its hash."""
    broken = [one for one in promise if one.verdict == "not kept"]
    return {
        "plan": {"name": plan.name, "sha256": plan_digest(plan), **plan_json(plan)},
        "source": {"sha256": source},
        "release": dict(released),
        "kept": not broken,
        "exit_code": int(bool(broken)),
        "reason": _reason(promise, broken),
        "promise": [one.to_json() for one in promise],
        "privacy": privacy_json(counting, mechanism),
        "budget": None if budget is None else cast("Json", {**asdict(budget), "of_file": list(budget.of_file)}),
        "columns": [] if scanned is None else cast("list[Json]", scanned.columns),
        "notes": list(_notes(counting, mechanism)),
        "not_checked": [*_open(counting, budget), *([] if scanned is None else scanned.not_checked)],
    }


def privacy_json(counting: Counting, mechanism: Mechanism) -> dict[str, Json]:
    """Return the terms: epsilon and delta as recorded, and as OpenDP says the mechanism costs."""
    return {
        "definition": "(epsilon, delta)-differential privacy" if counting.delta else "epsilon-differential privacy",
        "neighbours": f"two datasets, one with and one without a {counting.unit}",
        "unit": counting.unit,
        "epsilon": counting.epsilon,
        "delta": counting.delta,
        "most_rows_per_person": counting.most if counting.person is not None else None,
        "mechanism": mechanism.name,
        "library": mechanism.library,
        "cost_by_library": {"epsilon": mechanism.epsilon, "delta": mechanism.delta},
        "scale": mechanism.scale,
        "threshold": mechanism.threshold,
        "within_95": mechanism.within(),
        "negative_counts": "zero" if counting.clipped else "kept",
        "composition": "basic: epsilons and deltas of a ledger add up",
    }


def _reason(promise: Sequence[Held], broken: Sequence[Held]) -> str:
    """Return why the exit code is what it is."""
    if broken:
        return f"a promise of the plan is not kept: {broken[0].what} is {broken[0].measured}, promised {broken[0].asked}"
    return f"no promise of the plan is broken ({len(promise)} looked at)" if promise else "the plan promises nothing that was measured"


def _notes(counting: Counting, mechanism: Mechanism) -> Iterator[str]:
    """Yield what a reader of the table has to know."""
    yield f"19 in 20 counts are within {mechanism.within():,} of the exact one; the noise is drawn anew by every run, never from a seed."
    if counting.person is not None:
        rows = "one row" if counting.most == 1 else f"{counting.most:,} rows"
        yield (
            f"At most {rows} of each person are counted, drawn by lot; rows without a person are not counted. "
            "How many rows that leaves out is not told: it would have to be noised too."
        )
    else:
        yield "Single rows are hidden. Somebody with several rows is hidden less: epsilon grows with each of them."
    if counting.clipped:
        yield "Counts below 0 are written as 0: sums over them come out too large."
    else:
        yield "Counts may be below 0 and are left so: sums over them are right on average."
    if mechanism.threshold is not None:
        yield (
            f"Combinations with a noisy count below {mechanism.threshold:,} are left out: the counts do not add up to all, and those "
            "just above it come out too large."
        )
    elif counting.public:
        yield f"Every combination is written; what is not listed, or missing, is counted as {OTHERS!r}."


def _open(counting: Counting, budget: Spent | None) -> Iterator[str]:
    """Yield what is not covered, in sentences."""
    yield CANNOT_INFER
    if budget is None:
        yield NO_LEDGER
    else:
        yield from _beside(budget)
    yield KNOWN
    if counting.person is not None:
        yield WHOSE
    yield AROUND
    yield CONTRIB


def _beside(budget: Spent) -> Iterator[str]:
    """Yield what of the ledger does not go into its total."""
    if budget.rows_released:
        yield f"The ledger also lists {budget.rows_released} releases of rows: they have no epsilon, and no total covers them."
    if budget.elsewhere:
        other = "row" if budget.unit == "person" else "person"
        yield f"The ledger also lists epsilon {budget.elsewhere:g} per {other}, which does not add to what is spent per {budget.unit}."
    yield "Releases of the same people that are not in this ledger are not known."
