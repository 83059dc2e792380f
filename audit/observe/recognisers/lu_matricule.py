"""Is it a Luxembourg identification number (matricule)? Structure only: no check digit is looked at."""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="LU_MATRICULE",
    category="direct",
    says="Luxembourg identification numbers (by their structure only)",
    structure_only=True,
    pattern="(?:18|19|20)[0-9]{2} ?(?:0[1-9]|1[0-2]) ?(?:0[1-9]|[12][0-9]|3[01]) ?[0-9]{3} ?[0-9]{2}",
    gate=Gate(digits=13),
    needs_header=True,
    header=(
        "matricule nationale", "numero de matricule", "matricule luxembourgeois",
        "luxembourg identification number", "sozialversicherungsnummer lu", "cnsnummer",
    ),
    hints=("matricule", "national id"),
    kinds=("text", "integer"),
    locales=("LU",),
    examples=("1990 01 01 000 01", "1985061599999"),
    counter_examples=("1990130100001", "19900101", "2190010100001"),
)  # fmt: skip
