"""Make quasi-identifiers coarser until few rows stay alone, and suppress those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audit.advise.effect import effect, sizes
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice
from audit.core.words import Risk
from audit.law import eu
from audit.observe.codes import Codes

MOST_LOST = 0.05


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the plan that a greedy descent finds; it is a good plan, not proved to be the best."""
    codes, k = trial.codes, case.ask.limit.value
    levels = _descend(codes, k)
    done = effect(codes, levels, k, trial.scene.settings.min_cell, suppress=True)
    steps = {name: codes.ladders[name].steps[level] for name, level in levels.items() if level}
    words = "; ".join(f"{name}: {step}" if step != "*" else f"{name}: removed" for name, step in steps.items())
    yield Advice(
        rule=case.ask.rule,
        risk=case.risk,
        technique=TECHNIQUE.name,
        dataset=codes.dataset,
        columns=tuple(steps),
        parameters={"levels": dict(levels), "steps": dict(steps), "k": int(k), "max_suppression": MOST_LOST},
        does=f"Make columns coarser ({words}), then leave out the rows that are still in classes below {k:g}.",
        effect=done,
        solves=done.k_after is not None and done.k_after >= k,
        law=str(eu.WP216),
    )


def _descend(codes: Codes, k: float) -> dict[str, int]:
    """Take, step by step, the column whose next step saves most rows for the detail it costs."""
    levels = dict.fromkeys(codes.columns, 0)
    alone = _alone(codes, levels, k)
    while alone > MOST_LOST * codes.rows:
        tried = [(_alone(codes, step, k), name, step) for name, step in _next(codes, levels)]
        if not tried:
            break
        gains = [((alone - left) / _cost(codes, name, levels[name]), name, left, step) for left, name, step in tried]
        _, _, alone, levels = max(gains, key=lambda gain: (gain[0], gain[1]))
    return levels


def _next(codes: Codes, levels: Mapping[str, int]) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each column with the levels after one more step of it."""
    for name, level in levels.items():
        if level + 1 < len(codes.ladders[name].steps):
            yield name, {**levels, name: level + 1}


def _cost(codes: Codes, name: str, level: int) -> float:
    """Return the share of a column's distinct values that one more step gives up."""
    maps = codes.ladders[name].maps
    here, there = len(set(maps[level].tolist())), len(set(maps[level + 1].tolist()))
    return (here - there) / max(1, len(maps[0])) + 1e-9


def _alone(codes: Codes, levels: Mapping[str, int], k: float) -> int:
    """Return the rows in classes below k."""
    return int((sizes(codes, levels) < k).sum())


TECHNIQUE = Technique("generalise", frozenset({Risk.SINGLING_OUT}), _propose)
