"""Which delimiter and which quote cut this text into a table?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from audit.load.formats.records import Dialect, Malformed, Record, records

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 500
_AGREE, _STEADY = 0.5, 0.9
_SPOKEN = {"\t": "TAB"}
_DECIMAL = re.compile(r"[0-9],[0-9]")


@dataclass(frozen=True, slots=True)
class _Trial:
    """How well one dialect cuts the sample."""

    dialect: Dialect
    sample: Sequence[Record]
    width: int
    share: float
    broken: bool

    @property
    def holds(self) -> bool:
        """Tell whether it cuts most lines into the same number of cells, and more than one."""
        return self.width > 1 and self.share >= _AGREE

    @property
    def headed(self) -> bool:
        """Tell whether the first line has as many cells as the others."""
        return bool(self.sample) and len(self.sample[0].cells) == self.width


def find_dialect(lines: Sequence[str], declared: str | None = None, suffix: str = "") -> Dialect:
    """Return the dialect that cuts the lines, which keep their ends, into most equal records.

    Records are compared, not lines, so a delimiter inside quotes does not count. A comma loses
    against another delimiter where every comma stands between digits. One column, or nothing
    that holds: comma, so that a ragged file is an error and never a table of one column.
    """
    quote = '"'
    marks = (declared,) if declared else DELIMITERS
    trials = [_try(lines, Dialect(mark, quote)) for mark in marks]
    if not any(record.quoted for trial in trials for record in trial.sample):
        single = [_try(lines, Dialect(mark, "'")) for mark in marks]
        trials += [trial for trial in single if _quoted_throughout(trial)]
    best = max(
        (trial for trial in trials if trial.holds or declared),
        key=lambda trial: _rank(trial, lines, suffix),
        default=None,
    )
    return best.dialect if best else Dialect(",", quote)


def spoken(delimiter: str) -> str:
    """Return how a delimiter is written in a message."""
    return _SPOKEN.get(delimiter, f"'{delimiter}'")


def _try(lines: Sequence[str], dialect: Dialect) -> _Trial:
    """Cut the sample with one dialect; what comes after broken quoting does not count."""
    sample: list[Record] = []
    broken = False
    try:
        sample.extend(islice((record for record in records(lines, dialect) if not record.blank), _SAMPLE))
    except Malformed:
        broken = True
    widths = Counter(len(record.cells) for record in sample)
    width, agree = widths.most_common(1)[0] if widths else (0, 0)
    return _Trial(dialect, sample, width, agree / max(len(sample), 1), broken)


def _quoted_throughout(trial: _Trial) -> bool:
    """Tell whether some column is quoted in every record but the first, where it is not empty, and not always empty.

    Apostrophes quote by chance too: then there are line ends inside.
    """
    every = (1 << trial.width) - 1
    filled = 0
    for record in trial.sample[1:]:
        if any("\n" in cell or "\r" in cell for cell in record.cells):
            return False
        empty = sum(1 << place for place, cell in enumerate(record.cells) if not cell)
        every &= record.quoted | empty
        filled |= record.quoted & ~empty
    return not trial.broken and bool(every & filled)


def _rank(trial: _Trial, lines: Sequence[str], suffix: str) -> tuple[bool, bool, bool, bool, bool, int]:
    """Order the trials: steady, headed, with the tab its suffix promises, no decimal commas, quoted, wide."""
    mark = trial.dialect.delimiter
    decimals = mark == "," and all(len(_DECIMAL.findall(line)) == line.count(",") for line in lines[1:_SAMPLE] if "," in line)
    promised = mark == "\t" and suffix in (".tsv", ".tab")
    return trial.share >= _STEADY, trial.headed, promised, not decimals, trial.dialect.quote == "'", trial.width
