"""Is it somebody's religion or belief?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser
from audit.observe.vocabulary import faiths
from audit.observe.vocabulary.answers import CODE, FLAG
from audit.observe.vocabulary.look_alikes import NO_PERSON
from audit.observe.vocabulary.reading import Telling, Vocabulary

_STRONG = Vocabulary(words=faiths.WORDS, stems=faiths.STEMS, phrases=faiths.PHRASES, never=faiths.NEVER)
_WEAK = Vocabulary(words=faiths.WEAK_WORDS, phrases=("c of e",))


RECOGNISER = Recogniser(
    entity="RELIGION",
    category="special",
    says="religions or beliefs",
    together=Telling(_STRONG, _WEAK, plain=0.1, hinted=0.2, least=2),
    shape=f"(?:{FLAG}|{CODE}|[0-9]{{1,2}}(?:[.]0*)?|[a-z]{{2,3}})",
    share=0.3,
    least_distinct=2,
    most_distinct=120,
    header=(
        "religion", "religious affiliation", "religious belief", "religious beliefs", "religious group",
        "religious denomination", "religiosity", "confession of faith", "philosophical belief", "church member", "church tax",
        "konfession", "religionszugehorigkeit", "glaubensrichtung", "glaubensbekenntnis", "weltanschauung", "kirchensteuer",
        "kirchensteuermerkmal", "religionsgemeinschaft", "confession religieuse", "appartenance religieuse", "croyance",
        "croyances", "croyance religieuse", "confesion religiosa", "creencia religiosa", "creencias", "religione",
        "confessione religiosa", "credo religioso", "fede religiosa", "godsdienst", "religie", "geloof", "geloofsovertuiging",
        "levensovertuiging", "kerkgenootschap", "wyznanie", "religia", "wyznanie religijne", "religiao", "crenca",
        "crenca religiosa", "confissao religiosa", "relig", "relig affil", "religion code", "religion cd", "faith group",
        "religious preference", "religious practice", "religious diet", "church attendance", "church membership",
        "baptised", "baptized", "bar mitzvah", "halal diet", "kosher diet", "belief system",
        "philosophical beliefs", "religious denomination code", "relig denom", "mosque attendance", "practising religion",
        "konf", "konfession schluessel", "konfessionszugehorigkeit", "relig zugehorigkeit", "religion schlussel",
        "religionsmerkmal", "kirchenmitglied", "kirchenmitgliedschaft", "kirchensteuer merkmal", "kist merkmal", "kist",
        "kirchensteuerpflichtig", "kirchenzugehorigkeit", "getauft", "taufe", "taufdatum", "religionsunterricht",
        "glaubensgemeinschaft", "glaubenszugehorigkeit", "religioses bekenntnis", "kopftuch", "regime confessionnel",
        "regime alimentaire religieux", "appart religieuse", "conf religieuse", "conviction religieuse",
        "convictions religieuses", "pratique religieuse", "pratiquant", "culte religieux", "opinion religieuse",
        "repas confessionnel", "bapteme", "date bapteme", "baptise", "menu religieux", "confes religiosa", "religion profesada",
        "fe religiosa", "practica religiosa", "practicante religion", "creencias religiosas", "conviccion religiosa",
        "dieta religiosa", "menu religioso", "bautizado", "fecha bautismo", "asiste misa", "clase de religion",
        "asignatura religion", "conf religiosa", "appartenenza religiosa", "orientamento religioso", "credenza religiosa",
        "convinzioni religiose", "pratica religiosa", "otto per mille", "8 per mille", "ottopermille", "8xmille",
        "scelta 8xmille", "destinazione otto per mille", "battezzato", "ora di religione", "insegnamento religione", "irc",
        "gezindte", "kerkelijke gezindte", "kerkelijk", "kerklid", "kerkgang", "kerkgenoot", "religieuze overtuiging",
        "religieuze achtergrond", "godsdienstige overtuiging", "geloofsrichting", "geloofsgemeenschap", "gedoopt", "doopdatum",
        "religieus dieet", "wyznanie relig", "religijnosc", "przynaleznosc religijna", "przekonania religijne", "swiatopoglad",
        "praktyki religijne", "lekcje religii", "religia etyka", "dieta religijna", "ochrzczony", "data chrztu", "parafia",
        "religiao professada", "confissao relig", "praticante religiao", "convicao religiosa", "conviccoes religiosas",
        "crencas religiosas", "culto religioso", "batizado", "data batismo", "credo",
    ),
    hints=(
        "faith", "religious", "belief", "creed", "glaube", "bekenntnis", "culte", "confession", "confesion", "confessione",
        "fede", "church", "kirche", "denomination", "religions", "diet", "regime", "regime alimentaire", "dieta", "kost",
        "dieet", "menu", "meal", "meal preference", "meal pref", "repas", "comida", "pasto", "maaltijd", "posilek", "refeicao",
        "essen", "verpflegung", "kostform", "konfess", "confess", "wyzn", "beliefs", "dietary", "dietary requirement",
        "dietary requirements", "philosophy", "weltanschau", "spirituality",
    ),
    not_header=(
        *STATISTICS, *COUNTS, *NO_PERSON, "population", "coin", "coins", "currency", "bill",  "holidays", "building",
        "buildings", "music", "school", "book", "books", "course", "studies", "site", "sites", "good faith", "adherents",
        "followers", "country", "denomination usd", "banknote", "note value", "ingredient", "certification", "product",
        "restaurant", "cuisine", "supplier", "slaughter", "legal", "tort",
    ),
    kinds=("text", "integer", "boolean"),
    examples=("Christian", "Muslim", "Jewish", "römisch-katholisch", "Atheist", "sans religion", "prawosławny"),
    counter_examples=("2015", "12.4", "1,200"),
)  # fmt: skip
