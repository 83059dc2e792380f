"""Is it a Swedish number of an organisation?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="SE_ORGANISATIONSNUMMER",
    category="pseudonym",
    says="Swedish numbers of organisations",
    presidio=("SeOrganisationsnummerRecognizer",),
    gate=Gate(digits=10),
    needs_header=True,
    header=("organisationsnummer", "orgnr", "org nr", "org nummer", "foretagsnummer"),
    kinds=("text", "integer"),
    locales=("SE",),
    examples=("556000-0001", "5560000001"),
    counter_examples=("556000-0002", "12345"),
)  # fmt: skip
