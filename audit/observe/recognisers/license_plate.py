"""Is it the number plate of a vehicle?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

_FORMS = (
    "[a-z]{1,3}[- ][a-z]{1,2}[- ]?[1-9][0-9]{0,3}[eh]?",  # Germany
    "[a-z]{2}[- ]?[0-9]{3}[- ]?[a-z]{2}",  # France, Italy
    "[0-9]{2,4}[ -][a-z]{2,3}[ -](?:[0-9]{2}|2[ab])",  # France until 2009
    "[0-9]{4}[ -]?[b-df-hj-np-tv-z]{3}|[a-z]{1,2}[- ][0-9]{4}[- ][a-z]{1,2}",  # Spain
    (
        "[a-z]{1,3}-[0-9]{2,3}-[a-z]{1,2}|[0-9]{1,2}-[a-z]{2,3}-[0-9]{1,3}|[a-z]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[a-z]{2}"
    ),  # Netherlands, Portugal
    "[a-z]{2}[0-9]{2} ?[a-z]{3}|[a-z][0-9]{1,3} ?[a-z]{3}|[a-z]{3} ?[0-9]{1,3}[a-z]",  # United Kingdom
    "(?:[a-z]{2} (?=[a-z]{0,2}[0-9])[0-9a-z]{5}|[a-z]{3} (?=[a-z]{0,2}[0-9])[0-9a-z]{4,5})",  # Poland
    "[a-z]{3}[- ]?[0-9]{4}|[a-z]{3}[0-9][a-z][0-9]{2}",  # Brazil
    (
        "[a-z]{1,2}[- ][0-9]{1,5} ?[a-z]{1,3}|(?:zh|be|lu|ur|sz|ow|nw|gl|zg|fr|so|bs|bl|sh|ar|ai|sg|gr|ag|tg|ti|"
        "vd|vs|ne|ge|ju)[- ][0-9]{1,6}"
    ),  # Austria, Switzerland
    "[0-9]-[a-z]{3}-[0-9]{3}|[a-z]{3}[- ][0-9]{3}|[a-z]{3} ?[0-9]{2}[0-9a-z]",  # Belgium, Hungary, Sweden
    "[0-9][a-z]{3}[0-9]{3}|[0-9]{3}[- ][a-z]{3}|[0-9]{2,3}-[a-z]{1,2}-[0-9]{1,6}|[a-z]{2} ?[0-9]{2} ?[0-9]{3}",  # others
)
"""How the number plates of large countries are written."""

RECOGNISER = Recogniser(
    entity="LICENSE_PLATE",
    category="direct",
    says="number plates of vehicles",
    pattern="|".join(_FORMS),
    share=0.8,
    shape="(?=.*[0-9])[0-9a-z]{1,4}(?:[ -][0-9a-z]{1,4}){1,3}",
    needs_header=True,
    least_distinct=3,
    header=(
        "license plate", "licence plate", "number plate", "plate number", "plate no", "licenseplate",
        "vehicle registration", "vehicle registration number", "registration plate", "kennzeichen",
        "kfz kennzeichen", "autokennzeichen", "kfz kz", "kennz", "kfz nr", "nummernschild", "vehicle reg", "vehicle reg no",
        "veh reg", "car plate", "car reg", "reg plate",
        "plate", "plate num", "lic plate", "nr rejestracyjny", "nr rej", "numer rej", "rejestracja pojazdu",
        "tablice rejestracyjne", "immat", "num immat", "num immatriculation", "plaque", "plaque immat",
        "placa vehiculo", "placa veiculo", "placa do veiculo", "num placa", "matricula coche", "matricula auto", "matricula carro",
        "matricula viatura", "targa auto", "targa veicolo", "num targa",
        "kentekennr", "kenteken auto", "kentekenplaat", "nummerplaat", "plaque d immatriculation", "immatriculation",
        "numero d immatriculation", "matricula del vehiculo", "matricula vehiculo", "numero de matricula", "placa",
        "targa", "numero di targa", "kenteken", "kentekennummer", "numer rejestracyjny", "tablica rejestracyjna",
        "matricula do veiculo", "chapa de matricula",
    ),
    hints=("matricula", "registration", "registration number", "reg no", "reg number", "rejestracja", "registrierung", "kfz"),
    not_header=(
        "country", "state", "type", "count", "landerkennzeichen", "status", "date", "reader", "student", "alumno", "aluno",
        "thickness", "steel", "hot", "number of plates",
    ),
    examples=("B-AB 1234", "AB12 CDE", "AA-123-BB", "1-ABC-234"),
    counter_examples=("red", "a long text that is no plate 12", "12.5"),
)  # fmt: skip
