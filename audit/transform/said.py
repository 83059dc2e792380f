"""What does a step say for one of its parameters? Kinds were held by `checked` before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audit.core.plan import Step


def whole(step: Step, name: str, default: int = 0) -> int:
    """Return a whole number."""
    value = step.parameters.get(name)
    return value if isinstance(value, int) else default


def number(step: Step, name: str) -> float | None:
    """Return a number, None where the step does not say it."""
    value = step.parameters.get(name)
    return float(value) if isinstance(value, int | float) else None


def text(step: Step, name: str, default: str = "") -> str:
    """Return a text."""
    value = step.parameters.get(name)
    return value if isinstance(value, str) else default


def flag(step: Step, name: str) -> bool:
    """Return true where the step says so."""
    return step.parameters.get(name) is True


def names(step: Step, name: str) -> tuple[str, ...]:
    """Return a list of texts, empty where the step does not say it."""
    value = step.parameters.get(name)
    return tuple(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def texts(step: Step, name: str) -> dict[str, str]:
    """Return a table of texts, empty where the step does not say it."""
    value = step.parameters.get(name)
    return {key: str(one) for key, one in value.items()} if isinstance(value, Mapping) else {}


def numbers(step: Step, name: str) -> dict[str, float]:
    """Return a table of numbers, empty where the step does not say it."""
    value = step.parameters.get(name)
    return {key: float(one) for key, one in value.items() if isinstance(one, int | float)} if isinstance(value, Mapping) else {}
