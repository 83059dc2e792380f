"""Is it the address of a house?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

_SUFFIX = (
    r"(?:st|street|ave|avenue|av|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|pl|place|way|ter|terrace|cir|circle|"
    r"pkwy|parkway|hwy|highway|sq|square|trl|trail|aly|alley|plaza|loop|row|crescent|close|gardens|grove|mews|walk|"
    r"hill|point|crossing|junction|pass|center|run|park)"
)
_NUMBERED = rf"\d{{1,6}}[a-z]?(?:-\d+)?,? (?:[^\W_][\w.'-]* ){{1,5}}{_SUFFIX}\b\.?(?:[ ,].*)?"
_ORDINAL = rf"\d{{1,6}} (?:[nsew]{{1,2}}\.? )?\d{{1,3}}(?:st|nd|rd|th) {_SUFFIX}\b.*"
_GERMANIC = (
    r"[^\W\d_][\w .'-]*(?:strasse|str\.?|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|gracht|kade|gatan|"
    r"vagen|vej|gade|katu|tie) \d{1,4} ?[a-z]?\b.*"
)
_ROMANCE = (
    r"(?:\d{1,4}(?: ?(?:bis|ter|[a-z]))?,? )?(?:rue|avenue|boulevard|chemin|impasse|allee|quai|place|route|via|"
    r"viale|piazza|corso|vicolo|calle|avenida|paseo|plaza|carrer|camino|rua|travessa|largo|ulica|ul\.|aleja|al\.|"
    r"c/) ?[^\W\d_].*"
)
_BOX = r"p\.? ?o\.? box \d+.*|postfach \d+.*"

RECOGNISER = Recogniser(
    entity="STREET_ADDRESS",
    category="direct",
    says="street addresses",
    pattern=f"(?=.*\\d)(?:{_NUMBERED}|{_ORDINAL}|{_GERMANIC}|{_ROMANCE}|{_BOX})",
    shape=r"(?=.*[^\W\d_]{2}).{4,120}",
    least_distinct=2,
    header=(
        "address", "street address", "home address", "addr", "address line", "street", "strasse", "anschrift",
        "wohnadresse", "adresse", "direccion", "domicilio", "indirizzo", "residenza", "adres", "straat", "ulica",
        "calle", "rue", "morada", "endereco", "rua", "logradouro", "ulica i numer", "adres zamieszkania",
        "hausanschrift", "wohnanschrift", "lieferadresse", "rechnungsadresse", "adresse postale", "domicile",
        "direccion postal", "direccion de residencia", "indirizzo di residenza", "mailing address",
        "billing address", "shipping address", "delivery address", "address1", "address 1",
        "street name and number", "huisadres", "woonadres",
    ),
    hints=("location", "residence", "wohnort"),
    not_header=(
        "email", "e-mail", "mail", "ip", "mac", "web", "url", "wallet", "memory", "hardware", "street type",
        "address type", "neighborhood", "neighbourhood",
    ),
    examples=(
        "12 Example Street", "Musterstraße 5", "14 rue de l'Exemple", "Via Esempio 3", "P.O. Box 255",
        "7 N 3rd Ave Apt 4",
    ),
    counter_examples=("12", "x", "4.5", "2015-10-14"),
)  # fmt: skip
