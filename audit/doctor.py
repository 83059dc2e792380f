"""Is everything here that an audit needs?"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from audit.core.errors import CannotWrite
from audit.resources import folder
from audit.run_record import PACKAGES, version_of


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was looked for; `needed` things missing make the doctor fail."""

    name: str
    found: bool
    says: str
    needed: bool = True


def examine() -> Iterator[Item]:
    """Yield what was looked for."""
    yield Item("python", found=True, says=f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for package in ("equigate", *PACKAGES):
        version = version_of(package)
        yield Item(package, version != "not installed", version)
    yield Item("templates", folder("templates").is_dir(), "found" if folder("templates").is_dir() else "missing: install equigate again")
    yield from _paper()
    models = [name for name in ("en_core_web_sm", "en_core_web_lg") if find_spec(name)]
    none = "none; not needed, names in running text are not recognised"
    for name, package in (("Spark", "pyspark"), ("databases", "ibis-framework")):
        version = version_of(package)
        extra = "spark" if name == "Spark" else "sql"
        says = f"{package} {version}" if version != "not installed" else f"not installed; if needed: pip install 'equigate[{extra}]'"
        yield Item(name, version != "not installed", says, needed=False)
    yield Item("spaCy models", bool(models), ", ".join(models) or none, needed=False)


def _paper() -> Iterator[Item]:
    """Try what the PDF needs: Pango, and fonts."""
    from audit.render.pdf import fonts

    try:
        found = fonts()
    except CannotWrite as error:
        yield Item("pango", found=False, says=error.problems[0].step, needed=False)
        return
    yield Item("pango", found=True, says="PDF can be written", needed=False)
    none = "none: install one, for example Debian's fonts-dejavu-core"
    yield Item("fonts", bool(found), ", ".join(found) or none, needed=False)
