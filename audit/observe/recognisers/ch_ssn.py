"""Is it a Swiss old-age insurance number (AHV, AVS)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="CH_SSN",
    category="direct",
    says="Swiss old-age insurance numbers",
    stdnum=("ch.ssn",),
    form="(?<![0-9A-Za-z])756[. ]?[0-9]{4}[. ]?[0-9]{4}[. ]?[0-9]{2}(?![0-9A-Za-z])",
    shape="756[. ]?[0-9]{4}[. ]?[0-9]{4}[. ]?[0-9]{2}",
    gate=Gate(digits=13),
    decisive=True,
    numeric_ok=True,
    header=(
        "ahv", "ahv nummer", "ahv nr", "ahvn13", "avs", "numero avs", "no avs", "navs13", "numero ahv",
        "sozialversicherungsnummer", "swiss social security number",
    ),
    hints=("ssn", "social security", "national id"),
    kinds=("text", "integer"),
    locales=("CH", "LI"),
    examples=("756.0000.0000.19", "7561234567897"),
    counter_examples=("756.0000.0000.18", "755.0000.0000.19", "756000000"),
)  # fmt: skip
