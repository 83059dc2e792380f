"""Does a column arrive as the kind of value that the model's encoder was fitted on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from audit.core.errors import BadInput
from audit.load.canonical import canonical

if TYPE_CHECKING:
    import pandas as pd

Kind: TypeAlias = Literal["texts", "numbers", "flags"]


def fitted_kinds(estimator: object) -> dict[str, Kind]:
    """Return what each column held that some encoder of a fitted pipeline knows by its categories.

    An encoder that ignores what it does not know takes 1 for an unknown word where it has learnt "1":
    every row is predicted, and every row wrongly. So kinds are compared before it is asked.
    """
    found: dict[str, Kind] = {}
    for columns, categories in _encoders(estimator, getattr(estimator, "feature_names_in_", None)):
        for column, known in zip(columns, categories, strict=False):
            kind = _kind(known)
            if kind is not None:
                found[str(column)] = kind
    return found


def fitted_like(frame: pd.DataFrame, kinds: Mapping[str, Kind], where: str) -> pd.DataFrame:
    """Return the frame with whole numbers written as texts where the model knows texts.

    Only whole numbers have one text. Raises BadInput where a column holds any other kind of value than
    the model was fitted on; flags and numbers pass for each other.
    """
    for column, fitted in kinds.items():
        if column not in frame.columns:
            continue
        given = _given(frame[column])
        if fitted == "texts" and given == "numbers":
            frame[column] = _written(frame[column], where)
        elif given is not None and given != fitted and {given, fitted} != {"numbers", "flags"}:
            what = f"column {column!r} holds {given}, and the model was fitted on {fitted}"
            raise BadInput.one(where, what, "Give the data in the types of the training data, for example as Parquet")
    return frame


def _encoders(step: object, columns: Sequence[Any] | None) -> Iterator[tuple[Sequence[Any], Sequence[Any]]]:
    """Yield the columns and categories of every encoder that is fed with columns of the data."""
    if columns is None:
        return
    categories = getattr(step, "categories_", None)
    if categories is not None and len(categories) == len(columns):
        yield columns, categories
    for _, inner, chosen in getattr(step, "transformers_", ()):
        named = [chosen] if isinstance(chosen, str) else chosen
        if not isinstance(inner, str) and all(isinstance(one, str) for one in named):
            yield from _encoders(inner, named)
    for _, inner in getattr(step, "steps", ()):
        yield from _encoders(inner, columns)
        # A step that changes the number or meaning of the columns ends what names can tell.
        if hasattr(inner, "transformers_") or hasattr(inner, "categories_"):
            return


def _kind(known: Sequence[Any]) -> Kind | None:
    """Return what categories are, None where they are mixed or nothing."""
    kinds = {_kind_of(one) for one in known if one is not None and one == one}  # noqa: PLR0124 - NaN is not itself
    return kinds.pop() if len(kinds) == 1 else None


def _kind_of(value: Any) -> Kind:
    """Return what one category is."""
    plain = value.item() if hasattr(value, "item") else value
    return "texts" if isinstance(plain, str) else "flags" if isinstance(plain, bool) else "numbers"


def _given(column: pd.Series[Any]) -> str | None:
    """Return what a column of the data holds, None where it holds nothing."""
    from pandas.api import types

    present = column.dropna()
    if present.empty:
        return None
    if types.is_bool_dtype(present) or all(isinstance(one, bool) for one in present.head(100)):
        return "flags"
    if types.is_numeric_dtype(present):
        return "numbers"
    return "dates" if types.is_datetime64_any_dtype(present) else "texts"


def _written(column: pd.Series[Any], where: str) -> pd.Series[Any]:
    """Return whole numbers as texts, gaps as they are; raises BadInput for fractions, which have many texts."""
    present = column.dropna()
    if not (present % 1 == 0).all():
        what = f"column {str(column.name)!r} holds numbers, and the model was fitted on texts"
        raise BadInput.one(where, what, "Give the data in the types of the training data, for example as Parquet")
    texts = {one: canonical(one) for one in present.unique()}
    return column.map(texts).astype(object)
