"""Is it how old somebody is?"""

from __future__ import annotations

from audit.observe.personal.recogniser import STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="AGE",
    category="quasi",
    says="ages",
    shape=(
        r"(?:[0-9]|[1-9][0-9]|1[01][0-9]|120)(?:\.\d+)?(?: ?(?:years?|yrs?|y|jahre|ans|anos|anni|jaar|lat))?|"
        r"[<>]=? ?\d{1,3}|\d{1,3} ?(?:-|–|to|bis|a) ?<? ?\d{1,3}|"  # noqa: RUF001
        r"\d{1,3} ?(?:\+|and older|and over|or older|plus)|"
        r"(?:under|over|below|above|less than|greater than) \d{1,3}"
    ),
    needs_header=True,
    least_distinct=2,
    share=0.4,
    kinds=("text", "integer", "number"),
    header=(
        "age", "ages", "age group", "age band", "age cat", "age years", "retirement age", "lebensalter",
        "altersgruppe", "alter in jahren", "edad", "eta", "leeftijd", "wiek", "idade", "faixa etaria",
        "tranche d age", "grupo de edad", "rango de edad", "fascia d eta", "leeftijdsgroep", "grupa wiekowa",
        "age range", "age category", "age bracket", "age at", "current age", "patient age", "customer age",
    ),
    hints=("alter",),
    not_header=(
        *STATISTICS, "house", "housing", "building", "account", "credit", "loan", "history", "car", "vehicle",
        "property", "page", "file", "tree", "rock", "device", "equipment", "machine", "stone", "company", "domain",
        "policy", "ice age", "alter table",
    ),
    examples=("42", "25 to 39", "65+", "Less than 25", "25 - 45"),
    counter_examples=("1984-03-29", "Fe 200", "bronze", "450"),
)  # fmt: skip
