"""How do row numbers, times, amounts, readings and order numbers look as their systems write them?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from tests.quality.columns import ROWS, Maker

Column = Callable[[Random], list[str]]
FIRST_SECOND = 1_577_836_800
LAST_SECOND = 1_735_689_600
AIRLINES = ("LH", "BA", "AF", "IB", "KL", "LO", "TP", "AZ", "U2", "FR", "DL", "UA", "AA", "EK")


def each(maker: Maker) -> Column:
    """Return a column with a new value in every row."""
    return lambda draw: [maker(draw) for _ in range(ROWS)]


def pooled(maker: Maker, distinct: int = 90) -> Column:
    """Return a column in which `distinct` values repeat, as articles repeat over the lines of orders."""

    def make(draw: Random) -> list[str]:
        pool = [maker(draw) for _ in range(distinct)]
        return [draw.choice(pool) for _ in range(ROWS)]

    return make


def rising(start: tuple[int, int], step: int, width: int = 0, form: str = "{}") -> Column:
    """Return a column that counts up from a number in `start` by 1 to `step`."""

    def make(draw: Random) -> list[str]:
        steps = [draw.randint(*start), *(draw.randint(1, step) for _ in range(ROWS - 1))]
        return [form.format(str(number).zfill(width)) for number in accumulate(steps)]

    return make


def dense_rows(draw: Random) -> list[str]:
    """Return 1 to 300, or 0 to 299."""
    first = draw.choice((0, 1))
    return [str(first + row) for row in range(ROWS)]


def snowflake(draw: Random) -> str:
    """Return the number of a post: milliseconds since 2010-11-04, machine and sequence in 63 bits."""
    since = draw.randint(FIRST_SECOND, LAST_SECOND) * 1000 + draw.randint(0, 999) - 1_288_834_974_657
    return str(since << 22 | draw.getrandbits(10) << 12 | draw.randint(0, 7))


def epoch(scale: int) -> Column:
    """Return a log's times since 1970 in units of 1/scale seconds, rising."""

    def make(draw: Random) -> list[str]:
        start = draw.randint(FIRST_SECOND, LAST_SECOND)
        steps = accumulate(draw.randint(1, 9000) * scale + draw.randrange(scale) for _ in range(ROWS))
        return [str(start * scale + step) for step in steps]

    return make


def stamped(form: str) -> Column:
    """Return moments of the last years, sorted, in the given form."""

    def make(draw: Random) -> list[str]:
        seconds = sorted(draw.randint(FIRST_SECOND, LAST_SECOND) for _ in range(ROWS))
        return [datetime.fromtimestamp(second, UTC).strftime(form) for second in seconds]

    return make


def spreadsheet_day(draw: Random) -> str:
    """Return a day as spreadsheets count: since 1899-12-30."""
    return str(draw.randint(43831, 45657))


def amount(draw: Random) -> str:
    """Return a price with two places."""
    return f"{draw.lognormvariate(4, 1.2):.2f}"


def cents(draw: Random) -> str:
    """Return a turnover in cents."""
    return str(int(draw.lognormvariate(12, 1.5)))


def counter(draw: Random) -> list[str]:
    """Return a meter that only goes up, in whole units, with leading zeros in some systems."""
    width = draw.choice((0, 8))
    start = draw.randint(1000, 900_000)
    return [str(value).zfill(width) for value in accumulate([start, *(int(draw.expovariate(1 / 40)) for _ in range(ROWS - 1))])]


def sensor(draw: Random) -> list[str]:
    """Return the readings of a sensor that drifts."""
    level, places = draw.uniform(5, 900), draw.choice((1, 2, 3))
    steps = accumulate(draw.gauss(0, 0.4) for _ in range(ROWS))
    return [f"{level + step:.{places}f}" for step in steps]


def dated_order(digits: int) -> Column:
    """Return order numbers made of the day and a running number of `digits` digits."""

    def make(draw: Random) -> list[str]:
        first = datetime.fromtimestamp(draw.randint(FIRST_SECOND, LAST_SECOND), UTC)
        return [f"{first + timedelta(days=row // 4):%Y%m%d}{row % 4 + 1:0{digits}d}" for row in range(ROWS)]

    return make


def shop_order(draw: Random) -> list[str]:
    """Return order numbers of 16 digits: year, shop, till, running number."""
    shops = [draw.randint(100, 999) for _ in range(8)]
    running = accumulate([draw.randint(1_000_000, 60_000_000), *(draw.randint(1, 400) for _ in range(ROWS - 1))])
    return [f"24{draw.choice(shops):04d}{draw.randint(1, 12):02d}{number:08d}" for number in running]


def named_order(prefix: str, mark: str) -> Column:
    """Return order or invoice numbers with a prefix, the year and a running number."""

    def make(draw: Random) -> list[str]:
        first = draw.randint(1, 80_000)
        return [f"{prefix}{mark}{2023 + row // 150}{mark}{first + row:06d}" for row in range(ROWS)]

    return make


def digest(name: str, length: int | None = None) -> Maker:
    """Return a maker of hash sums of files."""

    def make(draw: Random) -> str:
        return hashlib.new(name, draw.randbytes(32), usedforsecurity=False).hexdigest()[:length]

    return make


def checksum_number(draw: Random) -> str:
    """Return a CRC-32 as a decimal number."""
    return str(draw.getrandbits(32))


def version(draw: Random) -> str:
    """Return a version of two to four parts, the fourth a build number."""
    parts = [draw.randint(0, 14), draw.randint(0, 30), draw.randint(0, 12), draw.randint(1000, 30999)]
    return ".".join(map(str, parts[: draw.choice((2, 3, 3, 3, 4))]))


def lottery(draw: Random) -> str:
    """Return six numbers of 49, sorted."""
    return " ".join(f"{number:02d}" for number in sorted(draw.sample(range(1, 50), 6)))


def flight(draw: Random) -> str:
    """Return a flight number."""
    return f"{draw.choice(AIRLINES)}{draw.randint(1, 4999)}"


def uuid(draw: Random) -> str:
    """Return a random UUID of version 4."""
    text = f"{draw.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{draw.choice('89ab')}{text[17:20]}-{text[20:]}"


def short_key(draw: Random) -> str:
    """Return a key of 11 letters and digits, as links to films have."""
    return "".join(draw.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", k=11))
