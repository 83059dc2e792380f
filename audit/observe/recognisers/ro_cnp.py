"""Is it a Romanian personal numeric code (CNP)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="RO_CNP",
    category="direct",
    says="Romanian personal numeric codes",
    stdnum=("ro.cnp",),
    form="(?<![0-9A-Za-z])[1-9][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{6}(?![0-9A-Za-z])",
    shape="[1-9][0-9]{12}",
    gate=Gate(digits=13),
    decisive=True,
    numeric_ok=True,
    header=("cnp", "cod numeric personal", "codul numeric personal", "personal numeric code"),
    hints=("national id",),
    kinds=("text", "integer"),
    locales=("RO",),
    examples=("1900101409991", "6000229120011"),
    counter_examples=("1900101409992", "1901301409991", "190010140999"),
)  # fmt: skip
