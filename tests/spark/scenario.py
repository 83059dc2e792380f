"""Counts one table in a process of its own: `python scenario.py REPOSITORY ADDRESS FOLDER WHAT`.

WHAT is `stored` predictions, a `model` of a file, an `estimator` in hand, `asked` for the facts of a
model alone, `shipped` for where the package is found. Prints facts, or problems,
as JSON. The repository is put on the path of this process alone, so that workers have nothing but
what is sent to them.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

from audit.core.errors import BadInput
from audit.core.roles import Protected, Roles
from audit.load.models import Model, load_model, model_in_hand
from audit.load.opener import Opener
from audit.load.subject_types import Dataset
from audit.observe.registry import RowWork, makers
from audit.observe.rows import counted
from audit.observe.run import observe
from audit.observe.scene import Scene, Settings

DESIGN = {"weight": "wt", "strata": ("flag", 'od"d `name`'), "subject_id": "mail"}
PROTECTED = (Protected("sex"), Protected("a.b"), Protected("small", (500.0, 1_000.0)))
ABOUT = Roles(
    label="label", protected=PROTECTED, quasi_identifiers=("a.b", "zip code", 'od"d `name`'), positive="1", favourable="1", **DESIGN
)
STORED = Roles(**{name: getattr(ABOUT, name) for name in ABOUT.__slots__} | {"prediction": "predicted", "score": "score.x"})


def model_of(folder: Path, what: str) -> Model | None:
    """Return the model of a file, or a fitted one in hand, or none."""
    loaded = load_model(folder / "model.skops", positive="1", withheld=["label"]) if what != "stored" else None
    if what != "estimator":
        return loaded
    import skops.io

    return model_in_hand(skops.io.load(folder / "model.skops", trusted=["numpy.dtype"]), "1", ["label"])


def facts(address: str, folder: Path, what: str) -> list[Any]:
    """Return every fact of the table at an address."""
    with Opener.start(folder) as opener:
        source = opener.source(Dataset("test", address))
        scene = Scene(source, STORED if what == "stored" else ABOUT, Settings(batch_rows=4_096), model_of(folder, what))
        if what == "asked":
            return [one.to_json() for one in counted(scene, [one for one in makers() if isinstance(one, RowWork) and one.applies(scene)])]
        return [one.to_json() for one in observe((scene,), {}).tables]


def shipped(address: str) -> list[Any]:
    """Return where workers find the package, and in which version."""
    from audit.load.spark_session import spark_session
    from audit.observe.engines.shipping import ship

    with spark_session(address.partition("#")[0]) as session:
        try:
            session.range(4, numPartitions=4).mapInArrow(_where, "place string").collect()
            before = "found"
        except BaseException as error:  # noqa: BLE001 - of any class: the package is not there
            before = "missing" if "No module named 'audit'" in str(error) else type(error).__name__
        ship(session)
        places = session.range(4, numPartitions=4).mapInArrow(_where, "place string").collect()
    return [before, sorted({row[0] for row in places})]


def _where(batches: Any) -> Any:
    """Tell from where a worker imports the package."""
    from importlib.metadata import version

    import pyarrow as pa

    import audit.observe.engines.spark_worker as found

    for _ in batches:
        yield pa.record_batch([pa.array([f"{found.__file__} {version('equigate')}"])], names=["place"])


def connected(folder: Path) -> str:
    """Start a server of Spark Connect, and return the address of the table there."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    server: Any = SparkSession.builder.remote("local[2]").getOrCreate()
    address = f"sc://{server.client._builder.endpoint}#{folder / 'people.parquet'}"
    # Left open, it would look for the server when this process ends, long after that is gone.
    server.client.close()
    return address


def main(address: str, folder: Path, what: str) -> dict[str, Any]:
    """Return what is to be printed."""
    try:
        if what == "shipped":
            return {"shipped": shipped(address)}
        if address == "connect":
            # In another thread the session that came with the server is not active: one of our own is asked for.
            with ThreadPoolExecutor(1) as other:
                return {"facts": other.submit(facts, connected(folder), folder, what).result()}
        return {"facts": facts(address, folder, what)}
    except BadInput as error:
        return {"problems": [[one.where, one.what, one.step] for one in error.problems]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[2], Path(sys.argv[3]), sys.argv[4])))
