"""Is it the name of a person?"""

from __future__ import annotations

from audit.observe.personal.given_names import GIVEN_NAMES
from audit.observe.personal.recogniser import THINGS, Recogniser

_TITLE = r"(?:(?:mr|mrs|ms|miss|dr|prof|sir|herr|frau|m|mme|mlle|sr|sra|don|dott|ing|pan|pani)\.? )?"
_GIVEN = f"(?:{'|'.join(sorted(GIVEN_NAMES))})"
_WORD = (
    r"(?!(?:and|or|of|the|in|on|at|to|for|with|und|et|y|e|park|street|inc|ltd|university|college|school|"
    r"index)\b)[^\W\d_][^\W\d_]*(?:['’.-][^\W\d_]*)*"  # noqa: RUF001
)
_FIRST_LAST = rf"{_TITLE}{_GIVEN}(?:-{_GIVEN})?(?: {_WORD}){{0,4}}"
_LAST_FIRST = rf"{_WORD}(?: {_WORD})?, ?{_TITLE}{_GIVEN}(?: {_WORD}){{0,3}}"

_INITIALS = rf"{_TITLE}(?:[^\W\d_]\.? ){{1,3}}{_WORD}(?: {_WORD})?"
_TITLED = rf"(?:mr|mrs|ms|miss|dr|prof|herr|frau|mme|mlle|sra|dott)\.? {_WORD}(?: {_WORD}){{0,3}}"
_AFTER = r"(?: ?(?:\([^()]{1,8}\)|\*))?"

RECOGNISER = Recogniser(
    entity="PERSON",
    category="direct",
    says="names of people",
    pattern=f"(?:{_FIRST_LAST}|{_LAST_FIRST}|{_TITLED}|{_INITIALS}){_AFTER}",
    shape=rf"{_TITLE}{_WORD}(?:,? {_WORD}){{0,5}}",
    # A single given name is also a storm and a brand, an initial also a grade: alone they need a column that says so.
    sure_form=r"[^,\s]{2,}(?:,? [^,\s]+)+|[^,\s]{2,},[^,\s]+",
    share=0.3,
    least_distinct=3,
    header=(
        "first name", "firstname", "fname", "given name", "givenname", "forename", "middle name", "last name",
        "lastname", "lname",
        "surname", "full name", "fullname", "family name", "maiden name", "mothers maiden", "person name",
        "customer name", "client name",
        "patient name", "employee name", "user full name", "student name", "applicant name", "contact name",
        "vorname", "nachname", "familienname", "zuname", "geburtsname", "kundenname", "prenom", "nom de famille",
        "nom complet",
        "nombre completo", "apellido", "apellidos", "primer apellido", "cognome", "nome completo", "nome e cognome",
        "voornaam",
        "achternaam", "familienaam", "imie", "nazwisko", "imie i nazwisko", "name of person", "person", "cardholder",
        "card holder",
    ),
    hints=(
        "name", "names", "nom", "nome", "nombre", "naam", "author", "owner", "artist", "player", "driver", "manager",
        "coach",
        "candidate", "host", "patient", "student", "employee", "contact", "director", "editor", "jockey", "creator",
        "writer", "first", "last",
    ),
    not_header=THINGS,
    examples=("Anna Beispiel", "Müller, Jürgen", "Dr. Maria da Silva", "john q. public"),
    counter_examples=("A-1234", "the quick brown fox of 7 hills", "", "42", "info@example.com"),
)  # fmt: skip
