"""Is it a Brazilian taxpayer number of a person?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="BR_CPF",
    category="direct",
    says="Brazilian taxpayer numbers of people (CPF)",
    stdnum=("br.cpf",),
    form="(?<![0-9A-Za-z])[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}[- ]?[0-9]{2}(?![0-9A-Za-z])",
    gate=Gate(digits=11),
    # Bare, it has the length of many other numbers.
    sure_form=r"\d{3}\.\d{3}\.\d{3}-\d{2}",
    numeric_ok=True,
    header=(
        "cpf", "cpf cnpj", "numero cpf", "num cpf", "nr cpf", "cpf titular", "cpf cliente", "cadastro de pessoas fisicas",
        "brazilian tax id", "cpf number",
    ),
    hints=("documento", "doc", "tax id", "tax number", "contribuinte", "national id"),
    not_header=("count", "status"),
    kinds=("text", "integer"),
    locales=("BR",),
    examples=("390.533.447-05", "529.982.247-25"),
    counter_examples=("390.533.447-04", "1234567", "CPF"),
)  # fmt: skip
