"""Puts the claims of the evidence together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from audit.assess import Assessment
from audit.checks.registry import Check
from audit.claims.advice import advice_claims
from audit.claims.design import unapplied
from audit.claims.excuses import excuse_claims, noted_findings, noted_rules, settled_of
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
from audit.core.words import Severity
from audit.gate.settle import Excuses, Settled
from audit.law.standing import day_of
from audit.load.policy import Policy
from audit.observe.label_margins import group_sizes
from audit.observe.outcomes import decisions
from audit.observe.run import samples_of


def claims_of(
    facts: Facts, policy: Policy, assessment: Assessment, checks: Mapping[str, Check], tried: Tried, excuses: Excuses | None = None
) -> dict[str, Json]:
    """Return the claims: same inputs and versions, same bytes. Without `excuses`, waivers hold on the day ages are counted from."""
    day = day_of(facts.about.get("as_of"))
    excuses = excuses or Excuses(day or date.min, policy.waivers)
    asked = sorted({name for ask in assessment.asks.values() for name in ask.by})
    shown = _shown(facts, policy.gate.min_cell, asked)
    rules = cast("list[dict[str, Any]]", dated_rules(rule_claims(assessment, checks), checks, policy, day))
    found = cast("list[dict[str, Any]]", finding_claims(assessment, shown))
    settled = settled_of(found, rules, _gate(policy), excuses)
    findings = cast("list[dict[str, Any]]", noted_findings(found, settled))
    metrics = list(metric_claims(facts, policy, shown, asked))
    return {
        **_answer(settled, rules, findings, policy),
        "count_line": _count_line(facts, policy, assessment, checks, findings),
        **_subject(facts, policy),
        "as_of": day.isoformat() if day else None,
        "rules": noted_rules(rules, findings),
        "findings": cast("list[Json]", findings),
        "metrics": metrics,
        "metric_words": list(metric_words(metrics, cast("list[Json]", findings))),
        "impact": impact_claims(facts, policy, assessment, shown, day),
        **_observed(facts, shown, _k_limit(assessment, checks)),
        "advice": list(advice_claims(tried.advice, shown, policy.techniques)),
        "not_checked": list(_unchecked(facts, assessment, policy, tried)),
        **excuse_claims(settled, excuses),
        "law": list(law_claims(assessment, checks, day, cited_by(policy))),
    }


def _subject(facts: Facts, policy: Policy) -> dict[str, Json]:
    """Return what was audited, and under which policy."""
    return {
        **{name: facts.about[name] for name in ("subject", "model", "roles")},
        "datasets": list(_datasets(facts)),
        "facts_sha256": digest(canonical([fact.to_json() for fact in facts.tables])),
        "policy": _policy(policy),
    }


def _observed(facts: Facts, shown: Mapping[str, Shown], k: float) -> dict[str, Json]:
    """Return what was seen of the data whatever the rules ask, to the grain that may be shown."""
    return {
        "columns": list(column_claims(facts)),
        "dismissed": list(dismissed_claims(facts)),
        "personal_not_checked": personal_not_checked(facts),
        "profile": list(profile_claims(facts, shown)),
        "risk": risk_claim(facts, k),
        "exposure": exposure_claim(facts),
        "proposed": list(proposed_claims(facts)),
        "scores": list(score_claims(facts, shown)),
    }


def _shown(facts: Facts, min_cell: int, asked: Sequence[str]) -> dict[str, Shown]:
    """Return what may be shown of each dataset with groups, whatever is predicted of them."""
    views = {name: decisions(facts, name) or group_sizes(facts, name) for name in facts.datasets()}
    return {name: Shown.of(view, min_cell, asked) for name, view in views.items() if view}


def _datasets(facts: Facts) -> Iterator[Json]:
    """Yield what is said of each dataset, with the sample its decisions were measured on."""
    samples = samples_of(facts)
    for one in cast("list[dict[str, Json]]", facts.about["datasets"]):
        yield {**one, "sample": samples.get(str(one["name"]))}


def _answer(settled: Settled, rules: Sequence[Mapping[str, Any]], findings: Sequence[Mapping[str, Any]], policy: Policy) -> dict[str, Json]:
    """Return the answer of the gate with the sentences a reader meets first."""
    return {
        "overall": str(settled.answer.overall),
        "exit_code": settled.answer.exit_code,
        "reason": settled.answer.reason,
        "headline": headline(settled, findings, policy.gate.fail_on),
        "todo": list(todo(rules, findings, settled)),
    }


def _count_line(
    facts: Facts, policy: Policy, assessment: Assessment, checks: Mapping[str, Check], findings: Sequence[Mapping[str, Any]]
) -> str:
    """Return what was counted, on which sample, and what of the law is not in force."""
    standing = standing_line(checks, policy, day_of(facts.about.get("as_of")))
    return " ".join([count_line(findings, len(assessment.unchecked), policy.name), *sample_line(samples_of(facts)), *standing])


def _k_limit(assessment: Assessment, checks: Mapping[str, Check]) -> float:
    """Return the k the policy asks for, or the usual one."""
    asked = [ask.limit.value for name, ask in assessment.asks.items() if checks[name].rule.metric == "k"]
    return asked[0] if asked else USUAL_K


def _unchecked(facts: Facts, assessment: Assessment, policy: Policy, tried: Tried) -> Iterator[Json]:
    """Yield what was not checked, and why."""
    yield from ({"rule": one.rule, "reason": one.reason} for one in assessment.unchecked)
    yield from ({"rule": policy.name, "reason": text} for text in policy.not_checked)
    yield from ({"rule": "advice", "reason": reason} for reason in tried.untried)
    yield from ({"rule": what, "reason": reason} for what, reason in unapplied(facts))


def _policy(policy: Policy) -> Json:
    """Return the policy as resolved."""
    return {
        "name": policy.name,
        "policies": list(policy.policies),
        "sha256": policy.sha256,
        "techniques": None if policy.techniques is None else list(policy.techniques),
        "gate": _gate(policy),
    }


def _gate(policy: Policy) -> dict[str, Json]:
    """Return when the gate closes; `on_unsure` is one word, or a word for every severity."""
    return {name: str(value) if isinstance(value, Severity) else cast("Json", value) for name, value in asdict(policy.gate).items()}
