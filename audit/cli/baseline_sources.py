"""Which evidence is a baseline made from, and which file is it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.errors import BadInput, Problem

if TYPE_CHECKING:
    from audit.baselining import Adopter, Seen
    from audit.core.baseline import Baseline
    from audit.core.evidence import Evidence
    from audit.load.subject import Subject

_SUBJECTS = frozenset({".yml", ".yaml"})


@dataclass(frozen=True, slots=True)
class Source:
    """What was seen, and the baseline file that it belongs to."""

    seen: Seen
    path: Path


@dataclass(frozen=True, slots=True)
class Adopting:
    """The first baseline of a subject that is being written: who answers for it, and the file."""

    adopter: Adopter
    path: Path

    @classmethod
    def beside(cls, subject: Path, owner: str, *, force: bool) -> Adopting:
        """Return what adopts beside a subject file; raises BadInput without an owner, or for a baseline that is there."""
        path = _path(subject.parent, None)
        refuse_present([path], force=force)
        return cls(adopter_of(owner, None, required=True), path)

    def adopt(self, subject: Path) -> tuple[str, ...]:
        """Check a subject, write its baseline if there is something to adopt, and return what was."""
        from audit.baselining import created

        revised = created(sources_of([subject], self.path, None)[0].seen, self.adopter)
        if not revised.baseline.entries:
            return (*revised.said, "there is nothing to adopt, and no baseline was written")
        write(self.path, revised.baseline)
        return (*revised.said, f"{self.path} holds {len(revised.baseline.entries):,} adopted findings")


@dataclass(frozen=True, slots=True)
class _Named:
    """Evidence or a subject as it was named, and its baseline file."""

    what: Evidence | Subject
    path: Path


def sources_of(
    files: Sequence[Path] | None, path: Path | None, now: str | None, before: Callable[[Sequence[Path]], object] = len
) -> tuple[Source, ...]:
    """Return what evidence shows and subjects show now; `before` sees the baseline files before anything is audited.

    Raises BadInput where two would share a file, or evidence contradicts itself.
    """
    from audit.baselining import seen_in

    named = [_named(file, path) for file in files] if files else _default(path)
    paths = [one.path for one in named]
    twice = sorted({str(one) for one in paths if paths.count(one) > 1})
    if twice:
        step = "A baseline is of one subject: name one, or keep each in a folder of its own"
        raise BadInput([Problem(one, "several subjects would share this baseline", step) for one in twice])
    before(paths)
    return tuple(Source(seen_in(_evidence(one.what, now).claims), one.path) for one in named)


def adopter_of(owner: str, until: str | None, *, required: bool) -> Adopter:
    """Return who answers until when; raises BadInput for a missing owner or a text that is no date."""
    from audit.baselining import Adopter

    problems = []
    if required and not owner.strip():
        problems.append(Problem("--owner", "nobody answers for what is adopted", "Name a person or a team: --owner team@example.org"))
    day: date | None = None
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError:
        problems.append(Problem("--until", f"{until!r} is not a date", "Write it as 2027-06-30"))
    if problems:
        raise BadInput(problems)
    return Adopter(owner.strip() or None, day)


def refuse_present(paths: Sequence[Path], *, force: bool) -> None:
    """Raise BadInput for baselines that are there already."""
    present = [path for path in paths if path.exists() and not force]
    if present:
        step = "Bring it up to date with `equigate baseline update`, or replace it with --force"
        raise BadInput([Problem(str(path), "is there already", step) for path in present])


def write(path: Path, baseline: Baseline) -> None:
    """Write a baseline in place of the old one; raises CannotWrite."""
    from audit.load.baseline_file import baseline_bytes
    from audit.outputs import replace_file

    replace_file(path, baseline_bytes(baseline))


def gated(subject: Subject, now: str | None) -> Evidence:
    """Return the evidence of a subject that is checked now, with nothing adopted."""
    from audit.cli.options import moment
    from audit.cli.progress import shown
    from audit.gated import Gating, gate_all
    from audit.pipeline import Allowances

    with shown() as progress:
        allowed = Allowances(ignore_baseline=True)
        gating = Gating(
            facts=None, fail_on=None, strict=False, now=moment(now), memory=None, threads=None, progress=progress, allowances=allowed
        )
        return gate_all([subject], gating)[0][1]


def _default(path: Path | None) -> list[_Named]:
    """Return the subject of the repository."""
    from audit.cli.subjects import subjects_of

    return [_Named(subject, _path(subject.folder, path)) for subject in subjects_of(None)]


def _named(file: Path, path: Path | None) -> _Named:
    """Return what one argument names, and its baseline file."""
    from audit.cli.subjects import subjects_of
    from audit.verify import read_evidence

    if file.suffix in _SUBJECTS:
        subject = subjects_of([file])[0]
        return _Named(subject, _path(subject.folder, path))
    evidence = read_evidence(file)
    named = Path(str(evidence.run.get("subject_file") or ""))
    return _Named(evidence, _path(named.parent if named.is_file() else Path(), path))


def _path(folder: Path, path: Path | None) -> Path:
    """Return the baseline file: the one that was named, or the one beside the subject."""
    from audit.core.baseline import BASELINE

    return folder / BASELINE if path is None else path


def _evidence(what: Evidence | Subject, now: str | None) -> Evidence:
    """Return evidence that agrees with itself: as given, or made now; raises BadInput."""
    from audit.core.evidence import Evidence
    from audit.verify import disagreements

    if not isinstance(what, Evidence):
        return gated(what, now)
    wrong = disagreements(what)
    if wrong:
        raise BadInput.one("evidence", f"contradicts itself: {wrong[0]}", "See all of it with `equigate verify`, and check again")
    return what
