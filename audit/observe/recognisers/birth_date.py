"""Is it the day or year somebody was born?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="DATE_OF_BIRTH",
    category="quasi",
    says="dates of birth",
    shape=(
        r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[t ].*)?|(?:18|19|20)\d{2}|(?:18|19|20)\d{6}|-\d{3,5}|\d{1,2}|"
        r"(?:\d{1,2}[ -]?)?[a-z]{3,9}\.?[ -]?\d{1,2}?,?[ -]?\d{2,4}"
    ),
    needs_header=True,
    least_distinct=2,
    kinds=("text", "integer", "number", "date", "timestamp"),
    header=(
        "dob", "birth date", "birthdate", "date of birth", "birthday", "birth day", "birth year", "year of birth",
        "birth month", "birth", "yob", "born", "geburtsdatum", "geburtstag", "geburtsjahr", "geboren",
        "date de naissance", "naissance", "annee de naissance", "fecha de nacimiento", "nacimiento",
        "ano de nacimiento", "data di nascita", "nascita", "anno di nascita", "geboortedatum", "geboortejaar",
        "data urodzenia", "urodzenia", "rok urodzenia", "data de nascimento", "nascimento", "ano de nascimento",
        "mes de nacimiento", "lieu et date de naissance", "geboortedag", "geboren am", "ne le", "nee le", "data ur",
        "dzien urodzenia", "mother birth date", "birthdt", "birth dt", "birth dte", "bdate", "bday", "b day", "birthd",
        "dateofbirth", "born on", "born date", "dt of birth", "d o b",
        "geb datum", "geb dat", "gebdat", "geb jahr", "geb am", "geb tag", "gebtag", "gebjahr", "geburts datum", "geburtsdat",
        "geburtsdt", "geburt", "geb",
        "dt nais", "date nais", "date naiss", "dt naissance", "dat nais", "datenais", "datnais", "ddn", "nais", "an naissance",
        "date nee", "ne e le", "jour naissance",
        "fec nac", "fecha nac", "fech nac", "f nac", "f nacimiento", "fec nacimiento", "fecha nacimiento", "fch nacimiento",
        "fch nac", "fnac", "ano nac", "ano nacimiento",
        "cumpleanos", "data nasc", "data di nasc", "dt nasc", "dt nascita", "data nascita", "d nascita", "anno nascita",
        "ddn nascita", "compleanno",
        "geb datum kort", "gebdatum", "geboorte datum", "geb jaar", "geboorte", "verjaardag", "geboren op", "geboortedat", "gbdat",
        "data urodz", "data uro", "dat ur", "dt ur", "rok ur", "rok urodz", "ur", "dataur", "urodzony", "urodzona", "urodzenie",
        "data nascimento", "dt nascimento", "datanasc", "dat nasc", "d nasc", "ano nasc", "ano nascimento", "nasc", "aniversario",
    ),
    not_header=(
        "birth rate", "birth weight", "birth place", "birthplace", "birth country", "birth city", "birth order",
        "birth name", "birth control", "birth type", "birth length", "births", "anzahl", "geburtsort", "geburtsland",
        "geburtsname", "geburtsgewicht", "lieu naissance", "lugar", "luogo", "local", "plaats",
        "ort", "pays", "pais", "paese", "land", "kraj", "miejsce", "gewicht", "poids", "peso", "masa", "company", "firma",
    ),
    examples=("1984-03-29", "3/29/1984", "29.03.1984", "1984", "29 Mar 1984", "Mar 29, 1984"),
    counter_examples=("low", "3.5", "Springfield, Example"),
)  # fmt: skip
