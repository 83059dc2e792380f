"""The whole audit: load, observe, check and judge, advise, and the evidence of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from audit.advise.effort import BRIEF, Effort
from audit.advise.loop import advise
from audit.agreement import check_agreement, check_limits
from audit.assess import Assessment, assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.evidence import Evidence
from audit.core.fact import Facts
from audit.load.policy import Policy, read_policy
from audit.load.subject import Subject
from audit.load.table import Home
from audit.observe.run import observe
from audit.observe.scene import Settings
from audit.observe.stage import InHand, Means, described, staged
from audit.observe.wanted import settings_of
from audit.run_record import run_record

DEFAULT_POLICY = "release"
ONLY_FACTS = "plans are tried on the data, and only facts were given"


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


def policy_for(subject: Subject) -> Policy:
    """Return the policies a subject names, as one; `release` where it names none."""
    where = {name: subject.place(f"policies.{name}") for name in subject.policies}
    return read_policy(subject.policies or (DEFAULT_POLICY,), tuple(checks()), subject.folder, where)


def audit(request: Request) -> Evidence:
    """Audit data and model in one go; raises BadInput if they cannot be read."""
    rules = checks()
    check_limits(request.policy, rules)
    with staged(request.subject, request.in_hand, _settings(request), request.means) as scenes:
        facts = observe(scenes, described(request.subject, scenes))
        check_agreement(request.policy, facts)
        assessment = assess(facts, request.policy, rules)
        request.means.progress("try plans", 0, 1)
        tried = advise(scenes, facts, assessment, rules, request.effort)
        homes = {scene.source.table.home for scene in scenes}
    return _evidence(request, facts, assessment, tried, homes)


def observe_only(request: Request) -> Facts:
    """Return the facts alone: to be run where the data lives."""
    with staged(request.subject, request.in_hand, _settings(request), request.means) as scenes:
        return observe(scenes, described(request.subject, scenes))


def judge_only(request: Request, facts: Facts) -> Evidence:
    """Judge facts that were observed elsewhere; without data no advice can be tried."""
    check_limits(request.policy, checks())
    check_agreement(request.policy, facts)
    return _evidence(request, facts, assess(facts, request.policy, checks()), Tried(untried=(ONLY_FACTS,)), ())


def _evidence(request: Request, facts: Facts, assessment: Assessment, tried: Tried, homes: Iterable[Home]) -> Evidence:
    """Put the evidence together."""
    claims = claims_of(facts, request.policy, assessment, checks(), tried)
    return Evidence(claims, run_record(request.now, request.command, request.subject.seed, homes))


def _settings(request: Request) -> Settings:
    """Return how to observe for this policy and subject."""
    return settings_of(request.subject, request.now, min_cell=request.policy.gate.min_cell)
