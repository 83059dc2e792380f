"""What could be done about what failed, tried hard: applied, measured again, trained again; and the plan file of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from audit.advise.effort import FULL
from audit.advise.releases import closest
from audit.core.advice import CannotTry
from audit.core.errors import BadInput, CannotWrite
from audit.core.evidence import Evidence
from audit.core.plan import Plan, Promise, Step
from audit.core.words import Risk
from audit.load.subject import Subject
from audit.observe.stage import Means
from audit.outputs import Output, check_outputs, parse_outputs, replace_file, write_outputs
from audit.pipeline import Request, audit, policy_for
from audit.plan_text import plan_text

PLAN = "plan="


@dataclass(frozen=True, slots=True)
class Advised:
    """A subject with the evidence of everything that was tried for it."""

    subject: Subject
    evidence: Evidence

    @property
    def advice(self) -> list[dict[str, Any]]:
        """Return the plans that were tried, as the evidence shows them."""
        found: Any = self.evidence.claims["advice"]
        return list(found)

    @property
    def untried(self) -> list[str]:
        """Return why some were not."""
        found: Any = self.evidence.claims["not_checked"]
        return [str(one["reason"]) for one in found if one["rule"] == "advice"]


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where reports and the plan file go."""

    reports: tuple[Output, ...]
    plan: Path | None


def outputs_of(texts: Sequence[str], subjects: Sequence[Subject]) -> Outputs:
    """Read `FORMAT=PATH` texts, `plan` among the formats; raises BadInput with every mistake."""
    plans = [Path(text.removeprefix(PLAN)) for text in texts if text.startswith(PLAN) and text != PLAN]
    reports = parse_outputs([text for text in texts if not (text.startswith(PLAN) and text != PLAN)])
    if len(plans) > 1 or (plans and len(subjects) > 1):
        raise BadInput.one("-o", "one plan is written, for one subject", "Ask for advice on one subject at a time")
    if plans and not plans[0].absolute().parent.is_dir():
        raise BadInput.one("-o", f"{plans[0]}: no such folder", "Create it first")
    check_outputs((*reports, *(Output("plan", path) for path in plans)), subjects)
    return Outputs(reports, plans[0] if plans else None)


def advised(subject: Subject, means: Means, now: datetime) -> Advised:
    """Audit a subject by its policies and try every technique as hard as a person waits for; raises BadInput."""
    request = Request(subject, policy_for(subject), means=means, now=now, command="equigate advise", effort=FULL)
    return Advised(subject, audit(request))


def write_advised(one: Advised, outputs: Outputs) -> str:
    """Write reports and the plan; return what the plan holds, empty without one. Raises CannotWrite, BadInput for no plan."""
    if outputs.reports:
        write_outputs(one.evidence, outputs.reports)
    if outputs.plan is None:
        return ""
    try:
        plan = plan_of(one, outputs.plan.absolute().parent)
    except CannotTry as reason:
        raise CannotWrite.one(str(outputs.plan), str(reason), "See why under `not tried`") from None
    replace_file(outputs.plan, plan_text(plan).encode("utf-8"))
    return f"{outputs.plan} written with {len(plan.steps)} steps; try it: equigate anonymize DATA --plan {outputs.plan} -o OUT"


def plan_of(one: Advised, folder: Path) -> Plan:
    """Return one plan, written to a folder: columns that name a person leave, then the chosen release. Raises CannotTry without either."""
    released = next((plan for plan in one.advice if plan["release"]), None)
    dataset = released["dataset"] if released else next((plan["dataset"] for plan in one.advice), "")
    named = list(_named(one.advice, dataset))
    steps = [*_once(named), *(_step(step) for step in (released["steps"] if released else ()))]
    if not steps:
        raise CannotTry("nothing that failed has a step that a plan could take")
    roles = one.subject.roles
    gone = {name for step in steps if step.technique == "drop" for name in step.columns}
    promise = _promise(released, roles.attributes, gone) if released else Promise()
    subject_id = None if roles.subject_id in gone else roles.subject_id
    return Plan(f"{one.subject.name} {dataset}".strip(), tuple(_found(step, one.subject, folder) for step in steps), promise, subject_id)


def _found(step: Step, subject: Subject, folder: Path) -> Step:
    """Return a step with the way from the plan to its hierarchies: the evidence names their folder only."""
    if "hierarchies" not in step.parameters or not subject.hierarchies:
        return step
    way = os.path.relpath(subject.resolve(subject.hierarchies), folder)
    return replace(step, parameters={**step.parameters, "hierarchies": Path(way).as_posix()})


def _named(advice: Sequence[Mapping[str, Any]], dataset: str) -> Iterator[Step]:
    """Yield what takes away the columns that name a person, the first advice on each."""
    seen: set[str] = set()
    for plan in advice:
        columns = tuple(plan["columns"])
        if plan["risk"] == str(Risk.DIRECT) and plan["dataset"] == dataset and plan["solves"] and plan["steps"] and not seen & set(columns):
            seen |= set(columns)
            yield from (_step(step) for step in plan["steps"])


def _once(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield steps with all columns that leave in one of them."""
    drops = [step for step in steps if step.technique == "drop"]
    if drops:
        columns = tuple(dict.fromkeys(name for step in drops for name in step.columns))
        yield Step("drop", columns, law=drops[0].law, measured="each of them was found to name a person or to reach one")
    yield from (step for step in steps if step.technique != "drop")


def _step(found: Mapping[str, Any]) -> Step:
    """Return a step as the evidence shows it."""
    return Step(found["technique"], tuple(found["columns"]), dict(found["parameters"]), found["law"], found["measured"])


def _promise(advice: Mapping[str, Any], protected: tuple[str, ...], gone: set[str]) -> Promise:
    """Return what a release promises: what was demanded of it."""
    asked, release = advice["parameters"], advice["release"]
    return Promise(
        quasi_identifiers=tuple(name for name in release["quasi_identifiers"] if name not in gone),
        k=asked["k"],
        l=asked.get("l", {}),
        t={name: closest(most, release["t"].get(name)) for name, most in asked.get("t", {}).items()},
        max_suppression=max(asked["max_suppression"], _upwards(release["lost"] / max(1, release["rows"]))),
        max_group_suppression=asked["max_group_suppression"],
        protected=protected,
    )


def _upwards(share: float) -> float:
    """Return a share rounded up to a hundredth."""
    return -(-share * 100 // 1) / 100
