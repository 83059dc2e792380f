"""Is everything here that an audit needs?"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass

from audit.core.errors import CannotWrite
from audit.observe.personal.names_in_text import GLINER, TRANSFORMERS, installed_models
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
    for name, package in (("Spark", "pyspark"), ("databases", "ibis-framework")):
        version = version_of(package)
        extra = "spark" if name == "Spark" else "sql"
        says = f"{package} {version}" if version != "not installed" else f"not installed; if needed: pip install 'equigate[{extra}]'"
        yield Item(name, version != "not installed", says, needed=False)
    yield from _languages()


def _languages() -> Iterator[Item]:
    """Look for the language models that find names in free text."""
    models = installed_models()
    none = "none; without one that the subject names (personal: {nlp: MODEL}), names in free text are not checked"
    yield Item("spaCy models", bool(models), ", ".join(models) or none, needed=False)
    for package, prefix in (("gliner", GLINER), ("transformers", TRANSFORMERS)):
        version = version_of(package)
        says = f"{version}; name a model's folder: personal: {{nlp: {prefix}FOLDER}}" if version != "not installed" else version
        yield Item(package, version != "not installed", says, needed=False)


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
