"""Runs the gate for subjects: from data, or from facts that were observed elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.core.words import Severity
from audit.facts_file import matching, read_facts
from audit.load.policy import Policy
from audit.load.policy_types import OnUnsure
from audit.load.subject import Subject
from audit.observe.scene import Progress
from audit.observe.stage import Means
from audit.pipeline import Allowances, Request, audit, baseline_of, judge_only, policy_for
from audit.reuse import Reusing


@dataclass(frozen=True, slots=True)
class Gating:
    """How to gate: facts in place of data, what overrides the policy, what may excuse findings, the recorded time, and the means."""

    facts: Path | None
    fail_on: Severity | None
    strict: bool
    now: datetime
    memory: str | None
    threads: int | None
    progress: Progress
    allowances: Allowances = field(default_factory=Allowances)
    reuse: Callable[[str], None] | None = None
    """What is told whether facts were reused; None: they are counted in every run."""


def gate_all(subjects: Sequence[Subject], gating: Gating) -> list[tuple[Subject, Evidence]]:
    """Return the evidence of every subject; raises BadInput if one cannot be audited."""
    _check_baselines(subjects, gating.allowances)
    return [(subject, _gate(subject, gating)) for subject in subjects]


def _check_baselines(subjects: Sequence[Subject], allowed: Allowances) -> None:
    """Raise BadInput where two subjects would use one baseline: its entries do not say which of them they are about."""
    if allowed.ignore_baseline:
        return
    used = [allowed.baseline or baseline_of(subject) for subject in subjects]
    for path in dict.fromkeys(one for one in used if one is not None and used.count(one) > 1):
        step = "Keep each subject in a folder of its own, or check them one by one with --baseline FILE"
        raise BadInput.one(str(path), "several subjects would use this baseline", step)


def _gate(subject: Subject, gating: Gating) -> Evidence:
    """Return the evidence of one subject."""
    policy = overridden(policy_for(subject), gating.fail_on, strict=gating.strict)
    means = Means(gating.memory, gating.threads, gating.progress)
    observing = Reusing(subject, gating.now, gating.reuse) if gating.reuse else None
    command = _command(gating, subject)
    request = Request(subject, policy, means=means, now=gating.now, command=command, allowances=gating.allowances, observing=observing)
    if gating.facts is None:
        return audit(request)
    if gating.reuse:
        gating.reuse("facts are not reused: --facts names them already")
    facts = matching(read_facts(gating.facts), subject, gating.facts)
    return judge_only(request, facts)


def overridden(policy: Policy, fail_on: Severity | None, *, strict: bool) -> Policy:
    """Return the policy with what the command line overrides."""
    gate = policy.gate
    if fail_on is not None:
        gate = replace(gate, fail_on=fail_on)
    if strict:
        gate = replace(gate, on_unsure=_stricter(gate.on_unsure), on_unused="not_assured")
    return replace(policy, gate=gate)


def _stricter(words: OnUnsure | Mapping[str, OnUnsure]) -> OnUnsure | Mapping[str, OnUnsure]:
    """Return what unsure rules do where no warning is enough; what fails goes on failing."""
    if isinstance(words, str):
        return "not_assured" if words == "warn" else words
    return {name: "not_assured" if word == "warn" else word for name, word in words.items()}


def _command(gating: Gating, subject: Subject) -> str:
    """Return the command as it is recorded: flags that change the answer, no path of anybody's machine."""
    words = ["equigate check"]
    words += ["--facts FACTS"] if gating.facts else []
    words += [f"--fail-on {gating.fail_on}"] if gating.fail_on else []
    words += ["--strict"] if gating.strict else []
    words += ["--baseline FILE"] if gating.allowances.baseline else []
    words += ["--no-baseline"] if gating.allowances.ignore_baseline else []
    words += ["--no-waivers"] if gating.allowances.ignore_waivers else []
    words += ["--reuse"] if gating.reuse else []
    words += [f"--sample {subject.sample}"] if subject.sample else []
    words += [f"--as-of {subject.as_of}"] if subject.as_of else []
    return " ".join(words)
