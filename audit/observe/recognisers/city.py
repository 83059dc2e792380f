"""Is it the town somebody lives in?"""

from __future__ import annotations

from audit.observe.personal.people_words import PEOPLE
from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="CITY",
    category="quasi",
    says="towns of residence",
    shape=r"(?=.*[^\W\d_]{2})[^\d@]{2,60}",
    needs_header=True,
    needs_beside=PEOPLE,
    least_distinct=2,
    header=(
        "city", "town", "home city", "home town", "hometown", "city of residence", "residence city", "municipality",
        "neighborhood", "neighbourhood", "stadt", "ort", "wohnort", "gemeinde", "ville", "commune",
        "ville de residence", "ciudad", "localidad", "municipio", "poblacion de residencia", "citta", "comune",
        "comune di residenza", "stad", "woonplaats", "gemeente", "plaats", "miasto", "miejscowosc",
        "miejsce zamieszkania", "cidade", "localidade", "concelho",
    ),
    not_header=(
        *STATISTICS, *COUNTS, "population", "company", "store", "branch", "tax", "size", "airport", "council",
        "district id", "school district",
    ),
    examples=("Exampleville", "Musterstadt", "São Exemplo"),
    counter_examples=("12345", "a@example.com", ""),
)  # fmt: skip
