"""The gates lose nothing: reading behind them equals Presidio reading everything."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.observe.personal import presidio_door
from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.header_words import Support, context, support
from audit.observe.personal.judge import Judge
from audit.observe.personal.presidio_door import Span
from audit.observe.personal.readers import COVERS, Pattern, Phone, Value, readers
from audit.observe.personal.recogniser import Recogniser

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

SHARED = Path(__file__).resolve().parents[2] / "../shared/data/personal"
JUDGED = [one for one in recognisers() if one.presidio]
PIECES = (
    *(text for one in JUDGED for text in (*one.examples, *one.counter_examples)),
    "+49", "00", "(0)", "ext. 12", " x99", "ｔｅｌ", "１２３４５６７８９０", "٠١٢٣٤٥٦٧٨٩",  # noqa: RUF001
    "\u00a0", "\u200b", "–", "😀", "é", "ſ", "\u212a", "İ", "ß", "\n", "ー",  # noqa: RUF001
    "0", "12", "345", "6789", "@", ".", "-", ":", "::", "/", " ", "a", "Z", "DE", "bc1",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=8).map("".join)


class Seen(NamedTuple):
    """The best match of one entity in one value."""

    full: bool
    score: float


def _best(spans: list[Span], text: str) -> Seen | None:
    """Return the best match of a value: whole before inside, then by score."""
    return max((Seen(span.end - span.start >= COVERS * len(text), span.score) for span in spans), default=None)


def _gated(one: Recogniser, value: Value) -> Seen | None:
    """Return what the gates let the recogniser see, phones with their early stop."""
    spans: list[Span] = []
    for reader in readers(one, "", ()):
        if isinstance(reader, Pattern | Phone) and reader.passes(value):
            spans += reader.read(value)
            best = _best(spans, value.text)
            if best is not None and isinstance(reader, Phone) and reader.settles(value, full=best.full):
                break
    return _best(spans, value.text)


def _ungated(one: Recogniser, value: Value) -> Seen | None:
    """Return what the recogniser sees without any gate."""
    found = [span for reader in readers(one, "", ()) if isinstance(reader, Pattern | Phone) for span in reader.read(value)]
    return _best(found, value.text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_gates_lose_nothing_on_generated_values(text: str) -> None:
    """Digits and letters of many scripts, pieces of every example."""
    value = Value.of(text)
    expected = {one.entity: _ungated(one, value) for one in JUDGED}

    actual = {one.entity: _gated(one, value) for one in JUDGED}

    assert expected == actual


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["", "phone", "iban", "card", "nhs number", "name", "address", "contact"]))
def test_judges_lose_nothing(text: str, header: str) -> None:
    """The early stops of a judge give what weighing every match of every reader gives."""
    value = Value.of(text)
    every = [Judge(one, readers(one, header, ()), support(one, header) > Support.NONE) for one in recognisers()]
    weighed = [[judge.weigh(span, value) for reader in judge.readers for span in reader.read(value)] for judge in every]
    expected = [max((best for best in found if best is not None), default=None) for found in weighed]

    actual = [judge.best(value) for judge in every]

    assert expected == actual


def _cells(limit: int) -> list[str]:
    """Return a seeded sample of distinct cells of the shared tables."""
    if not SHARED.exists():
        pytest.skip("the shared tables are not here")
    cells: set[str] = set()
    for path in sorted((*SHARED.glob("datahub/*.csv"), *SHARED.glob("negatives/*.csv"), *SHARED.glob("presidio-research/*.csv"))):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            for _, row in zip(range(120), csv.reader(stream), strict=False):
                cells.update(cell.strip() for cell in row if cell.strip())
    return random.Random(7).sample(sorted(cells), min(limit, len(cells)))


def test_gates_lose_nothing_on_shared_tables() -> None:
    """Real cells: dates, codes, names, addresses, notes."""
    values = [Value.of(cell) for cell in _cells(1500)]
    expected = [[one.entity for one in JUDGED if _ungated(one, value)] for value in values]

    actual = [[one.entity for one in JUDGED if _gated(one, value)] for value in values]

    assert expected == actual


def _engine() -> AnalyzerEngine:
    """Return Presidio's own engine over the same recognisers, header words compared whole."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    named = [name for one in JUDGED for name in one.presidio if name != presidio_door.PHONE]
    registry = RecognizerRegistry(
        recognizers=[
            *map(presidio_door.build, named),
            *(presidio_door.build(presidio_door.PHONE, region) for region in presidio_door.PHONE_REGIONS),
        ],
        supported_languages=["en"],
    )
    engine = NoOpNlpEngine(models=[{"lang_code": "en", "model_name": "no_op"}])
    with pytest.warns(UserWarning, match="LemmaContextAwareEnhancer"):
        return AnalyzerEngine(
            registry=registry,
            nlp_engine=engine,
            supported_languages=["en"],
            context_aware_enhancer=LemmaContextAwareEnhancer(context_matching_mode="whole_word"),
        )


@pytest.mark.parametrize("header", ["", "contact phone", "SSN", "credit_card", "transaction", "nhs", "ip"])
def test_scores_are_those_of_presidios_own_engine(header: str) -> None:
    """Header words lift a score exactly as AnalyzerEngine with the same words as context would."""
    engine = _engine()
    texts = [text for one in JUDGED for text in one.examples]
    expected: dict[tuple[str, str, int, int], float] = {}
    for text in texts:
        for found in engine.analyze(text, language="en", context=context(header)):
            key = (text, found.entity_type, found.start, found.end)
            expected[key] = max(found.score, expected.get(key, 0.0))

    actual: dict[tuple[str, str, int, int], float] = {}
    for text in texts:
        for one in JUDGED:
            for name in one.presidio:
                _collect(actual, name, text, header)

    assert expected == pytest.approx(actual)


def _collect(into: dict[tuple[str, str, int, int], float], name: str, text: str, header: str) -> None:
    """Add what one recogniser says of one text, best score per span."""
    regions = presidio_door.PHONE_REGIONS if name == presidio_door.PHONE else ("",)
    boost = presidio_door.boost(name, tuple(context(header)))
    for region in regions:
        recogniser = presidio_door.build(name, region)
        for span in presidio_door.spans(recogniser, text):
            key = (text, recogniser.supported_entities[0], span.start, span.end)
            into[key] = max(boost.of(span.score), into.get(key, 0.0))
