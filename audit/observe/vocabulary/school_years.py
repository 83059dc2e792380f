"""Which words name a school year, a group of a kindergarten or an age before eighteen? Folded.

General knowledge of the schools of English, German, French, Spanish, Italian, Dutch, Polish and Portuguese speaking countries.
"""

from __future__ import annotations

STEMS: tuple[str, ...] = (
    "kleinkind", "saugling", "nourriss", "niemowl", "neonat", "minorenn", "minderjahr", "minderjar", "malolet", "nieletn", "kleuter",
    "schulkind", "schulanf", "schoolchild", "jugendlich",
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "toddler", "toddlers", "schoolchild", "ecolier", "ecoliere", "uczennica", "ce1", "ce2", "cm1", "cm2", "6eme", "5eme", "4eme", "3eme",
    "zerowka", "kindergartner",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "petite section", "moyenne section", "grande section", "cours preparatoire", "cours elementaire", "cours moyen",
    "toute petite section", "educacao infantil", "pre escolar", "pre school", "pre k", "menor de edad", "menor de idade", "under 18",
    "unter 18",
)  # fmt: skip
_N = "(?:[1-9]|1[0-3])"
_NTH = f"{_N}(?:[.]?[oaº°ª]|st|nd|rd|th|er|ere|e|eme|ieme|[.])"
FORM = (
    rf"{_NTH} ?(?:grade|klasse|klas|klasa|klasy|classe|class|ano|anno|curso|elementare|elem[.]?|media|primaria|"
    rf"prim[.]?|secundaria|eso|bachillerato|bach[.]?|primario|secundario|basico|grado|graders?|ciclo|infantil|"
    rf"liceo|superiore|vmbo|havo|vwo)|"
    rf"{_NTH} ?(?:de |de la |del |di |do |da |ano do |anno di |classe |ano de )(?:primaria|secundaria|eso|"
    rf"bachillerato|infantil|media|elementare|ensino (?:basico|fundamental|medio)|ensino secundario|fundamental|"
    rf"basico)|"
    r"infantil [1-5](?: anos)?|(?:[1-9]|1[0-2])eme [a-h]?|"
    r"(?:baren|mause|igel|frosch|sonnen|sternen?|regenbogen|schmetterlings?|kafer|marienkafer|lowen|elefanten|"
    r"tiger|pinguin|fuchs|hasen|enten|bienen|eulen|wichtel|zwerge?n?|spatzen|krippen|waldkindergarten|wolken|"
    r"blumen|delfin|raupen|schnecken|drachen|piraten|mond|wald|vorschul)[a-z]{0,4}gruppe|"
    r"(?:rainbow|sunshine|butterfl(?:y|ies)|ladybirds?|bumblebees?|caterpillars?|ducklings?|tadpoles?|"
    r"sunflowers?|teddy bears?|little stars)(?: (?:class|room|group))?|"
    r"grupa (?:zabki|misie|biedronki|motylki|krasnale|krasnoludki|smerfy|pszczolki|slonecz[a-z]{2,4}|jezyki|"
    r"kotki|zajaczki|wiewiorki|sowki|starszaki|maluchy|sredniaki)|zabki|misie|biedronki|motylki|pszczolki|"
    r"krasnoludki|starszaki|sredniaki|maluchy|"
    r"sala (?:dos|das|de) [a-z0-9 ]{1,20}|bercario|reception class|nursery class|kindergarten(?:er)?|pre-?k|"
    r"preschool(?:er)?|vorschule|grundschule|kita|krippe|guarderia|przedszkole|zlobek|basisschool|"
    r"(?:ecole )?maternelle|jardim de infancia|jardin de infancia|asilo nido|scuola (?:materna|elementare|"
    r"primaria|dell'infanzia)|ecole primaire|educacion infantil|cadet"
)
"""A school year or a group."""
WEAK_WORDS: tuple[str, ...] = (
    "child", "minor", "bambino", "bambina", "nino", "nina", "enfant", "dziecko", "crianca", "pupil", "schuler", "schulerin", "alumno",
    "alumna", "aluno", "aluna", "eleve", "leerling", "uczen", "infant", "newborn", "teen", "teenager", "adolescent", "adolescente",
    "juvenile", "baby", "bebe", "kind", "minore", "menor", "mineur", "mineure", "nursery", "reception", "creche", "primaria", "infantil",
    "adolescenza", "freshman", "sophomore", "berufsschule", "gymnasium", "realschule", "hauptschule", "gesamtschule", "college", "lycee",
    "havo", "vwo", "vmbo",
)  # fmt: skip
_GRADE = "(?:[1-9]|1[0-3])[ -]?[a-h]"
WEAK_FORM = (
    rf"(?:grade|year|yr|klasse|klass|kl[.]?|klas|klasa|classe|class|groep|groupe|jahrgang|jahrgangsstufe|stufe|"
    rf"curso|ano|rok) ?{_N}[ -]?[a-h]?|"
    rf"{_GRADE}|{_NTH}|cp|ce[12]|cm[12]|ps|ms|gs|tps|k[12]?|pk|{_N}/[a-h1-9]|[ivx]{{1,4}}[ -]?[a-h]|p[3-5]|"
    rf"(?:petits?|moyens?|grands?)(?: [a-z]{{3,12}})?"
)
"""A class of a school, where the column name says that it could be one."""
