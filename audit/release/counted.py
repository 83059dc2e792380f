"""A table of noisy counts: counted, noised, written, read again; held against a budget of epsilon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.errors import BadInput
from audit.core.plan import Plan
from audit.core.values import Json
from audit.load.opener import Opener
from audit.load.source import Column, fingerprint_of
from audit.load.subject_types import Dataset
from audit.observe.scene import Progress, Settings
from audit.release.budget import Spent, hold_budget, spent
from audit.release.counting import COUNT, Counting, check_columns, counting_of
from audit.release.counts_claims import counts_claims
from audit.release.form import Form, dataset_of
from audit.release.ledger import Entry, Privacy, read_ledger
from audit.release.noised import Mechanism, discrete_laplace, noisy, thresholded
from audit.release.promise import Held
from audit.release.rescan import Rescanned, rescan
from audit.release.tally import Cell, tally
from audit.release.writers import write_release

if TYPE_CHECKING:
    import pyarrow as pa

_STEPS = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """A table of noisy counts that was written: hashes, rows of the table, the mechanism; `budget` is None without a ledger.

    Nothing in it is an exact number of the source: how many rows it has may be what must not be told.
    """

    plan: Plan
    form: Form
    counting: Counting
    mechanism: Mechanism
    source: str
    sha256: str
    written: int
    columns: tuple[Column, ...]
    scanned: Rescanned | None
    budget: Spent | None = None

    @property
    def privacy(self) -> Privacy:
        """Return what the ledger says is spent: what the plan asks for, which is not less than what OpenDP says it costs."""
        return Privacy(self.counting.epsilon, self.counting.delta, self.counting.unit, self.mechanism.name)

    @property
    def promise(self) -> tuple[Held, ...]:
        """Return every promise with its verdict."""
        return _promises(self.plan, self.budget, self.scanned)

    @property
    def broken(self) -> bool:
        """Tell whether a promise is not kept."""
        return any(one.verdict == "not kept" for one in self.promise)

    def against(self, entries: tuple[Entry, ...]) -> Counted:
        """Return it with what a ledger comes to; raises BadInput where that is more than is promised."""
        found = spent(entries, self.source, self.privacy)
        hold_budget(self.plan, found)
        return replace(self, budget=found)

    def claims(self) -> dict[str, Json]:
        """Return what goes into the evidence."""
        released: dict[str, Json] = {
            "sha256": self.sha256,
            "format": self.form.format,
            "delimiter": self.form.delimiter,
            "rows": self.written,
        }
        columns: list[Json] = [{"column": column.name, "kind": column.kind} for column in self.columns]
        return counts_claims(
            self.plan, self.source, {**released, "columns": columns}, self.counting, self.mechanism, self.budget, self.promise, self.scanned
        )


def count(
    opener: Opener, data: str, plan: Plan, form: Form, path: Path, ledger: Path | None, settings: Settings, progress: Progress
) -> Counted:
    """Write noisy counts to a path; raises BadInput for what cannot be done, before any noise is drawn.

    Nobody may see the file before the ledger has a line about it.
    """
    counting = counting_of(plan)
    assert counting is not None  # noqa: S101 - the caller looked
    progress("noise", 0, _STEPS)
    mechanism = _mechanism(counting)
    source = opener.source(Dataset("DATA", data))
    check_columns(counting, source.names(), plan)
    cost = Privacy(counting.epsilon, counting.delta, counting.unit, mechanism.name)
    hold_budget(plan, None if ledger is None else spent(read_ledger(ledger), source.fingerprint or "", cost))
    progress("counting", 1, _STEPS)
    exact = tally(source, counting)
    progress("drawing noise", 2, _STEPS)
    table = _table(counting, noisy(mechanism, exact, clipped=counting.clipped))
    write_release(path, form, table.schema, table.to_batches() or [_empty(table)])
    progress("reading it again", 3, _STEPS)
    columns, scanned = _read_again(opener, path, form, table, settings, progress)
    sha256 = fingerprint_of("release", path) if table.num_rows else _hash(path)
    return Counted(plan, form, counting, mechanism, source.fingerprint or "", sha256, table.num_rows, columns, scanned)


def _mechanism(counting: Counting) -> Mechanism:
    """Return the noise that a step asks for."""
    if counting.public:
        return discrete_laplace(counting.epsilon, counting.most)
    return thresholded(counting.epsilon, counting.delta, counting.most)


def _table(counting: Counting, counts: Mapping[Cell, int]) -> pa.Table:
    """Return the table that is written: the categories as texts, and the counts."""
    import pyarrow as pa

    names = [*counting.columns, COUNT]
    columns = [pa.array([cell[place] for cell in counts], pa.string()) for place in range(len(counting.columns))]
    return pa.Table.from_arrays([*columns, pa.array(list(counts.values()), pa.int64())], names=names)


def _empty(table: pa.Table) -> pa.RecordBatch:
    """Return a batch without rows."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist([], schema=table.schema)


def _hash(path: Path) -> str:
    """Return the hash of a file that holds no row."""
    import hashlib

    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _read_again(
    opener: Opener, path: Path, form: Form, table: pa.Table, settings: Settings, progress: Progress
) -> tuple[tuple[Column, ...], Rescanned | None]:
    """Return the columns as they are read, and what personal data is in them; None for an empty table."""
    if not table.num_rows:
        return tuple(Column(name, "integer" if name == COUNT else "text") for name in table.schema.names), None
    released = opener.source(dataset_of("release", path, form.delimiter))
    if released.rows != table.num_rows:
        raise BadInput.one("-o", "the written file holds another number of rows than were written", "Report this")
    return released.columns, rescan(released, settings, progress)


def _promises(plan: Plan, budget: Spent | None, scanned: Rescanned | None) -> tuple[Held, ...]:
    """Return every promise with its verdict; one about epsilon that is not kept never gets here."""
    promise, found = plan.promise, []
    if budget is not None:
        bounds = (("epsilon", promise.max_epsilon, budget.epsilon), ("delta", promise.max_delta, budget.delta))
        says = f"In all {budget.releases} releases of the ledger with this unit."
        for name, most, total in bounds:
            if most is not None:
                found.append(Held(f"{name} spent per {budget.unit}", f"<= {most:g}", total, "kept" if total <= most else "not kept", says))
    if promise.no_personal_data and scanned is not None:
        named = [f"{name} ({what})" for name, what in scanned.naming]
        columns = len({name for name, _ in scanned.naming})
        found.append(Held("columns that name a person", "0", columns, "not kept" if named else "kept", ", ".join(named)))
    return tuple(found)
