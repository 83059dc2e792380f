"""The HTML report is one document, whole without scripts, and safe against every name in the data."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from audit.core.evidence import Evidence
from audit.render.clean import clean
from audit.render.findings import number_excused
from audit.render.html import to_bytes
from audit.render.page import literal, page
from tests.render import sample

VOID = {"meta", "br", "link", "img", "hr", "input"}
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "main",
    "header",
    "p",
    "b",
    "h1",
    "h2",
    "h3",
    "span",
    "dl",
    "dt",
    "dd",
    "div",
    "ol",
    "ul",
    "li",
    "nav",
    "section",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "path",
    "circle",
    "defs",
    "g",
    "use",
    "text",
    "bdi",
    "small",
    "details",
    "summary",
    "figure",
    "br",
}


class Outline(HTMLParser):
    """Collects the tags, their attributes, the text, and where each tag stands."""

    def __init__(self, text: str) -> None:
        """Read a whole document."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.children: dict[int, list[str]] = {}
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag without content."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes another one than the last."""
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        """Note the text, that of style sheets apart."""
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        """Return all text with single blanks."""
        return " ".join(" ".join(self.words).split())


SAMPLES = [pytest.param(build(), id=name) for name, build in sample.BUILD.items()]


def outline(evidence: Evidence) -> Outline:
    """Return the outline of the report."""
    return Outline(to_bytes(evidence).decode("utf-8"))


@pytest.mark.parametrize("evidence", SAMPLES)
def test_markup_is_sound_and_without_scripts(evidence: Evidence) -> None:
    """Every tag closes, none but known ones occur, no attribute listens to an event."""
    found = outline(evidence)

    assert (found.open, found.crossed) == ([], [])
    assert set() == {tag for tag, _ in found.tags} - ALLOWED
    assert [name for _, marks in found.tags for name in marks if name.startswith("on")] == []


@pytest.mark.parametrize("evidence", SAMPLES)
def test_nothing_is_fetched(evidence: Evidence) -> None:
    """No address is loaded: links are anchors or citations over https, styles have no url()."""
    found = outline(evidence)
    links = [(tag, marks[name]) for tag, marks in found.tags for name in ("href", "src", "xlink:href", "data") if name in marks]
    styles = re.findall(r"<style>(.*?)</style>", to_bytes(evidence).decode("utf-8"), re.DOTALL)

    own = {"a": ("#", "https://"), "use": ("#",)}

    assert [(tag, link) for tag, link in links if not str(link).startswith(own.get(tag, ()))] == []
    assert [sheet for sheet in styles if "url(" in sheet or "@import" in sheet] == []


@pytest.mark.parametrize("evidence", SAMPLES)
def test_policy_of_the_page_refuses_everything(evidence: Evidence) -> None:
    """A content security policy says so too."""
    found = outline(evidence)
    policies = [marks["content"] for tag, marks in found.tags if marks.get("http-equiv") == "Content-Security-Policy"]

    expected = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

    assert [expected] == policies


@pytest.mark.parametrize("evidence", SAMPLES)
def test_structure_is_accessible(evidence: Evidence) -> None:
    """One h1, no heading level is skipped, ids are unique, header cells have a scope, tables a caption."""
    found = outline(evidence)
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h[1-6]", tag)]
    ids = Counter(marks["id"] for _, marks in found.tags if "id" in marks)
    count = Counter(tag for tag, _ in found.tags)

    assert levels[0] == 1
    assert count["h1"] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []
    assert [name for name, times in ids.items() if times > 1] == []
    assert [marks for tag, marks in found.tags if tag == "th" and marks.get("scope") not in {"row", "col"}] == []
    assert count["table"] == count["caption"]
    assert (count["main"], count["nav"], count["title"] - count["svg"]) == (1, 1, 1)


@pytest.mark.parametrize("evidence", SAMPLES)
def test_every_anchor_has_a_target(evidence: Evidence) -> None:
    """The contents, the skip link and the grounds of the pictures lead somewhere."""
    found = outline(evidence)
    ids = {marks["id"] for _, marks in found.tags if "id" in marks}
    targets = {str(marks["href"])[1:] for tag, marks in found.tags if tag in {"a", "use"} and str(marks["href"]).startswith("#")}

    assert set() == targets - ids


@pytest.mark.parametrize("evidence", SAMPLES)
def test_every_picture_has_its_sentence_first(evidence: Evidence) -> None:
    """Each SVG is an image whose first child is a title with words in it."""
    text = to_bytes(evidence).decode("utf-8")
    heads = re.findall(r"<svg [^>]*>(?=(.{0,12}))", text, re.DOTALL)

    assert [head for head in heads if not head.startswith("<title>") or head.startswith("<title></")] == []
    assert text.count("<svg ") == text.count('role="img"')


def test_every_finding_is_there() -> None:
    """Each finding's place, value and verdict stand in the report, passes too."""
    evidence = sample.full()
    text = outline(evidence).text
    rows = [re.escape(f"{row['attribute']}: {row['group']}" if row["group"] else row["attribute"]) for row in evidence.claims["findings"]]

    assert [row for row in rows if not re.search(row, text)] == []
    passes = sum(row["verdict"] == "pass" for row in evidence.claims["findings"])
    raw = to_bytes(evidence).decode("utf-8")
    excused, table = (part.partition("</table>")[0] for part in raw.split('<table class="passes')[1:3])
    assert number_excused(evidence.claims) == excused.count('<th scope="row">') == 2
    assert len(rows) - passes - 2 + len(evidence.claims["rules"]) == raw.count('<td><b class="v ')
    assert passes == table.count('<th scope="row">')


def test_findings_of_unlisted_rules_are_not_lost() -> None:
    """A finding whose rule has no words is shown with what it has."""
    evidence = sample.full()
    stray = {**evidence.claims["findings"][0], "rule": "house-rule", "attribute": "unlisted_column"}

    text = outline(Evidence({**evidence.claims, "findings": [stray]}, evidence.run)).text

    assert "house-rule" in text
    assert "unlisted_column" in text


def test_hostile_values_stand_there_as_text() -> None:
    """Markup, template and control signs of the data are printed, not obeyed."""
    text = outline(sample.hostile()).text

    assert [name for name in sample.NAMES if " ".join(clean(name)[:60].split()) not in text] == []
    assert "{{ 7*7 }}" in text


def test_a_link_is_never_code() -> None:
    """An address that is not https is no link."""
    raw = to_bytes(sample.hostile()).decode("utf-8")

    assert "javascript:" not in raw


def test_the_first_screen_answers() -> None:
    """The word, the sentence, the count and the things to do come before the first section."""
    evidence = sample.full()
    start = outline(evidence).text.split("Contents")[0]

    said = [evidence.claims["overall"], evidence.claims["headline"], evidence.claims["count_line"], *evidence.claims["todo"]]

    assert [words for words in said if words not in start] == []


def test_the_file_is_small() -> None:
    """Ten rules with pictures, the three tests and the ways to release are at most 115 kB."""
    assert len(to_bytes(sample.full())) <= 115_000


def test_many_findings_do_not_make_it_huge() -> None:
    """A thousand findings are cut with a note that names where the rest is."""
    evidence = sample.full()
    row = next(row for row in evidence.claims["findings"] if row["rule"] == "missing-values")
    many = [{**row, "attribute": f"column_{place}"} for place in range(1000)]

    raw = to_bytes(Evidence({**evidence.claims, "findings": many}, evidence.run))

    assert b"880 more rows of missing-values: see evidence.json." in raw
    assert len(raw) <= 150_000


def test_paper_has_open_details_and_short_tables() -> None:
    """On paper no detail is folded, and a long table is several of a hundred rows."""
    evidence = sample.full()
    profile = [{**evidence.claims["profile"][0], "column": f"column_{place}"} for place in range(250)]

    text = page(Evidence({**evidence.claims, "profile": profile}, evidence.run), paper=True)

    assert "<details" not in text
    assert text.count("and withheld for personal data") == 3
    assert "column_249" in text


def test_sheet_on_paper_has_no_variables() -> None:
    """Every variable of a picture's sheet is replaced by its light value."""
    actual = literal("svg .a { fill: var(--ink); }", ":root { --ink: #111111; --paper: #ffffff; } x {}")

    assert actual == "svg .a{fill:#111111}"


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "accent", "fail", "unsure", "pass", "silent", "mark"])
def test_contrast(scheme: int, name: str) -> None:
    """Every text colour reaches 4.5 to 1 on the paper, in light and dark."""
    sheets = re.findall(r":root\s*{([^}]*)}", to_bytes(sample.empty()).decode("utf-8"))
    colours = dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]{6})", sheets[scheme]))
    bright, dark = sorted((_luminance(colours[name]), _luminance(colours["paper"])), reverse=True)

    assert (bright + 0.05) / (dark + 0.05) >= 4.5
