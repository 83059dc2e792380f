"""Are pseudonyms that anybody could make again found, and only those?"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from audit.core.plan import Plan, Step
from audit.load.opener import Opener
from audit.load.subject_types import Dataset
from audit.release.guessed_keys import Guessed, guess_keys
from audit.transform.keys import PUBLISHED
from audit.transform.pseudonymise import pseudonym

NAMES = [f"person {n}" for n in range(40)]
Make = Callable[[str], str]


def _guessed(made: Make, plan: Plan | None = None, column: str = "token") -> Guessed:
    """Return what the attack finds on pseudonyms made of names, every second row released."""
    kept = np.arange(0, len(NAMES), 2)
    with Opener.start(Path()) as opener:
        known = pd.DataFrame({"name": NAMES, "other": range(len(NAMES)), **({column: NAMES} if column != "token" else {})})
        shown = pd.DataFrame({column: [made(NAMES[n]) for n in kept]})
        source, released = (opener.source(Dataset(role, ""), frame) for role, frame in (("test", known), ("train", shown)))
        (found,) = guess_keys(source, released, kept, plan or Plan("p", ()))
    return found


def _hmac(key: bytes, name: str, function: str = "sha256") -> str:
    return hmac.new(key, name.encode(), function).hexdigest()


WAYS: dict[str, tuple[Make, str]] = {
    "plain": (lambda name: hashlib.sha256(name.encode()).hexdigest(), "no key or an empty one"),
    "md5 in base64": (lambda name: base64.b64encode(hashlib.md5(name.encode(), usedforsecurity=False).digest()).decode(), "no key or an empty one"),
    "empty key": (lambda name: _hmac(b"", name), "no key or an empty one"),
    "published key": (lambda name: _hmac(PUBLISHED[0], name), "a published key"),
    "a word": (lambda name: _hmac(b"changeme", name, "sha1"), "a published key"),
    "one byte": (lambda name: _hmac(b"\x07", name, "sha512"), "a key of one byte"),
    "two bytes before": (lambda name: hashlib.sha256(b"\x01\xfe" + name.encode()).hexdigest(), "a key of two bytes"),
    "salt behind": (lambda name: hashlib.sha256(name.encode() + b"salt").hexdigest(), "a published key"),
}  # fmt: skip


@pytest.mark.parametrize(("made", "key"), WAYS.values(), ids=WAYS.keys())
def test_weak(made: Make, key: str) -> None:
    """All twenty released pseudonyms are made again."""
    actual = _guessed(made)

    assert (actual.column, actual.looked, actual.recovered, actual.key) == ("token", 20, 20, key)


def test_a_secret_key() -> None:
    """With 256 random bits, nothing is made again, though every key was tried."""
    key = secrets.token_bytes(32)
    actual = _guessed(lambda name: _hmac(key, name))

    assert (actual.recovered, actual.key) == (0, "")
    assert actual.tried > 2 * 65_536


@pytest.mark.parametrize(("key", "recovered"), [(b"ab", 20), (secrets.token_bytes(32), 0)], ids=["short", "random"])
def test_our_own_pseudonyms(key: bytes, recovered: int) -> None:
    """A plan's own way of making pseudonyms is known to everybody: only the key is secret."""
    step = Step("pseudonymise", ("id",), {"key": {"env": "K"}, "key_id": "1", "domain": "lab", "join": "person"})
    actual = _guessed(lambda name: pseudonym(key, "lab", "person", name), Plan("p", (step,)), "id")

    assert (actual.looked, actual.recovered) == (20, recovered)
