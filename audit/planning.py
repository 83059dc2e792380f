"""Which plan makes a dataset hold k, l and t at the least loss, and who loses rows by it?"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from audit.advise.releases import plan_steps, promise_of, release_of
from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.frontier import MOST_NODES, frontier, pareto, plans
from audit.anonymity.objectives import OBJECTIVES
from audit.anonymity.outcome import Outcome
from audit.anonymity.search import Found, optimum
from audit.core.advice import Release
from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.plan import Plan
from audit.core.values import Json, canonical
from audit.load.subject import Subject, override
from audit.observe.codes import encode
from audit.observe.declared import check_declared
from audit.observe.scene import Progress, Scene, Settings
from audit.observe.stage import InHand, Means, staged
from audit.outputs import replace_file
from audit.plan_text import plan_text
from audit.render.release_lines import release_lines, table_lines

FORMS = ("text", "json")
Measure: TypeAlias = Callable[[Outcome], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """The flags of a plan as they were written: columns, what has to hold, what may be lost, and what a plan is chosen by.

    `diversity` and `closeness` are `COL=NUMBER`; `frontier` asks for every plan that no other beats.
    """

    data: str
    quasi_identifiers: str
    hierarchies: str | None = None
    k: int = 5
    diversity: Sequence[str] = ()
    closeness: Sequence[str] = ()
    max_suppression: float = 0.05
    protected: str | None = None
    max_group_suppression: float | None = None
    max_suppression_ratio: float | None = None
    subject_id: str | None = None
    objective: str = "loss"
    frontier: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked, with a demand that can be searched for."""

    asked: Asked
    demand: Demand


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan that was found, with all that was measured; `feasible` tells whether it holds what is demanded."""

    release: Release
    feasible: bool
    classes: int
    k: int | None
    demand: Demand
    unbeaten: tuple[Release, ...] = ()
    hierarchies: str = ""
    subject_id: str | None = None
    protected: tuple[str, ...] = field(default=())


def planned_by_flags(asked: Asked, form: str, outputs: Sequence[str], progress: Progress) -> tuple[str, bool]:
    """Return the plan as text, and whether it holds what is demanded; write it where that is asked. Raises BadInput."""
    if form not in FORMS:
        raise BadInput.one("--format", f"{form!r} cannot be printed", did_you_mean(form, FORMS))
    path = plan_path(outputs, asked.data)
    found = make_plan(wanted_of(asked), Means(progress=progress))
    if path is not None and found.feasible:
        write_plan(found, path)
    return render_plan(found, form, shutil.get_terminal_size((100, 24)).columns), found.feasible


def make_plan(wanted: Wanted, means: Means) -> Planned:
    """Search one dataset for a plan; raises BadInput where it cannot be read or the demand is no demand of it."""
    subject, demand = _subject(wanted), wanted.demand
    settings = Settings(hierarchies=str(Path(wanted.asked.hierarchies).absolute()) if wanted.asked.hierarchies else "")
    with staged(subject, InHand(), settings, means) as scenes:
        scene = scenes[0]
        if scene.source.table.home == "database":
            raise BadInput.one(wanted.asked.data, "plans are tried on rows, and no row leaves the database", "Give a file of them")
        check_declared(scene.source, scene.roles, settings, decided=False, place=scene.place)
        means.progress(f"{scene.source.name}: encode", 0, 1)
        coded = encode(scene)
    found = optimum(coded, demand, wanted.asked.objective, progress=lambda done, total: means.progress("search plans", done, total))
    made = _release(coded, found.outcome, wanted, scene, optimal=found.optimal and found.feasible, nodes=found.nodes)
    return Planned(
        made,
        found.feasible,
        found.outcome.classes,
        found.outcome.k,
        demand,
        tuple(_unbeaten(coded, found, wanted, scene)) if wanted.asked.frontier else (),
        settings.hierarchies,
        wanted.asked.subject_id,
        scene.roles.attributes,
    )


def columns_of(texts: Sequence[str], flag: str, kind: Callable[[str], float]) -> dict[str, float]:
    """Read `COL=NUMBER` texts; raises BadInput with every mistake."""
    found, problems = {}, []
    for text in texts:
        name, equals, number = text.rpartition("=")
        try:
            found[name] = kind(number)
        except ValueError:
            equals = ""
        if not equals or not name:
            problems.append(Problem(flag, f"{text!r} is not COL=NUMBER", f"For example: {flag} diagnosis={3 if kind is int else 0.2}"))
    if problems:
        raise BadInput(problems)
    return found


def wanted_of(asked: Asked) -> Wanted:
    """Return what was asked as a demand; raises BadInput with every number that cannot be held."""
    least = {name: int(number) for name, number in columns_of(asked.diversity, "--l", int).items()}
    most = columns_of(asked.closeness, "--t", float)
    group, ratio = asked.max_group_suppression, asked.max_suppression_ratio
    problems = [*_shares({"--max-suppression": asked.max_suppression, "--max-group-suppression": group})]
    problems += [Problem("--k", "must be 1 or more")] if asked.k < 1 else []
    problems += [Problem("--l", f"{name}: must be 1 or more") for name, number in least.items() if number < 1]
    problems += _shares({f"--t {name}": number for name, number in most.items()})
    problems += [Problem("--max-suppression-ratio", "must be 1 or more")] if ratio is not None and ratio < 1 else []
    if (group, ratio) != (None, None) and not asked.protected:
        flag = "--max-suppression-ratio" if group is None else "--max-group-suppression"
        problems.append(Problem(flag, "no protected column is named", "Add --protected COL,COL"))
    if asked.objective not in OBJECTIVES:
        problems.append(Problem("--objective", f"{asked.objective!r} is not known", did_you_mean(asked.objective, OBJECTIVES)))
    if problems:
        raise BadInput(problems)
    demand = Demand(asked.k, least, t=most, max_suppression=asked.max_suppression)
    return Wanted(asked, replace(demand, max_group_suppression=group, max_suppression_ratio=ratio))


def _shares(given: Mapping[str, float | None]) -> list[Problem]:
    """Return a problem for every number that is no share."""
    return [Problem(flag, "must lie between 0 and 1") for flag, share in given.items() if share is not None and not 0 <= share <= 1]


def plan_path(texts: Sequence[str], data: str) -> Path | None:
    """Return where the plan is written, None where nobody asks; raises BadInput."""
    paths = [Path(text.removeprefix("plan=")) for text in texts if text.startswith("plan=") and text != "plan="]
    if len(paths) < len(texts) or len(paths) > 1:
        raise BadInput.one("-o", "one plan is written", "For example: -o plan=plan.yml")
    if paths and paths[0].absolute() == Path(data).absolute():
        raise BadInput.one("-o", f"{paths[0]} is the dataset", "Name another file")
    if paths and not paths[0].absolute().parent.is_dir():
        raise BadInput.one("-o", f"{paths[0]}: no such folder", "Create it first")
    return paths[0] if paths else None


def write_plan(planned: Planned, path: Path) -> None:
    """Write the plan file; raises CannotWrite."""
    release = planned.release
    folder = os.path.relpath(planned.hierarchies, path.absolute().parent) if planned.hierarchies else ""
    plan = Plan(
        name=f"k {planned.demand.k}",
        steps=plan_steps(release, planned.demand, folder),
        promise=promise_of(release, planned.demand, planned.protected, planned.demand.max_group_suppression),
        subject_id=planned.subject_id,
    )
    replace_file(path, plan_text(plan).encode("utf-8"))


def render_plan(planned: Planned, form: str, width: int = 100) -> str:
    """Return a plan as text of a width, or as JSON."""
    if form == "json":
        return canonical(_json(planned))
    return "\n".join(_lines(planned, width)) + "\n"


def _lines(planned: Planned, width: int) -> Iterator[str]:
    """Yield the lines of a plan, and of all that no other beats."""
    if not planned.feasible:
        yield "No plan holds what is demanded. With every column removed it comes to this:"
    yield from release_lines(planned.release, width)
    if planned.demand.about_groups and planned.feasible:
        yield "A group's loss was held by the lower end of its 95% interval:"
        yield "its share itself can lie above what was asked."
    if planned.unbeaten:
        yield ""
        yield f"{len(planned.unbeaten)} plans that no other beats in loss, rows left out, and the worst group's share of them"
        yield from table_lines(planned.unbeaten, width)


def _json(planned: Planned) -> Json:
    """Return the plan as it is printed for machines."""
    one = _release_json(planned.release)
    more: dict[str, Json] = {"feasible": planned.feasible, "classes": planned.classes}
    found: list[Json] = [_release_json(release) for release in planned.unbeaten]
    return {**one, **more, **({"frontier": found} if found else {})}


def _release_json(one: Release) -> dict[str, Json]:
    """Return one release; a group that is too small to be shown has no share."""
    return {
        "quasi_identifiers": list(one.quasi_identifiers),
        "levels": dict(one.levels),
        "steps": dict(one.steps),
        "objective": one.objective,
        "loss": one.loss,
        "optimal": one.optimal,
        "nodes": one.nodes,
        "k": one.k,
        "l": dict(one.l),
        "t": dict(one.t),
        "rows": one.rows,
        "suppressed": one.lost,
        "lost_by_group": {name: dict(groups) for name, groups in one.lost_by_group.items()},
        "leaves": list(one.leaves),
    }


def _subject(wanted: Wanted) -> Subject:
    """Return what is planned for as a subject; raises BadInput."""
    return override(
        None,
        data=[f"test={wanted.asked.data}"],
        quasi_identifiers=wanted.asked.quasi_identifiers,
        sensitive=",".join(wanted.demand.sensitive) or None,
        protected=wanted.asked.protected,
        subject_id=wanted.asked.subject_id,
        hierarchies=wanted.asked.hierarchies,
    )


def _release(coded: Coded, one: Outcome, wanted: Wanted, scene: Scene, *, optimal: bool, nodes: int) -> Release:
    """Return an outcome with what is measured on the rows that stay."""
    made = release_of(coded, one, wanted.demand, scene.settings.min_cell)
    return replace(made, objective=wanted.asked.objective, optimal=optimal, nodes=nodes)


def _unbeaten(coded: Coded, found: Found, wanted: Wanted, scene: Scene) -> Iterator[Release]:
    """Yield every plan that no other beats, the one found marked; raises BadInput where there are too many to look at."""
    nodes = plans(coded)
    if nodes > MOST_NODES:
        step = "Generalise fewer columns, or leave out --frontier"
        raise BadInput.one("--frontier", f"there are {nodes:,} plans, and {MOST_NODES:,} can be looked at", step)
    every = frontier(coded, wanted.demand, wanted.asked.objective, nodes)
    by: list[Measure] = [lambda one: one.loss, lambda one: one.suppressed, lambda one: _worst(one, wanted.demand.min_group)]
    for one in sorted(pareto(every, by), key=lambda one: (one.loss, one.suppressed)):
        made = _release(coded, one, wanted, scene, optimal=False, nodes=nodes)
        yield replace(made, chosen=dict(one.levels) == dict(found.outcome.levels))


def _worst(one: Outcome, min_group: int) -> float:
    """Return the largest share of its rows that a group loses."""
    groups = [group for groups in one.lost_by_group.values() for group in groups.values()]
    return max((gone / rows for gone, rows in groups if rows >= max(1, min_group)), default=0.0)
