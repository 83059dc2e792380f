"""Is it an e-mail address?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="EMAIL_ADDRESS",
    category="direct",
    says="e-mail addresses",
    presidio=("EmailRecognizer",),
    gate=Gate(needs="@"),
    decisive=True,
    header=(
        "email", "e-mail", "mail address", "mailadresse", "courriel", "correo", "correo electronico",
        "posta elettronica", "emailadres",
    ),
    examples=("anna.example@example.com", "j.o'neil+list@mail.example.co.uk", "kontakt@bücher.example.de"),
    counter_examples=("anna at example.com", "@handle", "user@localhost", "a@b.invalidtld", "https://example.com/anna"),
)  # fmt: skip
