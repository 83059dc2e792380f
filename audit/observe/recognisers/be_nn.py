"""Is it a Belgian national register number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="BE_NN",
    category="direct",
    says="Belgian national register numbers",
    stdnum=("be.nn", "be.bis"),
    form="(?<![0-9A-Za-z])[0-9]{2}[. ]?[0-5][0-9][. ]?[0-3][0-9][- ]?[0-9]{3}[. ]?[0-9]{2}(?![0-9A-Za-z])",
    shape="[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[ -]?[0-9]{3}[. ]?[0-9]{2}",
    gate=Gate(digits=11),
    decisive=True,
    numeric_ok=True,
    header=(
        "rijksregisternummer", "rijksregister", "numero de registre national", "registre national",
        "numero national", "nationalregisternummer", "niss", "insz", "insz nummer", "national register number",
        "bis nummer", "belgian national number",
    ),
    hints=("nn", "national id", "ssn"),
    kinds=("text", "integer"),
    locales=("BE",),
    examples=("90.01.01-001.23", "85061599987", "90 21 01 001 66"),
    counter_examples=("90.01.01-001.24", "9001010012", "99.99.99-001.23"),
)  # fmt: skip
