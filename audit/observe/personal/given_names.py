"""Which given names and surnames are known, and in how many forms is a name written?

The lists are Faker's (MIT): the names of its providers for every locale, folded to lower case without accents.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from audit.observe.personal.header_words import fold

_GIVEN, _FAMILY = "first_name", "last_name"


class Names(NamedTuple):
    """Names of people, folded."""

    given: frozenset[str]
    family: frozenset[str]


@cache
def known_names() -> Names:
    """Return every given name and surname of the library; nothing is generated."""
    import faker.providers.person as people

    given: set[str] = set()
    family: set[str] = set()
    for info in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{info.name}").Provider
        for name, listed in vars(provider).items():
            if name.startswith((_GIVEN, _FAMILY)) and isinstance(listed, list | tuple | set | frozenset | Mapping):
                (given if name.startswith(_GIVEN) else family).update(_folded(listed))
    return Names(frozenset(given), frozenset(family))


def _folded(listed: Collection[object]) -> Iterator[str]:
    """Yield the names of one list; a weighted list is a mapping from name to weight."""
    return (fold(name) for name in listed if isinstance(name, str))
