"""Is it a phone number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="PHONE_NUMBER",
    category="direct",
    says="phone numbers",
    presidio=("PhoneRecognizer",),
    shape=r"[+(]?\d[\d ()./+-]{5,22}\d(?: ?(?:x|ext\.?) ?\d{1,6})?",
    # Bare digits and codes with dashes are valid numbers somewhere: alone, only forms people write as a phone count.
    sure_form=(
        r"(?:[+＋]|00 ?)[1-9][\d ()./-]{6,}|\(\d{2,5}\)[\d ./-]{5,}|\(?0\d{1,5}\)?[ /-][\d ()/-]{4,}|"  # noqa: RUF001
        r"(?:1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}"
    ),
    header=(
        "phone", "phones", "telephone", "mobile", "cellphone", "cell phone", "tel", "fax", "telefon", "handy",
        "handynummer", "telefonnummer", "mobilnummer", "rufnummer", "telefono", "movil", "cellulare", "portable",
        "telefoon", "mobiel", "telefoonnummer", "komorka", "msisdn", "phone number", "numer telefonu",
    ),
    hints=("contact", "kontakt", "cell", "contacto", "contatto"),
    not_header=("country code", "area code", "phone type", "phone model", "imei", "isbn", "flag"),
    kinds=("text", "integer"),
    examples=("+49 30 901820", "(212) 555-0142", "+33 1 42 68 53 00", "020 7946 0958"),
    counter_examples=("2015-10-14", "12.5", "0.0", "not a phone", "1.2.3.4"),
)  # fmt: skip
