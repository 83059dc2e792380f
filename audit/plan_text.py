"""How is a plan written down, so that a person can read it, change it, and give it to `equigate anonymize`?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from audit.core.plan import Plan, Promise, Step
from audit.core.values import Json, canonical, digest

WIDTH = 110
_HEAD = (
    "plan.yml: what is done to the data before it is released, in this order, and what has to hold afterwards.",
    "Read it, change it, then: equigate anonymize DATA --plan plan.yml -o OUT",
    "Comments say which law a step serves and what was measured when it was proposed; only the keys decide.",
)
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./()+%-]*(?: [A-Za-z0-9_./()+%-]+)*")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
_DEFAULTS = Promise()


def plan_text(plan: Plan) -> str:
    """Return the plan as YAML, with the law and the measured effect of every step as comments.

    Reading it back gives the same plan without those two: they decide nothing. Raises ValueError for a number that
    cannot be written.
    """
    return "\n".join(_lines(plan)) + "\n"


def plan_json(plan: Plan) -> dict[str, Json]:
    """Return what a plan demands, free of comments: equal plans are equal here, whatever they are called."""
    return {
        "version": 1,
        "steps": [_step_json(step) for step in plan.steps],
        "promise": _promise_json(plan.promise),
        "subject_id": plan.subject_id,
    }


def plan_digest(plan: Plan) -> str:
    """Return the hash of what a plan demands."""
    return digest(canonical(plan_json(plan)))


def _step_json(step: Step) -> dict[str, Json]:
    """Return one step, its keys as in the file."""
    return {"technique": step.technique, "columns": list(step.columns), **step.parameters}


def _promise_json(promise: Promise) -> dict[str, Json]:
    """Return what is promised, of it only what differs from saying nothing."""
    told: dict[str, Json] = {
        "quasi_identifiers": list(promise.quasi_identifiers),
        "k": promise.k,
        "l": dict(promise.l),
        "t": dict(promise.t),
        "max_suppression": promise.max_suppression,
        "max_group_suppression": promise.max_group_suppression,
        "protected": list(promise.protected),
        "min_group": None if promise.min_group == _DEFAULTS.min_group else promise.min_group,
        "no_personal_data": promise.no_personal_data,
        "max_epsilon": promise.max_epsilon,
        "max_delta": promise.max_delta,
    }
    return {key: value for key, value in told.items() if value is not None and value not in ([], {})}


def _lines(plan: Plan) -> Iterator[str]:
    """Yield the lines of the file."""
    yield from (f"# {line}" for line in _HEAD)
    yield "version: 1"
    yield f"name: {flow(plan.name)}"
    if plan.subject_id is not None:
        yield f"subject_id: {flow(plan.subject_id)}  # k counts these, not rows"
    yield "" if plan.steps else "steps: []"
    if plan.steps:
        yield "steps:"
        for place, step in enumerate(plan.steps):
            yield from ([""] if place else [])
            yield from _step(step)
    promised = _promise_json(plan.promise)
    yield ""
    yield "# Measured again on the written file; what does not hold ends with exit 1."
    yield "promise:"
    yield from (f"  {key}: {flow(value)}" for key, value in promised.items())


def _step(step: Step) -> Iterator[str]:
    """Yield the lines of one step, its comments above it."""
    for word, said in (("Law", step.law), ("Measured", step.measured)):
        yield from _comment(word, said)
    yield f"  - technique: {flow(step.technique)}"
    if step.columns and not any(_of_each(step, value) for key, value in step.parameters.items() if key != "key"):
        yield f"    columns: {flow(list(step.columns))}"
    for key, value in step.parameters.items():
        yield from _parameter(key, value)


def _of_each(step: Step, value: Json) -> bool:
    """Tell whether a parameter says of every column of its step, in their order, what becomes of it."""
    return isinstance(value, Mapping) and tuple(value) == step.columns and all(isinstance(one, str) for one in value.values())


def _parameter(key: str, value: Json) -> Iterator[str]:
    """Yield one parameter: on a line where it fits, else one line for each of its keys."""
    line = f"    {key}: {flow(value)}"
    if len(line) <= WIDTH or not isinstance(value, Mapping):
        yield line
        return
    yield f"    {key}:"
    yield from (f"      {flow(str(name))}: {flow(item)}" for name, item in value.items())


def _comment(word: str, said: str) -> Iterator[str]:
    """Yield a sentence as comment lines: no line break of it can begin a key."""
    text = " ".join("".join(char if char.isprintable() else " " for char in said).split())
    if text:
        yield from wrap(f"{word}: {text}", WIDTH, initial_indent="  # ", subsequent_indent="  #   ", break_on_hyphens=False)


def flow(value: Json) -> str:
    """Return a value on one line as YAML 1.2 and our own reader take it; texts get quotes where they need them."""
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return json.dumps(value, allow_nan=False)
