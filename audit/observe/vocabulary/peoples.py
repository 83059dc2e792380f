"""Which words name a people, a race or an origin as censuses ask for it? Folded.

General knowledge: the categories of the censuses of the United States, the United Kingdom, Canada, Australia and Brazil, and
names of peoples in English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
"""

from __future__ import annotations

STEMS: tuple[str, ...] = (
    "caucasian", "caucasic", "kaukasisch", "kaukasier", "kaukask", "afroamer", "afrodesc", "afrodeutsch", "afrocarib", "afrobrasil",
    "afrolat", "afroeurop", "hispan", "latinx", "multiracial", "biracial", "mestiz", "mestic", "mulat", "mulatt", "maghreb", "magreb",
    "maghribi", "nordafrikan", "nordafric", "norteafric", "subsahar", "aborigin", "aboryg", "indigen", "amerind", "dunkelhaut",
    "hellhaut", "quilombol", "lateinamerikan", "latinoameric",
)  # fmt: skip
ENDINGS: tuple[str, ...] = ("stammig", "stammige", "stammiger")
WORDS: tuple[str, ...] = (
    "latino", "latina", "latinos", "roma", "romani", "romany", "rom", "sinti", "sinto", "gypsy", "gitano", "gitana", "gitanos",
    "tsigane", "cigano", "cigana", "zigeuner", "cygan", "romski", "romska", "romskie", "traveller", "travellers", "inuit", "metis",
    "maori", "pasifika", "sami", "saami", "samen", "kurd", "kurds", "kurdish", "kurde", "kurdin", "kurdisch", "koerdisch", "koerd",
    "curdo", "curda", "kurdyjskie", "yoruba", "igbo", "hausa", "fulani", "zulu", "xhosa", "tutsi", "hutu", "bantu", "berber", "berbere",
    "amazigh", "bereber", "kabyle", "tuareg", "touareg", "masai", "wolof", "oromo", "amhara", "tigrinya", "somali", "pashtun", "tajik",
    "hazara", "uzbek", "punjabi", "bengali", "tamil", "sinhalese", "gujarati", "uyghur", "uighur", "tibetan", "hmong", "malay",
    "javanese", "ashkenazi", "sephardi", "sefardi", "mizrahi", "aymara", "quechua", "mapuche", "guarani", "maya", "nahua", "zapoteco",
    "zapotec", "mixteco", "otomi", "wayuu", "diaguita", "embera", "shipibo", "garifuna", "raizal", "palenquero", "rapanui", "kichwa",
    "shuar", "kuna", "navajo", "cherokee", "sioux", "apache", "lakota", "ojibwe", "choctaw", "cree", "mohawk", "yanomami", "tupi",
    "terena", "xavante", "catalan", "basque", "breton", "frisian", "kaszubi", "kaszub", "kashubian", "slazak", "lemko", "lemkowie",
    "sorbe", "sorbisch", "sorben", "chechen", "tatar", "tatarzy", "bosniak", "serb", "croat", "pomak", "vlach", "creole", "criollo",
    "zambo", "asiatique", "asiatico", "asiatica", "asiatisch", "aziatisch", "azjatyckie", "azjata", "africain", "africaine",
    "afrikanisch", "afrikaans", "afrykanskie", "pardo", "parda", "preta", "amarela", "branca", "surinaams", "antilliaans", "hindostaans",
    "hindoestaans", "marokkaans", "creools", "javaans", "moluks", "caboclo", "cafuzo", "afrodescendiente",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "african american", "black or african", "black british", "black african", "black caribbean", "black other", "white british",
    "white irish", "white other", "any other white", "any other black", "any other asian", "any other mixed", "any other ethnic",
    "white and black", "white and asian", "asian british", "asian american", "asian or asian", "asian pac islander", "pacific islander",
    "native hawaiian", "native american", "american indian", "amer indian eskimo", "alaska native", "two or more races",
    "2 or more races", "mixed race", "more than one race", "some other race", "non hispanic", "middle eastern", "south asian",
    "east asian", "southeast asian", "first nations", "first nation", "torres strait", "han chinese", "afro caribbean",
    "irish traveller", "north african", "west african", "visible minority", "latin american", "white non", "black non",
    "afrique subsaharienne", "afrique noire", "nord africain", "gens du voyage", "origine africaine", "europeen de l ouest", "outre mer",
    "afro descendiente", "pueblo originario", "afro colombiano", "raza negra", "raza blanca", "medio oriente", "medio orientale",
    "sud est asiatico", "africa subsahariana", "nord africano", "europa dell est", "midden oosten", "noord afrikaans",
    "sudosteuropaisch", "naher osten", "bliski wschod", "oriente medio", "povos indigenas", "povo cigano",
)  # fmt: skip
NEVER: tuple[str, ...] = (
    "hispaniola", "indigenous plants", "latinoamerica", "indigent", "roma", "rom", "apache", "maya", "catalan", "navajo", "somali",
    "tamil", "bengali", "punjabi", "tibetan", "cree", "malay", "cherokee",
)  # fmt: skip
WEAK_WORDS: tuple[str, ...] = (
    "a", "b", "h", "i", "n", "o", "p", "w", "white", "black", "asian", "mixed", "nonwhite", "asn", "blk", "hsp", "wht", "amerindian",
    "weiss", "weisse", "weisser", "schwarz", "schwarze", "schwarzer", "blanc", "blanche", "noir", "noire", "blanco", "blanca", "negro",
    "negra", "bianco", "bianca", "nero", "nera", "wit", "zwart", "bialy", "biala", "czarny", "czarna", "branco", "preto", "amarelo",
    "chinese", "indian", "pakistani", "bangladeshi", "irish", "arab", "arabe", "arabisch", "arabo", "araba", "arabski", "gemischt",
    "mixte", "mixto", "misto", "gemengd", "mieszany", "african", "africano", "africana", "turkish", "turkisch", "turks", "turc",
    "turque", "turecki", "polskie", "ukrainian", "ukrainisch", "ukrainskie", "bialoruskie", "romskie", "zydowskie", "chinois", "chinees",
    "chinesisch", "cinese", "chino", "chinskie", "vietnamese", "vietnamesisch", "vietnamien", "vietnamees", "filipino", "iranian",
    "syrian", "syrisch", "russisch", "moroccan", "marocchino", "marocain", "marroqui", "algerien", "tunisien", "roma", "rom", "apache",
    "maya", "catalan", "navajo", "somali", "tamil", "bengali", "punjabi", "tibetan", "cree", "malay", "cherokee", "ameridian", "slavic",
    "slawisch", "jewish", "bame", "poc", "aapi", "aian", "nhpi", "hispanic", "surinamese", "antillean", "indonesisch", "kaapverdiaans",
    "sudamericano", "sudamericana", "sudamericain", "asiatiques",
)  # fmt: skip
WEAK_PHRASES: tuple[str, ...] = (
    "middle east", "south american", "central american", "eastern european", "western european", "other european",
)  # fmt: skip
SKINS: tuple[str, ...] = (
    "fair", "olive", "brown", "dark", "light", "pale", "dunkel", "hell", "claire", "clair", "foncee", "mate", "clara", "clar", "oscura",
    "moreno", "morena", "trigueno", "chiara", "scura", "olivastra", "licht", "donker", "getint", "jasna", "ciemna", "sniada", "escura",
    "negroid", "caucasoid", "mongoloid",
)  # fmt: skip
"""Colours of skin."""
