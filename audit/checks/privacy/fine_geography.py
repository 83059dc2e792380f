"""Does a place in the data have too few people to hide in?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.columns import looked, nowhere
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, health_us
from audit.observe.fine_values import PLACE, FineValues
from audit.observe.identifiers import Identifier, Identifiers

METRIC = "fine_place_columns"
_SMALLER = frozenset({"CITY", "GEO", "LOCATION", "STREET_ADDRESS"})
_OPEN = (
    "how many people live where the codes begin alike is not known for every one of them: name a current census file with "
    "the same column and the people in it (data: {population: {path: ...}}); without it this is not checked"
)

RULE = Rule(
    name="fine-geography",
    asks="Is no place told that is smaller than a state, other than three digits of a postcode with more than 20,000 people?",
    why="Where somebody lives stands in registers and telephone books. In a place of few people, a few more facts are enough.",
    blind="It knows columns of towns, streets, coordinates and postcodes by name and value; counties, parishes and codes of its own "
    "kind may pass as other text. The population file is taken as it is given: whether it is current is not checked.",
    step="Keep the first three characters of the postcode (generalise), write 000 where too few people live, and leave out town, "
    "street and coordinates.",
    limit=Limit.at_most(0),
    limit_source=health_us.HIPAA_GEOGRAPHY,
    related_law=(health_us.HIPAA_IDENTIFIERS, eu.GDPR_RECITAL_26),
    risk=Risk.LINKABILITY,
    severity=Severity.HIGH,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers, FineValues))
def fine_geography(identifiers: Identifiers, values: FineValues, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a column that tells a place too closely, else 0; 0 for the dataset if it has none."""
    codes = {one.column: one for one in values.columns[PLACE]}
    others = {one.column: one for one in identifiers.found if one.entity in _SMALLER and one.column not in codes}
    for one in codes.values():
        yield looked(identifiers, one, METRIC, "tell more than three characters, or a place of at most 20,000 people", _OPEN)
    yield from (_place(identifiers, one) for one in others.values())
    if not codes and not others:
        yield nowhere(identifiers, METRIC, "column of places")


def _place(identifiers: Identifiers, one: Identifier) -> Measurement:
    """Return a column of places that are smaller than a state."""
    target, ground = Target(identifiers.dataset, one.column), identifiers.allowed(one.column, "personal")
    detail = f"{one.entity}: {one.why}" if ground is None else f"declared as allowed, not verified: {ground}"
    return Measurement(target, METRIC, float(ground is None), Exact(), one.examined or one.cells, detail=detail)
