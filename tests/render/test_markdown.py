"""The page for code hosts, read by GitHub's own Markdown parser: what is shown is what was said, below 1 MiB."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from audit.core.evidence import Evidence
from audit.render.clean import clean
from audit.render.markdown import MOST, page
from audit.render.markdown_text import NOTHING, code, escaped
from tests.render import sample

UNSEEN = "\u200b"
OURS = {"h2", "h3", "p", "strong", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary"}
HOSTILE = {
    "markup": "<script>alert(1)</script><img src=x onerror=1>",
    "a cell's end": "a|b||c\\|d\\",
    "backticks": "`` `x` ```",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ snake_case_name",
    "a link": "[x](javascript:alert(1)) ![i](http://192.0.2.1/p.png) <http://192.0.2.1>",
    "an address": "http://example.org https://example.org www.example.org ftp://example.org",
    "an e-mail": "someone@example.org mailto:someone@example.org",
    "a mention": "@octocat and @github/team",
    "an issue": "#1 GH-12 org/repo#3",
    "references": "&lt;b&gt; &#60;i&#62; &amp;amp;",
    "a picture by name": ":tada: train::sex::Male :+1: :100:",
    "mathematics": "$x^2$ $$y$$",
    "a heading": "# title ##",
    "a list": "- item",
    "a numbered list": "1234567. item",
    "a quotation": "> said",
    "a rule": "---",
    "a footnote": "[^1]",
    "a task": "[x] done",
    "a template": "{{ 7*7 }} {% raw %}",
    "a comment": "<!-- hidden -->",
}


class _Page(HTMLParser):
    """Reads HTML into the tags it uses and the texts of its cells, headings and items."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: dict[str, list[str]] = {name: [] for name in ("td", "th", "h2", "h3", "li", "strong", "p")}
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.open.append(tag)
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            continue

    def handle_data(self, data: str) -> None:
        for tag in set(self.open) & set(self.texts):
            self.texts[tag][-1] += data


def read(markdown: str) -> _Page:
    """Return what GitHub's parser makes of a page; raw HTML is kept, so that it would be seen."""
    found = _Page()
    extensions = ["table", "autolink", "strikethrough", "tasklist"]
    found.feed(
        cmarkgfm.markdown_to_html_with_extensions(
            markdown, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES, extensions=extensions
        )
    )
    return found


def seen(text: str) -> str:
    """Return a text without the spaces that nobody sees."""
    return text.replace(UNSEEN, "").strip()


def with_claims(**parts: Any) -> Evidence:
    """Return the full evidence with other parts."""
    full = sample.full()
    return Evidence({**full.claims, **parts}, full.run)


def many(number: int, **parts: Any) -> Evidence:
    """Return evidence with so many findings, the last one of which fails."""
    row = {**sample.full().claims["findings"][0], "waiver": None, "baseline": None, "verdict": "unsure", "value": 0.9, **parts}
    rows = [{**row, "target": f"test::sex::g{place}", "group": f"{row['group']}{place}"} for place in range(number - 1)]
    return with_claims(findings=[*rows, {**row, "verdict": "fail", "value": 0.1, "group": "LAST"}])


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_a_name_is_shown_as_it_is(text: str) -> None:
    """Wherever it stands: in a cell, a heading, an item, in bold, in a paragraph and as code."""
    safe = escaped(text)
    found = read(f"| a | b |\n| --- | --- |\n| {safe} | {code(text)} |\n\n## {safe}\n\n1. {safe}\n\n**{safe}**\n\n{safe}\n")

    actual = [[seen(one) for one in found.texts[tag]] for tag in ("td", "h2", "li", "strong")]

    assert actual == [[text, text], [text], [text], [text]]
    assert seen(found.texts["p"][-1]) == text
    assert found.tags <= OURS
    assert found.attributes == set()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_name_fills_one_cell(text: str) -> None:
    """No text ends its cell, begins another one, or becomes anything but itself."""
    shown = clean(text)
    found = read(f"| a | b |\n| --- | --- |\n| {escaped(shown)} | {code(shown)} |\n")

    actual = [seen(one) for one in found.texts["td"]]

    assert actual == [seen(shown), seen(shown)]
    assert found.tags <= OURS


@pytest.mark.parametrize("text", ["@octocat", "a@b.example", "http://x.example", "www.x.example", "see #12", "GH-12", ":tada:"])
def test_what_becomes_a_link_later_is_broken_by_an_unseen_space(text: str) -> None:
    """GitHub looks for people, issues and pictures after all references are resolved."""
    assert NOTHING in escaped(text)


@pytest.mark.parametrize("text", ["birth_year, postcode", "k = 1 of 5 (0.2 to 0.4)", "2026-11-20T12:00:00Z", "29 CFR 1607.4(D)"])
def test_plain_words_stay_readable(text: str) -> None:
    """What means nothing in Markdown is not touched."""
    assert text == escaped(text)


@pytest.mark.parametrize("name", sorted(sample.BUILD))
def test_a_page_holds_only_what_we_put_there(name: str) -> None:
    """Whatever the names are, the tags are ours, no tag has an attribute, and each line of a table has its cells."""
    text = sample.rendered("markdown", name).decode("utf-8")
    found = read(text)
    widths = [
        {len(re.findall(r" \| |^\| | \|$", line)) for line in block.splitlines()} for block in text.split("\n\n") if block.startswith("| ")
    ]

    assert found.tags <= OURS
    assert found.attributes <= {"align"}
    assert [width for width in widths if len(width) != 1] == []


def test_the_answer_comes_first_and_every_finding_is_there() -> None:
    """Answer, count, what to do; then one line per finding, the worst first, what is excused last."""
    claims = sample.full().claims
    text = page([sample.full()])
    found = read(text)
    lines = [line for line in text.split("### To decide")[1].split("### ")[0].splitlines() if line.startswith("| ") and "---" not in line][
        1:
    ]
    excused = [("(waived)" in line or "(adopted)" in line) for line in lines]

    assert text.startswith("## FAIL: credit-pre-scoring\n\n**Fails this policy")
    assert seen(found.texts["p"][1]) == claims["count_line"]
    assert [seen(one) for one in found.texts["li"][:5]] == claims["todo"]
    assert len(lines) == sum(row["verdict"] != "pass" for row in claims["findings"])
    assert excused == sorted(excused)
    assert lines[0].startswith("| **fail** | critical |")


def test_what_the_gate_did_is_said() -> None:
    """A waiver is named at its finding, and with its reason and end in a table of its own; so is what became worse."""
    row = {**sample.full().claims["findings"][0], "verdict": "fail", "note": "", "waiver": None, "baseline": None}
    waiver = {"id": "W-1", "rule": "small-cells", "target": "train", "reason": "Known & accepted for a year.", "owner": "o@example.org",
              "approved_by": "d@example.org", "ticket": "", "created": "2026-01-01", "expires": "2027-02-28", "origin": "p.yml:1", "state": "expired",
              "findings": 1, "days_left": -3}  # fmt: skip
    entry = {"fingerprint": "f", "rule": "drift", "target": "test::a", "metric": "psi", "verdict": "fail", "value": 0.31, "limit": "<= 0.2",
             "owner": "o", "adopted": "2026-01-01", "until": "2027-01-01", "state": "gone"}  # fmt: skip
    baseline = {"state": "used", "entries": [entry], "unchanged": 0, "worse": 0, "new": 0, "gone": 1, "ended": 0, "oldest_days": 3}
    rows = [
        {**row, "waiver": "W-9"},
        {**row, "baseline": "unchanged"},
        {**row, "baseline": "worse"},
        {**row, "note": "waiver W-1 ended on 2026-11-17"},
    ]

    text = page([with_claims(findings=rows, waivers=[waiver], baseline=baseline)])

    assert "| fail (waived) |" in text
    assert "Waived by W-9." in text
    assert "| fail (adopted) |" in text
    assert "Worse than in the baseline." in text
    assert "Waiver W-1 ended on 2026-11-17." in text
    assert (
        "| W-1 | expired | small-cells | train | o@&#8203;example.org | d@&#8203;example.org | 2027-02-28 | Known &amp; accepted for a year. |"
        in text
    )
    assert "| gone | drift | test::a | psi | fail | 0.310 | &lt;= 0.2 | o | 2026-01-01 | 2027-01-01 |" in text


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        pytest.param(("fail*", "pass"), "| excused (fail with what is waived or adopted) | critical |", id="nothing open is left"),
        pytest.param(("fail*", "unsure"), "| **unsure** (fail with what is waived or adopted) | critical |", id="a doubt is left"),
        pytest.param(("fail*", "fail"), "| **fail** | critical |", id="a failure is left"),
    ],
)
def test_a_rule_shows_what_its_excused_findings_leave(verdicts: tuple[str, ...], expected: str) -> None:
    """A waiver changes no verdict, so both are there."""
    row, rule = sample.full().claims["findings"][0], {**sample.full().claims["rules"][0], "verdict": "fail"}
    rows = [
        {**row, "verdict": word.strip("*"), "waiver": "W-1" if "*" in word else None, "baseline": None, "small": False} for word in verdicts
    ]

    text = page([with_claims(rules=[rule], findings=rows)]).split("### To decide")[0]

    assert f"{expected} <code>unequal-selection</code> |" in text


def test_a_rule_that_could_not_run_is_said_though_it_has_no_finding() -> None:
    """It stands among the rules that do not pass."""
    text = page([sample.full()]).split("### To decide")[0]

    assert "| **not run** | critical | <code>unsafe-serialisation</code> |" in text


@pytest.mark.parametrize("group", ["g", "\U0001f600" * 60, "|" * 400], ids=["short", "wide", "escaped"])
def test_a_long_page_is_cut_and_says_what_is_missing(group: str) -> None:
    """Below 1 MiB in bytes, the worst kept, the rest counted."""
    text = page([many(9_000, group=group)])
    table = text.split("### To decide")[1].split("</table>")[0].split("### ")[0]
    shown = sum(line.startswith("| **") for line in table.splitlines())
    hidden = re.search(r"Not shown: ([\d,]+) more findings", table)

    assert len(text.encode("utf-8")) <= MOST < 1024 * 1024
    assert "<code>sex: LAST</code>" in table.splitlines()[4]
    assert hidden is not None
    assert shown + int(hidden[1].replace(",", "")) == 9_000
    assert "### What was audited" in text


@pytest.mark.parametrize("most", [0, 100, 500, 2_000, 5_000, 20_000])
def test_a_page_keeps_to_the_room_it_has(most: int) -> None:
    """However little that is."""
    for made in ([sample.full()], [sample.full(), sample.hostile(), sample.empty()]):
        assert len(page(made, most).encode("utf-8")) <= max(most, 1)


def test_several_subjects_share_a_page() -> None:
    """The answers of all come first, the worst first; a subject with much to say leaves room for the others."""
    text = page([sample.empty(), many(9_000, group="g"), sample.full()])

    assert text.startswith("## 3 subjects: 2 FAIL, 1 NOT ASSURED\n")
    assert re.findall(r"^## (FAIL|NOT ASSURED|PASS): ", text, re.MULTILINE) == ["FAIL", "FAIL", "NOT ASSURED"]
    assert text.count("### What was audited") == 3
    assert len(text.encode("utf-8")) <= MOST
