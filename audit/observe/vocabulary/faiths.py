"""Which words name a religion, a confession or none? Folded.

General knowledge of English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
"""

from __future__ import annotations

STEMS: tuple[str, ...] = (
    "christian", "catholi", "cathol", "katholi", "romischkath", "catolic", "cattolic", "katolic", "katolik", "rzymskokat", "grekokat",
    "protestant", "evangel", "ewangel", "lutheran", "luteran", "calvinis", "reformiert", "gereformeer", "anglican", "anglikan",
    "anglica", "methodis", "metodist", "baptis", "presbyter", "pentecost", "pentecos", "pfingst", "pinkster", "zielonoswiat", "adventis",
    "adwentyst", "mormon", "quaker", "mennonit", "amish", "orthodox", "ortodox", "ortodoss", "prawoslaw", "koptisch", "coptic", "muslim",
    "moslim", "moslem", "musulm", "mussulm", "muzulm", "muculm", "islam", "sunnit", "sunni", "schiit", "shiit", "chiite", "szyit",
    "alevi", "alewit", "ahmadi", "ismaili", "jewish", "jewess", "judais", "judisch", "zydow", "joods", "judaiz", "ebraic", "hindu",
    "hindou", "hindoe", "induis", "buddhis", "bouddhis", "budist", "buddist", "boeddhis", "buddyj", "buddyst", "jainis", "taois",
    "shintoi", "schintoi", "confuci", "konfuz", "zoroast", "bahai", "yazidi", "jesid", "rastafar", "scientolog", "atheis", "athee",
    "ateist", "ateizm", "ateismo", "agnosti", "agnostyk", "konfessionslos", "freikirch", "bekenntnislos", "bezwyznan", "niewierz",
    "wierzac", "jehova", "jehowy", "chretien", "cristian", "chrzescij", "christelijk", "candomble", "umband", "espiritis", "kardecist",
    "ongelovig", "geloviglos", "hervormd", "altkatholi", "romkatholi",
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "jew", "jews", "jude", "judin", "jood", "juif", "juive", "judio", "judia", "ebreo", "ebrea", "zyd", "zydowka", "judeu", "jain",
    "bahai", "pagan", "neopagan", "wicca", "druze", "drusisch", "shinto", "taoism", "humanist", "humanistisch", "secular", "athee",
    "ateo", "atea", "ateu", "ateia", "ateusz", "protestante", "espirita", "evangelique", "evangelico", "evangelica", "valdese",
    "remonstrants", "doopsgezind", "laique", "kosher", "kasher", "casher", "koscher", "halal", "hallal", "koszerne", "koszer", "evang",
    "rk", "romkath", "muslima", "katholik", "katholikin", "protestantin", "atheistin", "orthodoxe", "islamitisch", "santeria", "voodoo",
    "vodou", "kopt", "shia", "sikh",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "no religion", "not religious", "non religious", "none atheist", "church of england", "latter day", "church of scotland",
    "jehovah s witness", "jehovah s witnesses", "born again", "spiritual but not", "ohne konfession", "ohne bekenntnis",
    "zeugen jehovas", "rom kath", "griechisch orthodox", "ev luth", "ev ref", "ev lutherisch", "gottglaubig", "sans religion",
    "temoin de jehovah", "temoins de jehovah", "libre penseur", "sin religion", "no creyente", "testigo de jehova", "testigos de jehova",
    "creyente no practicante", "non credente", "testimone di geova", "testimoni di geova", "senza religione", "geen religie",
    "geen geloof", "niet gelovig", "niet religieus", "rooms katholiek", "getuige van jehova", "swiadek jehowy", "swiadkowie jehowy",
    "bez wyznania", "rzymsko katolickie", "grecko katolickie", "sem religiao", "testemunha de jeova", "testemunhas de jeova",
    "matriz africana", "religioes afro", "sans porc", "ohne schweinefleisch", "no pork", "sin cerdo", "senza maiale",
    "zonder varkensvlees", "bez wieprzowiny", "sem porco", "r k",
)  # fmt: skip
NEVER: tuple[str, ...] = (
    "christianson", "christiansen", "christiane", "christians", "christian", "christiana", "christiania", "cristian", "cristiano",
    "cristiana", "evangelina", "evangeline", "evangelos", "evangelia", "evangelista", "islamabad", "koptal", "kopt", "baptiste",
    "sikhote", "jaina", "methodisch", "methodische", "rk",
)  # fmt: skip
WEAK_WORDS: tuple[str, ...] = (
    "christian", "christians", "cristiano", "cristiana", "christ", "ev", "rk", "ak", "kath", "prot", "lt", "rf", "fa", "fb", "fg", "fm",
    "fr", "fs", "il", "is", "ib", "iw", "vd", "orth", "moslem", "secular", "spiritual", "spirituell", "none", "believer", "practicing",
    "practicante", "praktizierend", "praticante", "croyant", "croyante", "pratiquant", "creyente", "credente", "gelovig", "wierzacy",
    "niewierzacy", "crente", "glaubig", "vegetarian", "roman", "greek", "coe", "rc", "cath", "musl", "hind", "budd", "druid",
)  # fmt: skip
