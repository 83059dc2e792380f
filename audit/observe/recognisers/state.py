"""Is it the state or region somebody lives in?"""

from __future__ import annotations

from audit.observe.personal.people_words import PEOPLE
from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="STATE",
    category="quasi",
    says="states or regions of residence",
    shape=r"[a-z]{2,3}|(?=.*[^\W\d_]{3})[^\d@]{3,50}",
    needs_header=True,
    needs_beside=PEOPLE,
    least_distinct=2,
    header=(
        "state", "state full", "state province", "province", "region", "county", "state of residence", "home state",
        "bundesland", "kanton", "landkreis", "departement", "provincia", "comunidad autonoma", "regione",
        "provincie", "wojewodztwo", "powiat", "estado", "distrito", "uf",
    ),
    not_header=(
        *STATISTICS, *COUNTS, "estado civil", "state id", "machine", "order", "device", "system", "status",
        "current state", "solid", "tax",
    ),
    examples=("Bavaria", "CA", "Île-Exemple"),
    counter_examples=("12345", "0.5", "a@example.com"),
)  # fmt: skip
