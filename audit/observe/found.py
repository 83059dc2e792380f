"""Which columns did the search for personal data find, for facts that are made after it?"""

from __future__ import annotations

from collections.abc import Mapping

from audit.core.fact import Fact, Facts
from audit.observe.identifiers import NAME, Identifier, Identifiers

PERSONAL_CATEGORIES = frozenset({"direct", "pseudonym", "quasi", "special", "criminal", "child", "freetext"})
"""The categories of what is about a person; other words of the search name things, or matches it does not accept."""


def found_before(before: Mapping[str, Fact]) -> tuple[Identifier, ...]:
    """Return what was found to be about people, nothing where nobody looked."""
    fact = before.get(NAME)
    view = Identifiers.of(Facts((fact,), {}), fact.dataset) if fact is not None else None
    return tuple(one for one in view.found if one.category in PERSONAL_CATEGORIES) if view else ()
