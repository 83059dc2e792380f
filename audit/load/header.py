"""Is the first line of a text table a header, or the first row of people?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit.load.kinds import DATE, MISSING, NUMBER, TIMESTAMP, ZONED

_TYPED = re.compile(f"{NUMBER}|{DATE}|{TIMESTAMP}|{ZONED}|[Tt]rue|[Ff]alse|TRUE|FALSE")
_NUMBER = re.compile(f"{NUMBER}|[+-]?[0-9]+,[0-9]+")
_YEAR = re.compile("(19|20)[0-9]{2}")
_DATE_LIKE = re.compile("[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}.*")
_IDENTIFIER = re.compile("[a-z]+[0-9]*([_.-][a-z0-9]+)*|[a-z]+([A-Z][a-z0-9]*)+|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
_TOKEN = re.compile("[A-Z]?[^\\W\\d_A-Z]+|[A-Z]+(?![a-z])")
_MANY_DIGITS = 6
_LONG = 64
_CLOSED_SET = 40
_SURE = 3

AGAINST, FOR, HINT = -4, 3, 1

_WORDS = """
    id ids uid uuid guid key index idx nr no num number row record code ref type kind class category group label
    target name names firstname lastname surname forename fullname middlename givenname username title gender sex age
    dob birth birthdate birthday born race ethnicity nationality religion marital status education degree occupation
    job employment email mail phone telephone mobile fax contact address street city town zip zipcode postcode postal
    state province county country region location latitude longitude lat lon lng date time datetime timestamp day
    month year week hour created updated start end from until value values amount price cost total sum count quantity
    qty rate ratio score income salary wage loan credit debt balance account iban bic card ssn tax customer client
    user person people patient employee student applicant company organisation organization department product item
    order description comment note notes text message subject url link website ip host source currency percent weight
    height size length width rank level version language prediction predicted probability outcome result decision
    approved default species entity sure position column table field feature attribute fulltime household relationship
    children dependents workclass nachname vorname strasse straße hausnummer plz ort stadt land bundesland telefon
    telefonnummer handy geburtsdatum geburtstag geburtsort geschlecht alter beruf gehalt einkommen konto kontonummer
    kunde kundennummer kundennr datum uhrzeit jahr monat tag wert betrag preis menge anzahl summe nummer bezeichnung
    beschreibung bemerkung anrede titel firma familienstand staatsangehörigkeit bildung abschluss adresse postleitzahl
    steuernummer art gruppe klasse nom prénom prenom sexe âge rue ville pays téléphone courriel naissance profession
    salaire revenu compte numéro numero montant prix quantité catégorie statut nationalité entreprise diplôme
    code_postal nombre apellido apellidos sexo género edad dirección direccion calle ciudad país teléfono correo
    nacimiento profesión salario ingreso cuenta fecha hora año mes día valor importe precio cantidad estado civil
    nacionalidad empresa cognome nome sesso età indirizzo città paese telefono nascita professione stipendio reddito
    conto data anno mese giorno valore importo prezzo quantità stato naam voornaam achternaam geslacht leeftijd straat
    woonplaats telefoon geboortedatum beroep inkomen rekening klant jaar maand dag waarde bedrag aantal sobrenome
    idade endereço cidade telefone profissão renda conta preço quantidade imię nazwisko płeć wiek adres ulica miasto
    kraj urodzenia zawód pensja wartość kwota ilość förnamn efternamn kön ålder adress gata stad yrke inkomst fornavn
    etternavn kjønn alder
"""
_QUALIFIERS = (
    "of the per in is has de der des del du la le da do first last second middle full given family home work primary "
    "secondary current previous main mean max min avg std hours days years months date unnamed"
)
WORDS, QUALIFIERS = frozenset(_WORDS.split()), frozenset(_QUALIFIERS.split())


@dataclass(frozen=True, slots=True)
class Header:
    """Whether the first line names the columns, and whether that is beyond doubt."""

    present: bool
    sure: bool


def find_header(rows: Sequence[Sequence[str]], *, declared: bool | None = None) -> Header:
    """Weigh the first row against the rows below it; what stays open is data, so that nobody becomes a name."""
    if declared is not None:
        return Header(declared, sure=True)
    first, below = rows[0], rows[1:]
    weight = sum(_weigh(cell, [row[place] for row in below if place < len(row)]) for place, cell in enumerate(first))
    weight -= sum(times - 1 for times in Counter(cell for cell in first if cell).values())
    return Header(weight > 0, sure=abs(weight) >= _SURE)


def is_header_word(name: str) -> bool:
    """Tell whether a name is made of the words that name columns, in one of several languages."""
    tokens = [token.lower() for token in _TOKEN.findall(name)]
    known = sum(token in WORDS for token in tokens)
    return known > 0 and all(token in WORDS or token in QUALIFIERS for token in tokens)


def _weigh(cell: str, column: Sequence[str]) -> int:
    """Return what one cell of the first row says for a header, against the values below it."""
    values = [value for value in column if value and value not in MISSING]
    if not cell or cell in MISSING:
        return -HINT
    if cell in values or _is_data(cell, values):
        return AGAINST
    if not any(letter.isalpha() for letter in cell):
        return 0
    return FOR * is_header_word(cell) + FOR * _mostly_typed(values) + 2 * _closed(values) + HINT * _named(cell, values)


def _is_data(cell: str, values: Sequence[str]) -> bool:
    """Tell whether a cell looks like a value: a number, a date, an address, many digits, a sentence."""
    if _YEAR.fullmatch(cell):
        return any(_YEAR.fullmatch(value) for value in values)
    digits = sum(letter.isdigit() for letter in cell)
    shaped = _NUMBER.fullmatch(cell) or _DATE_LIKE.fullmatch(cell)
    return bool(shaped) or "@" in cell or digits >= _MANY_DIGITS or len(cell) > _LONG


def _mostly_typed(values: Sequence[str]) -> bool:
    """Tell whether nine in ten values below are numbers, dates or booleans, which the cell is not."""
    return bool(values) and sum(_typed(value) for value in values) >= 0.9 * len(values)


@lru_cache(maxsize=4096)
def _typed(value: str) -> bool:
    """Tell whether a value is a number, a date or a boolean."""
    return _TYPED.fullmatch(value) is not None


def _closed(values: Sequence[str]) -> bool:
    """Tell whether the values below repeat so much that one more row would hardly bring a new one.

    The share of values seen once estimates the chance of a new value (Good 1953).
    """
    once = sum(times == 1 for times in Counter(values).values())
    return len(values) >= _CLOSED_SET and once <= 0.02 * len(values)


def _named(cell: str, values: Sequence[str]) -> bool:
    """Tell whether a cell is spelt like an identifier and the values below are not."""
    if not _IDENTIFIER.fullmatch(cell):
        return False
    return 2 * sum(_IDENTIFIER.fullmatch(value) is not None for value in values) < max(len(values), 1)
