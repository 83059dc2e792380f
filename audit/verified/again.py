"""Does the audit come to the same claims when it is run again?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from audit.advise.effort import BRIEF, FULL
from audit.claims.excuses import excuses_in
from audit.core.evidence import Evidence
from audit.core.fact import Facts
from audit.core.values import canonical
from audit.load.policy import Policy
from audit.load.subject import Subject
from audit.observe.stage import InHand, Means
from audit.pipeline import Request, audit, judge_only
from audit.run_record import version_of
from audit.verified.inputs import Recorded
from audit.verified.keys import differences
from audit.verified.outcome import Line, State

_WHAT = "run again"
_DRAWING = frozenset({"jinja2", "weasyprint"})
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Again:
    """What an audit is run again with; facts stand in for data. `whole` tells that the subject is known from its file, or had none."""

    subject: Subject
    policy: Policy
    facts: Facts | None
    means: Means
    whole: bool = True
    in_hand: InHand = field(default_factory=InHand)


def again_line(evidence: Evidence, again: Again) -> Line:
    """Run the audit again as the evidence recorded it, and compare the claims byte by byte."""
    claims = _run(evidence, again).claims
    from_data = again.facts is not None and evidence.run.get("engine") != "none: judged from facts"
    old, new = _untried(evidence.claims) if from_data else evidence.claims, _untried(claims) if from_data else claims
    if canonical(old) == canonical(new):
        left = "; what was advised was not: plans are tried on the data" if from_data else ""
        return Line(_WHAT, State.SAME, f"the claims are the same to the byte{left}")
    found = differences(old, new)
    other = other_versions(evidence.run)
    if other:
        return Line(_WHAT, State.UNKNOWN, f"it was made with {', '.join(other)}; what came out otherwise:", found)
    if not again.whole:
        text = "the evidence was made with a subject file, which says more than the evidence does: give it with --subject FILE"
        return Line(_WHAT, State.UNKNOWN, text, found)
    return Line(_WHAT, State.DIFFERENT, "the same versions come to other claims", found)


def other_versions(run: Mapping[str, Any]) -> list[str]:
    """Return what the evidence was made with and is not here, drawing aside: `pandas 2.3.3 (here 3.1.1)`."""
    recorded = run.get("versions")
    versions: Mapping[str, Any] = recorded if isinstance(recorded, Mapping) else {}
    here = {name: version_of(name) for name in versions if name not in _DRAWING}
    found = [f"{name} {versions[name]} (here {now})" for name, now in here.items() if now != versions[name]]
    tool = f"equigate {version_of('equigate')}"
    return [*([f"{run.get('tool')} (here {tool})"] if run.get("tool") != tool else []), *found]


def _run(evidence: Evidence, again: Again) -> Evidence:
    """Run the audit on the recorded day, with the recorded seed and sample, and as hard as was tried then."""
    recorded = Recorded.of(evidence.claims, evidence.run)
    subject = replace(again.subject, seed=recorded.seed, sample=recorded.sample, as_of=recorded.as_of)
    command = str(evidence.run.get("command", ""))
    effort = FULL if command.startswith("equigate advise") else BRIEF
    # What was adopted is taken from the evidence; what is waived, from the policy.
    excuses = replace(excuses_in(evidence.claims), waivers=again.policy.waivers)
    request = Request(subject, again.policy, again.in_hand, again.means, _moment(evidence.run), command, effort, excuses=excuses)
    return audit(request) if again.facts is None else judge_only(request, again.facts)


def _moment(run: Mapping[str, Any]) -> datetime:
    """Return the recorded time."""
    try:
        moment = datetime.fromisoformat(str(run.get("time")))
    except ValueError:
        return _EPOCH
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _untried(claims: Mapping[str, Any]) -> dict[str, Any]:
    """Return claims without what was tried on the data."""
    return {**claims, "advice": [], "not_checked": [one for one in claims["not_checked"] if one["rule"] != "advice"]}
