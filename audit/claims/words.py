"""The sentences a reader meets first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.claims.excuses import is_excused
from audit.core.words import Overall, Severity, Verdict
from audit.gate.settle import Settled

Claim = Mapping[str, Any]
MOST_TODO = 5
_MOST_LAPSED = 2
_UNSURE = "The data read so far cannot tell: see each finding for the rows that would."
_OPENING = {
    Overall.PASS: "Passes this policy",
    Overall.FAIL: "Fails this policy",
    Overall.NOT_ASSURED: "Not assured under this policy",
}


def headline(settled: Settled, findings: Sequence[Claim], fail_on: Severity) -> str:
    """Return the verdict as a sentence; it never loses what was excused."""
    overall = settled.answer.overall
    if overall is Overall.FAIL:
        failed = [one for one in findings if one["verdict"] == Verdict.FAIL and Severity(one["severity"]).at_least(fail_on)]
        left = sum(not is_excused(one) for one in failed)
        if left:
            return f"{_OPENING[overall]}: {_many(left, 'finding')} at {fail_on} or above{settled.tail}"
    return f"{_OPENING[overall]}: {settled.answer.reason}"


def count_line(findings: Sequence[Claim], unchecked: int, policy: str) -> str:
    """Return what passed, failed, is unsure, waived, adopted and not checked."""
    large = [one for one in findings if not one["small"]]
    verdicts = {verdict: sum(one["verdict"] == verdict for one in large) for verdict in Verdict}
    parts = [
        f"{verdicts[Verdict.PASS]} of {_many(len(large), 'measurement')} pass",
        f"{verdicts[Verdict.FAIL]} fail",
        f"{verdicts[Verdict.UNSURE]} unsure",
        f"{len(findings) - len(large)} in groups too small to judge",
        f"{sum(one['waiver'] is not None for one in large)} waived",
        f"{sum(one['baseline'] == 'unchanged' for one in large)} adopted",
        f"{_many(unchecked, 'rule')} not checked",
    ]
    return f"Policy {policy}, not a legal finding. {', '.join(parts)}."


def sample_line(samples: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield one sentence if decisions were measured on a sample: of how many rows, and which groups each gave its share."""
    if not samples:
        return
    sizes = [f"{one['rows']:,} of {one['of']:,} rows" + (f" of {name}" if len(samples) > 1 else "") for name, one in samples.items()]
    strata = next(iter(samples.values()))["strata"]
    drawn = f", drawn by {_listed(strata)}" if strata else ""
    yield f"Decisions were measured on a sample of {_listed(sizes)}{drawn}."


def _listed(names: Sequence[str]) -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def todo(rules: Sequence[Claim], findings: Sequence[Claim], settled: Settled) -> list[str]:
    """Return the things to do first: broken rules, then failures by severity, what is unsure, and waivers that end or are not needed."""
    return [*_steps(rules, findings), *_renewals(settled)][:MOST_TODO]


def _steps(rules: Sequence[Claim], findings: Sequence[Claim]) -> Iterator[str]:
    """Yield one step per rule that needs one, worst first; what is excused needs none."""
    left = {rule["rule"]: [one for one in findings if one["rule"] == rule["rule"] and not is_excused(one)] for rule in rules}
    stand = {rule["rule"]: _left(rule, left[rule["rule"]]) for rule in rules}
    order = {Verdict.NOT_RUN: 0, Verdict.FAIL: 0, Verdict.UNSURE: 1}
    open_rules = [rule for rule in rules if stand[rule["rule"]] in order]
    for rule in sorted(open_rules, key=lambda one: (order[stand[one["rule"]]], Severity(one["severity"]).rank, one["rule"])):
        verdict = stand[rule["rule"]]
        if verdict is Verdict.NOT_RUN:
            yield f"{rule['rule']} did not run: {rule['reason']}."
            continue
        found = [one for one in left[rule["rule"]] if one["verdict"] == verdict and not one["small"]]
        lapsed = _lapsed(found)
        yield f"{_where(rule, verdict, found)} {f'{lapsed} ' if lapsed else ''}{rule['step'] if verdict is Verdict.FAIL else _UNSURE}"


def _left(rule: Claim, left: Sequence[Claim]) -> Verdict:
    """Return where a rule stands over what is left of its findings."""
    verdict = Verdict(rule["verdict"])
    if verdict in {Verdict.NOT_RUN, Verdict.PASS}:
        return verdict
    verdicts = {one["verdict"] for one in left if not one["small"]}
    if not rule["judged"]:
        return verdict
    return next((word for word in (Verdict.FAIL, Verdict.UNSURE) if word in verdicts), Verdict.PASS)


def _lapsed(found: Sequence[Claim]) -> str:
    """Return which waivers or adoptions no longer hold for the findings, as a sentence."""
    said = dict.fromkeys(one["note"] for one in found if one["note"])
    return " ".join(f"{note[0].upper()}{note[1:]}." for note in list(said)[:_MOST_LAPSED])


def _renewals(settled: Settled) -> Iterator[str]:
    """Yield a step for every waiver that ends soon, and for every one that nothing needs."""
    for one in settled.waivers:
        waiver = one.waiver
        if one.state == "due":
            days = "today" if one.days_left == 0 else f"in {_many(one.days_left, 'day')}"
            yield f"Waiver {waiver.id} on {waiver.rule} ends on {waiver.expires}, {days}: mend the finding, or ask for another."
        if one.state == "unused":
            yield f"Waiver {waiver.id} on {waiver.rule} excuses nothing: correct its target, or take it out of the policy."


def _where(rule: Claim, verdict: Verdict, found: Sequence[Claim]) -> str:
    """Return the rule, its verdict and the places that gave it."""
    places = list(dict.fromkeys(_place(one) for one in found))
    shown = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    verb = "fails" if verdict is Verdict.FAIL else "is unsure"
    return f"{rule['rule']} {verb} ({shown})." if shown else f"{rule['rule']} {verb}: {rule['reason']}."


def _place(finding: Claim) -> str:
    """Return a target as a reader names it: `race: Black`, `email`, or the dataset itself."""
    column, group = finding["attribute"], finding["group"]
    named = f"{column}: {group}" if group else column
    return named or f"the {finding['dataset']} data"


def _many(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
