"""Which words name a medicine, an allergy, an aid, a blood group or a way of contraception? Folded.

General knowledge: international names of common medicines and the ends by which their groups are known, and everyday words in
English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
"""

from __future__ import annotations

MEDICINES: tuple[str, ...] = (
    "metformin", "insulin", "insulina", "insuline", "lisinopril", "ramipril", "enalapril", "perindopril", "losartan", "valsartan",
    "candesartan", "atorvastat", "simvastat", "rosuvastat", "pravastat", "amlodip", "nifedip", "lercanidip", "ibuprof", "iboprof",
    "paracetamol", "acetaminoph", "aspirin", "acido acetilsal", "acetylsal", "diclofenac", "naproxen", "naprox", "sertralin",
    "fluoxetin", "paroxetin", "citalopram", "escitalopram", "venlafaxin", "duloxetin", "mirtazapin", "amitriptyl", "bupropion",
    "trazodon", "quetiapin", "olanzapin", "risperidon", "aripiprazol", "haloperidol", "clozapin", "lithium carb", "lamotrigin",
    "levetirac", "valpro", "carbamazep", "gabapentin", "pregabalin", "topiramat", "diazepam", "lorazepam", "alprazolam", "clonazepam",
    "zolpidem", "zopiclon", "omeprazol", "pantoprazol", "esomeprazol", "lansoprazol", "ranitidin", "levothyrox", "levotirox",
    "lewotyroks", "l thyroxin", "euthyrox", "salbutamol", "albuterol", "ventolin", "fluticason", "budesonid", "montelukast",
    "tiotropium", "prednis", "dexameth", "hydrocort", "warfarin", "acenocum", "rivaroxaban", "apixaban", "dabigatran", "clopidogrel",
    "heparin", "enoxapar", "amoxicil", "amoxycil", "azithrom", "azitrom", "ciproflox", "doxycycl", "doksycykl", "penicil", "clarithrom",
    "clindamyc", "cephalex", "cefurox", "tramadol", "morphin", "morfin", "oxycodon", "oksykodon", "fentanyl", "codein", "kodein",
    "methadon", "metadon", "buprenorph", "naloxon", "metoprolol", "bisoprolol", "atenolol", "carvedilol", "propranolol", "nebivolol",
    "furosemid", "spironolact", "hydrochloroth", "hidroclorot", "torasemid", "allopurinol", "alopurinol", "colchicin", "methotrex",
    "metotrex", "adalimumab", "infliximab", "rituximab", "trastuzumab", "tamoxif", "letrozol", "anastrozol", "semaglutid", "ozempic",
    "liraglutid", "sitaglipt", "empaglif", "dapaglif", "gliclazid", "glimepirid", "methylphenid", "metilfenid", "ritalin", "donepezil",
    "memantin", "levodopa", "pramipexol", "sumatriptan", "rizatriptan", "cetirizin", "loratadin", "desloratad", "finasterid",
    "tamsulosin", "sildenafil", "antiretrovir", "truvada", "tenofovir", "emtricitab", "biktarvy", "dolutegrav", "interferon", "digoxin",
    "amiodaron", "nitroglyc", "metamizol", "novalgin", "nolotil", "voltaren", "antidepress", "antidepres", "antipsychot", "neurolept",
    "antibiot", "antikoag", "anticoag", "blutverdunn", "antihistamin", "antiepilep", "chemothera", "quimiother", "quimioter",
    "chemioter", "betablock", "beta block", "statin", "corticost", "kortison", "cortison", "opioid", "benzodiaz", "immunsuppr",
    "immunosup",
)  # fmt: skip
MEDICINE_ENDINGS: tuple[str, ...] = (
    "statin", "statina", "statine", "statyna", "olol", "sartan", "sartana", "prazol", "prazole", "azepam", "tidine", "mycin", "micina",
    "mycine", "cillin", "cilline", "cilina", "cillina", "cyklina", "cycline", "ciclina", "floxacin", "oxacino", "oxacina", "tinib",
    "zumab", "ximab", "gliptin", "gliflozin", "glutide", "glutid", "triptan",
)  # fmt: skip
ALLERGIES: tuple[str, ...] = (
    "allerg", "alerg", "anaphyl", "anafila", "intoleranc", "intoleranz", "intolleranz", "nietoleran", "lactosei", "laktosei", "latexall",
    "heuschnupf", "pollinos", "nussallerg", "erdnussall", "histaminint",
)  # fmt: skip
ALLERGENS: tuple[str, ...] = (
    "peanut", "peanuts", "tree nuts", "nuts", "shellfish", "gluten", "lactose", "latex", "pollen", "bee venom", "wasp", "sulfa",
    "sulfonamides", "nsaid", "nsaids", "dust mites", "house dust mite", "iodine", "nickel", "erdnuss", "erdnusse", "nusse", "haselnuss",
    "milcheiweiss", "laktose", "hausstaubmilben", "hausstaub", "graserpollen", "birkenpollen", "bienengift", "wespengift", "tierhaare",
    "arachide", "arachides", "fruits a coque", "lait", "oeuf", "crustaces", "acariens", "pollens", "cacahuete", "cacahuetes",
    "frutos secos", "marisco", "acaros", "polen", "aines", "sulfamidas", "arachidi", "noci", "frutta a guscio", "crostacei", "acari",
    "polline", "graminacee", "lattosio", "pinda", "pindas", "noten", "schaaldieren", "huisstofmijt", "graspollen", "orzeszki", "orzechy",
    "laktoza", "roztocza", "pylki", "skorupiaki", "amendoim", "nozes", "crustaceos", "poeira", "lactosa",
)  # fmt: skip
BLOOD = r"(?:a|b|ab|0|o)[1-2]? ?(?:rh|rhd|rhesus)?[ (]*(?:[+-]|pos(?:itiv[eo]?)?\.?|neg(?:ativ[eo]?)?\.?)\)?"
"""A blood group with its rhesus factor."""
CONTRACEPTION: tuple[str, ...] = (
    "contraceptive pill", "birth control pill", "the pill", "oral contraceptive", "coil", "iud", "ius", "condom", "condoms", "diaphragm",
    "vasectomy", "tubal ligation", "vaginal ring", "depo provera", "morning after pill", "natural family planning", "withdrawal",
    "contraceptive patch", "kondom", "kondome", "antibabypille", "pille", "hormonspirale", "kupferspirale", "spirale",
    "dreimonatsspritze", "verhutungsring", "vaginalring", "verhutungspflaster", "sterilisation", "vasektomie", "hormonimplantat",
    "pilule", "sterilet", "preservatif", "preservatifs", "implant contraceptif", "anneau vaginal", "vasectomie", "ligature des trompes",
    "patch contraceptif", "diaphragme", "anillo vaginal", "ligadura", "ligadura de trompas", "diu", "preservativo", "vasectomia",
    "parche", "pildora", "pastilla anticonceptiva", "coito interrumpido", "implante", "implante subdermico", "inyeccion trimestral",
    "pillola", "cerotto contraccettivo", "anello vaginale", "preservativi", "coito interrotto", "legatura tubarica", "condoom",
    "condooms", "spiraal", "spiraaltje", "anticonceptiepil", "prikpil", "sterilisatie", "vaginale ring", "implantatiestaafje",
    "prezerwatywa", "prezerwatywy", "tabletki antykoncepcyjne", "wkladka domaciczna", "wkladka", "plastry antykoncepcyjne",
    "kalendarzyk", "stosunek przerywany", "pilula", "camisinha", "anel vaginal", "laqueacao", "laqueadura", "coito interrompido",
    "adesivo contracetivo", "injetavel", "mirena", "nuvaring", "implanon",
)  # fmt: skip
HABITS: tuple[str, ...] = (
    "smoker", "non smoker", "nonsmoker", "never smoked", "ex smoker", "former smoker", "current smoker", "never smoker", "heavy drinker",
    "raucher", "nichtraucher", "exraucher", "ehemaliger raucher", "gelegenheitsraucher", "fumeur", "non fumeur", "ancien fumeur",
    "fumador", "no fumador", "exfumador", "ex fumador", "fumatore", "non fumatore", "ex fumatore", "roker", "niet roker",
    "gestopt met roken", "palacy", "niepalacy", "palacz", "fumadora", "nao fumador", "fumante", "nao fumante",
)  # fmt: skip
HABIT_WORDS: tuple[str, ...] = (
    "pregnant", "schwanger", "enceinte", "embarazada", "incinta", "zwanger", "gravida", "vaccinated", "unvaccinated", "geimpft",
    "ungeimpft", "vaccine", "impfung", "vacunado", "vaccinato", "gevaccineerd", "zaszczepiony", "vacinado", "pfizer", "comirnaty",
    "moderna", "astrazeneca", "arbeitsunfahig", "schwerbehindert", "gleichgestellt", "pflegebedurftig", "aszites", "nadwrazliwosc",
    "handicape", "discapacitado", "disabile", "invalide", "gehandicapt", "niepelnosprawny", "niepelnosprawna", "deficiente",
    "umiarkowany", "znaczny", "lekki", "surgery", "chemotherapy", "radiotherapy", "chirurgie", "bestrahlung", "dialyse", "reha",
    "physiotherapie", "psychotherapie", "psychotherapy", "kinesitherapie", "fisioterapia", "psicoterapia", "fizjoterapia",
    "psychoterapia", "fysiotherapie", "chimiotherapie", "radiotherapie", "transplant", "transplantation", "pacemaker", "hearing aid",
    "herzschrittmacher",
)  # fmt: skip
