"""What can somebody who holds another file do with a release: the source itself, a file of their own, an earlier release?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from audit.core.errors import BadInput, Problem
from audit.core.plan import Plan, Step
from audit.core.values import Json
from audit.load.formats.stage import write
from audit.load.opener import Opener
from audit.load.source import Source
from audit.load.subject_types import Dataset
from audit.observe.scene import Progress
from audit.release.form import dataset_of
from audit.release.ledger import Entry, alike, treatments
from audit.release.linkage import Matches, Together, matches, together
from audit.release.measured import Rows
from audit.transform.apply import prepare
from audit.transform.keys import Keys
from audit.transform.registry import ROW

_VALUES = frozenset({"generalise", "top_bottom", "mask"})
"""Techniques that make of a value the same for everybody: an outsider can do that to a file of their own."""
_ROW_BY_ROW = frozenset({"drop", "suppress_rows", "suppress_cells", "recode_locally"})
"""Techniques that leave values as they are, or take them away from some rows."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What was joined: rows found in the source, and in each of the outsider's files; what each earlier release adds.

    `open_` says in sentences what could not be looked at.
    """

    source: Matches | None
    public: tuple[tuple[str, Matches | None], ...] = ()
    earlier: tuple[tuple[str, Together], ...] = ()
    open_: tuple[str, ...] = ()


def outside(
    opener: Opener, rows: Rows, public: Sequence[str], ledger: tuple[Path, Sequence[Entry]] | None, keys: Keys, progress: Progress
) -> Outside:
    """Join the written file with everything that was named; raises BadInput for a file of an outsider that cannot be read."""
    progress("linkage", 0, 2 + len(public))
    same = _of_values(rows)
    untouched = [name for name, done in treatments(rows.plan, rows.released.names()).items() if not done]
    of_source = matches(rows.released, rows.source, untouched) if untouched else None
    joined = []
    for place, file in enumerate(public, 1):
        progress("linkage", place, 2 + len(public))
        joined.append((Path(file).name, matches(rows.released, _as_released(opener, file, rows.plan, keys), same)))
    earlier, open_ = _earlier(opener, rows, *ledger) if ledger is not None else ((), ())
    return Outside(of_source, tuple(joined), earlier, open_)


def _of_values(rows: Rows) -> list[str]:
    """Return the released columns whose values an outsider can have or make: in perturbed ones and pseudonyms nobody finds a row again."""
    own = {name for step in rows.plan.steps if step.technique not in _VALUES | _ROW_BY_ROW for name in step.columns}
    return [name for name in rows.released.names() if name not in own]


def _as_released(opener: Opener, file: str, plan: Plan, keys: Keys) -> Source:
    """Return an outsider's file with its values made as coarse as the plan makes them, where that can be done to it."""
    given = opener.source(Dataset("--public", file))
    own = replace(plan, steps=tuple(filter(None, (_own(step, given.names()) for step in plan.steps))), subject_id=None)
    try:
        prepared = prepare(given, own, keys)
        names = [column.name for column in prepared.columns]
        batches = (batch.drop_columns([ROW]) for batch in prepared.batches(names))
        first = next(batches)
    except BadInput:
        # Their column is of another kind: they have other values, and are taken as they are.
        return given
    path = opener.engine.fresh()
    write(path, first.schema, chain([first], batches))
    return opener.source(Dataset("--public", str(path)))


def _own(step: Step, names: Sequence[str]) -> Step | None:
    """Return a step for those of its columns that a file has, None where it has none or others cannot take the step."""
    columns = tuple(name for name in step.columns if name in names)
    if step.technique not in _VALUES or not columns:
        return None
    left = set(step.columns) - set(columns)
    return replace(step, columns=columns, parameters={key: _without(value, left) for key, value in step.parameters.items()})


def _without(value: Json, left: set[str]) -> Json:
    """Return a parameter without the columns that are not there."""
    if not isinstance(value, dict):
        return value
    return {key: one for key, one in value.items() if key not in left}


def _earlier(
    opener: Opener, rows: Rows, ledger: Path, entries: Sequence[Entry]
) -> tuple[tuple[tuple[str, Together], ...], tuple[str, ...]]:
    """Return what each earlier release of a ledger tells together with this one, and which could not be read."""
    found: list[tuple[str, Together]] = []
    open_: list[str] = []
    own = treatments(rows.plan, rows.released.names())
    for entry in entries:
        name = f"the release of {entry.time} ({Path(entry.file).name})"
        if entry.privacy is not None:
            open_.append(f"{name[:1].upper()}{name[1:]} is a table of noisy counts: its epsilon says nothing about this release of rows.")
            continue
        try:
            source = _opened(opener, ledger, entry)
        except BadInput as error:
            open_.append(f"{name[:1].upper()}{name[1:]}: {_why(error.problems)}.")
            continue
        quasi = (rows.quasi_identifiers(), entry.quasi_identifiers)
        found.append((name, together(rows.released, source, alike(own, entry.columns), quasi, rows.plan.promise.k or 1)))
    return tuple(found), tuple(open_)


def _opened(opener: Opener, ledger: Path, entry: Entry) -> Source:
    """Return the file of an earlier release; raises BadInput where it is gone or another one."""
    path = ledger.absolute().parent / entry.file
    source = opener.source(dataset_of("earlier release", path, entry.delimiter))
    if source.fingerprint != entry.sha256:
        raise BadInput.one("earlier release", "the file is no longer the one that was released")
    return source


def _why(problems: Sequence[Problem]) -> str:
    """Return why a file could not be read."""
    return "; ".join(problem.what for problem in problems)
