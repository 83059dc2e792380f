"""Measures a written file: everything its plan promises, and what else an outsider could do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.load.opener import Opener
from audit.observe.scene import Progress, Settings, silent
from audit.release.coding import Column
from audit.release.guessed_keys import guess_keys
from audit.release.ledger import Entry
from audit.release.measured import Alone, Rows, alone, lost, told
from audit.release.outsiders import Outside, outside
from audit.release.perturbed import Linked, linked, perturbed_columns, unperturbed
from audit.release.promise import Found, Held, held
from audit.release.rescan import Rescanned, rescan
from audit.transform.apply import Prepared
from audit.transform.keys import Keys

_STEPS = 5


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything that was measured; `notes` say what the steps did and how the file was written."""

    rows: Rows
    found: Found
    promise: tuple[Held, ...]
    scanned: Rescanned
    outside: Outside
    notes: tuple[str, ...]
    ledger: bool


@dataclass(frozen=True, slots=True)
class Against:
    """What a release is held against: how to look, where keys are, files of outsiders, earlier releases (None: no ledger)."""

    settings: Settings
    keys: Keys
    public: Sequence[str] = ()
    ledger: tuple[Path, Sequence[Entry]] | None = None
    progress: Progress = silent


def examine(opener: Opener, rows: Rows, prepared: Prepared, formulas: int, against: Against) -> Examined:
    """Return what the written file holds and tells; `formulas` counts cells that a spreadsheet would compute."""
    progress = against.progress
    progress("classes", 1, _STEPS)
    quasi = rows.quasi_identifiers()
    columns = rows.columns(quasi)
    earned, link = _perturbed(rows, prepared, columns)
    progress("pseudonyms", 2, _STEPS)
    guessed = guess_keys(rows.source, rows.released, rows.kept, rows.plan)
    scanned = rescan(rows.released, against.settings, progress)
    around = outside(opener, rows, against.public, against.ledger, against.keys, progress)
    found = Found(
        rows=rows.released.rows,
        of=rows.source.rows,
        alone=alone(rows, columns),
        earned=earned,
        told=told(rows, columns),
        lost=lost(rows, [name for name in rows.plan.promise.protected if name in rows.source.names()]),
        personal=scanned.naming,
        guessed=guessed,
        dictionary=scanned.guessed,
        linked=link,
        together=dict(around.earlier),
        left_out=tuple(name for name in rows.plan.promise.quasi_identifiers if name not in quasi),
    )
    notes = (*rows.source.notes, *prepared.notes, *_formulas(formulas))
    return Examined(rows, found, held(rows.plan.promise, found), scanned, around, notes, against.ledger is not None)


def _perturbed(rows: Rows, prepared: Prepared, columns: dict[str, Column]) -> tuple[Alone | None, Linked | None]:
    """Return the classes without what perturbing hides, and how many rows are linked to their originals all the same."""
    names = [name for name in columns if name in perturbed_columns(rows.plan)]
    if not names:
        return None, None
    exact = {name: column for name, column in columns.items() if name not in names}
    before = unperturbed(rows, prepared, names)
    return alone(rows, {name: before.get(name, column) for name, column in columns.items()}), linked(rows, names, exact)


def _formulas(cells: int) -> tuple[str, ...]:
    """Return the note about cells that begin like a formula."""
    if not cells:
        return ()
    return (f"{cells:,} text cells begin like a formula and are written as they are: open the file as text, not in a spreadsheet.",)
