"""Is it somebody's sexual orientation or sex life?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="SEXUAL_ORIENTATION",
    category="special",
    says="sexual orientations",
    pattern=(
        r"hetero(?:sexual|sexuell|seksueel)?|homo(?:sexual|sexuell|seksueel)?|bi(?:sexual|sexuell|seksueel)|gay|"
        r"lesbian|lesbisch|queer|asexual|pansexual|heterosexuel(?:le)?|homosexuel(?:le)?|lesbienne|eterosessuale|"
        r"omosessuale|lesbica|lesbiana"
    ),
    shape=r"[^\n]{1,60}",
    share=0.6,
    most_distinct=30,
    kinds=("text", "integer", "boolean"),
    header=(
        "sexual orientation", "sexuality", "sexual preference", "sex life", "lgbt", "lgbtq", "sexuelle orientierung",
        "orientation sexuelle", "orientacion sexual", "orientamento sessuale", "seksuele geaardheid",
        "seksuele orientatie", "orientacja seksualna",
    ),
    not_header=(*STATISTICS, *COUNTS),
    examples=("heterosexual", "lesbian", "bisexuell"),
    counter_examples=("", "2015-10-14 is a day on which nothing was said about anybody in particular"),
)  # fmt: skip
