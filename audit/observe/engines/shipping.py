"""How do the workers of a cluster get the very package that runs here?"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from audit.core.errors import BadInput
from audit.core.values import digest
from audit.load.spark_session import is_connect

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SENT: dict[tuple[str, str], str] = {}
_ARRIVED: set[tuple[str, str]] = set()


def ship(session: SparkSession) -> None:
    """Send the package to the workers of a session, once: wherever it was imported from here."""
    _send(session, _archive())


def ship_module(session: SparkSession, name: str) -> None:
    """Send a module of the user's own, if it is one file; a package must be on the workers."""
    file = getattr(sys.modules.get(name.partition(".")[0]), "__file__", None)
    if file is not None and Path(file).name not in {"__init__.py", "__main__.py"} and Path(file).suffix == ".py":
        _send(session, Path(file))


@cache
def shipped_version() -> str:
    """Return the version of the package; one that is not installed is called by its content."""
    try:
        return version("equigate")
    except PackageNotFoundError:
        content = hashlib.sha256()
        for name, data in _modules():
            content.update(name.encode() + b"\0" + data + b"\0")
        return f"0+{content.hexdigest()[:12]}"


def _send(session: Any, path: Path) -> None:
    """Put a file on the path of the workers; in this process nothing changes."""
    key = (session.session_id if is_connect(session) else session.sparkContext.applicationId, str(path))
    content = digest(path.read_bytes())
    if _SENT.setdefault(key, content) != content:
        what = f"{path.name} was changed after it was sent to this session of Spark, whose workers still run the old one"
        raise BadInput.one("Spark", what, "Start a new session")
    if key in _ARRIVED:
        return
    before = list(sys.path)
    if is_connect(session):
        session.addArtifacts(str(path), pyfile=True)
    else:
        session.sparkContext.addPyFile(str(path))
    sys.path[:] = before
    _ARRIVED.add(key)


@cache
def _archive() -> Path:
    """Write the package as a wheel, under a name that Spark takes for one; it is removed when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="equigate-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / f"equigate-{shipped_version()}-py3-none-any.zip"
    metadata = f"Metadata-Version: 2.1\nName: equigate\nVersion: {shipped_version()}\n"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in (*_modules(), (f"equigate-{shipped_version()}.dist-info/METADATA", metadata.encode())):
            archive.writestr(ZipInfo(name, _EPOCH), data, ZIP_DEFLATED)
    return path


def _modules() -> Iterator[tuple[str, bytes]]:
    """Yield every module of the package, wherever it was imported from."""
    yield from _below("audit", files("audit"))


def _below(name: str, folder: Any) -> Iterator[tuple[str, bytes]]:
    """Yield the modules in a folder, in the order of their names."""
    for one in sorted(folder.iterdir(), key=lambda entry: str(entry.name)):
        if one.is_dir():
            yield from _below(f"{name}/{one.name}", one)
        elif one.name.endswith((".py", ".typed")):
            yield f"{name}/{one.name}", one.read_bytes()
