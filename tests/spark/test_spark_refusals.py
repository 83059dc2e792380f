"""What does the user read where Spark cannot do it?"""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from audit.core.errors import BadInput
from audit.load.models import Recipe
from audit.load.spark_session import spark_quiet, spark_session
from audit.observe.engines.spark_rows import asking, versions
from audit.observe.engines.spark_worker import PYTHON, differences

Apart = Callable[..., dict[str, Any]]


def refused(engine: str) -> str:
    """Return the one message that an address ends in."""
    with pytest.raises(BadInput) as caught, spark_session(engine):
        pass
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("engine", "says"),
    [
        pytest.param("local[]", "'local[]' is no master of Spark", id="no cores"),
        pytest.param("local[0]", "'local[0]' is no master of Spark", id="zero cores"),
        pytest.param("local-cluster[2,1]", "is no master of Spark", id="cluster without memory"),
        pytest.param("spark://host", "is no master of Spark", id="no port"),
        pytest.param("sc://host:15002/;token=abc", "the address holds a token", id="a secret"),
        pytest.param("sc://127.0.0.1:9", "Spark sc://127.0.0.1:9: nobody answers there", id="no Connect"),
        pytest.param("sc://127.0.0.1:9/;user_id=jane", "Spark sc://127.0.0.1:9/: nobody answers there", id="parameters are not shown"),
    ],
)
def test_an_address_that_leads_nowhere(engine: str, says: str) -> None:
    message = refused(engine)

    assert says in message
    assert "abc" not in message


def test_another_master_than_that_of_the_active_session(session: Any) -> None:
    expected = "a session with the master local[2] is active in this process, and there can be one"

    assert expected in refused("local[4]")


def test_no_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "py4j", "py4j.protocol"):
        monkeypatch.setitem(sys.modules, name, None)

    assert refused("local[2]") == "Spark local[2]: Spark needs a package that is not installed. pip install 'equigate[spark]'"


@pytest.mark.parametrize(
    ("address", "environment", "says"),
    [
        pytest.param("local[2]#people", {"JAVA_HOME": "/nowhere"}, "there is no Java in JAVA_HOME, and Spark runs on it", id="no Java"),
        pytest.param("spark://127.0.0.1:9#people", {}, "nobody answers there", id="no master"),
    ],
)
def test_spark_that_does_not_start(address: str, environment: dict[str, str], says: str, apart: Apart) -> None:
    ((_, what, step),) = apart(address, "stored", **environment)["problems"]

    assert says == what
    assert step


def test_errors_of_spark_are_not_quoted(session: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """Spark's message, and what its loggers write to the terminal, hold values."""
    with pytest.raises(BadInput) as caught, spark_quiet("test"):
        session.sql("SELECT CAST('secret' AS BIGINT)").collect()

    assert "Spark could not do it (CAST_INVALID_INPUT)" in str(caught.value)
    assert "secret" not in f"{caught.value} {capfd.readouterr()}"


def test_warnings_and_loggers_are_given_back() -> None:
    logger = logging.getLogger("SQLQueryContextLogger")
    before = (list(warnings.filters), logger.disabled)
    with spark_quiet("test"):
        assert logger.disabled

    assert before == (list(warnings.filters), logger.disabled)


def _executors_see(folder: Path, tmp_path: Path) -> dict[str, str]:
    """Return the environment in which workers find a folder before all installed packages."""
    (tmp_path / "spark-defaults.conf").write_text(f"spark.executorEnv.PYTHONPATH {folder}\n", encoding="utf-8")
    return {"SPARK_CONF_DIR": str(tmp_path)}


def test_workers_with_another_scikit_learn(apart: Apart, folder: Path, tmp_path: Path) -> None:
    from sklearn import __version__

    other = tmp_path / "site" / "scikit_learn-1.5.0.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: scikit-learn\nVersion: 1.5.0\n", encoding="utf-8")
    said = apart(f"local[2]#{folder / 'people.parquet'}", "asked", **_executors_see(other.parent, tmp_path))
    what = f"a Spark worker runs scikit-learn 1.5.0, this process {__version__}"

    assert said == {"problems": [["Spark", what, "Install the same version on the workers"]]}


def test_workers_without_a_package(apart: Apart, folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text("import sys\nsys.modules['skops'] = None\n", encoding="utf-8")
    said = apart(f"local[2]#{folder / 'people.parquet'}", "asked", **_executors_see(site, tmp_path))
    what = "a Spark worker has no skops, which this process uses"

    assert said == {"problems": [["Spark", what, "Install skops on the workers"]]}


def test_workers_with_another_python(apart: Apart, folder: Path) -> None:
    mine = sys.version_info.minor
    found = [which(f"python3.{minor}") for minor in range(10, 16) if minor != mine]
    found += [str(path) for path in Path.home().glob(".pyenv/versions/*/bin/python3.[0-9]*[0-9]") if path.suffix != f".{mine}"]
    runs = (path for path in found if path and not subprocess.run([path, "-V"], capture_output=True, check=False).returncode)
    other = next(runs, None)
    if other is None:
        pytest.skip("needs another Python on the path")
    ((_, what, _),) = apart(f"local[2]#{folder / 'people.parquet'}", "asked", PYSPARK_PYTHON=other)["problems"]

    assert re.fullmatch(rf"a Spark worker runs Python 3\.[0-9]+, this process 3\.{mine}", what)


def test_versions_are_compared_before_a_row_is_read() -> None:
    """Neither the rows nor the parcel are touched."""

    def untouchable() -> Any:
        pytest.fail("a row was read")
        yield

    (said,) = asking(versions() | {"equigate": "9.9"}, b"no parcel")(untouchable())
    mine = versions()["equigate"]

    assert "problems" in said.column("answer")[0].as_py()
    expected = "a Spark worker runs equigate 1, this process 2"
    assert expected == differences({"equigate": "2", PYTHON: "3"}, {"equigate": "1", PYTHON: "3"})[0].what
    assert mine


def test_a_model_file_that_has_changed(session: Any, folder: Path, tmp_path: Path) -> None:
    """The bytes that travel are those that were looked at."""
    from audit.observe.engines.spark_rows import _bytes

    path = tmp_path / "model.skops"
    path.write_bytes((folder / "model.skops").read_bytes())
    model = Recipe(str(path), positive="1", withheld=("label",)).load()
    path.write_bytes(b"something else")
    assert model.recipe is not None
    with pytest.raises(BadInput, match="the model file has changed since it was read"):
        _bytes(model.recipe, model)
