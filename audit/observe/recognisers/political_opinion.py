"""Is it somebody's political opinion?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="POLITICAL_OPINION",
    category="special",
    says="political opinions",
    shape=r"(?!\d+[.,]\d)(?!\d{3}).{1,60}",
    needs_header=True,
    most_distinct=60,
    kinds=("text", "integer", "boolean"),
    header=(
        "political opinion", "political party", "political affiliation", "political view", "political views",
        "political orientation", "party affiliation", "party membership", "party member", "voted for", "vote choice",
        "voting intention", "politische meinung", "parteizugehorigkeit", "parteimitglied", "opinion politique",
        "parti politique", "opinion politica", "afiliacion politica", "opinione politica", "partito politico",
        "politieke voorkeur", "politieke partij", "poglady polityczne",
    ),
    not_header=(*STATISTICS, *COUNTS),
    examples=("Green", "conservative", "Example Party"),
    counter_examples=("2015-10-14", "120,300", "0.52"),
)  # fmt: skip
