"""Is it somebody's sex or gender?"""

from __future__ import annotations

from audit.observe.personal.recogniser import STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="GENDER",
    category="quasi",
    says="sexes or genders",
    pattern=(
        r"(?:fe)?male|wom[ae]n|m[ae]n|girls?|boys?|non-?binary|transgender|mannlich|weiblich|divers|maenner|frauen|"
        r"homme|femme|masculin|feminin|hombre|mujer|masculino|femenino|maschio|femmina|man|vrouw|mezczyzna|kobieta"
    ),
    shape=r"[a-z]{1,2}\.?|[0-9]|other|unknown|total|both|all|x|n/?a|not .*|prefer not .*|(?:fe)?males?.*",
    share=0.6,
    most_distinct=12,
    kinds=("text", "integer", "number", "boolean"),
    header=(
        "sex", "gender", "geschlecht", "sexe", "sexo", "sesso", "geslacht", "plec", "gender identity", "is male",
        "is female", "male", "female", "genero sexual", "sexo biologico", "sexe biologique", "sex at birth",
        "gender code", "is woman", "is man",
    ),
    hints=("genre", "genero", "genere"),
    not_header=(*STATISTICS, "offender", "sex offender", "offense", "offence", "crime", "orientation"),
    examples=("female", "Male", "weiblich", "Frauen", "männlich"),
    counter_examples=("Rock", "12", "2015-10-14"),
)  # fmt: skip
