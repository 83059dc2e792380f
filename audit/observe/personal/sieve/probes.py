"""What could find something in a value, and which pattern must match before it does?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.custom import custom
from audit.observe.personal.presidio_door import PHONE
from audit.observe.personal.readers import regions
from audit.observe.personal.sieve.presidio_patterns import Patterns, bound, patterns_of
from audit.observe.scene import Personal

DENIED = "deny:"
_FLAGS = int(re.IGNORECASE | re.MULTILINE | re.DOTALL)


class Probe(NamedTuple):
    """One thing that judges values: every value in which it finds anything is matched by one of its patterns.

    `name` is a class of Presidio, `PhoneRecognizer:REGION`, an entity whose numbers python-stdnum
    checks, `custom:NAME` or `deny:ENTITY`. Patterns are regular expressions with the flags of `re`, searched
    anywhere. `slow`: no bound is known, so that every value must be judged. `origin` says whose patterns they are:
    Presidio's (read by `regex`), ours (read by `re`), or the subject's, which are never kept on disk.
    """

    name: str
    entity: str
    patterns: Patterns
    slow: bool = False
    origin: Literal["presidio", "ours", "subject"] = "presidio"


def probes(locales: tuple[str, ...], personal: Personal) -> tuple[Probe, ...]:
    """Return everything that judges values in these countries (none named: in all), in a fixed order.

    Raises BadInput where the subject's file of recognisers cannot be read.
    """
    return (*_presidio(locales), *_checked(locales), *_own(personal), *_denied(personal))


def _presidio(locales: tuple[str, ...]) -> Iterator[Probe]:
    """Yield every class of Presidio that the catalogue names, phones by region."""
    entities = {name: one.entity for one in recognisers() if one.serves(locales) for name in one.presidio}
    for name, patterns in patterns_of(sorted(entities), regions(locales)).items():
        yield Probe(name, entities[name.partition(":")[0]], patterns or (), slow=patterns is None)


def _checked(locales: tuple[str, ...]) -> Iterator[Probe]:
    """Yield what python-stdnum checks, by its form."""
    for one in recognisers():
        if one.stdnum and one.serves(locales):
            yield Probe(one.entity, one.entity, ((one.form, int(re.IGNORECASE)),), origin="ours")


def _own(personal: Personal) -> Iterator[Probe]:
    """Yield the recognisers of the subject's file."""
    for name, one in custom(personal.recognisers).items() if personal.recognisers else ():
        patterns = bound(one)
        yield Probe(name, one.supported_entities[0], patterns or (), slow=patterns is None, origin="subject")


def _denied(personal: Personal) -> Iterator[Probe]:
    """Yield the texts that a subject says are an entity, as Presidio matches its deny lists: whole words, in any case."""
    for entity, texts in personal.deny:
        if texts:
            listed = "|".join(map(re.escape, texts))
            yield Probe(f"{DENIED}{entity}", entity, ((rf"(?:^|(?<=\W))({listed})(?:(?=\W)|$)", _FLAGS),), origin="subject")


def phone_probe(region: str) -> str:
    """Return the name of the probe for the phone numbers of a region."""
    return f"{PHONE}:{region}"
