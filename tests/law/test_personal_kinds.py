"""Does every kind of personal data get the names the laws give it?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.law import eu
from audit.law.personal_kinds import AI_ACT, CCPA, GDPR, HIPAA, Kind, kinds_of
from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.recogniser import Recogniser

EVERY = [pytest.param(one, id=one.entity) for one in recognisers()]
CLAUSES = {
    GDPR: r"(?:Art\. \d+(?:\(\d+\))?|Recital \d+)(?:, Recital \d+)?",
    CCPA: r"Cal\. Civ\. Code 1798\.140\(ae\)\([12]\)\([A-F]\)",
    HIPAA: r"45 CFR 164\.514\(b\)\(2\)\(i\)\([A-R]\)",
    AI_ACT: r"Art\. 4a, which replaces Art\. 10\(5\)",
}
BY_CATEGORY = {
    "direct": "direct identifier",
    "pseudonym": "pseudonym",
    "quasi": "quasi-identifier candidate",
    "criminal": "criminal convictions and offences",
    "child": "child data",
}


def _names(entity: str, category: str, system: str) -> list[str]:
    """Return what one law calls an entity."""
    return [kind.name for kind in kinds_of(entity, category) if kind.system == system]


@pytest.mark.parametrize("one", EVERY)
def test_every_entity_has_a_name_in_european_law(one: Recogniser) -> None:
    """By its category; a special one by Art. 9, and what belongs to things by no article on people."""
    names = _names(one.entity, one.category, GDPR)
    special = [name for name in names if name.startswith("special category: ")]

    actual = (BY_CATEGORY.get(one.category, "") in ["", *names], len(special), any("lawyer" in name for name in names))

    assert actual == (True, int(one.category == "special"), False)


@pytest.mark.parametrize("one", EVERY)
def test_clauses_are_written_as_the_laws_write_them(one: Recogniser) -> None:
    """One form per law; no kind twice."""
    kinds = kinds_of(one.entity, one.category)

    actual = ([kind for kind in kinds if not re.fullmatch(CLAUSES[kind.system], kind.clause)], len(set(kinds)))

    assert actual == ([], len(kinds))


@pytest.mark.parametrize("one", EVERY)
def test_a_number_of_a_person_is_on_the_list_of_safe_harbor(one: Recogniser) -> None:
    """Direct identifiers and pseudonyms are always one of the eighteen; a card's security code is a number too."""
    actual = len(_names(one.entity, one.category, HIPAA))

    assert actual == 1 if one.category in {"direct", "pseudonym"} else actual <= 1


@pytest.mark.parametrize("one", EVERY)
def test_special_categories_and_only_they_are_for_bias_detection(one: Recogniser) -> None:
    """Sex, age and nationality are no special category."""
    actual = bool(_names(one.entity, one.category, AI_ACT))

    assert actual == (one.category == "special")


@pytest.mark.parametrize(
    ("entity", "category", "expected"),
    [
        pytest.param("PERSON", "direct", [(GDPR, "Art. 4(1)"), (HIPAA, "45 CFR 164.514(b)(2)(i)(A)")], id="a name"),
        pytest.param(
            "US_SSN",
            "direct",
            [
                (GDPR, "Art. 4(1)"),
                (GDPR, "Art. 87"),
                (CCPA, "Cal. Civ. Code 1798.140(ae)(1)(A)"),
                (HIPAA, "45 CFR 164.514(b)(2)(i)(G)"),
            ],
            id="a social security number",
        ),
        pytest.param(
            "FR_NIR", "direct", [(GDPR, "Art. 4(1)"), (GDPR, "Art. 87"), (HIPAA, "45 CFR 164.514(b)(2)(i)(R)")], id="a national number"
        ),
        pytest.param(
            "ETHNICITY",
            "special",
            [(GDPR, "Art. 9(1)"), (CCPA, "Cal. Civ. Code 1798.140(ae)(1)(D)"), (AI_ACT, "Art. 4a, which replaces Art. 10(5)")],
            id="an ethnic origin",
        ),
        pytest.param(
            "POLITICAL_OPINION",
            "special",
            [(GDPR, "Art. 9(1)"), (AI_ACT, "Art. 4a, which replaces Art. 10(5)")],
            id="California lists no opinion",
        ),
        pytest.param("CRIMINAL_RECORD", "criminal", [(GDPR, "Art. 10")], id="an offence"),
        pytest.param("CHILD_DATA", "child", [(GDPR, "Art. 8, Recital 38"), (GDPR, "Recital 75")], id="a child"),
        pytest.param("GENDER", "quasi", [(GDPR, "Recital 26"), (GDPR, "Recital 75")], id="a sex"),
        pytest.param("AGE", "quasi", [(GDPR, "Recital 26"), (GDPR, "Recital 75"), (HIPAA, "45 CFR 164.514(b)(2)(i)(C)")], id="an age"),
        pytest.param(
            "NATIONALITY",
            "quasi",
            [(GDPR, "Recital 26"), (GDPR, "Recital 75"), (CCPA, "Cal. Civ. Code 1798.140(ae)(1)(D)")],
            id="a citizenship",
        ),
        pytest.param("POSTCODE", "quasi", [(GDPR, "Recital 26"), (HIPAA, "45 CFR 164.514(b)(2)(i)(B)")], id="a postcode"),
        pytest.param(
            "UK_NHS", "direct", [(GDPR, "Art. 4(1)"), (GDPR, "Recital 35"), (HIPAA, "45 CFR 164.514(b)(2)(i)(H)")], id="a number for health"
        ),
        pytest.param("EMAIL_ADDRESS", "freetext", [(GDPR, "Art. 4(1)"), (HIPAA, "45 CFR 164.514(b)(2)(i)(F)")], id="an address in a text"),
        pytest.param(
            "HEALTH",
            "freetext",
            [
                (GDPR, "Art. 9(1)"),
                (GDPR, "Art. 4(1)"),
                (CCPA, "Cal. Civ. Code 1798.140(ae)(2)(B)"),
                (AI_ACT, "Art. 4a, which replaces Art. 10(5)"),
            ],
            id="an illness in a text",
        ),
        pytest.param("URL", "thing", [(HIPAA, "45 CFR 164.514(b)(2)(i)(N)")], id="a web address"),
        pytest.param("SWIFT_CODE", "thing", [], id="a bank"),
        pytest.param("MY_OWN", "direct", [(GDPR, "Art. 4(1)"), (HIPAA, "45 CFR 164.514(b)(2)(i)(R)")], id="one of a user's own"),
        pytest.param(
            "MY_OWN", "special", [(GDPR, "Art. 9(1)"), (AI_ACT, "Art. 4a, which replaces Art. 10(5)")], id="a special one of a user's own"
        ),
        pytest.param("US_SSN", "dismissed", [], id="a match that is not accepted"),
    ],
)
def test_kinds(entity: str, category: str, expected: list[tuple[str, str]]) -> None:
    """The GDPR first, then California, HIPAA and the AI Act."""
    actual = [(kind.system, kind.clause) for kind in kinds_of(entity, category)]

    assert expected == actual


def test_what_was_not_read_says_so() -> None:
    """Summaries and secondary sources are no reading of the law; nor is the last point of the list of HIPAA."""
    kinds = {kind for one in recognisers() for kind in kinds_of(one.entity, one.category)}

    actual = {kind for kind in kinds if kind.verified and (kind.system in {CCPA, AI_ACT} or kind.clause.endswith("(i)(R)"))}

    assert actual == set()


def test_articles_that_were_read_are_those_of_the_citations() -> None:
    """Art. 4, 9, 10 and Recital 26 are cited elsewhere, with the same reading."""
    read = {one.clause for one in (eu.GDPR_4_1, eu.GDPR_4_5, eu.GDPR_9, eu.GDPR_10, eu.GDPR_RECITAL_26) if one.verified}
    kinds = {kind for one in recognisers() for kind in kinds_of(one.entity, one.category) if kind.system == GDPR and kind.verified}

    actual = {kind.clause.removesuffix("(1)") if kind.clause.startswith("Art. 9") else kind.clause for kind in kinds}

    assert actual <= read


@given(st.text(), st.sampled_from(["direct", "pseudonym", "quasi", "special", "criminal", "child", "freetext", "thing", "dismissed"]))
def test_any_entity_can_be_asked(entity: str, category: str) -> None:
    """Names that nobody foresaw are judged by their category, the same each time."""
    kinds = kinds_of(entity, category)

    assert kinds == kinds_of(entity, category)
    assert all(isinstance(kind, Kind) and kind.name and kind.clause for kind in kinds)
