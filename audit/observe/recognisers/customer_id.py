"""Is it a number that stands for one person?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, Recogniser

_WHO = (
    "customer", "client", "user", "patient", "member", "employee", "student", "applicant", "person", "subscriber",
    "policyholder", "host", "guest", "participant", "subject", "donor", "citizen", "candidate", "borrower", "cust",
    "emp", "case person", "people", "respondent", "personal",
)  # fmt: skip
_WHAT = ("id", "no", "nr", "number", "key", "uuid", "guid", "identifier")
_OTHERS = (
    "kundennummer", "kunden nr", "kunden id", "kundennr", "mitgliedsnummer", "patientennummer", "personalnummer",
    "versichertennummer", "numero client", "id client", "identifiant client", "numero de cliente", "id cliente",
    "codice cliente", "id paziente", "klantnummer", "klant id", "lidnummer", "numer klienta", "id klienta",
    "numero do cliente", "codigo do cliente", "id do cliente", "numer pacjenta", "id pacjenta", "numero de paciente",
    "id paciente", "numero patient", "identifiant patient", "patienten id", "benutzer id", "id utilisateur",
    "id usuario", "id utente", "gebruikers id", "id uzytkownika", "mrn", "medical record number", "medical record",
)  # fmt: skip

RECOGNISER = Recogniser(
    entity="CUSTOMER_ID",
    category="pseudonym",
    says="numbers that each stand for one person",
    shape=r"(?=.*\d)\S{1,64}|[a-z0-9]{6,64}",
    needs_header=True,
    least_distinct=10,
    kinds=("text", "integer", "number"),
    header=(*(f"{who} {what}" for who in _WHO for what in _WHAT), *_OTHERS),
    not_header=(*COUNTS, "number of"),
    examples=("CUS_0xd40", "100234", "CC67088", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
    counter_examples=("two words", "yes", ""),
)  # fmt: skip
