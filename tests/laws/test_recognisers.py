"""Every recogniser finds its examples, accuses none of its counter-examples, and says what it is."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import import_module
from inspect import isabstract, isclass

import pytest

from audit.observe.personal import presidio_door
from audit.observe.personal.catalogue import recogniser_of, recognisers
from audit.observe.personal.column import Column, of_values
from audit.observe.personal.evidence import Evidence, evidence_of
from audit.observe.personal.header_words import Support, support
from audit.observe.personal.recogniser import Recogniser
from audit.observe.personal.verdict import classify
from audit.observe.scene import Settings

EVERY = [pytest.param(one, id=one.entity) for one in recognisers()]
EXAMPLES = [pytest.param(one, text, id=f"{one.entity}-{place}") for one in recognisers() for place, text in enumerate(one.examples)]
COUNTER = [pytest.param(one, text, id=f"{one.entity}-{place}") for one in recognisers() for place, text in enumerate(one.counter_examples)]
FORMS = [pytest.param(one, id=one.entity) for one in recognisers() if one.form]
RESERVED_MAIL = re.compile(r"@(?:[\w-]+\.)*example\.(?:com|org|net|de|co\.uk)$")
MODELS = {
    "SpacyRecognizer": "needs a language model",
    "StanzaRecognizer": "needs a language model",
    "TransformersRecognizer": "needs a language model",
    "GLiNERRecognizer": "needs a language model",
    "HuggingFaceNerRecognizer": "needs a language model",
    "MedicalNERRecognizer": "needs a language model",
    "BasicLangExtractRecognizer": "asks a language model over the network",
    "LangExtractRecognizer": "asks a language model over the network",
    "AzureOpenAILangExtractRecognizer": "asks a service over the network",
    "AzureAILanguageRecognizer": "asks a service over the network",
    "AzureHealthDeidRecognizer": "asks a service over the network",
}
"""Classes of Presidio that no recogniser of ours names: free text has its own path for them."""
_STATES = "ATBEBGCHCYCZDEDKEEESFIFRGBGRHRHUIEITLTLULVMTNLNOPLPTROSESISK"
EU_AND_NEIGHBOURS = frozenset(_STATES[place : place + 2] for place in range(0, len(_STATES), 2))
SHORT_NUMBERS = 11
"""Bare numbers of at most so many digits pass a weak check too often to be proof."""


@cache
def _kind(one: Recogniser) -> str:
    """Return the declared type of a column of the entity."""
    return "text" if "text" in one.kinds else one.kinds[0]


def _column(one: Recogniser, values: tuple[str, ...], header: str) -> Column:
    """Return a column of these values, beside one that it needs."""
    return of_values(header, _kind(one), values, Settings(), distinct=len(values), beside=one.needs_beside[:1])


def _evidence(one: Recogniser, text: str) -> Evidence:
    """Return what speaks for one entity in a column that says what it is, if it must: some examples need a name, others do not."""
    settings = Settings()
    told = one.needs_header or one.together is not None or (one.sure_form and one.shape)
    column = _column(one, (text,), one.header[0] if told else "")
    return next(seen for seen in evidence_of(column, (), settings.personal) if seen.one is one)


@pytest.mark.parametrize(("one", "text"), EXAMPLES)
def test_every_example_is_found_whole(one: Recogniser, text: str) -> None:
    """An example is the whole value."""
    seen = _evidence(one, text)

    actual = max(seen.checked.full, seen.formed.full, seen.shaped.full)

    assert actual == 1


@pytest.mark.parametrize(("one", "text"), COUNTER)
def test_no_counter_example_is_found(one: Recogniser, text: str) -> None:
    """A counter-example is nothing under the same column name; where a check digit decides, only its shape may fit."""
    seen = _evidence(one, text)
    checked = bool(one.presidio or one.stdnum)

    actual = (seen.checked.matched, seen.formed.matched, 0 if checked else seen.shaped.matched)

    assert actual == (0, 0, 0)


@pytest.mark.parametrize("one", EVERY)
def test_a_column_of_its_examples_is_recognised(one: Recogniser) -> None:
    """A column of examples under a plain name gets the entity and the category; what belongs to things gets none.

    Where the examples are any digits, the name over them decides nothing.
    """
    column = _column(one, one.examples, one.header[0])
    found = classify(column, evidence_of(column, (), Settings().personal))
    expected = set() if one.category == "thing" or one.entity in ANY_DIGITS else {(one.entity, one.category)}

    actual = {(verdict.one.entity, verdict.category) for verdict in found if verdict.one is one and verdict.category != "dismissed"}

    assert expected == actual


ANY_DIGITS = frozenset({"NATIONAL_ID", "US_BANK_NUMBER"})


@pytest.mark.parametrize("one", EVERY)
def test_its_words_are_complete_and_do_not_contradict_each_other(one: Recogniser) -> None:
    """Each plain phrase supports the entity; it says what it is and how it is found."""
    unsupported = [phrase for phrase in one.header if support(one, phrase) is not Support.PLAIN]
    hinted = [phrase for phrase in one.hints if support(one, phrase) is Support.NONE]
    found_by = bool(one.presidio or one.stdnum or one.pattern or one.shape or one.together)
    expected: tuple[list[str], list[str], bool, bool] = ([], [], True, True)

    actual = (unsupported, hinted, found_by, bool(one.says and one.header and one.examples and one.counter_examples))

    assert expected == actual


@pytest.mark.parametrize("one", EVERY)
def test_examples_are_synthetic(one: Recogniser) -> None:
    """E-mail examples use the reserved domains; addresses and networks are documentation ranges."""
    mails = [text for text in one.examples if "@" in text]
    actual = [text for text in mails if not RESERVED_MAIL.search(text)]

    assert actual == []


@pytest.mark.parametrize("one", EVERY)
def test_what_is_checked_can_be_proof_only_if_it_is_long(one: Recogniser) -> None:
    """A bare number of few digits passes one check digit in ten times: it never decides alone."""
    bare = [text for text in one.examples if re.fullmatch(r"[0-9]+", text)]
    dated = one.entity in {"BE_NN", "NO_FODSELSNUMMER"}

    actual = one.decisive and bool(one.stdnum) and not dated and any(len(text) <= SHORT_NUMBERS for text in bare)

    assert not actual


@pytest.mark.parametrize("one", EVERY)
def test_structure_only_is_said(one: Recogniser) -> None:
    """What has no check digit says so, and is never proof."""
    actual = (one.structure_only, "structure" in one.says, one.structure_only and one.decisive)

    assert actual == (one.structure_only, one.structure_only, False)


@pytest.mark.parametrize("one", FORMS)
def test_every_form_stands_alone_and_is_plain_ascii(one: Recogniser) -> None:
    r"""A form is no piece of a longer number, and means the same to every engine: no `\d`, `\w` or `\b`."""
    example = next(text for text in one.examples if re.search(one.form, text, re.IGNORECASE))
    pieces = [f"9{example}", f"{example}9", f"a{example}", f"{example}z"]
    cut = [text for text in pieces if example in (match[0] for match in re.finditer(one.form, text, re.IGNORECASE))]

    actual = (re.findall(r"\\[dwbsDWBS]", one.form), one.form.isascii(), cut)

    assert actual == ([], True, [])


@pytest.mark.parametrize("one", FORMS)
def test_every_form_is_understood_by_hyperscan(one: Recogniser) -> None:
    """The sweep reads it with the same flags as every other pattern."""
    hyperscan = pytest.importorskip("hyperscan")
    flags = hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
    base = hyperscan.Database()
    base.compile(expressions=[one.form.encode()], ids=[0], elements=1, flags=[flags])
    found: list[int] = []
    checked = [text for text in one.examples if re.search(one.form, text, re.IGNORECASE)]

    for text in checked:
        base.scan(text.encode(), match_event_handler=lambda number, *_: found.append(number))

    assert len(found) >= len(checked) > 0


@pytest.mark.parametrize("one", FORMS)
def test_every_form_has_a_validator(one: Recogniser) -> None:
    """Each module exists in python-stdnum and accepts an example."""
    modules = [import_module(f"stdnum.{name}") for name in one.stdnum]

    actual = [module.__name__ for module in modules if not any(_accepts(module, one, text) for text in one.examples)]

    assert actual == []


def _accepts(module: object, one: Recogniser, text: str) -> bool:
    """Tell whether a module accepts a piece of an example."""
    return any(getattr(module, "is_valid")(match[0]) for match in re.finditer(one.form, text, re.IGNORECASE))  # noqa: B009


def test_entities_are_unique_and_can_be_looked_up() -> None:
    """One recogniser per entity."""
    expected = [one.entity for one in recognisers()]

    actual = [found.entity for found in (recogniser_of(entity) for entity in dict.fromkeys(expected)) if found is not None]

    assert expected == actual


def test_every_class_of_presidio_is_named_once() -> None:
    """Whatever its language, each class that reads patterns belongs to exactly one recogniser; models are left out for a reason."""
    from presidio_analyzer import EntityRecognizer, predefined_recognizers

    known = {name for name, one in vars(predefined_recognizers).items() if isclass(one) and issubclass(one, EntityRecognizer)}
    named = Counter(name for one in recognisers() for name in one.presidio)

    actual = (sorted(known - set(named) - set(MODELS)), sorted(set(named) - known), [name for name in named if named[name] > 1])

    assert actual == ([], [], [])


@pytest.mark.parametrize("name", sorted(MODELS))
def test_what_is_left_out_reads_no_patterns(name: str) -> None:
    """A class is left out only if it is no pattern recogniser."""
    from presidio_analyzer import PatternRecognizer, predefined_recognizers

    one = getattr(predefined_recognizers, name, None)
    if one is None:
        pytest.skip("this Presidio has no such class")

    actual = issubclass(one, PatternRecognizer) and not isabstract(one)

    assert not actual


@pytest.mark.parametrize("name", sorted({name for one in recognisers() for name in one.presidio if name != presidio_door.PHONE}))
def test_every_class_is_asked_whatever_its_language(name: str) -> None:
    """A German number is looked for in a run that speaks English."""
    actual = presidio_door.build(name).supported_language

    assert actual == "en"


def test_presidio_names_are_kept() -> None:
    """An entity found by one class of Presidio has the name that Presidio gives it; postcodes are one kind."""
    own = {"POSTCODE"}

    actual = [
        (one.entity, supported)
        for one in recognisers()
        if one.presidio and one.entity not in own and one.presidio != (presidio_door.PHONE,)
        for supported in presidio_door.build(one.presidio[0]).supported_entities
        if supported != one.entity
    ]

    assert actual == []


def test_every_state_of_the_union_and_three_neighbours_have_a_national_number() -> None:
    """27 states, Switzerland, Norway and the United Kingdom."""
    found = {code for one in recognisers() if one.category == "direct" for code in one.locales}

    actual = sorted(EU_AND_NEIGHBOURS - found)

    assert actual == []
