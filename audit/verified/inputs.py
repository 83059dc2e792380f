"""Is what was given here what the evidence was made from: the data, the model, the facts?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.core.errors import BadInput, Problem
from audit.core.fact import Facts
from audit.core.roles import Protected, Roles
from audit.core.values import canonical, digest
from audit.load.address import address_of
from audit.load.source import fingerprint_of
from audit.load.subject import Subject
from audit.verified.outcome import Line, State

Claim = Mapping[str, Any]
_LISTS = ("strata", "quasi_identifiers", "sensitive")


def subject_in(claims: Claim) -> Subject:
    """Return the subject as far as evidence tells of it: no paths, no trust in a model file, no notes on columns."""
    about, said = claims["subject"], dict(claims["roles"])
    protected = tuple(Protected(one["column"], tuple(one["bands"])) for one in said["protected"])
    lists = {part: tuple(said[part]) for part in _LISTS}
    roles: dict[str, Any] = {**said, **lists, "protected": protected, "reference": dict(said["reference"])}
    return Subject(
        name=about["name"],
        roles=Roles(**roles),
        population=about["population"],
        locales=tuple(about["locales"]),
        declared=dict(about["declared"]),
        origin="evidence",
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a run recorded that decides its numbers: the seed, the rows that were asked for, and the day."""

    seed: int
    sample: int | None
    as_of: str

    @classmethod
    def of(cls, claims: Claim, run: Claim) -> Recorded:
        """Return what evidence recorded; raises KeyError, TypeError or ValueError if it did not."""
        asked = {int(one["sample"]["asked"]) for one in claims["datasets"] if one["sample"]}
        return cls(int(run["seed"]), min(asked, default=None), str(claims["as_of"] or ""))


def check_complete(claims: Claim, subject: Subject) -> None:
    """Raise BadInput with everything that the evidence is about and that was not given."""
    given = {one.role for one in subject.datasets}
    problems = [
        Problem("--data", f"the evidence is about {name!r} too", f"Give it: --data {name}=FILE")
        for name in (one["name"] for one in claims["datasets"])
        if name not in given
    ]
    model = claims["model"]
    if model is not None and subject.model is None:
        way = "--predict-with MODULE:FUNCTION" if model["format"] == "function" else "--model FILE"
        problems.append(Problem("--model", f"the evidence is about a model too ({model['format']})", f"Give it: {way}"))
    if problems:
        raise BadInput(problems)


def input_lines(claims: Claim, subject: Subject) -> Iterator[Line]:
    """Yield one line for every dataset and the model: is its hash the one in the evidence? Raises BadInput if it cannot be read."""
    hashes = {one["name"]: one["sha256"] for one in claims["datasets"]}
    for dataset in subject.datasets:
        what = f"data {dataset.role}"
        if dataset.role not in hashes:
            yield Line(what, State.DIFFERENT, "the evidence is not about it")
        elif address_of(dataset.role, dataset.path):
            yield Line(what, State.LEFT, "a table has no bytes to hash; its numbers are counted again")
        else:
            yield _hashed(what, hashes[dataset.role], fingerprint_of(dataset.role, subject.resolve(dataset.path)))
    yield from _model(claims["model"], subject)


def facts_line(claims: Claim, facts: Facts) -> Line:
    """Compare the hash of facts."""
    return _hashed("facts", claims["facts_sha256"], digest(canonical([one.to_json() for one in facts.tables])))


def _model(model: Claim | None, subject: Subject) -> Iterator[Line]:
    """Yield the line of the model."""
    spec = subject.model
    if spec is None:
        return
    if model is None:
        yield Line("model", State.DIFFERENT, "the evidence is not about a model")
        return
    if not spec.path:
        yield Line("model", State.LEFT, "a function has no bytes to hash; its predictions are made again")
        return
    try:
        data = subject.resolve(spec.path).read_bytes()
    except OSError as error:
        raise BadInput.one(subject.place("model.path"), f"the model cannot be read ({type(error).__name__})", "Check the path") from None
    yield _hashed("model", model["sha256"], digest(data))


def _hashed(what: str, wanted: str | None, found: str) -> Line:
    """Return whether a hash is the one in the evidence."""
    if wanted is None:
        return Line(what, State.LEFT, "the evidence has no hash of it: it was in memory, or in a table; its numbers are counted again")
    if wanted == found:
        return Line(what, State.SAME, f"{found[:19]}... is the hash in the evidence")
    return Line(what, State.DIFFERENT, "it is other data than the evidence is about", (f"the evidence says {wanted}, this is {found}",))
