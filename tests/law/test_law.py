"""Is every citation complete, and does it claim no more than was read?"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from audit.core.rule import Citation
from audit.core.words import Status
from audit.law import all_citations
from audit.law.techniques import TECHNIQUES
from audit.release.counting import PRIVATE_COUNTS
from audit.transform.registry import transformations

CITATIONS = all_citations()
SOURCE_HOSTS = ("https://eur-lex.europa.eu/", "https://ec.europa.eu/", "https://www.ecfr.gov/", "https://doi.org/")
# The reference marks these as read in secondary sources, as paraphrase or from memory.
NOT_READ = {
    "eu.GDPR_5_1_D",
    "eu.GDPR_32",
    "eu.AI_ACT_4A",
    "eu.AI_ACT_15_5",
    "eu.AEPD_EDPS_HASH",
    "eu.AI_ACT_10_5",
    "us.REG_B",
    "cut_offs.TITLE_VII_703_L",
    "cut_offs.EQUAL_TREATMENT",
    "us.FLIPPED",
    "fairness_lines.EQUAL_SCORES",
    "us.TWO_PERCENT",
    "us.TWO_DEVIATIONS",
    "us.COLORADO_AI_ACT",
    "us.COLORADO_ADMT",
    "ours.SMALL_CELLS",
    "anonymisation.EDPB_01_2025",
    "anonymisation.CJEU_C_413_23",
    "anonymisation.ISO_27559",
    "anonymisation.EMA_0070",
    "california.CCPA_SENSITIVE",
    "health_us.HIPAA_KNOWLEDGE",
    "health_us.HIPAA_CODES",
    "us.SR_26_2",
    "us.SR_11_7",
    "california.CCPA_RISK_ASSESSMENT",
    "california.CCPA_ADMT",
    "eu.AI_ACT_ANNEX_I",
    "eu.EDPB_DPIA",
}


@pytest.mark.parametrize("citation", CITATIONS.values(), ids=CITATIONS)
def test_words_are_complete(citation: Citation) -> None:
    """Name, clause and a sentence in our words."""
    assert citation.name.strip() == citation.name != ""
    assert citation.clause.strip() == citation.clause != ""
    assert re.fullmatch(r"[A-Z].{40,}\.", citation.says)
    assert citation.url == "" or citation.url.startswith(SOURCE_HOSTS)
    assert isinstance(citation.status, Status)


@pytest.mark.parametrize("citation", CITATIONS.values(), ids=CITATIONS)
def test_dates_agree(citation: Citation) -> None:
    """A day of reading exactly where something was read; a start before an end."""
    assert citation.verified == (citation.last_verified is not None)
    assert citation.start is None or citation.until is None or citation.start <= citation.until
    assert citation.last_verified in {None, date(2026, 11, 20)}


def test_what_was_not_read_says_so() -> None:
    """The reference's marks are carried over."""
    unread = {name for name, citation in CITATIONS.items() if not citation.verified}

    assert unread == NOT_READ


def test_names_are_unique() -> None:
    """A citation is known by its text."""
    twice = [text for text, times in Counter(map(str, CITATIONS.values())).items() if times > 1]

    assert twice == []


def test_a_policy_can_permit_every_transformation_and_nothing_else() -> None:
    """A new transformation says which family of Table 6 it belongs to, or that it belongs to none."""
    assert set(TECHNIQUES) == {*transformations(), PRIVATE_COUNTS.name}


def test_house_numbers_are_not_called_law() -> None:
    """What we chose is ours or a convention."""
    claimed = {citation.status for name, citation in CITATIONS.items() if name.startswith(("ours.", "fairness_lines."))}

    assert claimed == {Status.OURS, Status.CONVENTION}
