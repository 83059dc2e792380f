"""Does the user's own language model count names in texts, offline, and does nothing else leave it?"""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.load.subject import override
from audit.observe.personal.column import of_values
from audit.observe.personal.fact_rows import KEYS, MEASURES
from audit.observe.personal.free_text import Spans
from audit.observe.personal.name_rows import name_rows
from audit.observe.personal.names_in_text import Names, check_model, find_names, installed_models, names_in
from audit.observe.scene import Personal, Settings
from audit.observe.stage import InHand, Means, staged

NAMES = {"PERSON": "Zora Quill", "GPE": "Oberfeld", "ORG": "Acme Widgets", "NORP": "Freedonian", "DATE": "Monday", "FAC": "Old Bridge"}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save a spaCy model that knows a few invented names: a real pipeline, as small as it gets."""
    import spacy

    folder = tmp_path_factory.mktemp("spacy") / "invented"
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for label, name in NAMES.items()])
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every socket."""

    def refuse(*_: object) -> None:
        message = "no network in this test"
        raise AssertionError(message)

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_names_are_counted(model: Path) -> None:
    """People, places, organisations and groups by text and by span; dates and buildings are not asked for."""
    texts = ["Zora Quill rang Zora Quill on Monday", "nobody was there", "a Freedonian from Oberfeld, at Acme Widgets near Old Bridge", ""]

    expected = Names(4, {"LOCATION": Spans(1, 1), "NRP": Spans(1, 1), "ORGANIZATION": Spans(1, 1), "PERSON": Spans(1, 2)})

    assert expected == names_in(texts, str(model))


def test_no_text_is_logged(model: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Labels that Presidio does not know make it talk: not while it looks at values."""
    with caplog.at_level(logging.DEBUG):
        names_in(["Zora Quill crossed Old Bridge"], str(model))

    assert [record for record in caplog.records if "Zora" in record.getMessage() or "FAC" in record.getMessage()] == []


def test_a_long_text_is_cut(model: Path) -> None:
    """A text of a million characters costs no more than its beginning."""
    long = "x " * 500_000 + "Zora Quill"

    assert names_in([f"Zora Quill {long}"], str(model)).found == {"PERSON": Spans(1, 1)}


WRONG = {
    "not installed": ("en_core_web_sm", "the language model 'en_core_web_sm' is not installed, and nothing is downloaded"),
    "no folder": ("models/mine", "there is no folder 'models/mine'"),
    "gliner": ("gliner:models/mine", "'gliner:models/mine' needs the package 'gliner', which is not installed"),
    "transformers": ("transformers:mine", "'transformers:mine' needs the package 'transformers', which is not installed"),
}


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(("name", "expected"), WRONG.values(), ids=WRONG)
def test_nothing_is_downloaded(name: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is not here is an error with a next step; Presidio and spaCy are never asked to fetch it."""
    from spacy import cli

    if name in installed_models() or (":" in name and find_spec(name.partition(":")[0])):
        pytest.skip("it is installed here")
    monkeypatch.setattr(cli, "download", lambda *_: pytest.fail("a download was tried"))
    with pytest.raises(BadInput) as caught:
        find_names(name)

    assert expected == caught.value.problems[0].what
    assert caught.value.problems[0].step


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    """Named before anything is loaded."""
    with pytest.raises(BadInput, match=r"is no spaCy model: it has no config\.cfg"):
        check_model(str(tmp_path))


def test_a_broken_model(tmp_path: Path) -> None:
    """What spaCy says of it is not repeated: only the type of its error."""
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'secret'\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        names_in(["Zora Quill"], str(tmp_path))

    assert "cannot be loaded" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_the_environment_is_left_as_it_was(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offline only while we look."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    names_in(["Zora Quill"], str(model))

    assert (os.environ["HF_HUB_OFFLINE"], os.environ.get("TRANSFORMERS_OFFLINE")) == ("0", None)


def test_a_missing_model_stops_the_audit_before_it_reads(tmp_path: Path) -> None:
    """The place is the line of the subject that names it."""
    subject = override(None, data=str(tmp_path / "none.csv"))
    settings = Settings(personal=Personal(nlp="no_such_model"))
    with pytest.raises(BadInput, match="'no_such_model' is not installed"), staged(subject, InHand(), settings, Means()):
        pytest.fail("the data was opened")


TEXTS = [f"{'Zora Quill' if n % 4 == 0 else 'Somebody'} asked for a copy of number {n}." for n in range(40)]


@pytest.mark.parametrize(
    ("kind", "values", "named", "expected"),
    [
        ("text", TEXTS, True, [("notes", "PERSON", "freetext", "model", "")]),
        ("text", TEXTS, False, []),
        ("text", ["Zora Quill"] * 40, True, []),
        ("date", TEXTS, True, []),
    ],
    ids=["sentences", "no model is named", "names alone", "no text"],
)
def test_names_travel_as_counts(model: Path, kind: str, values: list[str], named: bool, expected: list[tuple[str, ...]]) -> None:
    """Of columns of sentences, where a model is named for it."""
    settings = Settings(personal=Personal(nlp=str(model) if named else ""))
    rows = list(name_rows(of_values("notes", kind, values, settings), settings))

    assert expected == [keys for keys, _ in rows]
    assert {(len(keys), len(counts)) for keys, counts in rows} <= {(len(KEYS), len(MEASURES))}


def test_all_values_read_are_exact_and_a_draw_is_not(model: Path) -> None:
    """10 of 40 texts are 10 rows; of 400 rows they stand for 100, between Wilson's bounds 0.1419 and 0.4019."""
    settings = Settings(personal=Personal(nlp=str(model)))
    whole = of_values("notes", "text", TEXTS, settings)
    drawn = replace(whole, distinct=400, rows=400, swept=replace(whole.swept, cells=400))
    ((_, every),) = name_rows(whole, settings)
    ((_, some),) = name_rows(drawn, settings)
    found = [dict(zip(MEASURES, counts, strict=True)) for counts in (every, some)]

    assert [(one["examined"], one["matched"], one["share_ppm"], one["cells"]) for one in found] == [
        (40, 10, 250_000, 40),
        (40, 10, 250_000, 400),
    ]
    assert [(one["touched"], one["touched_low"], one["touched_high"]) for one in found] == [(10, 10, 10), (100, 57, 161)]
