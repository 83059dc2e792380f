"""Is it a postcode?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="POSTCODE",
    category="quasi",
    says="postcodes",
    presidio=("UkPostcodeRecognizer", "CaPostalCodeRecognizer", "DePlzRecognizer"),
    gate=Gate(digits=2),
    shape=r"(?=.*\d)(?=.{3,10}$)[a-z0-9]+(?:[ -][a-z0-9]+)?",
    needs_header=True,
    least_distinct=2,
    kinds=("text", "integer", "number"),
    header=(
        "postcode", "post code", "postal code", "postalcode", "zip", "zipcode", "zip code", "plz", "postleitzahl",
        "code postal", "codigo postal", "codice postale", "cap", "postnummer", "kod pocztowy", "cep", "postal",
        "zip5", "zip4", "zip3", "postcode area", "pin code", "pincode", "pna",
    ),
    not_header=("income", "salary", "population", "market cap", "cap rate", "cap size", "zip file"),
    examples=("SW1A 1AA", "10115", "1012 AB", "00-950", "98122-0001"),
    counter_examples=("yes", "10115.52", "a very long line of text"),
)  # fmt: skip
