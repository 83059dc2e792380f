"""Who applies, and what does the lender decide?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from math import exp

from audit.demo.draw import Draw
from audit.demo.planted import PLANTED
from audit.demo.words import (
    AT_HOME,
    CALLS,
    DISTRICTS,
    DOMAINS,
    ETHNICITIES,
    FIRST_PARTS,
    GIVEN,
    HIDDEN,
    HOUSING,
    LAST_PARTS,
    PHONES,
    PURPOSES,
    STREET_ENDS,
    STREET_PARTS,
)

APPLIED = date(2026, 6, 30)
_DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Contact:
    """How an applicant is reached."""

    full_name: str
    email: str
    phone: str
    iban: str
    street: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Means:
    """What a lender looks at; income in euros a year."""

    income: int
    employment_years: int
    debt_ratio: float
    housing: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """One row of the data."""

    applicant_id: str
    full_name: str
    email: str
    phone: str
    iban: str
    birth_date: str
    street: str
    postcode: str
    district: str
    sex: str
    ethnicity: str
    age: int
    income: int | None
    employment_years: int
    debt_ratio: float
    housing: str
    purpose: str
    notes: str | None
    approved: str

    def row(self) -> dict[str, str | int | float | None]:
        """Return the values by column."""
        return asdict(self)


def applicants(rows: int, seed: int) -> Iterator[Applicant]:
    """Yield invented applicants; the same rows and seed give the same people."""
    draw = Draw(seed)
    for place in range(rows):
        yield _applicant(draw, place)


def _applicant(draw: Draw, place: int) -> Applicant:
    """Draw one applicant."""
    sex = "Female" if draw.share(0.46) else "Male"
    ethnicity = draw.weighted(ETHNICITIES)
    district = draw.weighted(dict(zip(DISTRICTS, AT_HOME[ethnicity], strict=True)))
    born = _born(draw)
    contact = _contact(draw, place, sex, district)
    means = _means(draw, sex, _age(born))
    approved = draw.share(_chance(means, sex, ethnicity))
    return Applicant(
        applicant_id=f"A-{100_001 + place}",
        full_name=contact.full_name,
        email=contact.email,
        phone=contact.phone,
        iban=contact.iban,
        birth_date=born.isoformat(),
        street=contact.street,
        postcode=contact.postcode,
        district=district,
        sex=sex,
        ethnicity=ethnicity,
        age=_age(born),
        income=None if draw.share(PLANTED.missing["income"]) else means.income,
        employment_years=means.employment_years,
        debt_ratio=means.debt_ratio,
        housing=means.housing,
        purpose=means.purpose,
        notes=_notes(draw, contact),
        approved="yes" if approved else "no",
    )


def _age(born: date) -> int:
    """Return the completed years on the day of the application."""
    return (APPLIED.year - born.year) - ((APPLIED.month, APPLIED.day) < (born.month, born.day))


def _born(draw: Draw) -> date:
    """Return a birth date of somebody of 19 to 75."""
    years = min(75.0, max(19.0, draw.bell(43, 13)))
    return APPLIED - timedelta(days=int(years * _DAYS_IN_YEAR) + draw.whole(0, 364))


def _contact(draw: Draw, place: int, sex: str, district: str) -> Contact:
    """Return names and numbers that belong to nobody."""
    given = draw.one(GIVEN[sex])
    family = draw.one(FIRST_PARTS) + draw.one(LAST_PARTS)
    return Contact(
        full_name=f"{given} {family}",
        email=f"{given}.{family}{place}@{draw.one(DOMAINS)}".lower(),
        phone=f"{draw.one(PHONES)}{draw.whole(0, 999):03d}",
        iban=_iban(draw),
        street=f"{draw.one(STREET_PARTS)}{draw.one(STREET_ENDS)} {draw.whole(1, 140)}",
        postcode=f"{DISTRICTS[district]}{draw.whole(10, 39)}",
    )


def _iban(draw: Draw) -> str:
    """Return a German IBAN whose check digits are right and whose bank code, starting with 9, no bank has.

    Source: ISO 13616, check digits by ISO 7064 MOD 97-10 [not verified]; D is 13 and E is 14.
    """
    account = f"9{draw.whole(0, 9_999_999):07d}{draw.whole(0, 9_999_999_999):010d}"
    return f"DE{98 - int(f'{account}131400') % 97:02d}{account}"


def _means(draw: Draw, sex: str, age: int) -> Means:
    """Return what the applicant earns, owes and wants."""
    worked = max(0, min(age - 18, int(draw.bell(9 if sex == "Female" else 13, 5))))
    income = draw.bell(41_000 if sex == "Female" else 49_000, 11_000) + 350 * worked
    return Means(
        income=max(9_000, round(income / 100) * 100),
        employment_years=worked,
        debt_ratio=round(min(0.95, max(0.01, draw.bell(0.34, 0.15))), 2),
        housing=draw.weighted(HOUSING),
        purpose=draw.weighted(PURPOSES[sex]),
    )


def _chance(means: Means, sex: str, ethnicity: str) -> float:
    """Return the chance of an approval: what the applicant can pay, less the planted penalty."""
    worth = 1.5 + (means.income - 47_000) / 8_000 + (means.employment_years - 10) / 5
    worth += (0.34 - means.debt_ratio) * 9 + {"own": 0.7, "rent": -0.2, "family": 0.0}[means.housing]
    for attribute, group in (("sex", sex), ("ethnicity", ethnicity)):
        if PLANTED.disadvantaged[attribute] == group:
            worth -= PLANTED.penalty[attribute]
    return 1 / (1 + exp(-worth))


def _notes(draw: Draw, contact: Contact) -> str | None:
    """Return a note in a fifth of the cases, with an address or a number in some of them."""
    if not draw.share(0.2):
        return None
    note = draw.one(CALLS)
    if not draw.share(0.5):
        return note
    return f"{note} {draw.one(HIDDEN).format(email=contact.email, phone=contact.phone)}"
