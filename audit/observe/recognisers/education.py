"""Is it how far somebody went to school?"""

from __future__ import annotations

from audit.observe.personal.people_words import PEOPLE
from audit.observe.personal.recogniser import STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="EDUCATION",
    category="quasi",
    says="levels of education",
    pattern=(
        "(?:post-?)?(?:graduate|grad)(?: school| degree)?|under-?grad(?:uate)?|(?:some |upper |lower )?(?:high|"
        "primary|secondary|middle|elementary|grad|trade|vocational)[- ]?school.*|hs-?grad|some[- ]college|"
        r"college.*|universit\w*.*|bachelor'?s?(?: degree| of .*)?|master'?s?(?: degree| of .*)?|doctor(?:ate|"
        r"al)(?: degree)?|ph\.?d\.?|mba|assoc\w*[- .](?:acdm|voc|degree)|associate'?s?(?: degree)?|prof-?school|"
        "(?:1st|5th|7th|9th|10th|11th|12th)(?:-(?:4th|6th|8th))?(?: grade)?|preschool|(?:lower |"
        "upper )?secondary.*|higher education|incomplete higher|academic degree|primary(?: education)?|tertiary|"
        "no (?:formal )?(?:education|schooling|degree)|illiterate|vocational.*|apprenticeship|abitur|"
        r"hauptschul\w*|realschul\w*|mittlere reife|fachabitur|fachhochschul\w*|hochschul\w*|promotion|ausbildung|"
        r"kein abschluss|lehre|baccalaureat|bac(?: ?\+ ?[0-9])?|licence|maitrise|doctorat|brevet|cap|bep|"
        "sans diplome|bachillerato|licenciatura|grado|doctorado|primaria|secundaria|formacion profesional|"
        r"sin estudios|licenza media|diploma(?: superiore)?|laurea\w*|dottorato|mavo|havo|vwo|vmbo|mbo|hbo|wo|"
        "basisonderwijs|podstawowe|gimnazjalne|zasadnicze zawodowe|srednie|wyzsze|licencjat|magister|doktorat|"
        "ensino (?:basico|medio|fundamental|superior|secundario)|mestrado|doutoramento"
    ),
    shape="[0-9]{1,2}|other|unknown|others|[a-z][^0-9]{2,60}",
    needs_header=True,
    needs_beside=PEOPLE,
    share=0.5,
    most_distinct=60,
    header=(
        "education", "education level", "educational level", "education type", "level of education",
        "educational attainment", "highest education", "highest qualification", "qualification", "education num",
        "years of education", "schooling", "bildung", "bildungsabschluss", "schulabschluss", "bildungsgrad",
        "hochster abschluss", "niveau d etudes", "niveau d etude", "niveau scolaire", "diplome",
        "nivel de estudios", "nivel educativo", "educacion", "titolo di studio", "istruzione",
        "livello di istruzione", "opleiding", "opleidingsniveau", "wyksztalcenie", "poziom wyksztalcenia",
        "escolaridade", "nivel de escolaridade", "habilitacoes", "educacao",
    ),
    hints=("degree",),
    not_header=(
        *STATISTICS, "budget", "spending", "expenditure", "center", "centre", "special education", "url", "fee",
    ),
    kinds=("text", "integer", "number"),
    examples=(
        "Bachelors", "HS-grad", "Secondary / secondary special", "graduate school", "Abitur", "Laurea triennale",
    ),
    counter_examples=("2015-10-14", "12.5", "300"),
)  # fmt: skip
