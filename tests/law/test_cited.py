"""Is every source that is written down cited, and does every pack cite what is written down, with its dates?"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import audit
from audit.checks.registry import checks
from audit.core.rule import Citation
from audit.law import all_citations, eu, us
from audit.law.standing import Line
from audit.load.policy import Policy, policy_names, read_policy
from audit.resources import folder

CITATIONS = all_citations()
HOME = Path(audit.__file__).parent
IN_PACKS = {
    "anonymisation.WP216_5_2": ("gdpr", "WP216 section 5.2"),
    "anonymisation.WP216_TABLE_6": ("ema-0070", "Table 6 of WP216"),
    "anonymisation.EDPB_01_2025": ("gdpr", "EDPB Guidelines 01/2025"),
    "anonymisation.CJEU_C_413_23": ("gdpr", "CJEU C-413/23 P"),
    "anonymisation.ICO_ANONYMISATION": ("gdpr", "ICO anonymisation guidance"),
    "anonymisation.ISO_27559": ("gdpr", "ISO/IEC 27559"),
    "anonymisation.EMA_0070": ("ema-0070", "EMA Policy 0070"),
    "california.CCPA_SENSITIVE": ("ccpa", "1798.140(ae)"),
    "california.CCPA_DEIDENTIFIED": ("ccpa", "1798.140(m)"),
    "california.CCPA_RISK_ASSESSMENT": ("ccpa", "CCPA regulations, risk assessment, owed from 2026-01-01"),
    "california.CCPA_ADMT": ("ccpa", "CCPA regulations, automated decisions (ADMT), from 2027-01-01"),
    "eu.GDPR_35_7": ("gdpr", "GDPR Art. 35(7)"),
    "eu.EDPB_DPIA": ("gdpr", "EDPB template 1.0"),
    "eu.AI_ACT_15_4": ("eu-ai-act", "Art. 15(4)"),
    "eu.AI_ACT_ANNEX_IV_2_G": ("eu-ai-act", "Annex IV(2)(g)"),
    "eu.AI_ACT_ANNEX_I": ("eu-ai-act", "those for products of Annex I"),
    "health_us.HIPAA_KNOWLEDGE": ("hipaa-safe-harbor", "45 CFR 164.514(b)(2)(ii)"),
    "health_us.HIPAA_CODES": ("hipaa-safe-harbor", "45 CFR 164.514(c)"),
    "health_us.CMS_CELL_SIZE": ("cms-cell-size", "CMS cell size suppression policy"),
    "standards.NIST_AI_RMF_MEASURE_2_11": ("release", "NIST AI RMF 1.0, MEASURE 2.11"),
    "standards.NIST_AI_RMF_2_10": ("release", "NIST AI RMF 1.0, MEASURE 2.10"),
    "us.COLORADO_AI_ACT": ("credit", "SB 24-205"),
    "us.COLORADO_ADMT": ("credit", "SB 26-189"),
    "us.REG_B": ("credit", "12 CFR 1002.6(a)"),
    "us.SR_26_2": ("credit", "SR 26-2"),
    "us.SR_11_7": ("credit", "SR 11-7"),
}
"""What no rule and no module cites, and a pack does, in these words."""
NOT_READ = re.compile(r"not verified|not read|from memory|secondary sources")
DATED = ("from", "until", "last_verified")


@cache
def _pack(name: str) -> Policy:
    """Return a pack, resolved; a rule that does not exist would be an error."""
    return read_policy((name,), tuple(checks()), Path())


@cache
def _text(name: str) -> str:
    """Return the text of a pack, its comments joined to sentences."""
    return re.sub(r"\s*\n\s*#?\s*", " ", (folder("policies") / f"{name}.yml").read_text("utf-8"))


@cache
def _code() -> str:
    """Return the code outside the law."""
    return "\n".join(path.read_text("utf-8") for path in HOME.rglob("*.py") if path.parent.name != "law")


def _by_rule() -> set[str]:
    """Return the names of what rules cite."""
    texts = {str(law) for one in checks().values() for law in (one.rule.limit_source, *one.rule.related_law)}
    return {name for name, law in CITATIONS.items() if str(law) in texts}


@pytest.mark.parametrize("name", CITATIONS)
def test_every_source_is_cited(name: str) -> None:
    """By a rule, by what prints it, or by a pack: a source that nobody cites is never checked again."""
    constant = name.partition(".")[2]
    code = re.search(rf"\b{constant}\b", _code()) is not None
    pack, words = IN_PACKS.get(name, ("", ""))

    cited = [name in _by_rule() or code, bool(pack) and words in _text(pack)]

    assert any(cited)
    assert cited.count(True) == 1 or name in _by_rule(), "cited by a rule: the table above does not need it"


def test_the_table_names_sources_and_packs() -> None:
    assert set(IN_PACKS) <= set(CITATIONS)
    assert {pack for pack, _ in IN_PACKS.values()} <= set(policy_names())


@pytest.mark.parametrize("name", policy_names())
def test_every_rule_of_a_pack_exists(name: str) -> None:
    """And every limit is the right way round."""
    for rule, setting in _pack(name).rules.items():
        limit = setting.limit
        assert limit is not None
        assert limit.sense == checks()[rule].rule.limit.sense, rule


@pytest.mark.parametrize("name", policy_names())
def test_what_stands_behind_a_line_was_read_or_says_that_it_was_not(name: str) -> None:
    """Law, guidance, and every line with a day: `last_verified`, or words that say it was not."""
    for rule, setting in _pack(name).rules.items():
        if setting.status in {"law", "guidance"} or setting.start or setting.until:
            assert setting.last_verified or NOT_READ.search(setting.source), rule
        if setting.last_verified:
            assert not NOT_READ.search(setting.source), rule
            assert setting.last_verified <= date(2026, 11, 20), rule


DAYS = {
    "credit, the effects test": ("credit", "unequal-selection", us.REG_B),
    "credit, the effects test of scores": ("credit", "unequal-scores", us.REG_B),
    "AI Act, Art. 10(2)(f)": ("eu-ai-act", "unequal-selection", eu.AI_ACT_10_2_F),
    "AI Act, Art. 10(3)": ("eu-ai-act", "thin-group", eu.AI_ACT_10_3),
    "AI Act, Art. 15(5)": ("eu-ai-act", "unsafe-serialisation", eu.AI_ACT_15_5),
    "AI Act, Art. 4a": ("eu-ai-act", "special-category", eu.AI_ACT_4A),
}


@pytest.mark.parametrize(("name", "rule", "law"), DAYS.values(), ids=DAYS)
def test_the_days_of_a_pack_are_those_of_its_source(name: str, rule: str, law: Citation) -> None:
    """A date is written once as a constant and once in a pack: both say the same."""
    setting = _pack(name).rules[rule]

    assert (setting.start, setting.until) == (law.start, law.until)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("us.SR_11_7", date(2026, 4, 16), "in force"),
        ("us.SR_11_7", date(2026, 4, 17), "repealed, in force until 2026-04-16"),
        ("us.SR_26_2", date(2026, 4, 17), "in force"),
        ("california.CCPA_RISK_ASSESSMENT", date(2026, 1, 1), "in force"),
        ("california.CCPA_ADMT", date(2026, 12, 31), "adopted, applies from 2027-01-01"),
        ("california.CCPA_ADMT", date(2027, 1, 1), "in force"),
        ("eu.AI_ACT_ANNEX_I", date(2027, 12, 2), "adopted, applies from 2028-08-02"),
        ("eu.AI_ACT_ANNEX_I", date(2028, 8, 2), "in force"),
        ("eu.EDPB_DPIA", date(2026, 11, 20), "in force"),
    ],
)
def test_what_moved_in_2026(name: str, day: date, expected: str) -> None:
    """On the day, and on the day before."""
    assert expected == Line.of(CITATIONS[name]).words(day)
