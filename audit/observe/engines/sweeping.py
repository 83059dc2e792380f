"""How is every cell of every column looked at, wherever the rows are?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from audit.observe.engines.stream import looked_at, streams
from audit.observe.personal.sieve.prefilter import Prefilter
from audit.observe.personal.sieve.probes import probes
from audit.observe.personal.sieve.sweep import Sieve, Swept
from audit.observe.scene import Progress, Settings, silent

if TYPE_CHECKING:
    from audit.load.source import Source


def sweep(
    source: Source,
    columns: Sequence[str],
    settings: Settings,
    progress: Progress = silent,
    distinct: Mapping[str, int] | None = None,
) -> dict[str, Swept]:
    """Return what a look at every cell of some columns says, by column; columns of dates and booleans are left out.

    `distinct` is how many values a column has, where known: it changes the cost, and whether distinct
    candidates are counted. Raises BadInput where the subject's recognisers cannot be read or a worker cannot look.
    """
    chosen = looked_at(source, columns, distinct or {})
    step = f"{source.name}: personal data"
    asked = probes(settings.locales, settings.personal)
    if source.table.home == "spark":
        from audit.observe.engines.spark_sweep import sweep_on_spark

        progress(step, 0, len(chosen))
        return sweep_on_spark(source, chosen, asked, settings.seed, cap(settings))
    prefilter = Prefilter(asked)
    found: dict[str, Swept] = {}
    for place, column in enumerate(chosen):
        progress(step, place, len(chosen))
        sieve = Sieve(prefilter, settings.seed, cap(settings), once=column.distinct is not None)
        for values, counts in streams(source, column, settings.batch_rows):
            sieve.add(values, counts)
        found[column.name] = sieve.swept()
    progress(step, len(chosen), len(chosen))
    return found


def cap(settings: Settings) -> int | None:
    """Return how many distinct candidates are kept per column and probe; None: all."""
    return None if settings.exhaustive else settings.judged_cap
