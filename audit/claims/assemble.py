"""Puts the claims of the evidence together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from audit.assess import Assessment
from audit.checks.registry import Check
from audit.claims.advice import advice_claims
from audit.claims.design import unapplied
from audit.claims.findings import finding_claims, rule_claims
from audit.claims.impact import cited_by, impact_claims
from audit.claims.inventory import profile_claims, score_claims
from audit.claims.law import dated_rules, law_claims, standing_line
from audit.claims.metric_words import metric_words
from audit.claims.metrics import metric_claims
from audit.claims.personal_data import column_claims, dismissed_claims, personal_not_checked
from audit.claims.risk import USUAL_K, exposure_claim, proposed_claims, risk_claim
from audit.claims.small_cells import Shown
from audit.claims.words import count_line, headline, sample_line, todo
from audit.core.advice import Tried
from audit.core.fact import Facts
from audit.core.values import Json, canonical, digest
from audit.law.standing import day_of
from audit.load.policy import Policy
from audit.observe.label_margins import group_sizes
from audit.observe.outcomes import decisions
from audit.observe.run import samples_of


def claims_of(facts: Facts, policy: Policy, assessment: Assessment, checks: Mapping[str, Check], tried: Tried) -> dict[str, Json]:
    """Return the claims: the same bytes for the same inputs and library versions."""
    day = day_of(facts.about.get("as_of"))
    asked = sorted({name for ask in assessment.asks.values() for name in ask.by})
    shown = _shown(facts, policy.gate.min_cell, asked)
    return {
        **_answer(facts, policy, assessment, checks),
        **{name: facts.about[name] for name in ("subject", "model", "roles")},
        "datasets": list(_datasets(facts)),
        "facts_sha256": digest(canonical([fact.to_json() for fact in facts.tables])),
        "policy": _policy(policy),
        "as_of": day.isoformat() if day else None,
        "rules": dated_rules(rule_claims(assessment, checks), checks, policy, day),
        **_numbers(facts, policy, assessment, shown, asked),
        "impact": impact_claims(facts, policy, assessment, shown, day),
        "columns": list(column_claims(facts)),
        "dismissed": list(dismissed_claims(facts)),
        "personal_not_checked": personal_not_checked(facts),
        "profile": list(profile_claims(facts, shown)),
        "risk": risk_claim(facts, _k_limit(assessment, checks)),
        "exposure": exposure_claim(facts),
        "proposed": list(proposed_claims(facts)),
        "scores": list(score_claims(facts, shown)),
        "advice": list(advice_claims(tried.advice, shown, policy.techniques)),
        "not_checked": list(_unchecked(facts, assessment, policy, tried)),
        "waivers": [],
        "law": list(law_claims(assessment, checks, day, cited_by(policy))),
    }


def _shown(facts: Facts, min_cell: int, asked: Sequence[str]) -> dict[str, Shown]:
    """Return what may be shown of each dataset with groups, whatever is predicted of them."""
    views = {name: decisions(facts, name) or group_sizes(facts, name) for name in facts.datasets()}
    return {name: Shown.of(view, min_cell, asked) for name, view in views.items() if view}


def _numbers(facts: Facts, policy: Policy, assessment: Assessment, shown: Mapping[str, Shown], by: Sequence[str]) -> dict[str, Json]:
    """Return what was judged and what was measured beside it, with the words of every metric in them."""
    findings = finding_claims(assessment, shown)
    metrics = list(metric_claims(facts, policy, shown, by))
    return {"findings": findings, "metrics": metrics, "metric_words": list(metric_words(metrics, findings))}


def _datasets(facts: Facts) -> Iterator[Json]:
    """Yield what is said of each dataset, with the sample its decisions were measured on."""
    samples = samples_of(facts)
    for one in cast("list[dict[str, Json]]", facts.about["datasets"]):
        yield {**one, "sample": samples.get(str(one["name"]))}


def _answer(facts: Facts, policy: Policy, assessment: Assessment, checks: Mapping[str, Check]) -> dict[str, Json]:
    """Return the answer of the gate with the sentences a reader meets first."""
    standing = standing_line(checks, policy, day_of(facts.about.get("as_of")))
    return {
        "overall": str(assessment.answer.overall),
        "exit_code": assessment.answer.exit_code,
        "reason": assessment.answer.reason,
        "headline": headline(assessment, policy.gate.fail_on),
        "count_line": " ".join([count_line(assessment, policy.name), *sample_line(samples_of(facts)), *standing]),
        "todo": list(todo(assessment, checks)),
    }


def _k_limit(assessment: Assessment, checks: Mapping[str, Check]) -> float:
    """Return the k the policy asks for, or the usual one."""
    asked = [ask.limit.value for name, ask in assessment.asks.items() if checks[name].rule.metric == "k"]
    return asked[0] if asked else USUAL_K


def _unchecked(facts: Facts, assessment: Assessment, policy: Policy, tried: Tried) -> Iterator[Json]:
    """Yield what was not checked, and why."""
    yield from ({"rule": one.rule, "reason": one.reason} for one in assessment.unchecked)
    yield from ({"rule": policy.name, "reason": text} for text in policy.not_checked)
    if policy.waivers:
        yield {"rule": "waivers", "reason": f"{len(policy.waivers)} in the policy are read but not applied by this version"}
    yield from ({"rule": "advice", "reason": reason} for reason in tried.untried)
    yield from ({"rule": what, "reason": reason} for what, reason in unapplied(facts))


def _policy(policy: Policy) -> Json:
    """Return the policy as resolved."""
    gate = policy.gate
    return {
        "name": policy.name,
        "policies": list(policy.policies),
        "sha256": policy.sha256,
        "techniques": None if policy.techniques is None else list(policy.techniques),
        "gate": {
            "fail_on": gate.fail_on,
            "on_unsure": gate.on_unsure,
            "on_not_run": gate.on_not_run,
            "min_rules": gate.min_rules,
            "min_group": gate.min_group,
            "min_cell": gate.min_cell,
            "confidence": gate.confidence,
            "decide_on": gate.decide_on,
        },
    }
