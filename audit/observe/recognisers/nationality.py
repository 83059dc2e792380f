"""Is it the nationality of a person?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="NATIONALITY",
    category="quasi",
    says="nationalities",
    shape=r"(?=.*[^\W\d_]).{1,60}",
    needs_header=True,
    most_distinct=250,
    least_distinct=2,
    kinds=("text", "integer"),
    header=(
        "nationality", "nationalities", "citizenship", "citizen", "native country", "country of birth",
        "birth country", "birthplace", "place of birth", "foreign worker", "staatsangehorigkeit", "nationalitat",
        "staatsburgerschaft", "geburtsland", "nationalite", "citoyennete", "pays de naissance", "nacionalidad",
        "ciudadania", "pais de nacimiento", "nazionalita", "cittadinanza", "paese di nascita", "nationaliteit",
        "geboorteland", "narodowosc", "obywatelstwo", "cidadania", "naturalidade", "pais de nascimento",
        "kraj urodzenia", "miejsce urodzenia", "geburtsort", "lieu de naissance", "lugar de nacimiento",
        "luogo di nascita", "geboorteplaats", "local de nascimento", "immigration status", "aufenthaltstitel",
        "country of citizenship", "passport country",
    ),
    not_header=(*STATISTICS, *COUNTS),
    examples=("German", "United-States", "Española"),
    counter_examples=("12345", "42.5", "2015-10-14"),
)  # fmt: skip
