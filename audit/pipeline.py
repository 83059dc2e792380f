"""The whole audit: load, observe, check and judge, advise, and the evidence of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from audit.advise.effort import BRIEF, Effort
from audit.advise.loop import advise
from audit.agreement import check_agreement, check_limits
from audit.assess import Assessment, assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.baseline import BASELINE, Baseline
from audit.core.evidence import Evidence
from audit.core.fact import Facts
from audit.core.values import Json
from audit.gate.settle import Excuses
from audit.law.standing import day_of
from audit.load.policy import Policy, read_policy
from audit.load.subject import Subject
from audit.load.table import Home
from audit.observe.run import observe
from audit.observe.scene import Scene, Settings
from audit.observe.stage import InHand, Means, described, staged
from audit.observe.wanted import settings_of
from audit.run_record import run_record

DEFAULT_POLICY = "release"
"""The baseline that is used where it lies beside the subject file."""
Observing: TypeAlias = Callable[[Sequence[Scene], Mapping[str, Json]], Facts]
ONLY_FACTS = "plans are tried on the data, and only facts were given"


@dataclass(frozen=True, slots=True)
class Allowances:
    """What may excuse a finding beside the policy's waivers: a baseline file, or the one beside the subject; and what is ignored."""

    baseline: Path | None = None
    ignore_waivers: bool = False
    ignore_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What is audited, by which policy, with which means, how hard advice tries. Time is passed in, so that a run can be repeated."""

    subject: Subject
    policy: Policy
    in_hand: InHand = field(default_factory=InHand)
    means: Means = field(default_factory=Means)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    command: str = ""
    effort: Effort = BRIEF
    allowances: Allowances = field(default_factory=Allowances)
    excuses: Excuses | None = None
    """What excuses findings where that is known already, as in evidence that is verified; allowances are not asked then."""
    observing: Observing | None = None
    """What makes the facts, or knows them already."""


def policy_for(subject: Subject) -> Policy:
    """Return the policies a subject names, as one; `release` where it names none."""
    where = {name: subject.place(f"policies.{name}") for name in subject.policies}
    return read_policy(subject.policies or (DEFAULT_POLICY,), tuple(checks()), subject.folder, where)


def audit(request: Request) -> Evidence:
    """Audit data and model in one go; raises BadInput if they cannot be read."""
    rules = checks()
    check_limits(request.policy, rules)
    adopted = _baseline(request)
    with staged(request.subject, request.in_hand, _settings(request), request.means) as scenes:
        facts = (request.observing or observe)(scenes, described(request.subject, scenes))
        check_agreement(request.policy, facts)
        assessment = assess(facts, request.policy, rules)
        request.means.progress("try plans", 0, 1)
        tried = advise(scenes, facts, assessment, rules, request.effort)
        homes = {scene.source.table.home for scene in scenes}
    return _evidence(request, facts, assessment, tried, homes, adopted)


def observe_only(request: Request) -> Facts:
    """Return the facts alone: to be run where the data lives."""
    with staged(request.subject, request.in_hand, _settings(request), request.means) as scenes:
        return observe(scenes, described(request.subject, scenes))


def judge_only(request: Request, facts: Facts) -> Evidence:
    """Judge facts that were observed elsewhere; without data no advice can be tried."""
    check_limits(request.policy, checks())
    check_agreement(request.policy, facts)
    return _evidence(request, facts, assess(facts, request.policy, checks()), Tried(untried=(ONLY_FACTS,)), (), _baseline(request))


def baseline_of(subject: Subject) -> Path | None:
    """Return the baseline that lies beside a subject file."""
    path = subject.folder / BASELINE
    return path if _file_of(subject) and path.is_file() else None


def _baseline(request: Request) -> Baseline | None:
    """Return the baseline that is in use; raises BadInput with every mistake in it."""
    allowed = request.allowances
    path = allowed.baseline or baseline_of(request.subject)
    if path is None or allowed.ignore_baseline or request.excuses:
        return None
    from audit.load.baseline_file import read_baseline

    return read_baseline(path, tuple(checks()))


def _excuses(request: Request, facts: Facts, adopted: Baseline | None) -> Excuses:
    """Return what may excuse findings, on the later of the day of the run and the day from which ages are counted.

    An old file of facts, or an early day for ages, does not keep a waiver alive. Where nothing may be excused the day of
    the run is nothing to the claims: they are the same on every day.
    """
    run = (request.now.astimezone(UTC) if request.now.tzinfo else request.now).date()
    allowed, waivers, day = request.allowances, request.policy.waivers, day_of(facts.about.get("as_of")) or run
    ignored = allowed.ignore_baseline and (allowed.baseline or baseline_of(request.subject)) is not None
    counted = max(run, day) if waivers or adopted is not None or ignored else day
    return Excuses(counted, waivers, adopted, allowed.ignore_waivers, ignored)


def _evidence(
    request: Request, facts: Facts, assessment: Assessment, tried: Tried, homes: Iterable[Home], adopted: Baseline | None
) -> Evidence:
    """Put the evidence together."""
    claims = claims_of(facts, request.policy, assessment, checks(), tried, request.excuses or _excuses(request, facts, adopted))
    made = Evidence(claims, run_record(request.now, request.command, int(str(facts.about["seed"])), homes, _file_of(request.subject)))
    # As it will be read from its file, with keys in the file's order: a report from it is the same to the byte, now and later.
    return Evidence.from_json(made.to_json())


def _file_of(subject: Subject) -> str:
    """Return the subject file from the folder of the run, only its name where it lies outside; empty without one."""
    path = Path(subject.origin)
    if not subject.places or not path.is_file():
        return ""
    inside = Path(os.path.relpath(path)).as_posix()
    return path.name if inside.startswith("../") else inside


def _settings(request: Request) -> Settings:
    """Return how to observe for this policy and subject."""
    return settings_of(request.subject, request.now, min_cell=request.policy.gate.min_cell)
