"""Which words is an invented applicant made of? Surnames, streets and numbers belong to nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_WOMEN = "Anna Clara Elena Emma Hanna Ines Julia Laura Lena Maria Nora Sara Sofia"
_MEN = "Adam Anton Daniel David Elias Emil Felix Jonas Martin Oscar Peter Simon"
GIVEN: Mapping[str, Sequence[str]] = {"Female": _WOMEN.split(), "Male": _MEN.split()}
FIRST_PARTS = (
    "Bra", "Dol", "Fen", "Gar", "Hel", "Kor", "Lin", "Mor",
    "Nar", "Per", "Quin", "Ros", "Sel", "Tor", "Vel", "Wen",
)  # fmt: skip
LAST_PARTS = (
    "bach", "berin", "dahlen", "feldt", "garten", "hovem",
    "lander", "menick", "nowin", "rath", "sorin", "tauber",
)  # fmt: skip
STREET_PARTS = (
    "Amsel", "Birken", "Dorn", "Eschen", "Farn", "Hagen",
    "Kiesel", "Linden", "Moos", "Quell", "Silber", "Weiden",
)  # fmt: skip
STREET_ENDS = ("bruchweg", "hofallee", "talring", "steinweg", "wiesenweg", "kampallee")
DOMAINS = ("example.org", "example.com", "example.net")

# Income and years in work stand in for sex here, purpose more so; the district for ethnicity.
PURPOSES: Mapping[str, Mapping[str, float]] = {
    "Female": {"education": 30, "furniture": 32, "medical": 14, "car": 10, "renovation": 8, "business": 6},
    "Male": {"education": 8, "furniture": 10, "medical": 6, "car": 36, "renovation": 20, "business": 20},
}
HOUSING: Mapping[str, float] = {"rent": 52, "own": 36, "family": 12}
ETHNICITIES: Mapping[str, float] = {"White": 70, "Asian": 11, "Black": 11, "Mixed": 5, "Other": 3}

CALLS = (
    "Called and asked for a smaller loan.",
    "Wants a decision before the end of the month.",
    "Payslips of three months were handed in.",
    "Prefers to be written to, not called.",
    "Second application, the first one was withdrawn.",
)
HIDDEN = (
    "Please answer to {email}, the other address is out of use.",
    "Call back under {phone} after six.",
    "Co-applicant can be reached at {email} or {phone}.",
)


# Blocks that the German regulator set aside for books and films: nobody can be reached there.
PHONES = ("+49 30 23125", "+49 40 66969", "+49 69 90009", "+49 221 4710", "+49 89 99998")
DISTRICTS: Mapping[str, str] = {
    "Harbour": "431",
    "Mills": "432",
    "Old Town": "433",
    "Orchards": "434",
    "Riverside": "435",
}
AT_HOME: Mapping[str, tuple[float, ...]] = {
    "White": (4, 26, 20, 25, 25),
    "Asian": (8, 42, 18, 16, 16),
    "Black": (90, 3, 3, 2, 2),
    "Mixed": (10, 26, 23, 20, 21),
    "Other": (8, 28, 22, 21, 21),
}
