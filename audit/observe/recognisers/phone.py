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
    # In a sentence, groups of digits count as well: at least seven digits in two groups or more.
    text_form=r"(?!\d{5} )(?=(?:\D*\d){7})\(?\d{1,5}\)?(?:[ ./-]{1,2}\(?\d{2,5}\)?){1,5}",
    header=(
        "phone", "phones", "telephone", "mobile", "cellphone", "cell phone", "tel", "fax", "telefon", "handy",
        "handynummer", "telefonnummer", "mobilnummer", "rufnummer", "telefono", "movil", "cellulare", "portable",
        "telefoon", "mobiel", "telefoonnummer", "komorka", "msisdn", "phone number", "numer telefonu", "nr telefonu", "nr tel",
        "no tel", "num tel", "tel nr", "tel no", "tel num", "telefonu", "telefonnr", "telefon nr",
        "tel privat", "tel mobil", "tel dienst", "tel fest", "mobil", "mobiltelefon", "handynr", "handy nr", "mobilnr", "mobil nr",
        "ruf nr", "festnetz", "faxnummer", "telefax", "durchwahl",
        "tel portable", "tel mobile", "tel fixe", "tel domicile", "telephone portable", "telephone fixe", "num telephone",
        "numero telephone", "numero de telephone", "gsm", "no telephone", "no portable",
        "tfno", "tfno movil", "tlf", "tlfn", "tlfno", "telf", "telefono movil", "tel movil", "num movil", "numero movil",
        "numero de telefono", "num telefono", "celular", "numero celular", "tel fijo", "tel contacto",
        "cell", "cell no", "cell number", "cel", "numero cellulare", "num cellulare", "telefonino", "tel casa", "tel ufficio",
        "recapito telefonico", "numero di telefono", "numero telefono",
        "telefoonnr", "tel nummer", "mobiele nummer", "mobiel nummer", "mobiel nr", "06 nummer", "gsm nummer", "vaste telefoon",
        "tel komorkowy", "telefon komorkowy", "numer komorki", "nr komorki", "nr kom", "tel kom", "tel kontaktowy",
        "telefon kontaktowy", "numer tel",
        "telemovel", "telem", "num telemovel", "numero telemovel", "telefone", "telefones", "num telefone", "numero de telefone",
        "tel celular", "tel contato", "telefone fixo", "fone", "whatsapp", "mob", "mob no",
        "mobile no", "mobile number", "phone no", "phone nbr", "phonenbr", "ph no", "phone num", "phn", "home phone", "work phone",
        "daytime phone", "contact no", "contact number", "contact phone",
    ),
    hints=("contact", "kontakt", "contacto", "contatto", "contato"),
    not_header=(
        "country code", "area code", "phone type", "phone model", "imei", "isbn", "flag", "cell type", "cell id", "cell count",
        "cell line", "mobile phase", "mobil home", "portable device", "battery",
    ),
    kinds=("text", "integer"),
    examples=("+49 30 901820", "(212) 555-0142", "+33 1 42 68 53 00", "020 7946 0958"),
    counter_examples=("2015-10-14", "12.5", "0.0", "not a phone", "1.2.3.4"),
)  # fmt: skip
