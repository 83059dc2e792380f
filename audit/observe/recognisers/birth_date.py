"""Is it the day or year somebody was born?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="DATE_OF_BIRTH",
    category="quasi",
    says="dates of birth",
    shape=(
        r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[t ].*)?|(?:18|19|20)\d{2}|(?:18|19|20)\d{6}|-\d{3,5}|\d{1,2}|"
        r"(?:\d{1,2}[ -]?)?[a-z]{3,9}\.?[ -]?\d{1,2}?,?[ -]?\d{2,4}"
    ),
    needs_header=True,
    least_distinct=2,
    kinds=("text", "integer", "number", "date", "timestamp"),
    header=(
        "dob", "birth date", "birthdate", "date of birth", "birthday", "birth day", "birth year", "year of birth",
        "birth month", "birth",
        "yob", "born", "geburtsdatum", "geburtstag", "geburtsjahr", "geboren", "date de naissance", "naissance",
        "annee de naissance",
        "fecha de nacimiento", "nacimiento", "ano de nacimiento", "data di nascita", "nascita", "anno di nascita",
        "geboortedatum",
        "geboortejaar", "data urodzenia", "urodzenia", "rok urodzenia",
    ),
    not_header=(
        "birth rate", "birth weight", "birth place", "birthplace", "birth country", "birth city", "birth order",
        "birth name",
    ),
    examples=("1984-03-29", "3/29/1984", "29.03.1984", "1984", "29 Mar 1984", "Mar 29, 1984"),
    counter_examples=("low", "3.5", "Springfield, Example"),
)  # fmt: skip
