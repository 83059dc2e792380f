"""Is it how many people or children a household has?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="FAMILY_SIZE",
    category="quasi",
    says="numbers of children or of people in a household",
    shape=r"[0-9]{1,2}(?:\.0)?\+?|(?:none|no|yes|more than|[<>]=?) ?[0-9]{0,2}",
    needs_header=True,
    least_distinct=2,
    header=(
        "children", "number of children", "num children", "cnt children", "no of children", "n children",
        "children count", "kids", "number of kids", "has children", "dependents", "number of dependents",
        "num dependents", "no of dependents", "people liable for", "fam members", "cnt fam members",
        "family members", "family size", "household size", "household members", "hh size", "siblings",
        "number of siblings", "kinder", "anzahl kinder", "kinderzahl", "anzahl der kinder", "haushaltsgrosse",
        "personen im haushalt", "unterhaltsberechtigte", "enfants", "nombre d enfants", "nb enfants",
        "personnes a charge", "taille du menage", "hijos", "numero de hijos", "num hijos", "personas a cargo",
        "tamano del hogar", "figli", "numero di figli", "figli a carico", "componenti familiari",
        "nucleo familiare", "kinderen", "aantal kinderen", "gezinsgrootte", "dzieci", "liczba dzieci",
        "wielkosc gospodarstwa", "filhos", "numero de filhos", "agregado familiar",
    ),
    not_header=("average", "mean", "rate", "per", "node", "process", "hospital", "ward"),
    kinds=("text", "integer", "number", "boolean"),
    examples=("2", "0", "10", "3+"),
    counter_examples=("1234", "red", "2015-10-14"),
)  # fmt: skip
