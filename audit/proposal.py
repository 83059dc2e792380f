"""Proposes a subject file for a dataset: every role is a guess, and says so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from audit.core.errors import BadInput
from audit.core.fact import Facts
from audit.core.roles import Task
from audit.core.values import canonical
from audit.load.address import address_of
from audit.load.schemas import SUBJECT_FILE, modeline, subject_schema
from audit.load.subject import override
from audit.observe.declared import MOST_LABELS, NUMERIC, values_of
from audit.observe.identifiers import Identifier, Identifiers
from audit.observe.profile import ColumnCounts, Profile
from audit.observe.quasi_identifiers import Candidate, Proposal
from audit.observe.run import observe
from audit.observe.scene import Scene
from audit.observe.stage import InHand, Means, described, staged
from audit.observe.wanted import settings_of

_LABEL = re.compile(r"label|target|outcome|class|approved|default|hired|recid|income|y|churn|decision|status", re.IGNORECASE)
_PREDICTION = re.compile(r"pred|y_hat|yhat|decision_model|model_", re.IGNORECASE)
_SCORE = re.compile(r"score|prob", re.IGNORECASE)
_PROTECTED = frozenset({"GENDER", "SEX", "AGE", "ETHNICITY", "NATIONALITY", "RELIGION", "SEXUAL_ORIENTATION", "MARITAL_STATUS"})
_FEW = 2
_MOST_GROUPS = 20


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns seem to be."""

    label: str | None
    label_values: tuple[str, ...]
    prediction: str | None
    score: str | None
    protected: tuple[tuple[str, bool], ...]
    quasi_identifiers: tuple[Candidate, ...]
    special: tuple[str, ...]
    identifiers: tuple[str, ...]
    task: Task = "multiclass"


def propose(file: str, folder: Path, means: Means) -> str:
    """Return the text of a commented subject file for a dataset; raises BadInput if it cannot be read.

    `folder` is where the subject file will stand: its paths start there.
    """
    subject = override(None, data=[f"test={file}"])
    with staged(subject, InHand(), settings_of(subject, datetime.now(UTC)), means) as scenes:
        facts = observe(scenes, described(subject, scenes))
        guess = _guess(scenes[0], facts)
    return "\n".join(_lines(_from_there(file, folder), guess)) + "\n"


def editor_schema(folder: Path) -> tuple[Path, str]:
    """Return the file beside a subject by which editors complete and check it, and its text; raises BadInput if another file is there."""
    file, text = folder / SUBJECT_FILE, canonical(subject_schema())
    if file.exists() and not (file.is_file() and '"title": "equigate subject"' in file.read_text("utf-8", "replace")):
        raise BadInput.one(str(file), "is another file than the schema of subjects", "Move it, or write the subject elsewhere")
    return file, text


def _guess(scene: Scene, facts: Facts) -> Guess:
    """Guess roles from names, counts and what the columns were found to hold."""
    profile, found = Profile.of(facts, scene.source.name), Identifiers.of(facts, scene.source.name)
    outsiders = Proposal.of(facts, scene.source.name)
    columns = profile.columns if profile else ()
    holds = found.found if found else ()
    binary = [column for column in columns if column.distinct == _FEW]
    prediction = next((column.name for column in binary if _PREDICTION.search(column.name)), None)
    label = _label([column for column in binary if column.name != prediction], holds)
    values = values_of(scene.source, label) if label else None
    enough = tuple(sorted(value for value, rows in (values or {}).items() if rows >= scene.settings.min_cell))
    kinds = {column.name: column for column in columns}
    protected = [one for one in _named(holds, _PROTECTED) if one in kinds]
    return Guess(
        label=label,
        label_values=enough,
        prediction=prediction,
        score=next((c.name for c in columns if c.kind == "number" and _SCORE.search(c.name)), None),
        protected=tuple((name, kinds[name].kind in NUMERIC and kinds[name].distinct > _MOST_GROUPS) for name in protected),
        quasi_identifiers=tuple(one for one in outsiders.candidates if one.proposed and one.column != label) if outsiders else (),
        special=tuple(dict.fromkeys(one.column for one in holds if one.category in {"special", "criminal", "child"})),
        identifiers=tuple(dict.fromkeys(one.column for one in holds if one.names_a_person)),
        task=_task(columns),
    )


def _task(columns: Sequence[ColumnCounts]) -> Task:
    """Return the task of a column that is named like a label and holds more than two values: a number, or one of several classes."""
    named = [column for column in columns if _LABEL.fullmatch(column.name) and column.distinct > _FEW]
    many = any(column.kind in NUMERIC and column.distinct > MOST_LABELS for column in named)
    return "regression" if many else "multiclass"


def _label(binary: Sequence[ColumnCounts], holds: Sequence[Identifier]) -> str | None:
    """Return the column that looks most like an outcome: named like one, else the last of two values."""
    personal = {one.column for one in holds}
    free = [column.name for column in binary if column.name not in personal]
    named = [name for name in free if _LABEL.fullmatch(name) or any(_LABEL.fullmatch(part) for part in re.split(r"[_\W]", name))]
    return named[-1] if named else free[-1] if free else None


def _named(holds: Sequence[Identifier], entities: frozenset[str]) -> list[str]:
    """Return the columns that hold one of the entities."""
    return list(dict.fromkeys(one.column for one in holds if one.entity in entities))


def _lines(file: str, guess: Guess) -> Iterator[str]:
    """Yield the lines of the subject file."""
    yield modeline(SUBJECT_FILE)
    yield "# equigate.yml: what is audited. Every role below is a guess from the data: read it before you trust it."
    yield "version: 1"
    yield "name: my-subject"
    yield "data:"
    yield f"  test: {{path: {_quoted(file)}}}"
    yield "# model: {path: model.skops}           # a skops file; without a model, name the prediction column below"
    yield f"# task: {guess.task}                    # what is predicted, if not yes or no: multiclass, regression or ranking"
    yield "roles:"
    label = f"  label: {_quoted(guess.label)}  # guess: the true outcome"
    yield label if guess.label else "  # label: COLUMN            # the true outcome"
    yield from _outcome(guess)
    yield from _columns(guess)
    yield "population: sample                    # all: these are all decisions, not a sample of them"
    if guess.special:
        yield "# columns:                            # guess: these may not be held without a ground that the law names"
        yield from (f'#   {_quoted(name)}: {{special: allowed, ground: "..."}}' for name in guess.special)
    if guess.identifiers:
        yield f"# These columns seem to name people, think about leaving them out: {', '.join(guess.identifiers)}"
    yield "audit:                                # declared, not verified: auditing personal data is processing too"
    yield "  purpose: bias and risk audit"
    yield "  # controller: ...   legal_basis: ...   art9_condition: ...   retain_until: 2027-12-31"
    yield "policies: [release]"


def _outcome(guess: Guess) -> Iterator[str]:
    """Yield the lines about predictions and the favourable value."""
    if guess.prediction:
        yield f"  prediction: {_quoted(guess.prediction)}  # guess: the stored decision"
    if guess.score:
        yield f"  # score: {_quoted(guess.score)}  # guess: the stored score"
    seen = f"; values seen: {', '.join(guess.label_values)}" if guess.label_values else ""
    # Never guessed: the wrong one turns every rate around.
    yield f"  # favourable: VALUE       # fill in the value that benefits the person{seen}"


def _columns(guess: Guess) -> Iterator[str]:
    """Yield the lines about protected columns and quasi-identifiers."""
    if guess.protected:
        bands = "bands: [18, 25, 45, 65]"
        items = [f"{{column: {_quoted(name)}, {bands}}}" if many else _quoted(name) for name, many in guess.protected]
        yield f"  protected: [{', '.join(items)}]  # guess: by what the columns hold"
    else:
        yield "  # protected: [COLUMN, {column: age, bands: [18, 25, 45, 65]}]"
    if guess.quasi_identifiers:
        names = ", ".join(_quoted(one.column) for one in guess.quasi_identifiers)
        yield f"  quasi_identifiers: [{names}]  # guess: what an outsider can know, because"
        yield from _reasons(guess.quasi_identifiers)
    else:
        yield "  # quasi_identifiers: [COLUMN, ...]   # what an outsider can know of a person"


def _reasons(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield why columns are proposed, one line per reason."""
    for why in dict.fromkeys(one.why for one in candidates):
        yield f"  #   {why}: {', '.join(one.column for one in candidates if one.why == why)}"


def _from_there(path: str, folder: Path) -> str:
    """Return a path as seen from another folder; an absolute one and an address stay."""
    if address_of("DATA", path):
        return path
    file = Path(path)
    if file.is_absolute() or folder.absolute() == Path.cwd():
        return file.as_posix()
    return Path(os.path.relpath(file.absolute(), folder.absolute())).as_posix()


def _quoted(text: str | None) -> str:
    """Return a text as a YAML string that no reader takes for anything else."""
    import json

    return json.dumps(text, ensure_ascii=False)
