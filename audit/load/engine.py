"""Which database does the set work, and where may it spill?"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import weakref
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    import duckdb

_CACHED = type(lru_cache(lambda: None))
_CGROUP = Path("/sys/fs/cgroup/memory.max")
_MEBIBYTE = 1 << 20
_FALLBACK = 4096 * _MEBIBYTE
_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")


class Engine:
    """One embedded DuckDB connection and a private folder for spilling and staged files.

    `folder` has mode 0700 and is removed by `close`; nothing but this process should see what is
    staged there, because it is the data itself. `memory` is the cap as DuckDB reads it.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, memory: str) -> None:
        """Take over an open connection and its folder."""
        self.connection = connection
        self.folder = folder
        self.memory = memory
        self._serial: Iterator[int] = count(1)
        self._remove = weakref.finalize(self, shutil.rmtree, str(folder), ignore_errors=True)

    @classmethod
    def open(cls, *, memory: str | None = None, threads: int | None = None) -> Engine:
        """Open an engine with a memory cap (default: half of the machine's), without any network.

        Raises BadInput where DuckDB does not understand `memory` or `threads`.
        """
        import duckdb

        cap = memory or f"{_half_of_memory() // _MEBIBYTE}MiB"
        folder = Path(tempfile.mkdtemp(prefix="equigate-"))
        try:
            connection = duckdb.connect(config=_settings(folder, cap, threads))
            connection.execute("SET GLOBAL TimeZone = 'UTC'")
            # How far a query is can be asked; DuckDB itself prints nothing.
            connection.execute("SET enable_progress_bar_print = false; SET enable_progress_bar = true")
        except duckdb.Error:
            shutil.rmtree(folder, ignore_errors=True)
            raise BadInput.one("engine", "the memory cap or thread count is not understood", "Write 4GB, or 2") from None
        return cls(connection, folder, cap)

    def memory_bytes(self) -> int:
        """Return the memory cap in bytes."""
        # All is fetched: a result that is left over keeps the connection from any other work.
        ((said,),) = self.connection.execute("SELECT current_setting('memory_limit')").fetchall()
        number, unit = str(said).split()
        return int(float(number) * 1024 ** _UNITS.index(unit))

    def fresh(self, suffix: str = ".parquet") -> Path:
        """Return a path in the folder that is not in use."""
        return self.folder / f"{next(self._serial)}{suffix}"

    def fresh_name(self, stem: str) -> str:
        """Return a view name that is not in use; only ASCII letters, digits and `_`."""
        safe = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in stem)
        return f"{safe}_{next(self._serial)}"

    def close(self) -> None:
        """Close the connection, remove the folder and let go of everything of DuckDB."""
        self.connection.close()
        self._remove()
        _empty_caches_of_narwhals()
        gc.collect()

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close, whatever happened."""
        self.close()


def identifier(name: str) -> str:
    """Quote a name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"


def parquet(paths: tuple[Path, ...], *, by_name: bool = False) -> str:
    """Return the SQL relation over Parquet files, in this order.

    Folder names such as `sex=F` are never read as columns.
    """
    files = ", ".join(literal(str(path)) for path in paths)
    return f"read_parquet([{files}], hive_partitioning = false, union_by_name = {str(by_name).lower()})"


def _settings(folder: Path, memory: str, threads: int | None) -> dict[str, str | bool | int | float | list[str]]:
    """Return DuckDB's settings: private spill folder, no extension from outside, no Python names in SQL."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(folder / "spill"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "python_enable_replacements": False,
        "preserve_insertion_order": True,
    }
    if threads is not None:
        settings["threads"] = threads
    return settings


def _empty_caches_of_narwhals() -> None:
    """Empty the caches that keep DuckDB's types alive to the very end of the process.

    DuckDB would print them as `nanobind: leaked`, after our last line.
    """
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "narwhals"]
    for value in [value for module in modules for value in vars(module).values()]:
        if isinstance(value, _CACHED):
            value.cache_clear()


def _half_of_memory() -> int:
    """Return half of the bytes this process may use: the machine's, or its container's if that is less."""
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        machine = _FALLBACK
    try:
        container = int(_CGROUP.read_text(encoding="ascii"))
    except (OSError, ValueError):
        container = machine
    return min(machine, container) // 2
