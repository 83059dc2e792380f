"""Applies a plan to a dataset, writes the release, reads what was written again, and measures whether the promise is kept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.plan import Plan
from audit.core.values import Json, canonical
from audit.load.opener import Opener
from audit.load.plan_file import read_plan
from audit.load.source import Source
from audit.load.subject_types import Dataset
from audit.observe.scene import Settings
from audit.observe.stage import Means
from audit.outputs import claimed, replace_file
from audit.plan_text import plan_digest
from audit.release.claims import claims_of
from audit.release.counted import Counted, count
from audit.release.counting import PRIVATE_COUNTS, counting_of
from audit.release.examine import Against, Examined, examine
from audit.release.form import Form, dataset_of, form_of, same_file
from audit.release.ledger import Entry, locked, read_ledger, treatments, with_entry
from audit.release.measured import Rows
from audit.release.written import write_plan
from audit.run_record import run_record
from audit.transform.apply import prepare
from audit.transform.keys import Keys
from audit.transform.registry import transformations

NOT_KEPT = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to release: the data, the plan, where the release goes, and what it is held against.

    `ledger` lists earlier releases and gets a line about this one; `public` are files that an outsider may hold;
    `evidence` is where the measurement goes as JSON.
    """

    data: str
    plan: Path
    output: Path
    ledger: Path | None = None
    evidence: Path | None = None
    public: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    means: Means = field(default_factory=Means)


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was written: its evidence, and whether the promise is kept."""

    document: dict[str, Json]

    @property
    def claims(self) -> dict[str, Any]:
        """Return what was measured."""
        claims = self.document["claims"]
        assert isinstance(claims, dict)  # noqa: S101 - made here
        return claims

    @property
    def exit_code(self) -> int:
        """Return 0 where every promise that could be measured is kept, else 1."""
        return int(self.claims["exit_code"])

    @property
    def reason(self) -> str:
        """Return why."""
        return str(self.claims["reason"])


def release(wanted: Wanted) -> Released:
    """Write the release and measure it; raises BadInput or CannotWrite, before any file is touched.

    Where the release is written and then its ledger or evidence cannot be, CannotWrite names that file.

    The file is measured under a temporary name beside the output and takes its place after that: whatever interrupts this
    leaves the old output as it was. A promise that is not kept does not stop the file from being written: it is what was measured.
    """
    form = _checked(wanted)
    plan = read_plan(wanted.plan, (*transformations().values(), PRIVATE_COUNTS))
    if counting_of(plan) is not None:
        return _counts(wanted, plan, form)
    earlier = read_ledger(wanted.ledger) if wanted.ledger is not None else None
    # Whoever cannot get hold of the ledger is told before anything is written.
    with locked(wanted.ledger) if wanted.ledger is not None else nullcontext():
        with Opener.start(Path(), wanted.means.memory, wanted.means.threads) as opener, claimed(wanted.output) as temporary:
            examined = _made(opener, wanted, plan, form, temporary, earlier)
        claims = claims_of(examined, plan, form)
        if wanted.ledger is not None:
            entry = _entry(wanted, wanted.ledger, plan, form, examined, kept=claims["exit_code"] == 0)
            replace_file(wanted.ledger, with_entry(wanted.ledger, entry))
    return _told(wanted, claims)


def _counts(wanted: Wanted, plan: Plan, form: Form) -> Released:
    """Write a table of noisy counts: what it spends is in the ledger before anybody can see a count."""
    if wanted.public:
        raise BadInput.one("--public", "rows are joined with it, and a table of counts has none", "Take it out")
    settings = Settings(locales=wanted.locales, as_of=wanted.now.date().isoformat(), attacks=True)
    with Opener.start(Path(), wanted.means.memory, wanted.means.threads) as opener, claimed(wanted.output) as temporary:
        found = count(opener, wanted.data, plan, form, temporary, wanted.ledger, settings, wanted.means.progress)
        if wanted.ledger is not None:
            with locked(wanted.ledger):
                found = found.against(read_ledger(wanted.ledger))
                entry = _of_counts(wanted, wanted.ledger, found)
                replace_file(wanted.ledger, with_entry(wanted.ledger, entry))
    return _told(wanted, found.claims())


def _told(wanted: Wanted, claims: dict[str, Json]) -> Released:
    """Return a release with its evidence, which is written where it is wanted."""
    document: dict[str, Json] = {"schema_version": 1, "claims": claims, "run": run_record(wanted.now, "equigate anonymize", 0)}
    if wanted.evidence is not None:
        replace_file(wanted.evidence, canonical(document).encode("utf-8"))
    return Released(document)


def _made(opener: Opener, wanted: Wanted, plan: Plan, form: Form, temporary: Path, earlier: Sequence[Entry] | None) -> Examined:
    """Write the file under its temporary name, read it again, and measure it."""
    progress = wanted.means.progress
    progress("load", 0, 1)
    source = opener.source(Dataset("DATA", wanted.data))
    settings = Settings(locales=wanted.locales, as_of=wanted.now.date().isoformat(), attacks=True)
    _known(source, plan)
    keys = Keys(wanted.plan.parent)
    prepared = prepare(source, plan, keys, settings, progress)
    written, kept = write_plan(prepared, form, temporary, plan.name, progress)
    progress("reading it again", 0, 1)
    released = opener.source(dataset_of("release", temporary, form.delimiter))
    if released.rows != len(kept):
        raise BadInput.one("-o", "the written file holds another number of rows than were written", "Report this")
    ledger = None if wanted.ledger is None or earlier is None else (wanted.ledger, earlier)
    rows = Rows(source, released, kept, plan)
    return examine(opener, rows, prepared, written.formulas, Against(settings, keys, wanted.public, ledger, progress))


def _known(source: Source, plan: Plan) -> None:
    """Raise BadInput for promised columns that the data does not have: about a misspelt one everything would be kept."""
    promise, names = plan.promise, source.names()
    named = {
        "quasi_identifiers": promise.quasi_identifiers, "l": tuple(promise.l), "t": tuple(promise.t), "protected": promise.protected,
    }  # fmt: skip
    wrong = [(key, name) for key, columns in named.items() for name in columns if name not in names]
    if wrong:
        raise BadInput(
            [Problem(f"plan {plan.name}, promise.{key}", f"no column {name!r}", did_you_mean(name, names)) for key, name in wrong]
        )


def _checked(wanted: Wanted) -> Form:
    """Return the form of the output; raises BadInput with every path that cannot be what it is named as."""
    inputs = [Path(one) for one in (wanted.data, *wanted.public)] + [wanted.plan]
    outputs = {"-o": wanted.output, "--ledger": wanted.ledger, "--evidence": wanted.evidence}
    problems = []
    for flag, path in outputs.items():
        if path is None:
            continue
        others = [*inputs, *(one for name, one in outputs.items() if one is not None and name != flag)]
        if same_file(path, others):
            problems.append(Problem(flag, f"{path} is named twice, or is an input", "Name another file"))
        if not path.absolute().parent.is_dir():
            problems.append(Problem(flag, f"{path}: no such folder", "Create it first"))
        elif path.is_dir():
            problems.append(Problem(flag, f"{path} is a folder", "Name a file in it"))
    if problems:
        raise BadInput(problems)
    return form_of(wanted.data, wanted.output)


def _entry(wanted: Wanted, ledger: Path, plan: Plan, form: Form, examined: Examined, *, kept: bool) -> Entry:
    """Return the line of the ledger about this release."""
    rows = examined.rows
    return Entry(
        time=_time(wanted),
        file=_seen_from(ledger, wanted.output),
        sha256=rows.released.fingerprint or "",
        source=rows.source.fingerprint or "",
        plan=plan_digest(plan),
        plan_name=plan.name,
        rows=rows.released.rows,
        quasi_identifiers=rows.quasi_identifiers(),
        columns=treatments(plan, rows.released.names()),
        delimiter=form.delimiter,
        kept=kept,
    )


def _of_counts(wanted: Wanted, ledger: Path, found: Counted) -> Entry:
    """Return the line of the ledger about a table of noisy counts."""
    return Entry(
        time=_time(wanted),
        file=_seen_from(ledger, wanted.output),
        sha256=found.sha256,
        source=found.source,
        plan=plan_digest(found.plan),
        plan_name=found.plan.name,
        rows=found.written,
        quasi_identifiers=(),
        columns={},
        delimiter=found.form.delimiter,
        kept=not found.broken,
        privacy=found.privacy,
    )


def _time(wanted: Wanted) -> str:
    """Return when it was released."""
    return wanted.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seen_from(ledger: Path, output: Path) -> str:
    """Return the path of the output as the ledger names it."""
    return Path(os.path.relpath(output.absolute(), ledger.absolute().parent)).as_posix()
