"""How do the codes of articles, parcels, ships, securities and companies look, with their own check digits?"""

from __future__ import annotations

from random import Random

from stdnum import casrn, cusip, ean, imo, isbn, isin, iso6346, issn
from stdnum.iso7064 import mod_97_10

from tests.quality.columns import Maker, shaped


def number(draw: Random, digits: int) -> str:
    """Return `digits` random digits."""
    return "".join(draw.choices("0123456789", k=digits))


def gs1(prefixes: str, length: int) -> Maker:
    """Return a maker of GS1 keys of `length` digits whose company prefix is one of a few dozen."""

    def make(draw: Random) -> str:
        company = draw.choice(prefixes.split())
        maker = Random(f"{company}{draw.randint(1, 30)}")
        stem = (company + number(maker, 5) + number(draw, length))[: length - 1]
        return stem + ean.calc_check_digit(stem)

    return make


def packed(length: int) -> Maker:
    """Return a maker of keys of logistic units: an indicator or extension digit before a company's number."""
    inner = gs1("40 41 42 30 31 84 50 80 76 87 00 01", length - 1)

    def make(draw: Random) -> str:
        stem = str(draw.randint(1, 8)) + inner(draw)[:-1]
        return stem + ean.calc_check_digit(stem)

    return make


def book(draw: Random) -> str:
    """Return an ISBN-13 of an English, French, German or Spanish publisher."""
    groups = draw.choice(("0140", "0007", "0241", "01953", "2070", "2253", "3161", "34421", "8420", "8433"))
    stem = ("978" + groups + number(draw, 9))[:12]
    return stem + ean.calc_check_digit(stem)


def old_book(draw: Random) -> str:
    """Return an ISBN-10."""
    return isbn.to_isbn10(book(draw))


def dashed(maker: Maker) -> Maker:
    """Return a maker of ISBN with dashes."""
    return lambda draw: isbn.format(maker(draw))


def journal(draw: Random) -> str:
    """Return an ISSN with its dash."""
    stem = number(draw, 7)
    return f"{stem[:4]}-{stem[4:]}{issn.calc_check_digit(stem)}"


def parcel_1z(draw: Random) -> str:
    """Return a 1Z tracking number: shipper, service, parcel, check digit over doubled even places."""
    shipper = "".join(Random(draw.randint(1, 9)).choices("ABCEFRVWXY0123456789", k=6))
    body = shipper + draw.choice(("03", "12", "02", "68")) + number(draw, 7)
    signs = [int(sign) if sign.isdigit() else (ord(sign) - 63) % 10 for sign in body]
    total = sum(signs[0::2]) + 2 * sum(signs[1::2])
    return f"1Z{body}{-total % 10}"


def parcel_post(draw: Random) -> str:
    """Return a tracking number of the postal union (S10)."""
    stem = number(draw, 8)
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(stem, (8, 6, 4, 2, 3, 5, 9, 7), strict=True)) % 11
    check = {10: 0, 11: 5}.get(rest, rest)
    return f"{draw.choice(('RR', 'LX', 'CP', 'EE', 'UA'))}{stem}{check}{draw.choice(('DE', 'FR', 'CN', 'GB', 'ES'))}"


def parcel_22(draw: Random) -> str:
    """Return a 22-digit tracking number with its check digit of weights 3 and 1."""
    stem = "94" + draw.choice(("001", "055", "108")) + number(Random(draw.randint(1, 6)), 6) + number(draw, 10)
    return stem + ean.calc_check_digit(stem)


def reference(draw: Random) -> str:
    """Return an RF creditor reference over an invoice number."""
    stem = str(draw.randint(10_000, 99_999_999_999))
    return f"RF{mod_97_10.calc_check_digits(stem + 'RF')}{stem}"


def company(draw: Random) -> str:
    """Return an LEI."""
    stem = draw.choice(("5299", "2138", "9695", "5493", "3912", "8156")) + "00" + shaped("^^^^^^^^^^^^")(draw)
    return stem + mod_97_10.calc_check_digits(stem)


def security(draw: Random) -> str:
    """Return an ISIN."""
    land = draw.choice(("DE000", "FR00", "US", "ES0", "GB00", "IE00", "LU0", "NL00"))
    stem = (land + number(draw, 9))[:11]
    return stem + isin.calc_check_digit(stem)


def american_security(draw: Random) -> str:
    """Return a CUSIP."""
    stem = number(draw, draw.choice((5, 6))) + shaped("@")(draw) + draw.choice(("10", "20", "AA", "AB"))
    stem = stem[:8].rjust(8, "0")
    return stem + cusip.calc_check_digit(stem)


def container(draw: Random) -> str:
    """Return the number of a freight container (ISO 6346)."""
    stem = draw.choice(("MSCU", "MAEU", "HLCU", "CMAU", "TCLU", "TGHU", "OOLU", "CSQU")) + number(draw, 6)
    return stem + iso6346.calc_check_digit(stem)


def ship(draw: Random) -> str:
    """Return the number of a ship (IMO), without its prefix."""
    stem = str(draw.randint(700_000, 999_999))
    return stem + imo.calc_check_digit(stem)


def substance(draw: Random) -> str:
    """Return the number of a chemical substance (CAS)."""
    first, second = str(draw.randint(50, 999_999)), number(draw, 2)
    return f"{first}-{second}-{casrn.calc_check_digit(first + second)}"


def tariff(digits: int) -> Maker:
    """Return a maker of customs tariff numbers of 6, 8 or 10 digits, with dots where they have 6."""

    def make(draw: Random) -> str:
        code = f"{draw.choice((39, 61, 62, 73, 84, 85, 87, 90, 94, 95)):02d}{draw.randint(1, 29):02d}" + number(draw, digits - 4)
        return f"{code[:4]}.{code[4:]}" if digits == 6 else code

    return make


def part(draw: Random) -> str:
    """Return a part number of 17 signs, as long as a vehicle's number."""
    return draw.choice(("PA", "8K", "1K", "A2")) + shaped("#^##@^#####^###")(draw)


def serial(draw: Random) -> str:
    """Return the serial number of a device."""
    return draw.choice(("5CD", "CNU", "PF", "SN-", "C02"))[:3] + shaped("####^^@")(draw)


def lot(draw: Random) -> str:
    """Return the lot of a batch: line, day, shift."""
    return f"L{draw.randint(20, 24)}{draw.randint(1, 365):03d}{draw.choice('ABC')}{draw.randint(1, 9)}"


def stock_unit(draw: Random) -> str:
    """Return the stock number of a shop's article."""
    return f"{shaped('@@-####')(draw)}-{draw.choice(('XS', 'S', 'M', 'L', 'XL', '42', '38'))}"


def document(draw: Random) -> str:
    """Return a DOI."""
    return f"10.{draw.choice((1000, 1016, 1038, 1109, 3390))}/{draw.choice(('j', 's', 'acs'))}.{draw.randint(2015, 2024)}.{number(draw, 6)}"


def bank_transfer(draw: Random) -> str:
    """Return the Finnish kind of payment reference: digits with a check digit of weights 7, 3, 1."""
    stem = str(draw.randint(10_000, 9_999_999_999))
    total = sum(int(digit) * (7, 3, 1)[at % 3] for at, digit in enumerate(reversed(stem)))
    return f"{stem}{-total % 10}"
