"""Is it a Polish population register number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="PL_PESEL",
    category="direct",
    says="Polish PESEL numbers",
    presidio=("PlPeselRecognizer",),
    sure_form=r"\d{11}",
    gate=Gate(digits=11),
    numeric_ok=True,
    header=("pesel", "numer pesel", "nr pesel"),
    kinds=("text", "integer"),
    locales=("PL",),
    examples=("44051401359", "02070803628"),
    counter_examples=("44051401358", "4405140135", "99999999999"),
)
