"""How are invented people named in six languages?"""

from __future__ import annotations

import unicodedata
from random import Random
from typing import TYPE_CHECKING

from tests.quality import names_south as south
from tests.quality import names_west as west

if TYPE_CHECKING:
    from columns import Maker


def listed(text: str) -> tuple[str, ...]:
    """Return the names of one list; an underscore stands for a blank inside a name."""
    return tuple(name.replace("_", " ") for name in text.split())


GIVEN = {
    "en": listed(west.EN_GIVEN),
    "de": listed(west.DE_GIVEN),
    "fr": listed(west.FR_GIVEN),
    "es": listed(south.ES_GIVEN),
    "it": listed(south.IT_GIVEN),
    "pl": listed(south.PL_GIVEN),
}
FAMILY = {
    "en": listed(west.EN_FAMILY),
    "de": listed(west.DE_FAMILY),
    "fr": listed(west.FR_FAMILY),
    "es": listed(south.ES_FAMILY),
    "it": listed(south.IT_FAMILY),
    "pl": listed(south.PL_FAMILY),
}


def given(language: str) -> Maker:
    """Return a maker of given names."""
    return lambda draw: draw.choice(GIVEN[language])


def family(language: str) -> Maker:
    """Return a maker of family names; Spanish people have two."""
    if language == "es":
        return lambda draw: f"{draw.choice(FAMILY['es'])} {draw.choice(FAMILY['es'])}"
    return lambda draw: draw.choice(FAMILY[language])


def full(language: str, form: str = "{given} {family}") -> Maker:
    """Return a maker of whole names, written as `form`."""

    def make(draw: Random) -> str:
        return form.format(given=given(language)(draw), family=family(language)(draw))

    return make


def plain(text: str) -> str:
    """Return the text in small ASCII letters, as accounts are named."""
    spelled = text.lower().replace("ß", "ss").replace("ł", "l")
    parted = unicodedata.normalize("NFKD", spelled)
    return "".join(sign for sign in parted if sign.isascii() and sign.isalnum())


def account(language: str) -> Maker:
    """Return a maker of account names such as `mmueller`, `anna.nowak`, `jsmith84`."""

    def make(draw: Random) -> str:
        first, last = plain(draw.choice(GIVEN[language])), plain(draw.choice(FAMILY[language]))
        forms = (
            f"{first}.{last}",
            f"{first[0]}{last}",
            f"{first}{draw.randint(1, 99)}",
            f"{first}_{last}",
            f"{last}{draw.randint(60, 99)}",
        )
        return draw.choice(forms)

    return make


def mail(language: str, hosts: str) -> Maker:
    """Return a maker of e-mail addresses at one of the hosts, parted by blanks."""
    name = account(language)
    return lambda draw: f"{name(draw)}@{draw.choice(hosts.split())}"
