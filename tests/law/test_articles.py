"""Is a point of the law found however it is written, and nothing else taken for one?"""

from __future__ import annotations

import pytest

from audit.law.articles import basis_in, condition_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("9(2)(g)", "g", id="plain"),
        pytest.param("Art. 9(2)(j), bias audit", "j", id="with a purpose"),
        pytest.param("Art. 9 (2) (a)", "a", id="with blanks"),
        pytest.param("9.2.g", "g", id="with dots"),
        pytest.param("9-2-i", "i", id="with hyphens"),
        pytest.param("ARTICLE 9(2)(H)", "h", id="in capitals"),
        pytest.param("Art. 9 Abs. 2 lit. g DSGVO", "g", id="German"),
        pytest.param("art. 9, par. 2, lett. g", "g", id="Italian"),
        pytest.param("art. 9 comma 2 lettera g", "g", id="Italian in full"),
        pytest.param("Article 9, paragraph 2, point (i)", "i", id="as the law cites itself"),
        pytest.param("9(1) and 9(2)(b)", "b", id="after another paragraph"),
        pytest.param("Art. 6(1)(e), Art. 9(2)(j)", "j", id="beside a basis"),
        pytest.param("9(2)(c) or 9(2)(d)", "c", id="the first of two"),
        pytest.param("", None, id="nothing"),
        pytest.param("not applicable", None, id="words"),
        pytest.param("Art. 9(2)", None, id="no point"),
        pytest.param("Art. 9(2)(k)", None, id="a point there is not"),
        pytest.param("Art. 9(2) a task of ours", None, id="an article, not a point"),
        pytest.param("Art. 9(2) because", None, id="a word"),
        pytest.param("19(2)(g)", None, id="another article"),
        pytest.param("9(1)(a)", None, id="another paragraph"),
        pytest.param("Art. 9(2) lit. test", None, id="a word after the sign of a point"),
        pytest.param("İ 9(2)(g)", "g", id="a letter that grows when it is made small"),
    ],
)
def test_a_condition_of_article_9(text: str, expected: str | None) -> None:
    assert condition_in(text) == (f"Art. 9(2)({expected})" if expected else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("6(1)(c)", "c"), ("Art. 6 Abs. 1 lit. b", "b"), ("6(1)(g)", None), ("16(1)(a)", None), ("9(2)(a)", None), ("consent", None)],
)
def test_a_basis_in_article_6(text: str, expected: str | None) -> None:
    assert basis_in(text) == (f"Art. 6(1)({expected})" if expected else None)
