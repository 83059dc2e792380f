"""Keys: named, never written down, at least 128 random bits."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.core.values import Json
from audit.transform.keys import LEAST, PUBLISHED, Keys, weakness

GOOD = bytes.fromhex("8f3b1c5d7e92a4600b6d48f1c3e5a7792d4f60817263a5b4c9d8e7f60a1b2c3d")


def _key(text: str) -> bytes:
    """Return the key that an environment variable holds."""
    return Keys(environment={"KEY": text}).key({"env": "KEY"}, "step 1")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD.hex(), id="hexadecimal"),
        pytest.param(GOOD.hex().upper() + "\n", id="capitals-and-a-line-end"),
        pytest.param(base64.b64encode(GOOD).decode(), id="base64"),
        pytest.param(base64.urlsafe_b64encode(GOOD).decode().rstrip("="), id="base64-for-addresses"),
    ],
)
def test_a_key_is_the_bytes_its_text_stands_for(text: str) -> None:
    """However it is written."""
    assert _key(text) == GOOD


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(GOOD.hex().encode() + b"\n", GOOD, id="text"),
        pytest.param(GOOD, GOOD, id="bytes"),
    ],
)
def test_a_file_holds_text_or_bytes(tmp_path: Path, content: bytes, expected: bytes) -> None:
    """Relative to the plan."""
    (tmp_path / "secret.key").write_bytes(content)

    actual = Keys(tmp_path).key({"file": "secret.key"}, "step 1")

    assert expected == actual


WEAK = [
    pytest.param("", "is not set", id="empty"),
    pytest.param(GOOD[:15].hex(), "has 120 bits, fewer than 128", id="short"),
    pytest.param("00" * 32, "repeats itself", id="zeros"),
    pytest.param("0123456789abcdef" * 4, "repeats itself", id="a-pattern"),
    pytest.param(bytes(range(3, 99, 3)).hex(), "repeats itself", id="even-steps"),
    pytest.param((GOOD[:4] * 8).hex(), "repeats itself", id="repeated"),
    pytest.param(PUBLISHED[2].hex(), "printed in a standard", id="published"),
    pytest.param(PUBLISHED[1][:24].hex(), "printed in a standard", id="part-of-a-published-one"),
    pytest.param("correct horse battery staple", "neither hexadecimal nor base64", id="passphrase"),
    pytest.param("correcthorsebatterystaplepaperclip", "neither hexadecimal nor base64", id="passphrase-without-blanks"),
    pytest.param(b"correct horse battery staple".hex(), "is a text", id="passphrase-in-hexadecimal"),
    pytest.param(base64.b64encode(b"correct horse battery staple").decode(), "is a text", id="passphrase-in-base64"),
]


@pytest.mark.parametrize(("text", "said"), WEAK)
def test_a_weak_key_is_refused_and_never_shown(text: str, said: str) -> None:
    """The message says why, and how to make a good one."""
    with pytest.raises(BadInput) as caught:
        _key(text)

    actual = str(caught.value)

    assert said in actual
    assert "openssl rand -hex 32" in actual
    assert not text or text not in actual


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(GOOD.hex(), id="the-key-itself"),
        pytest.param({"text": GOOD.hex()}, id="another-word"),
        pytest.param({"env": GOOD.hex()}, id="the-key-as-a-name"),
        pytest.param({"file": GOOD.hex()}, id="the-key-as-a-path"),
        pytest.param({"env": "KEY", "file": "x"}, id="both"),
        pytest.param({"env": ""}, id="no-name"),
        pytest.param(None, id="nothing"),
    ],
)
def test_a_key_in_the_plan_is_refused_and_never_shown(said: Json) -> None:
    """Also where somebody wrote it in place of a name."""
    with pytest.raises(BadInput) as caught:
        Keys(environment={}).key(said, "step 1")

    actual = str(caught.value)

    assert "step 1" in actual
    assert GOOD.hex() not in actual


def test_a_file_that_is_not_there_is_named() -> None:
    """Its path is no secret."""
    with pytest.raises(BadInput, match=r"key file keys/a\.key cannot be read"):
        Keys(environment={}).key({"file": "keys/a.key"}, "step 1")


@pytest.mark.parametrize("size", [LEAST, 20, 32, 64])
def test_random_keys_are_not_refused(size: int) -> None:
    """Thousands of them."""
    actual = {weakness(secrets.token_bytes(size)) for _ in range(2_000)}

    assert actual == {""}


def test_keys_are_not_printed() -> None:
    """Neither is the environment."""
    assert GOOD.hex() not in repr(Keys(environment={"KEY": GOOD.hex()}))
