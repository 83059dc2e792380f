"""Writes outputs so that an interrupted run leaves the old ones intact."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audit.core.baseline import BASELINE
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


def check_outputs(outputs: Sequence[Output], subjects: Sequence[Subject], read: Sequence[Path] = ()) -> None:
    """Raise BadInput if an output would replace an input, or the output of another subject; `read` are further inputs."""
    inputs = {one.resolve() for one in read}
    paths = _all_paths(outputs, [subject.name for subject in subjects])
    problems = [
        Problem("-o", f"{path} is an input of this audit", "Name another file")
        for path in paths
        if path.resolve() in inputs or _is_input(path, subjects)
    ]
    names = [str(_own_path(Path("x"), subject.name)).casefold() for subject in subjects]
    if outputs and len(set(names)) < len(names):
        problems.append(Problem("-o", "two subjects have the same name, so one output would replace the other", "Give each its own name"))
    elif len(subjects) > 1:
        problems += _once(paths)
    if problems:
        raise BadInput(problems)


def check_names(outputs: Sequence[Output], names: Sequence[str], inputs: Sequence[Path]) -> None:
    """Raise BadInput if two outputs of subjects with these names would go to one file, or one would replace an input."""
    paths = _all_paths(outputs, names)
    read = {path.resolve() for path in inputs}
    problems = _once(paths)
    problems += [Problem("-o", f"{path} is what is rendered", "Name another file") for path in paths if path.resolve() in read]
    if problems:
        raise BadInput(problems)


def _once(paths: Sequence[Path]) -> list[Problem]:
    """Return a problem for every file that two outputs go to; a file system may not tell capitals apart."""
    known = [str(path.absolute()).casefold() for path in paths]
    twice = dict.fromkeys(str(path) for path, name in zip(paths, known, strict=True) if known.count(name) > 1)
    return [Problem("-o", f"two outputs go to {path}", "Name the subjects or the files otherwise") for path in twice]


def _all_paths(outputs: Sequence[Output], names: Sequence[str]) -> list[Path]:
    """Return every file that will be written: with several subjects one each, and one of all where the format has a form for that."""
    if len(names) == 1:
        return [output.path for output in outputs]
    shared = [output.path for output in outputs if _together(output)]
    return [_own_path(output.path, name) for output in outputs for name in names] + shared


def _together(output: Output) -> Callable[[Sequence[Evidence]], bytes] | None:
    """Return what writes several subjects into one document, if the format has that."""
    known = formats().get(output.format)
    return known.together if known else None


def _is_input(path: Path, subjects: Sequence[Subject]) -> bool:
    """Tell whether a path is a dataset, model, policy, baseline or subject file."""
    for subject in subjects:
        named = [dataset.path for dataset in subject.datasets] + [subject.model.path if subject.model and subject.model.path else ""]
        inputs = [subject.resolve(one) for one in (*named, *subject.policies, BASELINE) if one]
        if path.resolve() in {one.resolve() for one in (*inputs, Path(subject.origin))}:
            return True
    return False


def write_outputs(evidence: Evidence, outputs: Sequence[Output]) -> None:
    """Render and write everything that can be; raises CannotWrite for the rest afterwards."""
    write_named([("", evidence)], outputs)


def write_named(made: Sequence[tuple[str, Evidence]], outputs: Sequence[Output]) -> None:
    """Write the outputs of subjects by name; raises CannotWrite for those that could not be, after all others are written.

    With several subjects each has its name in the file names, and the file that was named holds all of them
    where the format has one document for that.
    """
    known, problems = formats(), []
    jobs = [
        (_own_path(one.path, name) if len(made) > 1 else one.path, known[one.format].render, it) for name, it in made for one in outputs
    ]
    for path, render, evidence in jobs:
        problems += _attempt(path, partial(render, evidence))
    for output in outputs if len(made) > 1 else ():
        together = _together(output)
        problems += _attempt(output.path, partial(together, [evidence for _, evidence in made])) if together else []
    if problems:
        raise CannotWrite(problems)


def _attempt(path: Path, render: Callable[[], bytes]) -> list[Problem]:
    """Write one file and return what went wrong."""
    try:
        replace_file(path, render())
    except CannotWrite as error:
        return list(error.problems)
    return []


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
    """Write every subject's outputs, as `write_named` does."""
    write_named([(subject.name, evidence) for subject, evidence in made], outputs)


def _own_path(path: Path, name: str) -> Path:
    """Return the path with a subject's name in it."""
    safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in name)
    return path.with_name(f"{path.stem}-{safe}{path.suffix}")
