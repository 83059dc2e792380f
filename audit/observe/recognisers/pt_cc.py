"""Is it the number of a Portuguese citizen card?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="PT_CC",
    category="direct",
    says="numbers of Portuguese citizen cards",
    stdnum=("pt.cc",),
    form="(?<![0-9A-Za-z])[0-9]{8}[ -]?[0-9] ?[A-Z][A-Z0-9][0-9](?![0-9A-Za-z])",
    shape="[0-9]{8}[ -]?[0-9] ?[a-z0-9]{2}[0-9]",
    gate=Gate(digits=10),
    header=(
        "cartao de cidadao", "cartao cidadao", "numero do cartao de cidadao", "numero cc", "citizen card",
        "citizen card number",
    ),
    hints=("cc", "national id", "bilhete de identidade"),
    locales=("PT",),
    examples=("00000000 1 ZZ2", "123456780ZX4"),
    counter_examples=("00000000 1 ZZ3", "000000001", "ZZ4"),
)  # fmt: skip
