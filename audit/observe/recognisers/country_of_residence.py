"""Is it the country somebody lives in?"""

from __future__ import annotations

from audit.observe.personal.people_words import PEOPLE
from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="COUNTRY_OF_RESIDENCE",
    category="quasi",
    says="countries of residence",
    shape=r"[a-z]{2,3}|(?=.*[^\W\d_]{3})[^\d@]{3,60}",
    needs_header=True,
    needs_beside=PEOPLE,
    least_distinct=2,
    header=(
        "country", "country full", "country name", "country code", "home country", "residence country",
        "country of residence", "employee residence", "land", "wohnsitzland", "wohnland", "pays",
        "pays de residence", "pais", "pais de residencia", "paese", "paese di residenza", "stato di residenza",
        "woonland", "kraj", "kraj zamieszkania",
    ),
    not_header=(
        *STATISTICS, *COUNTS, "birth", "native", "origin", "company", "phone", "telephone", "calling", "gdp",
        "population", "of origin",
    ),
    examples=("Germany", "FR", "Côte d'Exemple"),
    counter_examples=("49", "0.5", "a@example.com"),
)  # fmt: skip
