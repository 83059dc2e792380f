"""What is recorded of a run: time, versions, command. Nothing of it is compared between runs."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from audit.core.values import Json

PACKAGES = (
    "duckdb",
    "fairlearn",
    "faker",
    "hyperscan",
    "jinja2",
    "narwhals",
    "numpy",
    "pandas",
    "presidio-analyzer",
    "pyarrow",
    "python-stdnum",
    "scikit-learn",
    "skops",
    "weasyprint",
)

ENGINES = {"here": "duckdb", "spark": "pyspark", "database": "ibis-framework"}
"""The package by which each engine is spoken to."""


def version_of(package: str) -> str:
    """Return an installed version, or `not installed`."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def run_record(now: datetime, command: str, seed: int, homes: Iterable[str] = ("here",), subject_file: str = "") -> dict[str, Json]:
    """Return the record of one run; the command carries flags, never a path of the data.

    `subject_file` is how the subject was named, from the folder of the run; empty where there is none.
    `homes` are the engines the rows were in (`here`, `spark`, `database`); none where facts were judged alone.
    """
    return {
        "time": (now.astimezone(UTC) if now.tzinfo else now).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tool": f"equigate {version_of('equigate')}",
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "engine": ", ".join(f"{ENGINES[home]} {version_of(ENGINES[home])}" for home in sorted(homes)) or "none: judged from facts",
        "versions": {package: version_of(package) for package in PACKAGES},
        "command": command,
        "seed": seed,
        "subject_file": subject_file,
    }
