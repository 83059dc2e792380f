"""Is it what somebody works as?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="OCCUPATION",
    category="quasi",
    says="occupations",
    shape=r"(?=.*[^\W\d_]{2}).{2,80}",
    needs_header=True,
    least_distinct=2,
    header=(
        "occupation", "occupation type", "profession", "job title", "beruf", "berufsbezeichnung", "metier",
        "profesion", "ocupacion", "professione", "occupazione", "mestiere", "beroep", "zawod", "stanowisko",
        "profissao", "ocupacao", "cargo laboral", "puesto de trabajo", "job", "job role", "jobtitle", "employer",
        "arbeitgeber", "employeur", "empleador", "datore di lavoro", "werkgever", "pracodawca", "empregador",
    ),
    not_header=(*STATISTICS, *COUNTS),
    examples=("Example writer", "Tech-support", "Bäckerin"),
    counter_examples=("12", "7.5", "2015"),
)  # fmt: skip
