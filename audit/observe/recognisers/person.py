"""Is it the name of a person?"""

from __future__ import annotations

from audit.observe.personal.person_names import names_of_people
from audit.observe.personal.recogniser import THINGS, Recogniser

RECOGNISER = Recogniser(
    entity="PERSON",
    category="direct",
    says="names of people",
    together=names_of_people,
    pairs=True,
    shape=r"[^\W\d_]+(?:[ ,.'’-]{1,3}[^\W\d_]+){0,5}\.?",  # noqa: RUF001
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
