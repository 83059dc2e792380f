"""Is it somebody's race or ethnic origin?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser
from audit.observe.vocabulary import peoples
from audit.observe.vocabulary.answers import CODE, FLAG
from audit.observe.vocabulary.look_alikes import NO_PERSON
from audit.observe.vocabulary.reading import Telling, Vocabulary

_STRONG = Vocabulary(
    words=peoples.WORDS,
    stems=peoples.STEMS,
    endings=peoples.ENDINGS,
    phrases=peoples.PHRASES,
    form="afro[- a-z]{0,30}|(?:non-?)?hispanic.{0,40}|asian[- /](?:pac|or|amer|ind|other|brit).{0,40}",
    never=peoples.NEVER,
)
_WEAK = Vocabulary(words=(*peoples.WEAK_WORDS, *peoples.SKINS), phrases=peoples.WEAK_PHRASES)


RECOGNISER = Recogniser(
    entity="ETHNICITY",
    category="special",
    says="races or ethnic origins",
    together=Telling(_STRONG, _WEAK, plain=0.1, hinted=0.5),
    shape=f"(?:{FLAG}|{CODE}|[0-9]{{1,2}}(?:[.]0*)?|[ivx]{{1,3}}|[a-z]{{3}})",
    share=0.3,
    least_distinct=2,
    most_distinct=160,
    header=(
        "ethnicity", "ethnicities", "ethnic", "ethnic group", "ethnic origin", "ethnic background", "ethnicgroup",
        "racial origin", "racial", "race ethnicity", "race or ethnicity", "race group", "racial group", "skin color",
        "skin colour", "ethnie", "ethnische herkunft", "ethnische zugehorigkeit", "ethnizitat", "hautfarbe",
        "rassische herkunft", "volksgruppe", "migrationshintergrund", "origine ethnique", "origine raciale", "couleur de peau",
        "etnia", "grupo etnico", "origen etnico", "origen racial", "color de piel", "origine etnica", "origine razziale",
        "gruppo etnico", "colore della pelle", "etniciteit", "etnische afkomst", "etnische achtergrond", "huidskleur",
        "migratieachtergrond", "pochodzenie etniczne", "pochodzenie rasowe", "grupa etniczna", "kolor skory", "origem etnica",
        "origem racial", "cor da pele", "cor raca", "ethn", "ethnic grp", "ethnic category", "ethnic code",
        "ethnicity code", "eth group", "eth origin", "race code", "race cd", "race desc", "race description", "patient race",
        "race self reported", "self reported race", "self identified race", "self identified ethnicity", "race ethn",
        "race self id", "self id race", "raceeth",
        "race eth", "subject race", "suspect race", "officer race", "victim race", "applicant race",
        "borrower race", "hispanic", "hispanic origin", "is hispanic", "latino origin", "indigenous status", "indigenous",
        "aboriginal status", "aboriginal", "minority group", "minority status", "visible minority", "tribal affiliation",
        "tribe name member", "caste category", "skin tone", "skin type fitzpatrick", "fitzpatrick", "ancestry",
        "national origin ethnicity", "ethn herkunft", "ethn zugehorigkeit", "ethnische gruppe", "ethnische abstammung",
        "ethnischer hintergrund", "abstammung", "volkszugehorigkeit", "migrationshinterg", "migr hintergrund",
        "migrationsherkunft", "hautton", "hauttyp", "minderheit", "ethnische minderheit", "rassische zugehorigkeit",
        "orig ethnique", "origine ethn", "origine ethno raciale", "groupe ethnique", "appartenance ethnique", "race declaree",
        "teint", "couleur peau", "minorite visible", "minorite ethnique", "autochtone", "ascendance", "peuple autochtone",
        "type ethnique", "raza etnia", "etnia raza", "pertenencia etnica", "autoidentificacion etnica",
        "autorreconocimiento etnico", "pueblo originario", "pueblo indigena", "pueblo indigena u originario", "comunidad etnica",
        "grupo racial", "color piel", "tono de piel", "minoria etnica", "es indigena", "indigena", "afrodescendiente",
        "ascendencia", "origen etn", "cultura o pueblo", "orig etnica", "appartenenza etnica", "gruppo etn", "minoranza etnica",
        "colore pelle", "carnagione", "origine razz", "ascendenza", "background etnico", "popolo di appartenenza", "etn afkomst",
        "etn achtergrond", "etnische groep", "etnische herkomst", "migratie achtergrond", "huidtint", "herkomstgroep",
        "herkomstland ouders", "minderheidsgroep", "etnische minderheid", "volksgroep", "poch etniczne", "narodowosc etniczna",
        "przynaleznosc etniczna", "przynaleznosc narodowa", "mniejszosc", "mniejszosc narodowa", "mniejszosc etniczna",
        "rasa osoby", "pochodzenie narodowe", "kolor skory osoby", "etniczne pochodzenie", "origem etn", "raca cor",
        "cor raca etnia", "raca etnia", "grupo etnico racial", "pertenca etnica", "autodeclaracao racial", "povo indigena",
        "povo", "cor pele", "tom de pele", "comunidade tradicional", "quilombola",
    ),
    hints=(
        "race", "rasse", "races", "ras", "raza", "razza", "rasa", "raca", "origin", "herkunft", "origine", "origen", "afkomst",
        "pochodzenie", "origem", "background", "tribe", "caste", "minority", "descent", "people", "peoples", "volk", "pueblo",
        "peuple", "popolo", "complexion", "roots", "wurzeln", "nation", "heritage", "national origin", "nat origin",
        "nationality group", "identity", "identidad",
    ),
    not_header=(
        *STATISTICS, *COUNTS, *NO_PERSON, "race name", "race date", "race time", "race number", "race no", "race result",
        "race results", "race id", "race distance", "race type", "race track", "race day", "race class", "race length",
        "race year", "race position", "race points", "race location", "race city", "race condition", "human race", "arms race",
        "horse", "dog", "cat", "breed", "lap", "laps", "driver", "runner", "bib", "marathon", "circuit", "grand prix", "car",
        "cattle", "hund", "pferd", "chien", "perro", "cane", "hond", "pies", "food", "cuisine", "restaurant", "dish",
        "hair color", "hair", "eye", "paint", "vehicle", "fur", "coat", "wine", "beer", "coffee", "tea", "bike", "product color",
        "origin country", "origin city", "airport", "destination", "shipment", "bean", "wool", "meat", "egg", "hilo", "ceramic",
    ),
    kinds=("text", "integer", "boolean", "number"),
    examples=("African-American", "Caucasian", "Hispanic", "Asian-Pac-Islander", "Two or more races", "maghrébine", "Mestizo"),
    counter_examples=("2015-10-14", "Marathon of the example town in the year of the long and dusty road 2014", ""),
)  # fmt: skip
