"""Can opening the model file run anything it holds?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.artefact import Artefact

RULE = Rule(
    name="unsafe-serialisation",
    asks="Is the model stored in a format that runs no code when it is opened?",
    why="A pickle or joblib file is a program: whoever can replace the file can run anything where the model is loaded.",
    blind="It looks at the format, not at what the model does once it predicts.",
    step="Store the model with skops.io.dump and list the types it may hold.",
    limit=Limit.at_most(0),
    limit_source=ours.SAFE_FORMAT,
    related_law=(eu.AI_ACT_15_5, eu.GDPR_32),
    risk=Risk.UNTRUSTED,
    severity=Severity.CRITICAL,
    metric="unsafe_files",
    family="model",
)


@check(RULE, reads=(Artefact,))
def unsafe_serialisation(artefact: Artefact, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a file that can run code when it is opened, else 0."""
    detail = f"stored as {artefact.format}"
    yield Measurement(Target(artefact.dataset), "unsafe_files", float(artefact.runs_code), Exact(), 1, detail=detail)
