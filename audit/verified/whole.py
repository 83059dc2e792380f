"""Is evidence what it says it is? Every comparison that what was given allows, in the order a reader asks for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from audit.checks.registry import checks
from audit.core.errors import BadInput, Problem
from audit.core.evidence import Evidence
from audit.core.fact import Facts
from audit.core.values import canonical, digest
from audit.facts_file import matching, read_facts
from audit.load.baseline_file import read_baseline
from audit.load.flag_types import Flags
from audit.load.policy import Policy
from audit.load.project_config import with_policies
from audit.load.subject import Subject, override, read_subject
from audit.observe.stage import Means
from audit.observe.wanted import known_entities
from audit.pipeline import policy_for
from audit.render.embedded import evidence_in, is_pdf
from audit.verified.again import Again, again_line
from audit.verified.demands import as_overridden, baseline_line, named_policies, policy_line
from audit.verified.inputs import check_complete, facts_line, input_lines, subject_in
from audit.verified.outcome import Line, State
from audit.verified.pages import pages_line
from audit.verified.sentences import sentences_line
from audit.verified.signature import signature_line
from audit.verify import disagreements, read_evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """What a verifier gives: the evidence or a PDF with it, and beside it the subject, data or facts, and who signed.

    `flags` describe the subject as they do for `check`; what they leave out is taken from the evidence.
    """

    evidence: Path
    subject: Path | None = None
    facts: Path | None = None
    baseline: Path | None = None
    signature: Path | None = None
    key: Path | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)
    means: Means = field(default_factory=Means)


def verified(given: Given) -> Iterator[Line]:
    """Yield every comparison; raises BadInput, before the first, for what cannot be read or is missing from what was given."""
    evidence = read_evidence(given.evidence)
    data = given.evidence.read_bytes()
    text = evidence_in(data, str(given.evidence)).encode("utf-8") if is_pdf(data) else data
    subject = _subject(given, evidence)
    policy = _policy(given, subject, evidence)
    facts = read_facts(given.facts) if given.facts else None
    adopted = read_baseline(given.baseline, tuple(checks())) if given.baseline else None
    again = _again(given, evidence, subject, policy, facts)
    parts = {"the evidence": text, "this PDF": data} if is_pdf(data) else {"the evidence": data}
    signature = signature_line(given.evidence, parts, given.signature, given.key)
    yield _itself(evidence)
    yield _checked(lambda: sentences_line(evidence, policy))
    yield _written(text)
    yield _checked(lambda: policy_line(evidence, policy, given=bool(given.subject or subject.policies)))
    if (line := _checked(lambda: baseline_line(evidence.claims, adopted))) is not None:
        yield line
    yield from _compared(evidence, again)
    if is_pdf(data):
        yield pages_line(data, evidence)
    yield signature


def _itself(evidence: Evidence) -> Line:
    """Judge every measurement again, and settle the answer again."""
    found, claims = disagreements(evidence), cast("Mapping[str, Any]", evidence.claims)
    if found:
        return Line("verdicts", State.DIFFERENT, "they do not follow from the numbers", tuple(found))
    counted = f"{len(claims['findings']):,} findings, {len(claims['rules']):,} rules and {claims['overall']}"
    return Line("verdicts", State.SAME, f"{counted} follow from the numbers and limits in the evidence")


def _written(text: bytes) -> Line:
    """Tell whether the bytes are those that evidence is written in: a key that stands twice reads otherwise elsewhere."""
    try:
        same = canonical(json.loads(text)).encode("utf-8") == text
    except (ValueError, RecursionError):
        same = False
    if same:
        return Line("bytes", State.SAME, f"written as evidence is, {digest(text)}")
    return Line("bytes", State.DIFFERENT, "it is not written as evidence is: another program wrote it again, or a key stands twice")


def _subject(given: Given, evidence: Evidence) -> Subject:
    """Return the subject of the file or of the evidence, with the flags on top."""
    told = [f"--{name.replace('_', '-')}" for name in ("seed", "sample", "as_of") if given.flags.get(name) is not None]
    if told:
        raise BadInput([Problem(flag, "the evidence says it, and no flag does", "Leave it out") for flag in told])
    flags = cast("Flags", {**given.flags, "need_data": False})
    if given.subject is not None:
        return override(with_policies(read_subject(given.subject, entities=known_entities())), **flags)
    return override(_checked(lambda: subject_in(evidence.claims)), **flags)


def _policy(given: Given, subject: Subject, evidence: Evidence) -> Policy | None:
    """Return the policy that was named, or that the evidence names where that comes along; with what the command overrode."""
    named: tuple[str, ...] | None = subject.policies
    if not named and given.subject is None:
        named = _checked(lambda: named_policies(evidence.claims))
    if named is None:
        return None
    policy = policy_for(replace(subject, policies=named))
    return _checked(lambda: as_overridden(policy, str(evidence.run.get("command", ""))))


def _again(given: Given, evidence: Evidence, subject: Subject, policy: Policy | None, facts: Facts | None) -> Again | None:
    """Return what to run again with, None where neither data nor facts were given; raises BadInput for what is missing."""
    if facts is None and not subject.datasets:
        return None
    if facts is None:
        _checked(lambda: check_complete(evidence.claims, subject))
    elif given.subject and given.facts:
        matching(facts, subject, given.facts)
    if policy is None:
        raise BadInput.one("--policy", "to run the audit again, its policy is needed", "Give it: --policy FILE, or --subject FILE")
    whole = given.subject is not None or not evidence.run.get("subject_file")
    return Again(subject, policy, facts, given.means, whole)


def _compared(evidence: Evidence, again: Again | None) -> Iterator[Line]:
    """Yield the lines on what was given and on running again, which is left where it is other data."""
    if again is None:
        yield Line("run again", State.LEFT, "give the data, --data [ROLE=]FILE, or the facts, --facts FILE")
        return
    claims, facts, subject = evidence.claims, again.facts, again.subject
    lines: list[Line] = _checked(lambda: [facts_line(claims, facts)] if facts else list(input_lines(claims, subject)))
    yield from lines
    if any(line.state is State.DIFFERENT for line in lines):
        yield Line("run again", State.LEFT, "it is about something else")
        return
    yield again_line(evidence, again)


def _checked(compare: Callable[[], T]) -> T:
    """Return what a comparison of claims says; raises BadInput if parts of them are missing."""
    try:
        return compare()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"parts are missing or malformed ({type(error).__name__})"
        raise BadInput.one("evidence", what, "Give the file as it was written") from None
