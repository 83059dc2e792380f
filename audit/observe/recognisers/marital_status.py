"""Is it whether somebody is married?"""

from __future__ import annotations

from audit.observe.personal.recogniser import STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="MARITAL_STATUS",
    category="quasi",
    says="marital statuses",
    pattern=(
        r"(?:never[ -])?married.*|divorced|widow(?:ed|er)?|separated|single(?: / not married)?|ledig|verheiratet|"
        r"geschieden|verwitwet|celibataire|marie\(?e?\)?|divorce\(?e?\)?|veuf|veuve|soltero|soltera|casad[oa]|"
        r"divorciad[oa]|viud[oa]|celibe|nubile|coniugat[oa]|sposat[oa]|divorziat[oa]|vedov[oa]|ongehuwd|gehuwd|"
        r"weduw(?:e|naar)|zonat[ya]|zamezna|mezatka|panna|kawaler|rozwiedzion[ya]|wdow(?:a|iec)|solteir[oa]|viuv[oa]|"
        r"uniao de facto|pacs\w*|"
        r"gescheiden|civil marriage|domestic partnership"
    ),
    shape=r".{1,40}",
    share=0.6,
    most_distinct=20,
    kinds=("text", "integer"),
    header=(
        "marital status", "marital", "marriage", "marriage status", "civil status", "personal status",
        "family status", "familienstand", "etat civil", "situation familiale", "estado civil", "stato civile",
        "burgerlijke staat", "stan cywilny", "spouse", "has spouse", "is married", "married", "familiestand",
        "stan matrimonialny", "situacao conjugal", "relationship status",
    ),
    not_header=(*STATISTICS, "marriage date"),
    examples=("Never-married", "divorced", "Widowed", "ledig", "soltera"),
    counter_examples=("Rock", "2015-10-14", "open"),
)  # fmt: skip
