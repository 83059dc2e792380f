"""How often is a column's personal data found, and how often is a harmless column accused?

    PYTHONPATH=. python benchmarks/personal_columns.py ../shared/data/personal [--list] [--markdown]

Reads the labelled columns of `truth.csv` (uncertain and disputed labels do not count) and the made-up columns
of `tests/quality`; prints recall and false alarms with n and 95 % intervals (Wilson): as they are, with
column names hidden, with names only, and with 10, 30 and 50 % of the cells damaged or blank.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from audit.statistics.proportions import wilson
from tests.quality.adversarial_columns import adversarial_columns
from tests.quality.columns import Labelled
from tests.quality.damage import damaged
from tests.quality.held_out_columns import held_out_alikes, held_out_special
from tests.quality.personal_columns import personal_columns
from tests.quality.special_columns import look_alikes, special_columns
from tests.quality.truth import CHECKABLE, Found, Truth, categories, entities, kind_of, labelled, scanned

SPECIAL = frozenset({"special", "criminal", "child"})
PERSONAL = frozenset({*SPECIAL, "direct", "pseudonym", "quasi", "freetext"})
SEED = 11


class Case(NamedTuple):
    """One column to be judged: its label, and what the scanner is shown of it."""

    source: str
    header: str
    kind: str
    values: tuple[str, ...]
    beside: tuple[str, ...]
    truth: str
    entity: str


class Share(NamedTuple):
    """So many of so many."""

    hits: int
    of: int

    def __str__(self) -> str:
        """Return the share, n and its interval."""
        if not self.of:
            return "-"
        low, high = wilson(self.hits, self.of, 0.95)
        return f"{self.hits / self.of:.1%} of {self.of} ({low:.0%} to {high:.0%})"


View = Callable[[Case], Case]
Pair = tuple[Case, tuple[Found, ...]]


def main(arguments: list[str]) -> int:
    """Print the tables; return 0."""
    cases = [*map(_of_truth, filter(_counts, labelled(Path(arguments[0])))), *_made_up()]
    views: dict[str, View] = {
        "as they are": lambda case: case,
        "names hidden": lambda case: case._replace(header="", beside=()),
        "names only": lambda case: case._replace(kind="text", values=("x",) * len(case.values)),
        **{f"{share:.0%} damaged": _damage(share) for share in (0.1, 0.3, 0.5)},
    }
    found = {title: [(case, _judged(view(case))) for case in cases] for title, view in views.items()}
    every = [answers(pairs) for pairs in found.values()]
    print(*table([("", *views), *((question, *(str(one[place]) for one in every)) for place, question in enumerate(QUESTIONS))]), sep="\n")
    print()
    print(
        *table([("kind of data (truth.csv)", "found", "names hidden"), *by_entity(found["as they are"], found["names hidden"])]), sep="\n"
    )
    if "--list" in arguments:
        print(*errors(found["as they are"]), sep="\n")
    return 0


def _counts(one: Truth) -> bool:
    """Tell whether a label counts."""
    return one.sure and one.truth != "disputed"


def _of_truth(one: Truth) -> Case:
    """Return a labelled column as a case."""
    kind = kind_of(dict.fromkeys(value for value in one.values if value.strip()))
    return Case("truth", one.header, kind, one.values, one.beside, one.truth, one.entity)


def _made_up() -> Iterable[Case]:
    """Yield the columns made up by somebody who did not know the scanner's words."""
    sources: dict[str, Callable[[], Sequence[Labelled]]] = {
        "people": personal_columns, "special": special_columns, "alike": look_alikes, "held special": held_out_special,
        "held alike": held_out_alikes, "codes": adversarial_columns,
    }  # fmt: skip
    for source, columns in sources.items():
        for one in columns():
            yield Case(source, one.name, one.kind, one.values, (), one.truth, one.entity)


def _damage(share: float) -> View:
    """Return a view in which that share of the cells is damaged or blank; a number damaged is text."""

    def view(case: Case) -> Case:
        values = damaged(case.values, share, SEED)
        kind = kind_of(dict.fromkeys(value for value in values if value.strip()))
        return case._replace(values=values, kind=case.kind if case.kind == "date" else kind)

    return view


def _judged(case: Case) -> tuple[Found, ...]:
    """Return what the scanner says of a case."""
    return scanned(case.header, case.values, kind=case.kind, beside=case.beside)


def _share(pairs: Iterable[Pair], wanted: Callable[[Case], bool], said: Callable[[Case, tuple[Found, ...]], bool]) -> Share:
    """Return how many of the wanted columns something is said of."""
    flags = [said(case, found) for case, found in pairs if wanted(case)]
    return Share(sum(flags), len(flags))


def _right(case: Case, found: tuple[Found, ...]) -> bool:
    """Tell whether the right entity was found."""
    return case.entity in entities(found)


QUESTIONS = (
    "direct identifiers found (truth.csv)",
    "of these with a pattern or checksum",
    "names of people: precision",
    "names of people: recall",
    "harmless columns called direct",
    "harmless columns called personal",
    "people's columns found (made up)",
    "special, criminal, child found",
    "look-alikes accused",
    "the same, held out: found",
    "the same, held out: accused",
    "codes called direct",
)


def answers(pairs: Sequence[Pair]) -> tuple[Share, ...]:
    """Return one share per question."""
    harmless = frozenset({"none", "org"})
    called = [(case, found) for case, found in pairs if case.source == "truth" and "PERSON" in entities(found)]
    return (
        _share(pairs, lambda c: c.source == "truth" and c.truth == "direct", _right),
        _share(pairs, lambda c: c.source == "truth" and c.entity in CHECKABLE, _right),
        _share(called, lambda _: True, lambda c, _: c.entity == "PERSON"),
        _share(pairs, lambda c: c.source == "truth" and c.entity == "PERSON", lambda _, f: "PERSON" in entities(f)),
        _share(pairs, lambda c: c.source == "truth" and c.truth in harmless, lambda _, f: "direct" in categories(f)),
        _share(pairs, lambda c: c.source == "truth" and c.truth in harmless, lambda _, f: bool(categories(f) & PERSONAL)),
        _share(pairs, lambda c: c.source == "people", lambda c, f: c.truth in categories(f)),
        _share(pairs, lambda c: c.source == "special", lambda _, f: bool(categories(f) & SPECIAL)),
        _share(pairs, lambda c: c.source == "alike", lambda _, f: bool(categories(f) & SPECIAL)),
        _share(pairs, lambda c: c.source == "held special", lambda _, f: bool(categories(f) & SPECIAL)),
        _share(pairs, lambda c: c.source == "held alike", lambda _, f: bool(categories(f) & SPECIAL)),
        _share(pairs, lambda c: c.source == "codes", lambda _, f: "direct" in categories(f)),
    )


def by_entity(named: Sequence[Pair], hidden: Sequence[Pair]) -> list[tuple[str, str, str]]:
    """Return recall per class and entity of the labelled columns."""
    rows: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for (case, found), (_, blind) in zip(named, hidden, strict=True):
        if case.source == "truth" and case.truth not in {"none", "org"}:
            rows[f"{case.truth}: {case.entity}"].append((_right(case, found), _right(case, blind)))
    return [
        (name, str(Share(sum(a for a, _ in flags), len(flags))), str(Share(sum(b for _, b in flags), len(flags))))
        for name, flags in sorted(rows.items())
    ]


def errors(pairs: Sequence[Pair]) -> list[str]:
    """Return the columns judged otherwise than labelled, by name only."""
    lines = []
    for case, found in pairs:
        said = categories(found)
        harmless = case.truth in {"none", "org"}
        wrong = bool(said & (PERSONAL if case.source == "truth" else {*SPECIAL, "direct"})) if harmless else case.truth not in said
        # What was held out stays so: its errors are counted and not listed.
        if wrong and not case.source.startswith("held"):
            lines.append(
                f"{case.source:8} {case.truth:9} {case.entity:16} {case.header:32} {[(one.entity, one.category) for one in found]}"
            )
    return lines


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as a Markdown table, the first one its head."""
    head, *body = rows
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body)]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
