"""Does the evidence agree with itself? Every verdict in it is judged again from its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.core.finding import Interval, fingerprint_of
from audit.core.limit import Limit
from audit.core.words import Severity, Verdict
from audit.gate.overall import Standing, Terms, answer_of
from audit.judge import judge

CONSISTENT = "consistent, not authenticated: nobody's signature is on it"


def read_evidence(path: Path) -> Evidence:
    """Read an evidence file; raises BadInput if it is none of this version."""
    try:
        found = Evidence.from_json(path.read_text(encoding="utf-8"))
        # Without an answer it is no evidence, and nothing is rendered from it.
        _ = found.overall, found.exit_code
    except FileNotFoundError:
        raise BadInput.one(str(path), "there is no such file", "Check the path") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput.one(str(path), f"not evidence of this version ({type(error).__name__})", "Give an evidence.json") from None
    return found


def disagreements(evidence: Evidence) -> list[str]:
    """Return every place where the evidence contradicts itself; raises BadInput if parts are missing."""
    try:
        return list(_all(evidence.claims))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"parts are missing or malformed ({type(error).__name__})"
        raise BadInput.one("evidence", what, "Give the file as it was written") from None


def _all(claims: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs, from the findings up to the answer."""
    for finding in claims["findings"]:
        yield from _finding(finding, str(claims["subject"]["population"]), str(claims["policy"]["gate"]["decide_on"]))
    for rule in claims["rules"]:
        yield from _rule(rule, [one for one in claims["findings"] if one["rule"] == rule["rule"]])
    yield from _answer(claims)


def _finding(finding: Mapping[str, Any], population: str, decide_on: str) -> Iterator[str]:
    """Yield what is wrong with one finding: its identity, or its verdict against its numbers."""
    place = f"{finding['rule']} at {finding['target']}"
    if finding["fingerprint"] != fingerprint_of(finding["rule"], finding["target"], finding["metric"]):
        yield f"{place}: the fingerprint is of another finding"
    if finding["small"] or finding["value"] is None:
        if finding["verdict"] == Verdict.PASS and finding["small"]:
            yield f"{place}: a group too small to judge cannot pass"
        return
    wanted = _verdict(finding, point=population == "all" or decide_on == "point" or finding["reason"] == "decided on the point")
    if wanted != finding["verdict"]:
        yield f"{place}: the numbers say {wanted}, the evidence says {finding['verdict']}"


def _verdict(finding: Mapping[str, Any], *, point: bool) -> Verdict:
    """Judge one finding again from its printed numbers."""
    limit, value = Limit.parse(finding["limit"]), float(finding["value"])
    if point or finding["low"] is None:
        return Verdict.PASS if limit.allows(value) else Verdict.FAIL
    high = float("inf") if finding["high"] is None else float(finding["high"])
    return judge(Interval(float(finding["low"]), high, float(finding["level"])), limit)


def _rule(rule: Mapping[str, Any], findings: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with a rule's counts or verdict."""
    judged = [one for one in findings if not one["small"]]
    failed = sum(one["verdict"] == Verdict.FAIL for one in judged)
    unsure = sum(one["verdict"] == Verdict.UNSURE for one in judged)
    if (rule["judged"], rule["failed"], rule["unsure"]) != (len(judged), failed, unsure):
        yield f"{rule['rule']}: its counts are not those of its findings"
    wanted = Verdict.FAIL if failed else Verdict.UNSURE if unsure or not judged else Verdict.PASS
    if rule["verdict"] not in {wanted, Verdict.NOT_RUN}:
        yield f"{rule['rule']}: its findings say {wanted}, the evidence says {rule['verdict']}"


def _answer(claims: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the answer of the gate."""
    gate = claims["policy"]["gate"]
    terms = Terms(Severity(gate["fail_on"]), gate["on_unsure"], gate["on_not_run"], int(gate["min_rules"]))
    large = [one for one in claims["findings"] if not one["small"]]
    withheld = {one["rule"] for one in large if one["value"] is None and one["reason"].startswith("withheld")}
    valued = {one["rule"] for one in large if one["value"] is not None}
    standings = [
        Standing(rule["rule"], Severity(rule["severity"]), Verdict(rule["verdict"]), rule["reason"], rule["rule"] in valued | withheld)
        for rule in claims["rules"]
    ]
    wanted = answer_of(standings, terms)
    if (str(wanted.overall), wanted.exit_code) != (claims["overall"], claims["exit_code"]):
        yield f"the rules say {wanted.overall}, the evidence says {claims['overall']}"
