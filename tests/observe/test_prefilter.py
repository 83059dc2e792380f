"""A value in which a recogniser finds anything always passes the prefilter."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.observe.personal import presidio_door
from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.custom import custom
from audit.observe.personal.sieve import hyperscan_door
from audit.observe.personal.sieve.hyperscan_door import Expression
from audit.observe.personal.sieve.pattern_sets import compiled
from audit.observe.personal.sieve.prefilter import Prefilter
from audit.observe.personal.sieve.presidio_patterns import bound
from audit.observe.personal.sieve.probes import Probe, probes
from audit.observe.scene import Personal

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
LONGEST = 500
PIECES = (
    *(text for one in recognisers() for text in (*one.examples, *one.counter_examples)),
    "+49", "00", "(0)", "ext. 12", " x99", ";ext=7", "доб 12", "１２３４５６７８９０", "٠١٢٣٤٥٦٧٨٩", "＋４９",  # noqa: RUF001
    "\u00a0", "\u200b", "–", "😀", "é", "ſ", "\u212a", "İ", "ı", "ß", "\n", "\r\n", "\t", "\x0b", "\x1c", "ー", "Ü", "Ａ",  # noqa: RUF001
    "0", "1", "12", "345", "6789", "@", ".", "-", ":", "::", "/", " ", "_", "a", "Z", "DE", "bc1", "http://", "www.", ".com", "://", '"',
    "claim no. ", "rx#", "referral ", "prior auth: ", "HRB ", "member id ", "(?i)", "{", "}", "~", "x", "X",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6) | st.from_regex(r"[0-9 -]{1,20}", fullmatch=True), max_size=6).map("".join)


@cache
def _prefilter(locales: tuple[str, ...] = ()) -> Prefilter:
    """Return the prefilter for everything, or for some countries."""
    return Prefilter(probes(locales, Personal()))


def _found(probe: Probe, text: str) -> bool:
    """Tell whether what judges finds anything, without any gate."""
    if probe.origin == "ours":
        return any(re.search(regex, text, flags) for regex, flags in probe.patterns)
    name, _, region = probe.name.partition(":")
    try:
        with presidio_door.silence():
            return bool(presidio_door.spans(presidio_door.build(name, region), text))
    except (KeyError, ValueError, IndexError):
        # Some checksums of Presidio break on digits of other scripts: what its pattern matched must pass all the same.
        return True


def _missed(prefilter: Prefilter, texts: list[str]) -> list[tuple[str, str]]:
    """Return what is found and was not let through."""
    table = prefilter.matrix(texts)
    return [
        (probe.name, text)
        for place, text in enumerate(texts)
        for number, probe in enumerate(prefilter.probes)
        if not table[place, number] and _found(probe, text)
    ]


@settings(max_examples=400, deadline=None)
@example(["İstanbul 12 ſ", "\x0b123-45-6789", "_123456789"])  # noqa: RUF001
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_nothing_is_missed_in_generated_values(texts: list[str]) -> None:
    """Accents, digits of other scripts, full-width letters, no-break spaces, emoji, and letters that are ASCII in another case."""
    expected: list[tuple[str, str]] = []

    actual = _missed(_prefilter(), texts)

    assert expected == actual


def test_nothing_is_missed_in_the_catalogues_examples() -> None:
    texts = [text for one in recognisers() for text in (*one.examples, *one.counter_examples)]
    expected: list[tuple[str, str]] = []

    actual = _missed(_prefilter(), [*texts, *(f"see {text}, please" for text in texts), *(f"é{text}\u00a0" for text in texts)])

    assert expected == actual


def _cells(most: int) -> list[str]:
    """Return a seeded sample of the distinct cells of every shared table."""
    if not SHARED.exists():
        pytest.skip("the shared tables are not here")
    csv.field_size_limit(10_000_000)
    cells: set[str] = set()
    for path in sorted((*SHARED.glob("personal/**/*.csv"), *SHARED.glob("fairness/**/*.csv"))):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            for _, row in zip(range(300), csv.reader(stream), strict=False):
                cells.update(cell for cell in row if len(cell) <= LONGEST)
    return random.Random(11).sample(sorted(cells), min(most, len(cells)))


def test_nothing_is_missed_in_the_shared_tables() -> None:
    """The benchmark takes every cell; here are some."""
    expected: list[tuple[str, str]] = []

    actual = _missed(_prefilter(), _cells(1200))

    assert expected == actual


@pytest.mark.parametrize("locales", [("DE",), ("US", "GB"), ("FR", "PL", "SE")], ids=str)
def test_fewer_countries_find_the_same_where_they_look(locales: tuple[str, ...]) -> None:
    cells = _cells(400)
    few, everything = _prefilter(locales), _prefilter()
    columns = [[one.name for one in everything.probes].index(one.name) for one in few.probes if one in everything.probes]
    expected = everything.matrix(cells)[:, columns].tolist()

    actual = few.matrix(cells)[:, [place for place, one in enumerate(few.probes) if one in everything.probes]].tolist()

    assert expected == actual


def test_pairs_come_once_and_in_order() -> None:
    prefilter = _prefilter()
    values, found = prefilter.candidates(["nothing", "ann@example.org", "+49 30 901820 or 030 901820"])
    pairs = list(zip(values.tolist(), found.tolist(), strict=True))
    expected = sorted(set(pairs))

    assert expected == pairs
    assert (1, [one.name for one in prefilter.probes].index("EmailRecognizer")) in pairs


def test_without_hyperscan_no_less_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Presidio's own patterns then look at every value, and that is said."""
    cells = _cells(150)
    monkeypatch.setattr(hyperscan_door, "hyperscan", lambda: None)
    slow = Prefilter(probes((), Personal()))
    monkeypatch.undo()
    exact, fast = slow.matrix(cells), _prefilter().matrix(cells)
    expected: list[tuple[str, str]] = []

    actual = _missed(slow, cells)

    assert expected == actual
    assert not (exact & ~fast).any()
    assert any("Hyperscan" in note for note in slow.notes)


@pytest.mark.parametrize(
    ("regex", "flags", "fits"),
    [
        pytest.param(r"\d{3}", 26, True, id="plain"),
        pytest.param(r"(?<!\d)(a)\1", 26, True, id="goes back and looks around"),
        pytest.param(r"(?:colour){e<=1}", 26, False, id="fuzzy"),
        pytest.param(r"\p{Lu}\d+", 26, False, id="class by name"),
        pytest.param(r"\mword", 26, False, id="rare escape"),
        pytest.param("stra\u017fe", 26, False, id="long s"),
        pytest.param("[\u0100-\u024f]", 26, False, id="a range over the long s"),
        pytest.param("[A-ZÄÖÜ]+", 26, True, id="umlauts"),
        pytest.param("a", 64, False, id="verbose"),
        pytest.param("(", 0, False, id="broken"),
    ],
)
def test_patterns_that_bytes_do_not_mean_are_left_to_their_library(regex: str, flags: int, fits: bool) -> None:
    expected = () if fits else (0,)

    actual = compiled([Expression(regex, flags)]).left

    assert expected == actual


YAML = """
supported_languages: [en, de]
recognizers:
  - {name: Badge, supported_language: de, supported_entity: BADGE, patterns: [{name: b, regex: "B-[0-9]{4}", score: 0.5}]}
  - {name: Titles, supported_entity: TITLE, deny_list: [Mr., "Señor"]}
  - {name: CreditCardRecognizer, type: predefined}
"""


@pytest.fixture
def own(tmp_path: Path) -> Prefilter:
    path = tmp_path / "own.yaml"
    path.write_text(YAML, encoding="utf-8")
    return Prefilter(probes(("XX",), Personal(recognisers=str(path), deny=(("STAFF", ("Blue Fox", "K9")), ("NOBODY", ())))))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("see b-1234 there", "custom:Badge"),
        ("é B-1234", "custom:Badge"),
        ("dear mr. Fox", "custom:Titles"),
        ("SEÑOR Fox", "custom:Titles"),
        ("the blue fox is in", "deny:STAFF"),
        ("\u212a9 came", "deny:STAFF"),
    ],
)
def test_what_a_subject_brings_along_is_found(own: Prefilter, text: str, name: str) -> None:
    values, found = own.candidates([text])
    actual = {own.probes[place].name for place in found}

    assert name in actual
    assert set(values) <= {0}


def test_a_subjects_recognisers_are_read_by_presidios_own_rules(own: Prefilter) -> None:
    expected = {"custom:Badge": "BADGE", "custom:Titles": "TITLE", "deny:STAFF": "STAFF"}

    actual = {one.name: one.entity for one in own.probes if one.origin == "subject"}

    assert expected == actual


def test_what_a_subject_brings_along_is_never_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EQUIGATE_CACHE", str(tmp_path / "cache"))
    Prefilter(probes(("XX",), Personal(deny=(("STAFF", ("Zebulon Quux",)),))))
    kept = list((tmp_path / "cache").iterdir())

    assert kept
    assert not any(b"ebulon" in path.read_bytes() for path in kept)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no recogniser"),
        ("recognizers: [", "is no YAML"),
        ("recognizers: [{name: A, supported_entity: A}]", "Presidio refuses"),
        ('recognizers: [{name: A, supported_entity: A, patterns: [{name: a, regex: "(", score: 1}]}]', "Presidio refuses"),
        ("recognizers: [{name: A, patterns: 3}]", "Presidio refuses"),
        (None, "cannot be read"),
    ],
    ids=["empty", "no YAML", "nothing to look for", "broken pattern", "no entity", "no file"],
)
def test_it_is_said_what_is_wrong_with_the_file(content: str | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(BadInput, match=said):
        custom(str(path))


def test_a_bound_is_known_for_every_class_of_the_catalogue() -> None:
    expected: list[str] = []

    actual = [one.name for one in probes((), Personal()) if one.slow]

    assert expected == actual


def test_no_bound_is_known_for_an_analyze_of_its_own() -> None:
    from presidio_analyzer import Pattern, PatternRecognizer

    class Clever(PatternRecognizer):
        """Finds more than its pattern."""

        def analyze(self, *words: object, **more: object) -> list[object]:
            return []

    assert bound(Clever(supported_entity="A", patterns=[Pattern("a", "a", 0.5)])) is None


def test_no_bound_is_known_for_possible_numbers() -> None:
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    assert bound(PhoneRecognizer(leniency=0)) is None


def test_every_value_passes_where_no_bound_is_known() -> None:
    prefilter = Prefilter([Probe("Clever", "A", (), slow=True)])
    expected = [[True], [True]]

    actual = prefilter.matrix(["x", "é"]).tolist()

    assert expected == actual
    assert "Clever" in prefilter.notes[0]


def _phones() -> Iterator[str]:
    """Yield numbers in many ways of writing, from examples of every region."""
    import phonenumbers

    for region in presidio_door.PHONE_REGIONS:
        number = phonenumbers.example_number(region)
        for form in (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.RFC3966):
            text = phonenumbers.format_number(number, form)
            yield from (text, f"{text} ext. 123", f"{text};ext=5", f"({text})", text.replace(" ", "\u00a0"), text.replace("-", "–"))  # noqa: RUF001


def test_phone_numbers_pass_in_every_way_of_writing() -> None:
    expected: list[tuple[str, str]] = []

    actual = _missed(_prefilter(), [text for one in _phones() for text in (one, f"call {one} now", f"1{one}", f"{one} x 9")])

    assert expected == actual
