"""Is it somebody's religion or belief?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="RELIGION",
    category="special",
    says="religions or beliefs",
    pattern=(
        r"(?:non-?)?christians?|(?:roman )?catholic.*|protestants?|orthodox|evangelical.*|lutheran|baptist|"
        r"methodist|anglican|mormons?|muslims?|islam(?:ic)?|sunni|shia|jew(?:ish|s)?|judaism|hindu(?:s|ism)?|"
        r"buddhis[tm]s?|sikh(?:s|ism)?|jain(?:ism)?|atheis[tm]s?|agnostics?|katholisch|romisch-katholisch|"
        r"evangelisch|muslimisch|islamisch|judisch|konfessionslos|catholique|protestante?|musulman[ea]?|juif|juive|"
        r"athee|catolic[oa]|judi[oa]|ate[oa]|cattolic[oa]|ebre[oa]|katholiek|protestants|moslim|joods|katolicka?|"
        r"prawoslawn[yae]|zoroastrian|bah.?ai|shinto|taois[tm]"
    ),
    shape=r"(?!\d+[.,]\d)(?!\d{3}).{1,60}",
    share=0.4,
    most_distinct=120,
    kinds=("text", "integer", "boolean"),
    header=(
        "religion", "religious", "faith", "religious affiliation", "religious belief", "denomination", "konfession",
        "religionszugehorigkeit", "glaube", "culte", "croyance", "religione", "credo", "godsdienst", "religie",
        "geloof", "wyznanie", "religia", "philosophical belief",
    ),
    not_header=(*STATISTICS, *COUNTS, "population", "coin", "currency", "bill"),
    examples=("Christian", "Muslim", "Jewish", "römisch-katholisch", "Atheist"),
    counter_examples=("2015", "12.4", "1,200"),
)  # fmt: skip
