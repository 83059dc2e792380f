"""How do telephone numbers, cards, accounts and traces of devices look?"""

from __future__ import annotations

from random import Random

from stdnum import iban, luhn
from stdnum.es import ccc

from tests.quality.columns import Maker, shaped

ODD = dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True))


def one_of(*shapes: str) -> Maker:
    """Return a maker that draws one of the shapes; N is a digit that is not 0 or 1."""
    makers = [shaped(shape) for shape in shapes]

    def make(draw: Random) -> str:
        text = draw.choice(makers)(draw)
        return "".join(draw.choice("23456789") if sign == "N" else sign for sign in text)

    return make


def steady(*shapes: str) -> Maker:
    """Return a maker that keeps to one shape in four of five cells, as a form with a mask does."""
    first, other = one_of(shapes[0]), one_of(*shapes)
    return lambda draw: first(draw) if draw.random() < 0.8 else other(draw)


PHONES: dict[str, Maker] = {
    "gb_mobile": one_of("074## ######", "+44 77## ######", "079########", "075## ### ###"),
    "us": steady("(212) N##-####", "(415) N##-####", "312-N##-####", "+1 617 N## ####", "305.N##.####", "713N######"),
    "de": one_of("0151 #######N", "+49 171 #######", "030 N######", "089/N######", "0176-N#######", "+49 (0)221 N######"),
    "fr": steady("06 6# ## ## ##", "07 8# ## ## ##", "+33 6 1# ## ## ##", "01.4#.##.##.##", "062#######"),
    "es": steady("6########", "6## ### ###", "+34 6## ## ## ##", "91N######", "+34 93 N## ## ##"),
    "it": one_of("333 #######", "+39 347 #######", "320#######", "06 N#######", "02 N######", "+39 0583 N#####"),
    "nl": one_of("06-2#######", "06 1#######", "+31 6 4#######", "020-N######", "010 N######"),
    "pl": steady("60# ### ###", "+48 50# ### ###", "79#######", "22 N## ## ##", "88#-###-###"),
    "pt": steady("91# ### ###", "+351 96# ### ###", "93#######", "21 N## ## ##"),
}


def card(prefixes: str, length: int, groups: bool = False) -> Maker:
    """Return a maker of card numbers of `length` digits whose last one is the check of Luhn."""

    def make(draw: Random) -> str:
        start = draw.choice(prefixes.split())
        stem = start + "".join(draw.choices("0123456789", k=length - 1 - len(start)))
        number = stem + luhn.calc_check_digit(stem)
        return " ".join(number[at : at + 4] for at in range(0, length, 4)) if groups else number

    return make


def with_country(land: str, account: str) -> str:
    """Return the IBAN of a national account number."""
    return land + iban.calc_check_digits(f"{land}00{account}") + account


def de_account(draw: Random) -> str:
    """Return a German account number after a bank code."""
    return (
        draw.choice(("10010010", "37040044", "70020270", "50010517", "20041133", "43060967"))
        + f"{draw.randint(10_000, 9_999_999_999):010d}"
    )


def fr_account(draw: Random) -> str:
    """Return a French bank, branch and account number with its key."""
    bank, branch, number = draw.choice(("30002", "30004", "20041", "10278", "18206")), shaped("#####")(draw), shaped("###########")(draw)
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(number)) % 97
    return f"{bank}{branch}{number}{key:02d}"


def es_account(draw: Random) -> str:
    """Return a Spanish account number with its two check digits."""
    stem = draw.choice(("2100", "0049", "0182", "1465", "2085")) + shaped("####")(draw) + "00" + shaped("##########")(draw)
    return stem[:8] + ccc.calc_check_digits(stem) + stem[10:]


def it_account(draw: Random) -> str:
    """Return an Italian account number with its letter (CIN)."""
    digits = draw.choice(("03069", "02008", "05034", "01030")) + shaped("#####")(draw) + f"{draw.randint(1000, 99_999_999):012d}"
    total = sum(ODD[digit] if at % 2 == 0 else int(digit) for at, digit in enumerate(digits))
    return chr(ord("A") + total % 26) + digits


def pl_account(draw: Random) -> str:
    """Return a Polish account number whose bank code ends with its check digit."""
    bank = draw.choice(("1020", "1240", "1140", "1050", "2490")) + shaped("###")(draw)
    check = -sum(int(digit) * weight for digit, weight in zip(bank, (3, 9, 7, 1, 3, 9, 7), strict=True)) % 10
    return f"{bank}{check}{shaped('################')(draw)}"


def nl_account(draw: Random) -> str:
    """Return a Dutch account number that passes the test of eleven."""
    while True:
        number = f"{draw.randint(100_000_000, 799_999_999):010d}"
        if sum(int(digit) * weight for digit, weight in zip(number, range(10, 0, -1), strict=True)) % 11 == 0:
            return draw.choice(("INGB", "RABO", "ABNA", "TRIO")) + number


def pt_account(draw: Random) -> str:
    """Return a Portuguese account number with its two check digits."""
    stem = draw.choice(("0033", "0035", "0010", "0007")) + "0000" + shaped("###########")(draw)
    return f"{stem}{98 - int(stem) * 100 % 97:02d}"


ACCOUNTS: dict[str, Maker] = {
    "DE": de_account,
    "FR": fr_account,
    "ES": es_account,
    "IT": it_account,
    "PL": pl_account,
    "NL": nl_account,
    "PT": pt_account,
}


def account(land: str, groups: bool = False) -> Maker:
    """Return a maker of IBANs of a country, in groups of four where people type them."""

    def make(draw: Random) -> str:
        number = with_country(land, ACCOUNTS[land](draw))
        return iban.format(number) if groups else number

    return make


def internet_4(draw: Random) -> str:
    """Return an address of version 4 as providers give them to homes."""
    first = draw.choice((24, 31, 46, 62, 78, 79, 80, 81, 82, 84, 86, 87, 88, 89, 90, 91, 92, 93, 94, 109, 176, 178, 188, 212, 213, 217))
    return f"{first}.{draw.randint(0, 255)}.{draw.randint(0, 255)}.{draw.randint(1, 254)}"


def internet_both(draw: Random) -> str:
    """Return an address of version 4, or in one of three cells of version 6."""
    if draw.random() < 2 / 3:
        return internet_4(draw)
    return f"2a02:{draw.randint(0x1000, 0xFFFF):x}:{draw.randint(0x100, 0xFFFF):x}:{draw.randint(1, 0xFF):x}::{draw.randint(1, 0xFFFF):x}"


def equipment(draw: Random) -> str:
    """Return the number of a mobile telephone (IMEI)."""
    stem = draw.choice(("35332811", "35909107", "86427504", "35698610")) + shaped("######")(draw)
    return stem + luhn.calc_check_digit(stem)


advertising = shaped("~~~~~~~~-~~~~-4~~~-a~~~-~~~~~~~~~~~~")
network_card = one_of("3c:22:fb:~~:~~:~~", "a4:83:e7:~~:~~:~~", "f0:18:98:~~:~~:~~")
