"""What is said of several subjects together? How many came to which answer, the worst first, and one exit code."""

from __future__ import annotations

from collections.abc import Sequence

from audit.core.evidence import Evidence
from audit.render.fit import read
from audit.render.numbers import counted

_RANK = {1: 0, 3: 1, 0: 2}
_ANSWERS = ("FAIL", "NOT ASSURED", "PASS")


def worst_first(made: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of every subject: failures, then what is not assured, then passes; each in the order given."""
    return sorted(made, key=lambda one: _RANK.get(one.exit_code, 0))


def answers(made: Sequence[Evidence]) -> str:
    """Return how many subjects came to which answer: `3 subjects: 1 FAIL, 2 PASS`."""
    found = [one.overall for one in made]
    counts = [f"{found.count(word)} {word}" for word in _ANSWERS if word in found]
    return f"{counted(len(made), 'subject')}: {', '.join(counts)}"


def name_of(evidence: Evidence) -> str:
    """Return the name of a subject, safe to print; raises BadInput if the evidence does not fit its schema."""
    return str(read(evidence).claims["subject"]["name"])


def closing(made: Sequence[Evidence]) -> tuple[int, str]:
    """Return the worst exit code and its reason; raises ValueError if there is no subject."""
    if not made:
        message = "no subject"
        raise ValueError(message)
    worst = worst_first(made)[0]
    reason = str(worst.claims["reason"])
    if len(made) == 1:
        return worst.exit_code, reason
    return worst.exit_code, f"{answers(made)}; {name_of(worst)}: {reason}"
