"""How many released rows can be joined to another table: to the source, to an outsider's file, to an earlier release?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.load.source import Source
from audit.release.rows_as_keys import keyed, shared

if TYPE_CHECKING:
    import narwhals as nw


@dataclass(frozen=True, slots=True)
class Matches:
    """Rows that agree with exactly one row of another table in these columns, and are alone with that in their own."""

    columns: tuple[str, ...]
    rows: int
    unique: int

    @property
    def share(self) -> float:
        """Return the share of all rows, 0 to 1."""
        return self.unique / self.rows


def matches(released: Source, other: Source, among: Sequence[str] | None = None) -> Matches | None:
    """Return how many released rows another table can be joined to, one to one; None where they share no column."""
    import narwhals as nw

    columns = shared(released, other, among)
    if not columns:
        return None
    alone = [_alone(source, columns) for source in (released, other)]
    joined = alone[0].join(alone[1], on="__key", how="inner").select(nw.len().cast(nw.Int64).alias("__n"))
    return Matches(columns, released.rows, int(joined.collect("pyarrow").to_native().to_pylist()[0]["__n"]))


def _alone(source: Source, columns: Sequence[str]) -> nw.LazyFrame[Any]:
    """Return the keys that one row only has."""
    import narwhals as nw

    counted = keyed(source, {"__key": columns}).group_by("__key").agg(nw.len().cast(nw.Int64).alias("__n"))
    return counted.filter(nw.col("__n") == 1).select("__key")


@dataclass(frozen=True, slots=True)
class Together:
    """Two releases joined by the columns treated alike in both: rows joined one to one, and the classes over both at once.

    `k` is the smallest class, `below` the joined rows in classes below what was asked; None where no row is joined.
    """

    columns: tuple[str, ...]
    joined: int
    k: int | None
    below: int


def together(released: Source, earlier: Source, alike: Sequence[str], quasi: tuple[Sequence[str], Sequence[str]], k: int) -> Together:
    """Return what two releases tell together: by the columns `alike` a row of one finds its row in the other.

    Its class is then what both say of its quasi-identifiers (those of this release, those of the earlier one). A class is as
    large as the rows that could be joined into it, alone or among others, so that nobody is called alone who is not.
    """
    columns = shared(released, earlier, alike)
    if not columns:
        return Together((), 0, None, 0)
    here, there = _classes(released, columns, quasi[0], "__a"), _classes(earlier, columns, quasi[1], "__b")
    exact = _exact(here, there)
    sizes = _sizes(here, there, exact)
    table = sizes.collect("pyarrow").to_native().to_pylist()
    low = [row for row in table if row["__size"] < k]
    smallest = min((int(row["__size"]) for row in table), default=None)
    return Together(columns, sum(int(row["__joined"]) for row in table), smallest, sum(int(row["__joined"]) for row in low))


def _classes(source: Source, columns: Sequence[str], quasi: Sequence[str], name: str) -> nw.LazyFrame[Any]:
    """Return join key, class, rows of both together, and rows of the join key."""
    import narwhals as nw

    pairs = keyed(source, {"__key": columns, name: tuple(one for one in quasi if one in source.names())})
    counted = pairs.group_by("__key", name).agg(nw.len().cast(nw.Int64).alias(f"{name}_n"))
    of_key = counted.group_by("__key").agg(nw.col(f"{name}_n").sum().cast(nw.Int64).alias(f"{name}_of"))
    return counted.join(of_key, on="__key", how="inner")


def _exact(here: nw.LazyFrame[Any], there: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return the pairs of classes that rows joined one to one are in, and how many such rows."""
    import narwhals as nw

    one = here.filter(nw.col("__a_of") == 1).select("__key", "__a")
    other = there.filter(nw.col("__b_of") == 1).select("__key", "__b")
    return one.join(other, on="__key", how="inner").group_by("__a", "__b").agg(nw.len().cast(nw.Int64).alias("__joined"))


def _sizes(here: nw.LazyFrame[Any], there: nw.LazyFrame[Any], exact: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return, by size, the joined rows in pairs of classes into which so many rows could be joined."""
    import narwhals as nw

    candidates = exact.join(here, on="__a", how="inner").join(there, on=["__key", "__b"], how="inner")
    fewest = nw.when(nw.col("__a_n") < nw.col("__b_n")).then(nw.col("__a_n")).otherwise(nw.col("__b_n"))
    each = candidates.with_columns(fewest.alias("__m")).group_by("__a", "__b", "__joined")
    sized = each.agg(nw.col("__m").sum().cast(nw.Int64).alias("__size"))
    return sized.group_by("__size").agg(nw.col("__joined").sum().cast(nw.Int64).alias("__joined"))
