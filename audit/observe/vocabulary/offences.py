"""Which words name an offence? Beginnings and ends of words, whole words and phrases, folded.

General knowledge: the usual names in the penal codes of English, German, French, Spanish, Italian, Dutch, Polish and
Portuguese speaking countries, and how sections of their laws are cited.
"""

from __future__ import annotations

STEMS: tuple[str, ...] = (
    "burglar", "shoplift", "larcen", "robber", "embezzl", "manslaught", "homicid", "omicid", "trespass", "kidnap", "extort", "briber",
    "perjur", "counterfeit", "prostitut", "paraphern", "arsonist", "traffick", "molest", "strangul", "carjack", "racketeer", "smuggl",
    "bigam", "obscen", "pandering", "loiter", "vagran", "vandalis", "launder", "diebst", "ladendieb", "fahrraddieb", "einbruchd",
    "wohnungseinbr", "korperverl", "raububerf", "raubdel", "betrugs", "kreditkartenbetr", "computerbetr", "sozialbetr", "brandstift",
    "sachbeschad", "hausfriedens", "beleidig", "unterschlag", "urkundenf", "trunkenheit", "fahrerflucht", "unfallflucht", "drogenbes",
    "drogenhand", "betaubungsm", "erpress", "notigung", "bedrohung", "steuerhint", "hehlerei", "vergewalt", "totschlag", "freiheitsber",
    "volksverh", "urheberr", "erschleich", "leistungsersch", "schwarzfahr", "landfriedens", "nachstell", "verleumd", "geldfals",
    "geldwasch", "meineid", "strafvereit", "untreue", "insolvenzv", "geiselnahm", "menschenh", "zuhalterei", "kindesmiss", "misshandl",
    "amtsanmass", "falschaussage", "waffenbes", "waffendel", "waffenges", "cambriol", "escroquer", "assassin", "stupefiant", "proxenet",
    "homicide", "recel", "contrefac", "blanchim", "harcelem", "agression", "sequestrat", "enlevement", "usurpat", "outrage", "rebellion",
    "extorsion", "degradat", "dissimul", "corrupt", "corrupc", "corruz", "corrupti", "estafa", "hurto", "asesin", "allanam", "secuestr",
    "amenaza", "blanqueo", "falsific", "falsedad", "cohecho", "malversac", "prevaric", "alcoholem", "lesiones", "quebrantam", "usurpac",
    "apropiac", "receptac", "contraband", "estupro", "violacion", "acoso", "calumn", "coaccion", "desobedienc", "estelionat", "peculat",
    "furto", "rapin", "truff", "ricettaz", "estorsion", "spacci", "stupro", "riciclagg", "diffamaz", "percoss", "ingiuri", "stalking",
    "concussion", "oltraggi", "usura", "danneggiam", "lesioni", "contraffaz", "appropriaz", "maltrattament", "diefstal", "inbra",
    "berovin", "overval", "oplicht", "doodslag", "mishand", "brandsticht", "heling", "drugsbez", "drugshand", "vernieling", "verkracht",
    "afpers", "witwass", "verduister", "valsheid", "winkeldief", "straatroof", "huisvredebr", "vuurwapen", "wapenbezit", "belediging",
    "smaad", "opiumwet", "hennepteelt", "zakkenrol", "aanrand", "ontucht", "bedreigin", "kradziez", "rozboj", "oszust", "zabojst",
    "pobici", "wlaman", "podpalen", "paserst", "gwalt", "falszerst", "grozb", "wymuszen", "korupcj", "lapownic", "narkotyk", "nietrzezw",
    "przywlaszcz", "zniewag", "zniewazen", "znecan", "niealimentac", "przemyt", "molestow", "roubo", "burla", "agressa", "violacao",
    "sequestro", "falsificac", "branqueam", "ameac", "difamac", "injuria", "latrocin", "estelionato", "desacato", "recetac", "contrafac",
    "homicidio", "assalto", "extorsao",
)  # fmt: skip
ENDINGS: tuple[str, ...] = (
    "diebstahl", "diebstahle", "raub", "betrug", "hehlerei", "delikt", "nstgb", "diefstal", "mishandeling", "fraude", "smuggel",
    "schmuggel", "slaughter", "larceny",
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "theft", "thief", "robbery", "assault", "assaults", "battery", "fraud", "murder", "rape", "arson", "stalking", "dui", "dwi", "duil",
    "owi", "felony", "misdemeanor", "misdemeanour", "forgery", "perjury", "harassment", "stolen", "firearm", "firearms", "homicide",
    "looting", "poaching", "bribery", "raub", "betrug", "mord", "einbruch", "btmg", "stvg", "waffg", "urkundendelikt", "diebstahl",
    "notzucht", "pkdelikt", "vol", "vols", "viol", "meurtre", "recel", "fraude", "fraudes", "escroc", "delit", "robo", "robos", "hurtos",
    "estafas", "violacion", "homicidio", "lesiones", "furto", "rapina", "frode", "frodi", "spaccio", "percosse", "stupro", "moord",
    "inbraak", "heling", "smaad", "kradziez", "gwalt", "rozboj", "bojka", "pobicie", "roubo", "furtos", "burla", "burlas", "estupro",
    "latrocinio", "incendio", "batter",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "grand theft", "petit theft", "petty theft", "auto theft", "identity theft", "motor vehicle theft", "vehicle theft",
    "breaking and entering", "possession of", "drug possession", "drug dealing", "drug trafficking", "drug offence", "drug offense",
    "controlled substance", "under the influence", "drunk driving", "drink driving", "reckless driving", "criminal damage",
    "criminal mischief", "public order", "disorderly conduct", "domestic violence", "child abuse", "sexual assault", "sex offence",
    "sex offense", "resisting arrest", "resist arrest", "tax evasion", "money laundering", "public intoxication", "deadly weapon",
    "concealed weapon", "offensive weapon", "weapons possession", "hit and run", "bodily harm", "grievous bodily",
    "threatening behaviour", "driving while", "driving without", "driving under", "suspended license", "suspended licence",
    "probation violation", "violation of probation", "failure to appear", "leaving the scene", "violating order", "contempt of court",
    "breach of", "handling stolen", "no charge", "indecent exposure", "criminal trespass", "cocaine possession", "cannabis possession",
    "burglary of", "fahren ohne", "widerstand gegen", "verstoss gegen", "gefahrliche korperverletzung", "gefahrdung des",
    "unerlaubtes entfernen", "unerlaubter besitz", "unerlaubter handel", "am steuer", "hausliche gewalt", "sexuelle notigung",
    "falsche verdachtigung", "versuchter mord", "sexueller missbrauch", "unerlaubter waffenbesitz", "illegaler waffenbesitz",
    "coups et blessures", "abus de confiance", "vol a", "vol avec", "vol simple", "vol aggrave", "vol par", "vol en", "trafic de",
    "usage de stupefiants", "detention de", "port d arme", "violences volontaires", "violences conjugales", "violences sur",
    "violence conjugale", "atteinte a", "mise en danger", "etat d ivresse", "etat alcoolique", "sous l emprise", "faux et usage",
    "travail dissimule", "fraude fiscale", "incendie volontaire", "menaces de mort", "menace de mort", "refus d obtemperer",
    "delit de fuite", "sans permis", "blessures involontaires", "homicide involontaire", "agression sexuelle",
    "association de malfaiteurs", "non assistance", "abandon de famille", "exhibition sexuelle", "detournement de fonds", "tentative de",
    "trafico de drogas", "salud publica", "seguridad vial", "violencia de genero", "violencia domestica", "violencia machista",
    "agresion sexual", "abuso sexual", "conduccion bajo", "conduccion sin", "sin permiso", "robo con", "hacienda publica",
    "tenencia ilicita", "tenencia de armas", "posesion de", "danos en", "fraude fiscal", "delito contra", "omision del deber",
    "impago de pensiones", "danos a la propiedad", "resistencia a la autoridad", "atentado contra", "allanamiento de morada",
    "violenza sessuale", "violenza domestica", "violenza privata", "resistenza a pubblico", "guida in stato", "porto abusivo",
    "detenzione di", "atti persecutori", "incendio doloso", "falso in bilancio", "bancarotta fraudolenta", "violazione di domicilio",
    "omicidio colposo", "minaccia aggravata", "associazione a delinquere", "abuso d ufficio", "evasione fiscale", "lesioni personali",
    "traffico di", "simulazione di reato", "omissione di soccorso", "sostituzione di persona", "appropriazione indebita",
    "rijden onder invloed", "bezit van", "handel in drugs", "huiselijk geweld", "openlijke geweldpleging", "poging tot",
    "overtreding opiumwet", "verboden wapenbezit", "zware mishandeling", "belaging", "schending van", "dood door schuld",
    "verlaten plaats ongeval", "jazda pod wplywem", "jazda po alkoholu", "przemoc domowa", "udzial w bojce", "posiadanie narkotykow",
    "handel narkotykami", "znecanie sie", "naruszenie nietykalnosci", "ucieczka z miejsca", "spowodowanie wypadku",
    "nielegalne posiadanie broni", "zakloceni porzadku", "falszowanie dokumentow", "pranie pieniedzy", "przestepstwo skarbowe",
    "ofensa a integridade", "ofensas a integridade", "conducao sem", "conducao em estado", "estado de embriaguez",
    "embriaguez ao volante", "trafico de", "lesao corporal", "porte ilegal", "posse de drogas", "associacao criminosa", "maus tratos",
    "abuso de confianca", "furto qualificado", "homicidio negligente", "omissao de auxilio", "resistencia e coacao", "detencao de arma",
)  # fmt: skip
NEVER: tuple[str, ...] = (
    "fraudes", "volt", "reclamation", "robots", "robotics", "usura", "raubtier", "traubraub", "truffle", "truffles", "ingiuriosa",
    "lesionista", "corrupted", "corruption", "usurpation", "rebellion", "outrage", "staub", "urlaub", "laub", "glaub", "taub", "erlaub",
    "schraub", "verlaub", "recelemma", "hurtowy", "hurtownia", "hurtowa", "hurtownik", "estafeta", "obscenum", "vol", "vols", "battery",
    "incendio", "stolen", "firearm", "firearms", "falsification", "inbrand", "acosta", "smuggling route", "rapinoe",
)  # fmt: skip
WEAK_WORDS: tuple[str, ...] = (
    "vol", "vols", "battery", "incendio", "stolen", "firearm", "firearms", "corruption", "falso", "speeding", "incendie", "dano",
    "danos", "violence", "violences", "gewalt", "violenza", "violencia", "geweld", "przemoc", "drugs", "drogen", "droga", "drogas",
    "dragas", "weapon", "weapons", "waffen", "armes", "armas", "armi", "property", "cannabis", "cocaine", "heroin", "trespassing",
    "infraction", "misd", "fel", "possession", "menaces", "menace", "minacce", "minaccia", "ameaca", "ameacas", "conduite", "infrazione",
    "verkehrsdelikt", "fraude",
)  # fmt: skip
_SECTION = (
    r"(?:(?:§{1,2}|art\.?|artt\.?|articles?|artikel|articolo|articulo|artigo|sec\.?|section|paragraaf|"
    r"par\.?) ?(?:[lrd]\.? ?)?[0-9]{1,4}(?:[-./][0-9]{1,4}){0,3} ?[a-z]{0,3}\b)"
)
_CODE = (
    r"(?:stgb|stpo|btmg|stvg|waffg|aufenthg|c\.? ?p\.?|cp|k\.? ?k\.?|kk|kks|wetboek van strafrecht|sr|wvsr|ow|"
    r"penal code|code penal|codigo penal|codice penale|p\.c\.|pc|f\.s\.|usc)"
)
LAW = (
    rf"(?:.{{0,120}}[ ,;(])?{_SECTION}[^a-z]{{0,12}}(?:abs\.? ?[0-9] |nr\.? ?[0-9] |par\.? ?[0-9] |§ ?[0-9] |"
    rf"lid ?[0-9] |du |del |do |van |de la |des )*{_CODE}\)?(?:[ ,;].{{0,120}})?"
)
"""A value with a section of a penal law."""
