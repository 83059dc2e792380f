"""Is it somebody's race or ethnic origin?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

_SURE = (
    r"african[- ]?american|afro.*|black or african.*|caucasian|hispanic.*|latin[oax]s?|non-?hispanic.*|"
    r"asian(?:[- /](?:pac|or|amer|ind|other|brit).*)?|"
    r"native (?:american|hawaiian).*|pacific islander.*|amer(?:ican)?-? ?indian.*|alaska.*|"
    r"(?:white|black)[- ,/(]+(?:brit|irish|amer|african|carib|other|alone|or|non|not).*|roma|"
    r"sinti|maori|aboriginal.*|mestizo|mulatto|mixed race|(?:two|2) or more races|multi-?racial|biracial|weisse?r?|"
    r"schwarze?r?"
)

RECOGNISER = Recogniser(
    entity="ETHNICITY",
    category="special",
    says="races or ethnic origins",
    pattern=rf"{_SURE}|white|black|other|unknown|mixed|non-?white|[abhownx]|asn|blk|hsp|wht",
    shape=r"[^\n]{1,60}",
    # Black and white are also colours, and everything has an "other".
    sure_form=f"(?i:{_SURE})",
    share=0.6,
    least_distinct=2,
    most_distinct=120,
    kinds=("text", "integer", "boolean", "number"),
    header=(
        "ethnicity", "ethnic", "ethnic group", "ethnic origin", "racial origin", "racial", "race ethnicity",
        "skin color", "skin colour", "ethnie", "ethnische herkunft", "ethnizitat", "hautfarbe", "origine ethnique",
        "etnia", "origen etnico", "raza", "origine etnica", "razza", "etniciteit", "etnische afkomst", "huidskleur",
        "pochodzenie etniczne", "rasa",
    ),
    hints=("race", "rasse", "races"),
    not_header=(
        *STATISTICS, *COUNTS, "race name", "race date", "race time", "race number", "race result", "race id",
        "race distance", "horse",
    ),
    examples=("African-American", "Caucasian", "Hispanic", "Asian-Pac-Islander", "Two or more races"),
    counter_examples=("2015-10-14", "Marathon of the example town in the year of the long and dusty road 2014", ""),
)  # fmt: skip
