"""Which words name a sexual orientation? Folded.

General knowledge of English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
"""

from __future__ import annotations

STEMS: tuple[str, ...] = (
    "heterose", "eterosess", "eterosex", "homosex", "homosek", "homosess", "omosess", "omosex", "bisex", "biseks", "bisess", "bissex",
    "pansex", "panseks", "pansess", "assex", "asexu", "aseksu", "asessua", "asexue", "demisex", "demiseks", "lesbi", "lesbij", "lesbic",
    "heteroseks", "homossex", "heterossex", "polysex", "omnisex",
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "gay", "gays", "lesbian", "lesbe", "queer", "hetero", "homo", "schwul", "lesbisch", "gej", "heteroflexible", "gayfriendly",
    "aromantic", "msm", "wsw", "lesbica", "pansexual", "lgbt",
)  # fmt: skip
PHRASES: tuple[str, ...] = ("same sex", "men who have sex", "attracted to men", "attracted to women", "gay or lesbian")
NEVER: tuple[str, ...] = ("lesbian bar",)
WEAK_WORDS: tuple[str, ...] = ("straight", "bi", "pan", "ace", "questioning", "het", "gl", "les", "androphile", "gynephile", "fluid")
