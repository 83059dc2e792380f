"""Does a policy decide what its own tests expect? Numbers or facts in, verdicts out, by the judge of the audit itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from audit.agreement import check_agreement, check_limits
from audit.assess import assess
from audit.checks.registry import Check
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.words import Verdict
from audit.facts_file import read_facts
from audit.gate.settle import Excuses
from audit.load.policy import Policy, read_policy
from audit.load.policy_test_file import NOT_CHECKED, read_policy_tests
from audit.load.policy_test_types import Case, Looked, PolicyTests, Stated
from audit.stated import played, stage_for

SUFFIX = ".test.yml"
Claims: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one test: its name, and where it came out otherwise than expected."""

    name: str
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the tests in one file, and the rules of the policy that no test looks at."""

    called: str
    policy: str
    outcomes: tuple[Outcome, ...]
    rules: int
    untested: tuple[str, ...]

    @property
    def failed(self) -> int:
        """Return how many tests came out otherwise."""
        return sum(bool(one.differences) for one in self.outcomes)


def read_tests(paths: Sequence[Path], rule_names: Sequence[str]) -> tuple[PolicyTests, ...]:
    """Read files of tests, and of a folder every `*.test.yml` in it; raises BadInput with every mistake in all of them."""
    found: list[PolicyTests] = []
    problems: list[Problem] = []
    for path in paths:
        files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not files:
            problems.append(Problem(str(path), f"no file in it ends in {SUFFIX}", "A policy without tests is not tested: name a file"))
        for file in files:
            try:
                found.append(read_policy_tests(file, rule_names))
            except BadInput as error:
                problems.extend(error.problems)
    if problems:
        raise BadInput(dict.fromkeys(problems))
    return tuple(found)


def run_tests(tests: PolicyTests, checks: Mapping[str, Check], day: date) -> Report:
    """Run every test of a file; raises BadInput if its policy or its facts cannot be read.

    `day` is the day of tests that name none.
    """
    where = {name: str(spot) for name, spot in tests.policies.items()}
    policy = read_policy(tuple(tests.policies), tuple(checks), tests.folder, where)
    check_limits(policy, checks)
    _known(tests, policy)
    found = [_run(case, tests, policy, checks, day) for case in tests.cases]
    touched = {rule for outcome in found for rule in outcome[1]}
    untested = tuple(rule for rule in sorted(policy.rules) if rule not in touched)
    return Report(tests.called, policy.name, tuple(outcome[0] for outcome in found), len(policy.rules), untested)


def _known(tests: PolicyTests, policy: Policy) -> None:
    """Refuse a test about a rule that the policy does not ask for: it would show nothing; raises BadInput."""
    problems = []
    for case in tests.cases:
        named = [(one.rule, one.place) for one in case.stated] + [(one.rule, one.place) for one in case.findings]
        named += [(rule, place) for rule, verdict, place in case.rules if verdict != NOT_CHECKED]
        for rule, place in named:
            if rule not in policy.rules:
                what = f"the policy {policy.name!r} does not ask for {rule!r}"
                problems.append(Problem(str(place), what, did_you_mean(rule, policy.rules)))
    if problems:
        raise BadInput(dict.fromkeys(problems))


def _run(case: Case, tests: PolicyTests, policy: Policy, checks: Mapping[str, Check], day: date) -> tuple[Outcome, set[str]]:
    """Return what became of one test, and the rules that it looks at."""
    if case.facts:
        facts = read_facts(tests.folder / case.facts)
        check_agreement(policy, facts)
        wanted: tuple[Stated | Looked, ...] = case.findings
    else:
        facts, checks = stage_for(case), played(case, checks)
        wanted = tuple(one for one in case.stated if one.verdict or one.waiver)
    # The claims are compared, not the rulings: what a test sees is what the evidence of an audit shows.
    claims = claims_of(facts, policy, assess(facts, policy, checks), checks, Tried(), Excuses(case.day or day, policy.waivers))
    differences = (*_of_findings(wanted, claims), *_of_rules(case, claims), *_of_answer(case, claims))
    looked = {one.rule for one in case.stated} | {one.rule for one in case.findings}
    looked |= {rule for rule, verdict, _ in case.rules if verdict != NOT_CHECKED}
    return Outcome(case.name, differences), looked


def _of_findings(wanted: Iterable[Stated | Looked], claims: Claims) -> Iterator[str]:
    """Yield the findings whose verdict or waiver is not the expected one."""
    for one in wanted:
        place = f"{one.rule} {one.target}"
        matching = [found for found in claims["findings"] if (found["rule"], found["target"]) == (one.rule, str(one.target))]
        if not matching:
            yield f"{place}: is not there{_why_absent(one.rule, claims)}"
        for found in matching:
            if one.verdict and found["verdict"] != one.verdict:
                yield f"{place}: expected {one.verdict}, is {found['verdict']} ({_shown(found)})"
            if one.waiver is not None and found["waiver"] != one.waiver:
                yield f"{place}: expected to be waived by {one.waiver}, is {_held(found)}"


def _why_absent(rule: str, claims: Claims) -> str:
    """Return why a rule has no findings, if it has none."""
    verdict, reason = _ruled(claims).get(rule, ("", ""))
    has_findings = any(found["rule"] == rule for found in claims["findings"])
    return "" if has_findings or not verdict else f" ({rule}: {reason})"


def _shown(found: Mapping[str, Any]) -> str:
    """Return value, interval and limit of a finding, and the reason where it has one."""
    value, low, high = found["value"], found["low"], found["high"]
    number = "no value" if value is None else f"{value:.3g}"
    if low is not None and low != high:
        number += f", {low:.3g} to {'any' if high is None else f'{high:.3g}'}"
    return "; ".join([number, f"limit {found['limit']}", *([found["reason"]] if found["reason"] else [])])


def _held(found: Mapping[str, Any]) -> str:
    """Return which waiver holds a finding, or why none does."""
    if found["waiver"]:
        return f"waived by {found['waiver']}"
    passes = found["verdict"] == Verdict.PASS
    return f"not waived ({found['note'] or ('it passes' if passes else 'no waiver is about it')})"


def _ruled(claims: Claims) -> dict[str, tuple[str, str]]:
    """Return what every rule came to, with its reason."""
    unchecked = {one["rule"]: (NOT_CHECKED, one["reason"]) for one in claims["not_checked"]}
    return unchecked | {one["rule"]: (one["verdict"], one["reason"]) for one in claims["rules"]}


def _of_rules(case: Case, claims: Claims) -> Iterator[str]:
    """Yield the rules whose verdict is not the expected one."""
    ruled = _ruled(claims)
    for rule, verdict, _ in case.rules:
        actual, reason = ruled[rule]
        if actual != verdict:
            yield f"{rule}: expected {verdict}, is {actual} ({reason})"


def _of_answer(case: Case, claims: Claims) -> Iterator[str]:
    """Yield the answer, if it is not the expected one."""
    if case.overall is not None and claims["overall"] != case.overall:
        yield f"overall: expected {case.overall}, is {claims['overall']} ({claims['reason']})"


def report_text(reports: Sequence[Report]) -> str:
    """Return what became of the tests, file by file."""
    return "\n".join(line for report in reports for line in _lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    """Yield the lines about one file."""
    yield f"{report.called}: policy {report.policy}"
    for one in report.outcomes:
        yield f"  {'FAIL' if one.differences else 'ok  '}  {one.name}"
        yield from (f"        {difference}" for difference in one.differences)
    tested = report.rules - len(report.untested)
    rest = f"; not: {', '.join(report.untested)}" if report.untested else ""
    yield f"  {tested} of {report.rules} rules are looked at{rest}"
