"""Nothing that equigate prints, writes or lets others log holds a user's name or password."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audit.core.errors import BadInput
from tests.database.people import FLAGS
from tests.database.server import OWNER, READER, SECRETS, Server

if TYPE_CHECKING:
    from command_line import Ended

WRONG = "Vq-wrong-secret-43"
SOUGHT = (OWNER, READER, WRONG, *SECRETS.values())
WORDS = [word for name, value in FLAGS.items() for word in (f"--{name.replace('_', '-')}", value)]


@pytest.fixture(scope="module")
def few(server: Server) -> Server:
    """Return the server with a small table."""
    server.run("CREATE TABLE few AS SELECT * FROM people LIMIT 500", f"GRANT SELECT ON few TO {READER}")
    return server


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Return every record of every library, down to DEBUG."""
    for name in ("", "psycopg", "psycopg.pq", "psycopg.pq.misc", "ibis", "sqlglot", "narwhals"):
        caplog.set_level(logging.DEBUG, logger=name or None)
    return caplog


def found(ended: Ended, logged: pytest.LogCaptureFixture, folder: Path) -> list[str]:
    """Return which secrets occur in anything that was printed, logged or written."""
    written = [path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir()]
    said = "\n".join([ended.out, ended.err, logged.text, *written])
    return [secret for secret in SOUGHT if secret in said]


def test_psycopg_would_have_told(few: Server, logged: pytest.LogCaptureFixture) -> None:
    """The search below finds what it looks for."""
    few.run("SELECT 1", user=READER)

    assert READER in logged.text


@pytest.mark.parametrize(
    "command",
    [("check", "-o", "json=e.json", "-o", "html=e.html", "-o", "text=e.txt"), ("observe", "-o", "facts.json")],
    ids=["check", "observe"],
)
def test_nothing_of_an_audit_holds_them(
    command: tuple[str, ...], few: Server, here: Callable[..., Ended], logged: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    ended = here("-v", command[0], "--data", f"{few.address}#few", *WORDS, *command[1:])

    assert ended.code in {0, 1}, ended.err
    assert found(ended, logged, tmp_path) == []
    assert any("no row left it" in path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json"))


def test_a_user_in_the_address_with_the_client_s_own_password(
    few: Server, here: Callable[..., Ended], logged: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PGPASSWORD is read by PostgreSQL's client itself; the user of the address is in no file either."""
    monkeypatch.delenv("EQUIGATE_DATABASE_USER")
    monkeypatch.delenv("EQUIGATE_DATABASE_PASSWORD")
    monkeypatch.setenv("PGPASSWORD", SECRETS[READER])
    address = few.address.replace("//", f"//{READER}@")

    ended = here("-v", "check", "--data", f"{address}#few", *WORDS, "-o", "json=e.json", "-o", "html=e.html")
    missing = here("-v", "check", "--data", f"{address}#fewer", *WORDS)

    assert ended.code in {0, 1}, ended.err
    assert "there is no table 'fewer'. Did you mean 'few'?" in missing.err
    assert found(ended, logged, tmp_path) == []
    assert found(missing, logged, tmp_path) == []


REFUSED = [
    pytest.param(
        {"EQUIGATE_DATABASE_PASSWORD": WRONG}, "the database refuses this user or password. Set EQUIGATE_DATABASE_USER", id="wrong password"
    ),
    pytest.param(
        {"EQUIGATE_DATABASE_USER": WRONG}, "the database refuses this user or password. Set EQUIGATE_DATABASE_USER", id="no such user"
    ),
    pytest.param(
        {"EQUIGATE_DATABASE_PASSWORD": ""}, "the database refuses this user or password. Set EQUIGATE_DATABASE_USER", id="no password"
    ),
]


@pytest.mark.parametrize(("changes", "said"), REFUSED)
def test_what_is_refused_is_not_repeated(
    changes: dict[str, str],
    said: str,
    few: Server,
    here: Callable[..., Ended],
    logged: pytest.LogCaptureFixture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for key, value in changes.items():
        monkeypatch.setenv(key, value)

    ended = here("-v", "check", "--data", f"{few.address}#few", *WORDS)

    assert ended.code == 2
    assert f"{few.address}: {said}" in ended.err
    assert found(ended, logged, tmp_path) == []


def test_a_password_in_the_address(here: Callable[..., Ended], logged: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    ended = here("-v", "check", "--data", f"test=postgresql://{OWNER}:{WRONG}@127.0.0.1/db#people", *WORDS)

    assert ended.code == 2
    assert "the address holds a password" in ended.err
    assert found(ended, logged, tmp_path) == []


def test_a_model_is_not_asked_inside_a_database(few: Server) -> None:
    """Its predictions have to be stored: a model needs rows, and none leaves."""
    import pandas as pd
    from sklearn.dummy import DummyClassifier

    from audit.api import audit

    model = DummyClassifier().fit(pd.DataFrame({"age": [20, 30]}), ["true", "false"])
    with pytest.raises(
        BadInput, match=r"a model cannot be asked inside a database, and no row leaves it\. Store its predictions"
    ) as caught:
        audit(f"{few.address}#few", model=model, label="label", favourable="true", protected=["sex"])

    assert str(caught.value).startswith("test: ")


def test_a_table_in_hand(few: Server) -> None:
    """An Ibis table that a notebook holds is counted where it is, on the notebook's own connection."""
    import ibis

    from audit.api import audit

    held = ibis.postgres.connect(host="127.0.0.1", port=few.port, database="audited", user=READER, password=SECRETS[READER])
    flags = {name: value.split(",") if "," in value else value for name, value in FLAGS.items()}
    expected = audit(f"{few.address}#few", **flags).claims

    actual = audit(held.table("few"), **flags).claims

    assert expected == actual
