"""Does a signature hold over the bytes it was made for, and nothing else? OpenSSL is the other judge."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, PublicFormat

from audit.api import audit
from audit.core.errors import BadInput
from audit.render.registry import formats
from audit.signing import holds, key_name, signed

if TYPE_CHECKING:
    from command_line import Ended

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
CURVE = ec.generate_private_key(ec.SECP256R1())
PASSWORD = "correct horse"  # noqa: S105


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of keys in the forms that people have."""
    folder = tmp_path_factory.mktemp("keys")
    locked = BestAvailableEncryption(PASSWORD.encode())
    forms = {
        "key.pem": SECRET.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        "key.ssh": SECRET.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()),
        "locked.pem": SECRET.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked),
        "key.pub": SECRET.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "ssh.pub": SECRET.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH),
        "other.pub": OTHER.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "curve.pem": CURVE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        "curve.pub": CURVE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "text.pem": b"hello",
    }
    for name, data in forms.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return evidence and the report of it."""
    found = audit(pd.DataFrame({"city": ["Bonn", "Mainz"] * 50}))
    return {"e.json": found.to_json().encode("utf-8"), "r.pdf": formats()["pdf"].render(found)}


@pytest.fixture
def signing(files: dict[str, bytes], tmp_path: Path, here: Callable[..., Ended]) -> Callable[..., Ended]:
    """Return what runs the command line beside evidence and report."""
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return here


@pytest.mark.parametrize(("key", "password"), [("key.pem", None), ("key.ssh", None), ("locked.pem", PASSWORD)])
@pytest.mark.parametrize("public", ["key.pub", "ssh.pub"])
def test_every_form_of_the_key_makes_the_same_signature(keys: Path, key: str, password: str | None, public: str) -> None:
    signature = signed(b"some evidence", keys / key, password)

    assert signature == SECRET.sign(b"some evidence")
    assert holds(b"some evidence", signature, keys / public)
    assert not holds(b"other evidence", signature, keys / public)
    assert not holds(b"some evidence", signature, keys / "other.pub")


def test_openssl_agrees(keys: Path, tmp_path: Path) -> None:
    """The signature is one over the bytes of the file, in the form that others read."""
    (tmp_path / "e.json").write_bytes(b"some evidence\n")
    (tmp_path / "e.sig").write_bytes(signed(b"some evidence\n", keys / "key.pem"))
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", keys / "key.pub", "-rawin", "-in", "e.json", "-sigfile", "e.sig"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)

    assert done.stdout.strip() == b"Signature Verified Successfully"


def test_both_forms_of_a_public_key_have_one_name(keys: Path) -> None:
    assert key_name(keys / "key.pub") == key_name(keys / "ssh.pub") != key_name(keys / "other.pub")


KEYS = [
    ("sign", "curve.pem", "the key is not one of ed25519"),
    ("sign", "text.pem", "no private key that can be read"),
    ("sign", "key.pub", "no private key that can be read"),
    ("sign", "none.pem", "the key cannot be read"),
    ("verify", "curve.pub", "the key is not one of ed25519"),
    ("verify", "text.pem", "no public key that can be read"),
    ("verify", "key.pem", "a private key is not needed to check"),
]


@pytest.mark.parametrize(("command", "key", "words"), KEYS)
def test_another_key_is_bad_input(signing: Callable[..., Ended], keys: Path, tmp_path: Path, command: str, key: str, words: str) -> None:
    """Say what is wrong with the key, and leave no signature."""
    if command == "verify":
        (tmp_path / "e.json.sig").write_bytes(bytes(64))

    done = signing(command, "e.json", "--key", keys / key)

    assert (done.code, words in done.err) == (2, True)
    assert command == "verify" or not (tmp_path / "e.json.sig").exists()


def test_signed_evidence_is_authenticated(signing: Callable[..., Ended], keys: Path, tmp_path: Path) -> None:
    """Print the name of the key; whose it is, is not for us to say."""
    made = signing("sign", "e.json", "--key", keys / "key.pem")
    done = signing("verify", "e.json", "--key", keys / "key.pub")

    assert (made.code, made.out) == (0, "e.json.sig\n")
    assert (tmp_path / "e.json.sig").stat().st_size == 64
    assert done.code == 0
    assert done.out.splitlines()[-1] == f"consistent; the evidence was signed with the key {key_name(keys / 'key.pub')}"
    assert "not authenticated" not in done.out


def test_a_signature_that_nobody_checked_is_said_to_be_there(signing: Callable[..., Ended], keys: Path) -> None:
    signing("sign", "e.json", "--key", keys / "key.pem")
    done = signing("verify", "e.json")

    assert done.code == 0
    assert "e.json.sig was not looked at: give the public key, --key PUB" in done.out
    assert done.out.splitlines()[-1].startswith("consistent, not authenticated")


def test_another_document_or_another_key_is_a_difference(signing: Callable[..., Ended], keys: Path, tmp_path: Path) -> None:
    signing("sign", "e.json", "--key", keys / "key.pem")
    other = signing("verify", "e.json", "--key", keys / "other.pub")
    text = (tmp_path / "e.json").read_text("utf-8")
    (tmp_path / "e.json").write_text(text.replace('"platform": "', '"platform": "x', 1), encoding="utf-8")
    edited = signing("verify", "e.json", "--key", keys / "key.pub")

    assert [(one.code, one.last) for one in (other, edited)] == [(1, "exit 1: differs: signature")] * 2


def test_a_signature_on_the_evidence_holds_for_the_report_with_it(signing: Callable[..., Ended], keys: Path) -> None:
    """And one on the PDF holds for its pages too."""
    signing("sign", "e.json", "--key", keys / "key.pem")
    signing("sign", "r.pdf", "--key", keys / "key.pem", "-o", "pages.sig")

    inside = signing("verify", "r.pdf", "--key", keys / "key.pub", "--signature", "e.json.sig")
    pages = signing("verify", "r.pdf", "--key", keys / "key.pub", "--signature", "pages.sig")

    assert [one.code for one in (inside, pages)] == [0, 0]
    assert "consistent; the evidence was signed" in inside.out
    assert "consistent; this PDF was signed" in pages.out


def test_evidence_that_contradicts_itself_is_not_signed(signing: Callable[..., Ended], keys: Path, tmp_path: Path) -> None:
    text = (tmp_path / "e.json").read_text("utf-8")
    (tmp_path / "e.json").write_text(text.replace('"overall": "', '"overall": "NOT', 1), encoding="utf-8")

    done = signing("sign", "e.json", "--key", keys / "key.pem")

    assert done.code == 1
    assert not (tmp_path / "e.json.sig").exists()


@pytest.mark.parametrize(("password", "code"), [(PASSWORD, 0), ("wrong", 2), (None, 2)], ids=["right", "wrong", "none"])
def test_the_password_of_a_key_comes_from_the_environment(
    signing: Callable[..., Ended], keys: Path, monkeypatch: pytest.MonkeyPatch, password: str | None, code: int
) -> None:
    """Never from an argument, which others can see; nobody is asked where there is no terminal."""
    if password is not None:
        monkeypatch.setenv("EQUIGATE_KEY_PASSWORD", password)
    monkeypatch.setattr(sys, "stdin", Path("/dev/null").open(encoding="utf-8"))  # noqa: SIM115

    assert signing("sign", "e.json", "--key", keys / "locked.pem").code == code


ARGUMENTS = [
    (("verify", "e.json", "--signature", "e.json.sig"), "a signature is checked with a public key"),
    (("verify", "e.json", "--key", "key.pub"), "the signature cannot be read"),
    (("verify", "e.json", "--key", "key.pub", "--signature", "e.json"), "no signature: it has"),
    (("sign", "e.json", "--key", "key.pem", "-o", "e.json"), "e.json is an input"),
    (("sign", "e.json", "--key", "key.pem", "-o", "key.pem"), "key.pem is an input"),
    (("sign", "none.json", "--key", "key.pem"), "there is no such file"),
]


@pytest.mark.parametrize(("arguments", "words"), ARGUMENTS, ids=range(len(ARGUMENTS)))
def test_what_cannot_be_meant_is_bad_input(
    signing: Callable[..., Ended], keys: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    for name in ("key.pem", "key.pub"):
        (tmp_path / name).write_bytes((keys / name).read_bytes())
    before = (tmp_path / "key.pem").read_bytes()

    done = signing(*arguments)

    assert (done.code, words in done.err) == (2, True)
    assert (tmp_path / "key.pem").read_bytes() == before


def test_without_the_package_the_extra_is_named(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)

    with pytest.raises(BadInput, match=r"pip install 'equigate\[sign\]'"):
        signed(b"x", keys / "key.pem")
