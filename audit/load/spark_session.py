"""Which Spark does the work, and how is it kept quiet?"""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL
from typing import TYPE_CHECKING, Any, cast

from audit.core.errors import BadInput
from audit.load.address import without_user

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

_MASTER = re.compile(
    r"local|local\[(\*|[1-9][0-9]*)( *, *[0-9]+)?\]"
    r"|local-cluster\[ *[1-9][0-9]* *, *[1-9][0-9]* *, *(?P<memory>[1-9][0-9]*) *\]"
    r"|spark://[^/ ]+:[0-9]+|yarn|k8s://[^ ]+|sc://[^/ ;]+(/(;[^ ]*)?)?"
)
_FORMS = "Write local[4], spark://HOST:7077, yarn, k8s://HOST:PORT, or sc://HOST:15002 for Spark Connect"
_SECONDS, _TRIES = 10, 3
_ENTRY = "Check that it is a server of Spark Connect, use_ssl in the address, and SPARK_CONNECT_AUTHENTICATE_TOKEN"
_PROXIES = ("grpc_proxy", "https_proxy", "http_proxy")
_ENDED = {"Py4JNetworkError", "OutOfMemoryError"}
_LOGGERS = ("DataFrameQueryContextLogger", "SQLQueryContextLogger")
_CONDITION = re.compile("[A-Z][A-Z0-9_.]{3,120}")


@contextmanager
def spark_session(engine: str) -> Iterator[SparkSession]:
    """Yield a session of a Spark master or of a Spark Connect address.

    A session that is active in this process and fits is used and left running; one that is started
    here is stopped in the end. Spark's own errors end as BadInput with the name of their class
    alone: their messages quote the data. Raises BadInput if there is no such Spark.
    """
    _check(engine)
    with spark_quiet(f"Spark {_shown(engine)}"):
        active = _active(engine)
        if active is not None:
            yield active
        elif engine.startswith("sc://"):
            session = _connected(engine)
            try:
                yield session
            finally:
                session.stop()
        else:
            with _started(engine) as session:
                yield session


@contextmanager
def spark_quiet(where: str) -> Iterator[None]:
    """Keep Spark's warnings, and its errors that quote the data, from the terminal; raises BadInput instead of the latter."""
    try:
        errors = spark_errors()
    except ModuleNotFoundError:
        raise _not_installed(where) from None
    try:
        with warnings.catch_warnings(), _unlogged():
            warnings.filterwarnings("ignore", module=r"pyspark(\.|$)")
            warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
            yield
    except errors as error:
        raise (_not_installed(where) if isinstance(error, ImportError) else spark_failed(where, error)) from None


def _not_installed(where: str) -> BadInput:
    """Return the error for a package that Spark needs."""
    return BadInput.one(where, "Spark needs a package that is not installed", "pip install 'equigate[spark]'")


def spark_errors() -> tuple[type[Exception], ...]:
    """Return what Spark raises, with or without a class of PySpark's own around it."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError


def spark_failed(where: str, error: Exception) -> BadInput:
    """Return what is said of an error of Spark: its class, never its message."""
    condition = condition_of(error)
    if condition in _ENDED:
        step = "Give it more, for example spark.driver.memory 4g in spark-defaults.conf"
        return BadInput.one(where, "Spark ended while it was at work, perhaps for want of memory", step)
    step = "Run the same query in Spark itself to see its message, which may quote the data"
    return BadInput.one(where, f"Spark could not do it ({condition})", step)


def condition_of(error: Exception) -> str:
    """Return the name of an error's class as Spark has it, else as Python or Java has it."""
    said = getattr(error, "getCondition", lambda: None)()
    if said and _CONDITION.fullmatch(said):
        return str(said)
    thrown = getattr(error, "java_exception", None)
    return str(thrown.getClass().getSimpleName()) if thrown is not None else type(error).__name__


def is_connect(session: object) -> bool:
    """Tell whether a session or a frame is one of Spark Connect."""
    return type(session).__module__.startswith("pyspark.sql.connect.")


@contextmanager
def _unlogged() -> Iterator[None]:
    """Silence the loggers that write every error of Spark, with its values, to the terminal."""
    # Whoever asks first decides what a logger is: a plain one would fail at what Spark tells it.
    from pyspark.logger import PySparkLogger

    loggers = [PySparkLogger.getLogger(name) for name in _LOGGERS]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled


def _check(engine: str) -> None:
    """Raise BadInput for what is no address of Spark, or has a secret in it."""
    if "token=" in engine:
        step = "Leave it out and set SPARK_CONNECT_AUTHENTICATE_TOKEN, which Spark reads"
        raise BadInput.one("Spark", "the address holds a token, which others can read here", step)
    if engine != "spark" and not _MASTER.fullmatch(engine):
        raise BadInput.one("Spark", f"{without_user(engine)!r} is no master of Spark", _FORMS)


def _shown(engine: str) -> str:
    """Return an address without its parameters."""
    return engine.partition(";")[0]


def _active(engine: str) -> SparkSession | None:
    """Return the session that is active in this process, if it fits; raises BadInput if it stands in the way."""
    from pyspark.sql import SparkSession

    if engine.startswith("sc://"):
        return _active_connect(engine)
    active = SparkSession.getActiveSession()
    if active is None and engine == "spark":
        raise BadInput.one("Spark", "no session is active in this process", _FORMS)
    if active is None or is_connect(active):
        return active if engine == "spark" else None
    master = active.sparkContext.master
    if engine not in {"spark", master}:
        step = f"Stop it, or use it: spark#TABLE, or {master}#TABLE"
        raise BadInput.one(f"Spark {engine}", f"a session with the master {master} is active in this process, and there can be one", step)
    return active


def _active_connect(engine: str) -> SparkSession | None:
    """Return the active session of Spark Connect, if it is with the same host and port."""
    from pyspark.sql.connect.client import DefaultChannelBuilder
    from pyspark.sql.connect.session import SparkSession as Remote

    active: Any = Remote.getActiveSession()
    wanted = DefaultChannelBuilder(engine)
    if active is None or wanted.userId is not None:
        return None
    return active if active.client._builder.endpoint == wanted.endpoint else None  # noqa: SLF001 - its host alone is public, and hosts have ports


def _connected(engine: str) -> SparkSession:
    """Return a new session of Spark Connect; raises BadInput if nobody answers there."""
    from pyspark.sql.connect.client import DefaultChannelBuilder
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession as Remote

    host, _, port = DefaultChannelBuilder(engine).endpoint.rpartition(":")
    _reach(_shown(engine), host.strip("[]"), int(port))
    session = Remote.builder.remote(engine).create()
    patient = session.client.get_retry_policies()
    # For a server that is not there, or speaks another protocol, Spark would try for ten minutes.
    session.client.set_retry_policies([DefaultPolicy(max_retries=_TRIES)])
    try:
        session.conf.set("spark.sql.session.timeZone", "UTC")
    except spark_errors() as error:
        session.stop()
        raise BadInput.one(f"Spark {_shown(engine)}", f"no session was given ({condition_of(error)})", _ENTRY) from None
    session.client.set_retry_policies(patient)
    return cast("SparkSession", session)


def _reach(engine: str, host: str, port: int) -> None:
    """Raise BadInput if nobody listens: Spark itself would try for minutes. Behind a proxy only Spark can tell."""
    import socket

    if any(os.environ.get(name) for name in _PROXIES):
        return
    try:
        socket.create_connection((host, port), timeout=_SECONDS).close()
    except OSError:
        raise BadInput.one(f"Spark {engine}", "nobody answers there", "Check host and port, and that Spark is running") from None


@contextmanager
def _started(engine: str) -> Iterator[SparkSession]:
    """Start Spark for one audit, and stop it."""
    if engine.startswith("spark://"):
        for place in engine.removeprefix("spark://").split(",")[:1]:
            host, _, port = place.rpartition(":")
            _reach(engine, host, int(port))
    warehouse = Path.cwd() / "spark-warehouse"
    left = warehouse.exists()
    with _python(engine):
        session = _launched(engine)
    ours = session.sparkContext.applicationId
    try:
        yield session
    finally:
        # What died needs no stopping, and why it died is what is to be told.
        with suppress(*spark_errors(), OSError):
            session.stop()
        _clean(ours, None if left else warehouse)


def _launched(engine: str) -> SparkSession:
    """Start a context with its terminal shut; raises BadInput if Java or the master is missing."""
    import pyspark.java_gateway
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    conf, java = _settings(SparkConf(), engine), cast("Any", pyspark.java_gateway)
    try:
        running = getattr(SparkContext, "_gateway", None)
        # What Spark and its workers write while they start would stand on the user's terminal.
        gateway = running or java.launch_gateway(conf, {"stdout": DEVNULL, "stderr": DEVNULL})
        context = SparkContext(conf=conf, gateway=gateway)
    except spark_errors() as error:
        raise _not_started(engine, condition_of(error)) from None
    context.setLogLevel("OFF")
    return SparkSession(context)


def _not_started(engine: str, condition: str) -> BadInput:
    """Return why Spark did not start."""
    home = os.environ.get("JAVA_HOME")
    if shutil.which(str(Path(home, "bin", "java")) if home else "java") is None:
        what = f"there is no Java{' in JAVA_HOME' if home else ''}, and Spark runs on it"
        return BadInput.one(f"Spark {engine}", what, "Install Java 17 or newer, or set JAVA_HOME")
    step = f"Run pyspark --master '{engine}' in a shell to see why"
    return BadInput.one(f"Spark {engine}", f"Spark could not be started ({condition})", step)


def _settings(conf: SparkConf, engine: str) -> SparkConf:
    """Return how Spark is started; everything else is as spark-defaults.conf has it."""
    conf.setMaster(engine).setAppName("equigate")
    conf.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
    conf.set("spark.log.level", "OFF").set("spark.sql.session.timeZone", "UTC")
    match = _MASTER.fullmatch(engine)
    if engine.startswith("local"):
        # One machine is busier with 200 parts of a small table than with the table.
        conf.set("spark.sql.shuffle.partitions", "32")
    if match and match["memory"]:
        conf.set("spark.executor.memory", f"{match['memory']}m")
    return conf


@contextmanager
def _python(engine: str) -> Iterator[None]:
    """Let workers on this machine run the Python that runs here, unless somebody chose another one."""
    before = os.environ.get("PYSPARK_PYTHON")
    if engine.startswith("local") and before is None:
        os.environ["PYSPARK_PYTHON"] = sys.executable
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("PYSPARK_PYTHON", None)


def _clean(application: str, warehouse: Path | None) -> None:
    """Remove the folder of this application's executors, and what Spark leaves in the current folder."""
    from pyspark.find_spark_home import _find_spark_home

    folder = Path(_find_spark_home(), "work", application)
    ours = folder.is_dir()
    shutil.rmtree(folder, ignore_errors=True)
    for empty in (*([folder.parent] if ours else []), *([warehouse] if warehouse else [])):
        with suppress(OSError):
            empty.rmdir()
