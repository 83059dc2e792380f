"""Runs the gate for subjects: from data, or from facts that were observed elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from audit.core.evidence import Evidence
from audit.core.words import Severity
from audit.facts_file import matching, read_facts
from audit.load.policy import Policy
from audit.load.subject import Subject
from audit.observe.scene import Progress
from audit.observe.stage import Means
from audit.pipeline import Request, audit, judge_only, policy_for


@dataclass(frozen=True, slots=True)
class Gating:
    """How to gate: facts in place of data, what overrides the policy, the recorded time, and the means."""

    facts: Path | None
    fail_on: Severity | None
    strict: bool
    now: datetime
    memory: str | None
    threads: int | None
    progress: Progress


def gate_all(subjects: Sequence[Subject], gating: Gating) -> list[tuple[Subject, Evidence]]:
    """Return the evidence of every subject; raises BadInput if one cannot be audited."""
    return [(subject, _gate(subject, gating)) for subject in subjects]


def _gate(subject: Subject, gating: Gating) -> Evidence:
    """Return the evidence of one subject."""
    policy = _overridden(policy_for(subject), gating)
    means = Means(gating.memory, gating.threads, gating.progress)
    request = Request(subject, policy, means=means, now=gating.now, command=_command(gating, subject))
    if gating.facts is None:
        return audit(request)
    facts = matching(read_facts(gating.facts), subject, gating.facts)
    return judge_only(request, facts)


def _overridden(policy: Policy, gating: Gating) -> Policy:
    """Return the policy with what the command line overrides."""
    gate = policy.gate
    if gating.fail_on is not None:
        gate = replace(gate, fail_on=gating.fail_on)
    if gating.strict:
        gate = replace(gate, on_unsure="not_assured")
    return replace(policy, gate=gate)


def _command(gating: Gating, subject: Subject) -> str:
    """Return the command as it is recorded: flags that change the answer, no path of anybody's machine."""
    words = ["equigate check"]
    words += ["--facts FACTS"] if gating.facts else []
    words += [f"--fail-on {gating.fail_on}"] if gating.fail_on else []
    words += ["--strict"] if gating.strict else []
    words += [f"--sample {subject.sample}"] if subject.sample else []
    words += [f"--as-of {subject.as_of}"] if subject.as_of else []
    return " ".join(words)
