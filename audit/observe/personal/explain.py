"""Why is a column called personal? One sentence, made from counts and never from values."""

from __future__ import annotations

from audit.observe.personal.catalogue import recogniser_of

_BASIS = {
    "pattern": "{full} of {examined} {of} are {says} by their form",
    "header": ("the column name says {says}, and {full} of {examined} {of} have a form that fits; no checksum or pattern confirms it"),
    "both": "the column name says {says}, and {full} of {examined} {of} match",
}


def explain(entity: str, category: str, basis: str, examined: int, distinct: int, matched: int, full: int) -> str:
    """Return why a column was given an entity, from the counts a fact carries.

    `basis` is `pattern`, `header` or `both`; the other numbers count distinct values of the column.
    """
    one = recogniser_of(entity)
    says = one.says if one is not None else entity
    of = "distinct values" if examined >= distinct else f"distinct values read (of {distinct:,})"
    if category == "freetext":
        return f"{matched:,} of {examined:,} {of} hold {says} among other text."
    text = _BASIS.get(basis, _BASIS["pattern"]).format(full=f"{full:,}", examined=f"{examined:,}", of=of, says=says)
    return f"{text[:1].upper()}{text[1:]}."
