"""Where does a dataset live, and what can be asked of it there?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from typing import Any

    import narwhals as nw
    import pyarrow as pa

Home: TypeAlias = Literal["here", "spark", "database"]
BATCH = 65_536


class Table(Protocol):
    """The rows of one dataset in the engine that holds them.

    `home` is where they are: in the embedded engine, on Spark, or inside a database, which no row leaves.
    `memory` is how many bytes one step may hold, None where that engine looks after itself.
    `written` tells that `text` is what somebody wrote, not a cast of typed values.
    """

    @property
    def home(self) -> Home:
        """Return where the rows are."""
        ...

    @property
    def memory(self) -> int | None:
        """Return the bytes one step may hold."""
        ...

    @property
    def written(self) -> bool:
        """Tell whether the text is what was written."""
        ...

    def frame(self) -> nw.LazyFrame[Any]:
        """Return the typed columns, lazily: int64, float64 without NaN, text, boolean, date, timestamp in UTC."""
        ...

    def text(self) -> nw.LazyFrame[Any]:
        """Return the same columns as text."""
        ...

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield typed batches of `size` rows (the last is shorter), with bounded memory."""
        ...

    def stream(self, frame: nw.LazyFrame[Any], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield a query over `frame` or `text` in batches, in any order and with bounded memory.

        Raises BadInput where rows are not brought here: Spark looks at them in its workers.
        """
        ...

    def done(self) -> float | None:
        """Return the share of the running query that is done, 0 to 1; None where the engine does not say. Any thread may ask."""
        ...

    def renamed(self, names: Mapping[str, str]) -> Table:
        """Return the same rows with some columns called otherwise."""
        ...

    def only(self, rows: nw.LazyFrame[Any]) -> Table:
        """Return a table of some of the rows, typed as here: they are found once and kept where they are."""
        ...
