"""Is it whether somebody belongs to a trade union?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="TRADE_UNION",
    category="special",
    says="trade-union memberships",
    shape=r"(?!\d+[.,]\d)(?!\d{3}).{1,60}",
    needs_header=True,
    most_distinct=60,
    kinds=("text", "integer", "boolean"),
    header=(
        "trade union", "labor union", "labour union", "union member", "union membership", "unionized", "is union",
        "gewerkschaft", "gewerkschaftsmitglied", "gewerkschaftszugehorigkeit", "syndicat", "syndique", "sindicato",
        "sindicalizado", "sindacato", "iscritto sindacato", "vakbond", "vakbondslid", "zwiazek zawodowy",
    ),
    not_header=(*STATISTICS, *COUNTS, "credit union", "european union", "student union"),
    examples=("yes", "1", "member"),
    counter_examples=("2015-10-14", "0.25", "1200"),
)  # fmt: skip
