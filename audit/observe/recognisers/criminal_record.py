"""Is it about offences somebody was charged with or convicted of?"""

from __future__ import annotations

from audit.observe.personal.recogniser import STATISTICS, Recogniser

_VERBS = (
    r"battery|burglary|theft|larceny|robbery|assault|fraud|murder|homicide|manslaughter|arson|trespass\w*|dui|"
    r"driving under.*|felony|misdemeanor|possession|cocaine|cannabis|forgery|kidnapping|stalking|perjury"
)

RECOGNISER = Recogniser(
    entity="CRIMINAL_RECORD",
    category="criminal",
    says="offences or convictions",
    pattern=(
        rf"(?:.*\b(?:{_VERBS})\b.*|grand theft.*|susp(?:ended)? (?:drivers? )?lic.*|arrest case no charge|"
        rf"driving .*licen[sc]e.*)"
    ),
    shape=r".{1,200}",
    needs_header=True,
    share=0.2,
    kinds=("text", "integer", "boolean", "number", "date", "timestamp"),
    header=(
        "criminal", "criminal record", "crime", "felony", "felonies", "fel count", "misd count", "misdemeanor",
        "conviction", "convictions", "convicted",
        "offense", "offence", "offenses", "offences", "offender", "arrest", "arrests", "arrested", "arrest date",
        "charge degree", "charge desc",
        "charge description", "recid", "recidivism", "is recid", "two year recid", "priors", "priors count",
        "prior convictions", "jail", "prison",
        "incarcerated", "incarceration", "probation", "parole", "custody", "inmate", "vorstrafe", "vorstrafen",
        "straftat", "straftaten",
        "verurteilung", "verurteilt", "haft", "delikt", "fuhrungszeugnis", "condamnation", "casier judiciaire",
        "casier", "infraction penale", "delit",
        "antecedentes penales", "delito", "delitos", "condena", "precedenti penali", "reato", "reati", "condanna",
        "casellario",
        "strafblad", "misdrijf", "veroordeling", "delict", "przestepstwo", "wyrok", "karalnosc", "skazany",
    ),
    hints=("charge", "charges", "sentence", "verdict"),
    not_header=(*STATISTICS, "per capita", "child custody", "population", "reported", "zone", "city", "district"),
    examples=("Battery", "Grand Theft in the 3rd Degree", "Possession of Cocaine", "felony"),
    counter_examples=("", " "),
)  # fmt: skip
