"""Is it a web address?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="URL",
    category="thing",
    says="web addresses",
    presidio=("UrlRecognizer",),
    gate=Gate(needs="[.]"),
    needs_header=True,
    header=("url", "website", "homepage", "web page", "link", "hyperlink"),
    examples=("https://www.example.com/a", "example.org"),
    counter_examples=("12", "no site"),
)  # fmt: skip
