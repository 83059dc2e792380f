"""Writes an invented table with personal data, and invented cells that are hard to read; both seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

_MACROS = """
CREATE MACRO draw(i, n) AS hash(i * 1009 + n * 7919 + 3);
CREATE MACRO digits(i, n, many) AS lpad(CAST(draw(i, n) % CAST(10 ** many AS UBIGINT) AS VARCHAR), CAST(many AS INTEGER), '0');
CREATE MACRO pick(i, n, list) AS list[1 + CAST(draw(i, n) % len(list) AS INTEGER)];
CREATE MACRO luhn(text) AS CAST((10 - (list_sum(list_transform(range(1, 16), lambda p:
    CASE WHEN p % 2 = 1 THEN (2 * CAST(text[p] AS INTEGER)) // 10 + (2 * CAST(text[p] AS INTEGER)) % 10
    ELSE CAST(text[p] AS INTEGER) END)) % 10)) % 10 AS VARCHAR);
CREATE MACRO iban(bank) AS 'DE' || lpad(CAST(98 - CAST(CAST(bank || '131400' AS HUGEINT) % 97 AS INTEGER) AS VARCHAR), 2, '0') || bank;
"""
_COLUMNS = """
    10000000 + i AS person_id,
    pick(i, 1, ['ana', 'bruno', 'chloe', 'dmitri', 'elif', 'farid']) || '.'
        || CAST(draw(i, 2) % 99999989 AS VARCHAR) || '@example.org' AS email,
    pick(i, 3, ['+49 30 ', '+44 20 ', '+1 212 ', '030 ']) || digits(i, 4, 7) AS phone,
    '4' || digits(i, 5, 14) || luhn('4' || digits(i, 5, 14)) AS card,
    iban(digits(i, 6, 18)) AS iban,
    pick(i, 7, ['Ana', 'Bruno', 'Chloë', 'Dmitri', 'Elif', 'Farid', 'José', 'Jürgen']) || ' '
        || pick(i, 8, ['Alt', 'Berg', 'Costa', 'Dorf', 'Eder', 'Fink']) || pick(i, 9, ['mann', 'son', 'ova', 'er', 'ini', 'sky']) AS name,
    pick(i, 10, ['Asked about', 'Complained about', 'Paid for', 'Sent back']) || ' order ' || CAST(draw(i, 11) % 9999991 AS VARCHAR)
        || CASE WHEN draw(i, 12) % 20 = 0 THEN ', write to q' || CAST(i AS VARCHAR) || '@example.com'
           WHEN draw(i, 12) % 20 = 1 THEN ', call 030 5550' || CAST(100 + i % 900 AS VARCHAR) ELSE ' and was answered' END AS note,
    pick(i, 13, ['A', 'B', 'C', 'D']) || pick(i, 14, ['X', 'Y', 'Z']) || '-' || digits(i, 15, 7) AS code,
    CAST(draw(i, 16) % 10000000000 AS DOUBLE) / 100 AS amount,
    strftime(DATE '1940-01-01' + CAST(draw(i, 17) % 24000 AS INTEGER), '%Y-%m-%d') AS born,
    CAST(CAST(digits(i, 18, 9) AS INTEGER) AS BIGINT) * 7 + 12345 AS reference,
    pick(i, 19, ['Berlin', 'Lyon', 'Porto', 'Kraków', 'Malmö', 'Leeds']) AS city
"""
_SCRIPTS = ("٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९")  # noqa: RUF001 - digits of other scripts are the case
_SPACES = ("\u00a0", "\u2007", "\u202f", "\u200b", "\u3000", "\t", "\n")
_ADDED = ("é", "Ü", "ñ", "ß", "İ", "ı", "ſ", "\u212a", "😀", "👩\u200d🔬", "日", "ー", "а", "\u0301", "–", "−", "＋", "＠", "．")  # noqa: RUF001


def write_table(path: Path, rows: int) -> None:
    """Write so many rows of twelve columns, nine of them nearly all distinct; a file is whole or not there."""
    part = path.with_suffix(".part")
    with duckdb.connect(config={"memory_limit": "1GB", "preserve_insertion_order": False}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(_MACROS)
        connection.execute(f"COPY (SELECT {_COLUMNS} FROM range({rows}) rows(i)) TO '{part}' (FORMAT parquet, ROW_GROUP_SIZE 100000)")  # noqa: S608
    part.rename(path)


def hard_cells(examples: Sequence[str], many: int, seed: int) -> Iterator[str]:
    """Yield cells made of examples: in other scripts and widths, with accents, emoji and odd blanks, in and beside text."""
    draw = random.Random(seed)  # noqa: S311 - invented data
    ways = (_in_script, _spaced, _with_letters, _wide, _cut, _joined)
    for _ in range(many):
        cell = draw.choice(examples)
        for way in draw.sample(ways, draw.randint(1, 3)):
            cell = way(draw, cell, examples)
        yield cell


def _in_script(draw: random.Random, cell: str, _: Sequence[str]) -> str:
    """Write all digits, or some, in another script."""
    script, some = draw.choice(_SCRIPTS), draw.choice((0.3, 1.0))
    return "".join(script[int(one)] if one.isascii() and one.isdigit() and draw.random() < some else one for one in cell)


def _spaced(draw: random.Random, cell: str, _: Sequence[str]) -> str:
    """Put odd blanks for blanks, or between any two characters."""
    if " " in cell:
        return cell.replace(" ", draw.choice(_SPACES))
    place = draw.randint(0, len(cell))
    return cell[:place] + draw.choice(_SPACES) + cell[place:]


def _with_letters(draw: random.Random, cell: str, _: Sequence[str]) -> str:
    """Put in letters and signs outside ASCII, or some that are ASCII letters in another case."""
    for _number in range(draw.randint(1, 3)):
        place = draw.randint(0, len(cell))
        cell = cell[:place] + draw.choice(_ADDED) + cell[place:]
    return cell.replace("s", "ſ").replace("k", "\u212a") if draw.random() < 0.1 else cell  # noqa: RUF001


def _wide(draw: random.Random, cell: str, _: Sequence[str]) -> str:
    """Write characters in full width."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" and draw.random() < 0.4 else one for one in cell)


def _cut(draw: random.Random, cell: str, _: Sequence[str]) -> str:
    """Leave out or change a character."""
    if not cell:
        return cell
    place = draw.randrange(len(cell))
    return cell[:place] + draw.choice(("", "0", "9", "x", "-", " ")) + cell[place + 1 :]


def _joined(draw: random.Random, cell: str, examples: Sequence[str]) -> str:
    """Put another example or a word beside it."""
    beside = draw.choice((draw.choice(examples), "tel.", "see", "No", "café", "(", "ext. 12"))
    return draw.choice(("{}{}", "{} {}", "{}, {}", "{}\n{}", "{};{}")).format(*draw.sample((cell, beside), 2))
