"""What was measured for each of the three tests of WP216, which attack was run, and what that cannot tell?

Singling out, linkability, inference: the number, the attack or why there was none, and the limit of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import cast

from audit.claims.attacks import inference, linkability, singling_out
from audit.core.fact import Facts
from audit.core.values import Json
from audit.observe.cells import Cells
from audit.observe.diversity import Diversity, SensitiveColumn
from audit.observe.journalist import Scenarios
from audit.observe.population import PopulationUniqueness

SINGLING_OUT, LINKABILITY, INFERENCE = "singling out", "linkability", "inference"
THRESHOLD = 0.09
"""Risk of one person above which EMA's policy 0070 is said to ask for more; its text was not read."""
NOT_AUTHORISED = (
    "Not run: attacks on the data run only where the subject authorises them (attacks: {authorised_by: ..., scope: ...}), on data "
    "whose rows may be read."
)
ASKS = {
    SINGLING_OUT: "Can a person's row be told from all others?",
    LINKABILITY: "Can rows of the same person be put together, here or with another file?",
    INFERENCE: "Can what is sensitive about a person be told from the rest?",
}
LIMITS = {
    SINGLING_OUT: "Counted over the columns named above and no others: who knows more can tell more rows apart. A large class is no proof "
    "that nobody is found in it.",
    LINKABILITY: "Counted against what was given here: files that were not given, and releases of the same data elsewhere, were not "
    "looked at. The mean assumes that an outsider's knowledge is right and complete.",
    INFERENCE: "Counted over declared sensitive columns. What columns say together, what a text tells, and what holds for everybody "
    "alike are not in these numbers.",
}
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Number:
    """One measured number: of what, its value as it is printed, and what it says."""

    name: str
    about: str
    text: str
    says: str
    value: float | None = None


def three_tests(facts: Facts, cells: Cells, limit: float) -> Iterator[Json]:
    """Yield the three tests of one dataset."""
    numbers = {
        SINGLING_OUT: [*_alone(cells, Scenarios.of(facts, cells.dataset), limit), *_population(facts, cells.dataset)],
        LINKABILITY: list(_linked(Scenarios.of(facts, cells.dataset))),
        INFERENCE: list(_inferred(facts, cells.dataset)),
    }
    made = {SINGLING_OUT: singling_out, LINKABILITY: linkability, INFERENCE: inference}
    runs = {test: list(attack(facts, cells.dataset)) for test, attack in made.items()}
    for test, found in numbers.items():
        yield {
            "test": test,
            "asks": ASKS[test],
            "numbers": [cast("Json", asdict(one)) for one in found],
            "unmeasured": "" if found else _UNMEASURED[test],
            "attacks": list(runs[test]),
            "not_run": "" if runs[test] else _not_run(test, authorised=any(runs.values())),
            "limit": LIMITS[test],
        }


def _not_run(test: str, *, authorised: bool) -> str:
    """Return why an attack was not run."""
    return f"Not run: {_NEEDS[test]}." if authorised else NOT_AUTHORISED


_NEEDS = {
    SINGLING_OUT: "it needs rows enough to attack some and hold others out",
    LINKABILITY: "it needs two quasi-identifiers or a file that an outsider may hold (data: {public: ...})",
    INFERENCE: "it needs a sensitive column beside the quasi-identifiers (roles: {sensitive: [...]})",
}
_UNMEASURED = {
    SINGLING_OUT: "",
    LINKABILITY: "Nothing to hold the rows against.",
    INFERENCE: "Not measured: no sensitive column is declared beside the quasi-identifiers (roles: {sensitive: [...]}).",
}


def _population(facts: Facts, dataset: str) -> Iterator[Number]:
    """Yield the share of rows expected to be alone in the population, or why it is withheld."""
    view = PopulationUniqueness.of(facts, dataset)
    if view is None:
        return
    name = "unique in the population"
    if view.unique is None:
        yield Number(name, "", "", f"withheld: {view.withheld}")
        return
    fit = f", which puts {view.misfit:.1%} of rows into classes of another size than they are in" if view.misfit is not None else ""
    says = f"share of rows expected to be alone among all people, by Pitman's model{fit}. Assumed: {'; '.join(view.assumed)}"
    yield Number(name, "", _short(view.unique), says, view.unique)


def _alone(cells: Cells, scenarios: Scenarios | None, limit: float) -> Iterator[Number]:
    """Yield the sizes of classes, and how likely somebody is found who is known to be in the data, or in the population."""
    who = "persons" if cells.by_person else "rows"
    yield Number("k", "", f"{cells.k:,}", f"{who} in the smallest class", float(cells.k))
    for name, size in (("rows alone", 2.0), (f"rows in classes below {limit:g}", limit)):
        below = cells.rows_below(size)
        yield Number(name, "", f"{below:,}", f"{_share(below, cells.rows)} of {cells.rows:,} rows", float(below))
    risks = {one.name: one for one in scenarios.risks(THRESHOLD)} if scenarios else {}
    for name, knows in (("prosecutor", "that a person is in the data"), ("journalist", "only that a person is in the population")):
        if name in risks:
            one = risks[name]
            above = f"; above {THRESHOLD:g} for {_share(one.rows_above, one.rows)} of rows"
            says = f"highest chance to find a row for somebody who knows {knows}; {_short(one.mean)} on average{above}"
            yield Number(f"{name} risk", "", _short(one.highest), says, one.highest)
    if "journalist" not in risks:
        yield Number("journalist risk", "", "", "not measured: no population file with the same columns is given (data: {population: ...})")


def _linked(scenarios: Scenarios | None) -> Iterator[Number]:
    """Yield how many rows somebody matches rightly who matches all of them with a register of everybody."""
    if scenarios is None:
        return
    one = next((one for one in scenarios.risks(THRESHOLD) if one.name == "marketer"), None)
    if one is not None:
        whom = "of the population" if scenarios.there else "of exactly the people in the data"
        says = f"share of rows matched rightly by somebody who matches all of them with a register {whom}"
        yield Number("marketer risk", "", _short(one.mean), says, one.mean)


_MEASURES: Mapping[str, tuple[str, str]] = {
    "distinct_l_diversity": ("distinct l-diversity", "values in the class that holds fewest"),
    "entropy_l_diversity": (
        "entropy l-diversity",
        "equally frequent values that would be as hard to guess as those of the worst class",
    ),
    "recursive_c": ("recursive (c, l)-diversity", "c has to be above this for l = {l}"),
    "alpha": ("(alpha, k)-anonymity", "largest share of one value in a class"),
    "basic_beta_likeness": ("basic beta-likeness", "largest gain of a value's share in a class over its share in the table"),
    "delta_disclosure": ("delta-disclosure", "largest distance of the logarithms of both shares"),
}


def _inferred(facts: Facts, dataset: str) -> Iterator[Number]:
    """Yield what classes leave open about each sensitive column: the worst class, in the worse reading of gaps."""
    view = Diversity.of(facts, dataset)
    for column in view.columns if view else ():
        yield from _of_column(column)


def _of_column(column: SensitiveColumn) -> Iterator[Number]:
    """Yield the measures of one column; what was not counted is left out, and said."""
    for measure, (name, says) in _MEASURES.items():
        worst = column.worst(measure)
        if worst is not None:
            fewest = worst[1].measures.get("recursive_l", 2.0)
            yield Number(name, column.name, _short(worst[0]), says.format(l=f"{fewest:g}"), round(worst[0], 6))
        if measure == "distinct_l_diversity":
            yield from _closeness(column)
    if column.incomplete:
        yield Number("not counted", column.name, "", "what needs the rows in memory: the data is too large, or in a database")


def _closeness(column: SensitiveColumn) -> Iterator[Number]:
    """Yield t by the distance that fits the column, else by the equal one."""
    for measure in dict.fromkeys((column.closeness, "t_equal")):
        worst = column.worst(measure)
        if worst is not None:
            kind = "ordered" if measure == "t_ordered" else "equal"
            says = f"{kind} distance of the class that is least like the table"
            yield Number("t-closeness", column.name, _short(worst[0]), says, round(worst[0], 6))
            return


def _share(part: int, whole: int) -> str:
    """Return a share in percent."""
    return f"{100 * part / whole:.3g} %" if whole else "none"


def _short(value: float) -> str:
    """Return a number with few digits; whole ones as they are."""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 10**_DIGITS else f"{value:.{_DIGITS}g}"
