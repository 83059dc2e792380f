"""How are rows counted when a model has to be asked about each of them, wherever they are?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from audit.core.errors import BadInput
from audit.core.fact import Fact
from audit.observe.engines.sample import drawn
from audit.observe.outcomes import decides
from audit.observe.registry import RowWork
from audit.observe.residuals import scaled
from audit.observe.scene import Counting, Scene
from audit.observe.tally import answered, needed, stored
from audit.observe.weights import weighed

if TYPE_CHECKING:
    import pyarrow as pa

    from audit.load.predictor import Predictor

FEW = 500_000
"""Up to here one process is done before others have started."""


def counted(scene: Scene, works: Sequence[RowWork]) -> Iterator[Fact]:
    """Count all rows, or a sample, where they are, then pool what is rare; raises BadInput if the model cannot be asked."""
    if not works:
        return
    scene = scaled(weighed(drawn(scene) if decides(scene) else scene))
    totals = _asked(scene, works) if scene.model else [one.count(stored(scene), scene.counting) for one in works]
    for one, fact in zip(works, totals, strict=True):
        yield one.close(fact, scene)


def count_batches(batches: Iterable[pa.RecordBatch], predictor: Predictor, counting: Counting, works: Sequence[RowWork]) -> list[Fact]:
    """Return one fact per work over some batches, nothing without one: whatever the batches, they add up to the same."""
    totals: list[Fact] = []
    for frame in answered(batches, predictor, counting.roles):
        totals = added(totals, [one.count(frame, counting) for one in works], works)
    return totals


def added(totals: Sequence[Fact], more: Sequence[Fact], works: Sequence[RowWork]) -> list[Fact]:
    """Add facts one by one, each as coarse as its work wants it; whoever met no rows has none."""
    if not (totals and more):
        return list(totals or more)
    sums = [one.merge(other) for one, other in zip(totals, more, strict=True)]
    return [work.settle(fact) if work.settle else fact for work, fact in zip(works, sums, strict=True)]


def _asked(scene: Scene, works: Sequence[RowWork]) -> list[Fact]:
    """Ask the model about every row: here, in processes beside this one, or on Spark."""
    model = scene.model
    assert model is not None  # noqa: S101 - for the type checker: callers look first
    columns = needed(model.predictor, scene.roles, scene.source.names())
    if scene.source.table.home == "database":
        what = "a model cannot be asked inside a database, and no row leaves it"
        raise BadInput.one(scene.source.name, what, "Store its predictions in the table and name them: --prediction COL")
    if scene.source.table.home == "spark":
        from audit.observe.engines.spark_rows import count_on_spark

        return count_on_spark(scene, works, columns)
    if scene.workers > 1 and scene.source.rows > FEW and model.recipe is not None:
        from audit.observe.engines.pool import count_in_processes

        return count_in_processes(scene, works, columns)
    return count_batches(_noted(scene, columns), model.predictor, scene.counting, works)


def _noted(scene: Scene, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Yield batches and tell how far it is."""
    done = 0
    for batch in scene.source.batches(columns, scene.settings.batch_rows):
        yield batch
        done += batch.num_rows
        scene.progress(f"{scene.source.name}: predict", done, scene.source.rows)
