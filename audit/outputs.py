"""Writes outputs so that an interrupted run leaves the old ones intact."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit.core.errors import BadInput, CannotWrite, Problem, did_you_mean
from audit.core.evidence import Evidence
from audit.load.subject import Subject
from audit.render.registry import formats


@dataclass(frozen=True, slots=True)
class Output:
    """A format and where it goes."""

    format: str
    path: Path


def parse_outputs(texts: Sequence[str]) -> tuple[Output, ...]:
    """Read `FORMAT=PATH` texts; raises BadInput with every mistake."""
    known, problems, outputs = formats(), [], []
    for text in texts:
        name, equals, path = text.partition("=")
        if not equals or not path:
            problems.append(Problem("-o", f"{text!r} is not FORMAT=PATH", "For example: -o html=report.html"))
        elif name not in known:
            problems.append(Problem("-o", f"unknown format {name!r}", did_you_mean(name, known)))
        else:
            outputs.append(Output(name, Path(path)))
    problems += [Problem("-o", f"{path} is named twice", "Give each output its own file") for path in _twice(outputs)]
    problems += [Problem("-o", f"{o.path}: no such folder", "Create it first") for o in outputs if not o.path.absolute().parent.is_dir()]
    problems += [Problem("-o", f"{o.path} is a folder", f"Name a file: {o.path}/report.{o.format}") for o in outputs if o.path.is_dir()]
    if problems:
        raise BadInput(problems)
    return tuple(outputs)


def check_outputs(outputs: Sequence[Output], subjects: Sequence[Subject]) -> None:
    """Raise BadInput if an output would replace an input, or the output of another subject."""
    problems = [Problem("-o", f"{o.path} is an input of this audit", "Name another file") for o in outputs if _is_input(o.path, subjects)]
    names = [_own_path(Path("x"), subject.name) for subject in subjects]
    if outputs and len(set(names)) < len(names):
        problems.append(Problem("-o", "two subjects have the same name, so one output would replace the other", "Give each its own name"))
    if problems:
        raise BadInput(problems)


def _is_input(path: Path, subjects: Sequence[Subject]) -> bool:
    """Tell whether a path is a dataset, model, policy or subject file."""
    for subject in subjects:
        named = [dataset.path for dataset in subject.datasets] + [subject.model.path if subject.model and subject.model.path else ""]
        inputs = [subject.resolve(one) for one in (*named, *subject.policies) if one]
        if path.resolve() in {one.resolve() for one in (*inputs, Path(subject.origin))}:
            return True
    return False


def write_outputs(evidence: Evidence, outputs: Sequence[Output]) -> None:
    """Render and write everything that can be; raises CannotWrite for the rest afterwards."""
    known = formats()
    problems: list[Problem] = []
    for output in outputs:
        try:
            replace_file(output.path, known[output.format].render(evidence))
        except CannotWrite as error:
            problems += error.problems
    if problems:
        raise CannotWrite(problems)


def replace_file(path: Path, data: bytes) -> None:
    """Write beside the file under a temporary name, then move it there; raises CannotWrite."""
    with claimed(path) as temporary, temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def claimed(path: Path) -> Iterator[Path]:
    """Yield a temporary file in the same folder that takes the path's place if nothing goes wrong."""
    try:
        handle, name = tempfile.mkstemp(prefix=".equigate-", dir=path.absolute().parent)
        os.close(handle)
    except OSError as error:
        raise CannotWrite.one(str(path), f"cannot be written ({type(error).__name__})", "Check the folder and its rights") from None
    temporary = Path(name)
    try:
        yield temporary
        # A temporary file is private; a report is as readable as any other file of the user.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except OSError as error:
        raise CannotWrite.one(str(path), f"cannot be written ({type(error).__name__})", "Check the path and its rights") from None
    finally:
        temporary.unlink(missing_ok=True)


def _twice(outputs: Sequence[Output]) -> list[Path]:
    """Return the paths that more than one output goes to."""
    paths = [output.path.absolute() for output in outputs]
    return sorted({path for path in paths if paths.count(path) > 1})


def write_all(made: Sequence[tuple[Subject, Evidence]], outputs: Sequence[Output]) -> None:
    """Write every subject's outputs; with several subjects each gets its name into the file name."""
    for subject, evidence in made:
        own = [replace(o, path=_own_path(o.path, subject.name)) for o in outputs] if len(made) > 1 else outputs
        write_outputs(evidence, own)


def _own_path(path: Path, name: str) -> Path:
    """Return the path with a subject's name in it."""
    safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in name)
    return path.with_name(f"{path.stem}-{safe}{path.suffix}")
