"""Is it a French social security number (NIR)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="FR_NIR",
    category="direct",
    says="French social security numbers",
    stdnum=("fr.nir",),
    form=(
        "(?<![0-9A-Za-z])[1-478][ .]?[0-9]{2}[ .]?(?:0[1-9]|1[0-2]|[2-9][0-9])[ .]?(?:[0-9]{2}|"
        "2[AB])[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{2}(?![0-9A-Za-z])"
    ),
    shape="[1-478][ .]?[0-9]{2}[ .]?[0-9]{2}[ .]?[0-9][0-9ab][ .]?[0-9]{3}[ .]?[0-9]{3}(?:[ .]?[0-9]{2})?",
    gate=Gate(digits=14),
    decisive=True,
    numeric_ok=True,
    header=(
        "nir", "numero de securite sociale", "numero securite sociale", "no securite sociale", "securite sociale",
        "num secu", "numero insee", "numero nir", "french social security number", "numero d assure",
        "numero assure social",
    ),
    hints=("ssn", "social security", "insee"),
    kinds=("text", "integer"),
    locales=("FR",),
    examples=("1 99 01 75 000 001 73", "285069999900147", "190072A00000185"),
    counter_examples=("1 99 01 75 000 001 74", "190017500000", "49015420323751800"),
)  # fmt: skip
