"""How do the personal numbers of sixteen countries look, with their own check digits?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from stdnum.at import vnr
from stdnum.be import nn
from stdnum.br import cpf
from stdnum.ch import ssn as ahv
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.ie import pps
from stdnum.in_ import aadhaar
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.pt import cc, nif
from stdnum.se import personnummer

from tests.quality.columns import Maker, shaped
from tests.quality.people import FAMILY, GIVEN, plain

DIGITS = tuple("0123456789")
PAIRS = tuple(f"{number:02d}" for number in range(100))
LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVW")
TOWNS = "H501 F205 L219 F839 D612 G273 A662 A944 L736 B354 G224 H224 C351 L781 I726 E202 L424 D969"


def birthday(draw: Random, first: int = 1940, last: int = 2004) -> date:
    """Return a birth date of an adult."""
    start = date(first, 1, 1)
    return start + timedelta(days=draw.randint(0, (date(last, 12, 31) - start).days))


def ended(stem: Maker, valid: Callable[[str], bool], endings: tuple[str, ...] = DIGITS) -> Maker:
    """Return a maker of stems with the ending that their check asks for; stems without one are drawn again."""

    def make(draw: Random) -> str:
        while True:
            start = stem(draw)
            for ending in endings:
                if valid(start + ending):
                    return start + ending

    return make


def us_ssn(draw: Random) -> str:
    """Return a number in the form of the US social security."""
    area = draw.choice([number for number in range(1, 900) if number != 666])
    return f"{area:03d}-{draw.randint(1, 99):02d}-{draw.randint(1, 9999):04d}"


def gb_nhs(draw: Random) -> str:
    """Return an NHS number as it is printed, with blanks."""
    return nhs.format(ended(shaped("4########"), nhs.is_valid)(draw))


def gb_nino(draw: Random) -> str:
    """Return a national insurance number of the United Kingdom."""
    letters = draw.choice(("AB", "CE", "JG", "LW", "NR", "PX", "SH", "TY", "WK", "YZ", "EA", "HM", "RS"))
    return f"{letters}{shaped('######')(draw)}{draw.choice('ABCD')}"


def de_tax(draw: Random) -> str:
    """Return a German tax number: of the first ten digits one comes twice and one never."""
    known = draw.sample(DIGITS, 9)
    stem = [*known, draw.choice(known)]
    draw.shuffle(stem)
    while stem[0] == "0":
        draw.shuffle(stem)
    return ended(lambda _: "".join(stem), idnr.is_valid)(draw)


def at_insured(draw: Random) -> str:
    """Return an Austrian insurance number: three digits, a check digit, the birth date."""
    while True:
        number, born = str(draw.randint(100, 999)), birthday(draw).strftime("%d%m%y")
        check = vnr.calc_check_digit(f"{number}0{born}")
        if len(check) == 1:
            return f"{number}{check} {born}"


def ch_ahv(draw: Random) -> str:
    """Return a Swiss insurance number with its dots."""
    return ahv.format(ended(shaped("756#########"), ahv.is_valid)(draw))


def fr_nir(draw: Random) -> str:
    """Return a French social security number of 15 digits."""
    born = birthday(draw)
    place = f"{draw.choice([number for number in range(1, 96) if number != 20]):02d}{draw.randint(1, 600):03d}"
    stem = f"{draw.choice('12')}{born:%y%m}{place}{draw.randint(1, 400):03d}"
    return stem + nir.calc_check_digits(stem)


def be_register(draw: Random) -> str:
    """Return a Belgian register number with its marks."""
    return nn.format(ended(lambda draw: f"{birthday(draw, 1940, 1999):%y%m%d}{draw.randint(1, 997):03d}", nn.is_valid, PAIRS)(draw))


def es_dni(draw: Random) -> str:
    """Return a Spanish identity number."""
    number = f"{draw.randint(1_000_000, 79_999_999):08d}"
    return number + dni.calc_check_digit(number)


def es_nie(draw: Random) -> str:
    """Return a Spanish number of foreigners."""
    number = draw.choice("XYZ") + shaped("#######")(draw)
    return number + nie.calc_check_digit(number)


def consonants_first(name: str, length: int = 3) -> str:
    """Return the letters that the Italian fiscal code takes of a name."""
    letters = "".join(sign for sign in plain(name).upper() if sign.isalpha())
    return (("".join(s for s in letters if s not in "AEIOU") + "".join(s for s in letters if s in "AEIOU")) + "XXX")[:length]


def it_fiscal(draw: Random) -> str:
    """Return an Italian fiscal code."""
    born, town = birthday(draw, 1940, 1999), draw.choice(TOWNS.split())
    name = consonants_first(draw.choice(FAMILY["it"])) + consonants_first(draw.choice(GIVEN["it"]))
    stem = f"{name}{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{born.day + draw.choice((0, 40)):02d}{town}"
    return stem + codicefiscale.calc_check_digit(stem)


def nl_bsn(draw: Random) -> str:
    """Return a Dutch citizen number."""
    return ended(lambda draw: str(draw.randint(10_000_000, 39_999_999)), bsn.is_valid)(draw)


def pl_pesel(draw: Random) -> str:
    """Return a Polish register number; the month of those born since 2000 is 20 higher."""
    born = birthday(draw)
    month = born.month + (20 if born.year >= 2000 else 0)
    stem = f"{born:%y}{month:02d}{born:%d}{draw.randint(0, 9999):04d}"
    return stem + pesel.calc_check_digit(stem)


def pt_nif(draw: Random) -> str:
    """Return a Portuguese tax number of a natural person."""
    number = draw.choice("12") + shaped("#######")(draw)
    return number + nif.calc_check_digit(number)


def pt_card(draw: Random) -> str:
    """Return a number of the Portuguese citizen card."""
    stem = shaped("########")(draw) + draw.choice(DIGITS) + "ZZ"
    return cc.format(stem + cc.calc_check_digit(stem))


def br_cpf(draw: Random) -> str:
    """Return a Brazilian tax number with its marks."""
    return cpf.format(ended(shaped("#########"), cpf.is_valid, PAIRS)(draw))


def ie_pps(draw: Random) -> str:
    """Return an Irish public service number."""
    return ended(shaped("#######"), pps.is_valid, LETTERS)(draw)


def in_aadhaar(draw: Random) -> str:
    """Return an Indian number with its blanks."""
    return aadhaar.format(ended(lambda draw: str(draw.randint(2, 9)) + shaped("##########")(draw), aadhaar.is_valid)(draw))


def se_person(draw: Random) -> str:
    """Return a Swedish personal number."""
    return ended(lambda draw: f"{birthday(draw):%y%m%d}-{shaped('###')(draw)}", personnummer.is_valid)(draw)
