"""Is it an Italian fiscal code?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IT_FISCAL_CODE",
    category="direct",
    says="Italian fiscal codes",
    presidio=("ItFiscalCodeRecognizer",),
    gate=Gate(needs=r"\w{16}"),
    decisive=True,
    header=("codice fiscale", "codicefiscale", "fiscal code", "cod fiscale"),
    locales=("IT",),
    examples=("RSSMRA85T10A562S",),
    counter_examples=("RSSMRA85T10A562T", "RSSMRA85T10A562", "ABCDEFGHIJKLMNOP"),
)
