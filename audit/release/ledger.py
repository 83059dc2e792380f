"""Which releases were made before, and does a new one undo them?

A ledger is a file of JSON lines, one per release, beside the releases and never with them: hashes, names of columns, and what was
done to each; no value of the data.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import time as clock
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from audit.core.errors import BadInput, CannotWrite
from audit.core.plan import Plan, Step
from audit.core.values import Json, canonical, digest

_DRAWN = frozenset({"noise", "date_shift"})
"""Techniques that give other values every time: columns treated so cannot be joined."""
_TOGETHER = frozenset({"microaggregate", "suppress_cells", "recode_locally"})
"""Techniques whose groups depend on all the columns of the step."""
_ROWS_ONLY = frozenset({"suppress_rows"})
_SHORT = 16
_WAIT, _PAUSE = 10.0, 0.05
_UNITS = frozenset({"person", "row"})


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a table of noisy counts spent: epsilon and delta per unit, by which mechanism."""

    epsilon: float
    delta: float
    unit: str
    mechanism: str

    @classmethod
    def from_json(cls, found: Mapping[str, Json]) -> Privacy:
        """Read it; raises KeyError, TypeError or ValueError if it is malformed: what was spent is never read as less."""
        epsilon, delta = float(cast("float", found["epsilon"])), float(cast("float", found["delta"]))
        unit = str(found["unit"])
        if not (math.isfinite(epsilon) and epsilon > 0 and 0 <= delta < 1 and unit in _UNITS):
            message = "no epsilon"
            raise ValueError(message)
        return cls(epsilon, delta, unit, str(found["mechanism"]))


@dataclass(frozen=True, slots=True)
class Entry:
    """One release: its file as seen from the ledger, hashes of it, its source and its plan, and what was done to each column.

    `columns` say per released column a hash of its treatment; empty where it is as in the source, `drawn` where no other
    release has the same values. `privacy` is there for a table of noisy counts, which has no rows and no treated columns.
    """

    time: str
    file: str
    sha256: str
    source: str
    plan: str
    plan_name: str
    rows: int
    quasi_identifiers: tuple[str, ...]
    columns: Mapping[str, str]
    delimiter: str
    kept: bool
    privacy: Privacy | None = None

    def to_json(self) -> dict[str, Json]:
        """Return what a line of the ledger says."""
        return {
            "version": 1,
            "time": self.time,
            "file": self.file,
            "sha256": self.sha256,
            "source": self.source,
            "plan": self.plan,
            "plan_name": self.plan_name,
            "rows": self.rows,
            "quasi_identifiers": list(self.quasi_identifiers),
            "columns": dict(self.columns),
            "delimiter": self.delimiter,
            "kept": self.kept,
            **({} if self.privacy is None else {"privacy": asdict(self.privacy)}),
        }

    @classmethod
    def from_json(cls, line: Mapping[str, Json]) -> Entry:
        """Read a line; raises KeyError, TypeError or ValueError if it is malformed."""
        if line["version"] != 1:
            message = "another version"
            raise ValueError(message)
        texts = [line[name] for name in ("time", "file", "sha256", "source", "plan", "plan_name")]
        if not all(isinstance(text, str) for text in texts):
            message = "a text is missing"
            raise TypeError(message)
        time, file, sha256, source, plan, name = map(str, texts)
        quasi = tuple(str(one) for one in cast("list[str]", line["quasi_identifiers"]))
        columns = {key: str(value) for key, value in cast("dict[str, str]", line["columns"]).items()}
        rows, delimiter = int(cast("int", line["rows"])), str(line["delimiter"])
        privacy = Privacy.from_json(cast("dict[str, Json]", line["privacy"])) if "privacy" in line else None
        return cls(time, file, sha256, source, plan, name, rows, quasi, columns, delimiter, bool(line["kept"]), privacy)


def read_ledger(path: Path) -> tuple[Entry, ...]:
    """Return the releases of a ledger, the oldest first; none where there is no file yet. Raises BadInput for a damaged one."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError):
        raise BadInput.one(str(path), "the ledger cannot be read", "Check the path and its rights") from None
    return tuple(_entry(path, number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _entry(path: Path, number: int, line: str) -> Entry:
    """Return one line; raises BadInput where it is none of a ledger."""
    try:
        return Entry.from_json(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError):
        step = "A ledger is written by --ledger; restore the line, or name a new file"
        raise BadInput.one(f"{path}:{number}", "this is no line of a ledger", step) from None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other releases from adding to a ledger meanwhile: none gets lost, and none is spent that the budget does not know.

    Raises BadInput where another one does not end, CannotWrite where no file can be made beside the ledger.
    """
    lock, until = path.with_name(f"{path.name}.lock"), clock.monotonic() + _WAIT
    while not _taken(lock):
        if clock.monotonic() > until:
            raise BadInput.one(str(path), "another release is being added", f"Try again; if none is running, delete {lock.name}")
        clock.sleep(_PAUSE)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _taken(lock: Path) -> bool:
    """Make a file that must not be there; tell whether that could be done."""
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    except OSError as error:
        raise CannotWrite.one(str(lock), f"cannot be written ({type(error).__name__})", "Check the folder and its rights") from None
    return True


def with_entry(path: Path, entry: Entry) -> bytes:
    """Return the text of a ledger with one more line."""
    before = path.read_bytes() if path.exists() else b""
    gap = b"\n" if before and not before.endswith(b"\n") else b""
    line = json.dumps(entry.to_json(), ensure_ascii=False, sort_keys=True, allow_nan=False)
    return before + gap + line.encode("utf-8") + b"\n"


def treatments(plan: Plan, names: tuple[str, ...]) -> dict[str, str]:
    """Return for each released column what was done to it: nothing, `drawn`, or a hash of its steps."""
    return {
        name: _treatment([step for step in plan.steps if name in step.columns and step.technique not in _ROWS_ONLY], name) for name in names
    }


def _treatment(steps: list[Step], name: str) -> str:
    """Return the hash of the steps of one column."""
    if any(step.technique in _DRAWN for step in steps):
        return "drawn"
    if not steps:
        return ""
    told = [
        {
            "technique": step.technique,
            "columns": sorted(step.columns) if step.technique in _TOGETHER else [name],
            "parameters": {key: _own(value, name) for key, value in step.parameters.items()},
        }
        for step in steps
    ]
    return digest(canonical(cast("Json", told))).removeprefix("sha256:")[:_SHORT]


def _own(value: Json, name: str) -> Json:
    """Return what a parameter says of one column."""
    return value[name] if isinstance(value, Mapping) and name in value else value


def alike(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns that two releases treat alike."""
    return tuple(name for name, done in one.items() if done != "drawn" and other.get(name) == done)
