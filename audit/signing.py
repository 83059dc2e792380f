"""Whose signature is on a file? Detached, ed25519, over its bytes: OpenSSL and others can check it too."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from audit.core.errors import BadInput

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SUFFIX = ".sig"
LENGTH = 64
"""Bytes of a signature."""
_MAKE = "Make a pair: openssl genpkey -algorithm ed25519 -out key.pem && openssl pkey -in key.pem -pubout -out key.pub"


def signed(data: bytes, key: Path, password: str | None = None) -> bytes:
    """Return the 64 bytes of a signature; raises BadInput for a key that is none of ed25519, or with another password."""
    return _private(key, password).sign(data)


def holds(data: bytes, signature: bytes, key: Path) -> bool:
    """Tell whether a signature over these bytes was made with the private part of a public key; raises BadInput."""
    public = _public(key)
    from cryptography.exceptions import InvalidSignature

    try:
        public.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def read_signature(path: Path) -> bytes:
    """Return a signature; raises BadInput if the file is none."""
    data = _read(path, "signature")
    if len(data) != LENGTH:
        raise BadInput.one(str(path), f"no signature: it has {len(data)} bytes, one of ed25519 has {LENGTH}", "Give the .sig file")
    return data


def key_name(key: Path) -> str:
    """Return the name of a public key, `sha256:...` of its DER form: to be compared with what the signer says it is."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    form = _public(key).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"sha256:{hashlib.sha256(form).hexdigest()}"


def is_locked(key: Path) -> bool:
    """Tell whether a private key needs a password."""
    data = _read(key, "key")
    if b"-----BEGIN OPENSSH PRIVATE KEY-----" not in data:
        return b"ENCRYPTED" in data
    try:
        _serialization().load_ssh_private_key(data, None)
    except (ValueError, TypeError):
        return True
    return False


def _private(key: Path, password: str | None) -> Ed25519PrivateKey:
    """Return the private key in a PEM or OpenSSH file."""
    data, doors = _read(key, "key"), _serialization()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = password.encode("utf-8") if password else None
    door = doors.load_ssh_private_key if b"OPENSSH" in data else doors.load_pem_private_key
    try:
        found = door(data, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        what = "it cannot be opened with this password" if secret else "no private key that can be read"
        raise BadInput.one(str(key), what, "Set EQUIGATE_KEY_PASSWORD" if secret else _MAKE) from None
    if not isinstance(found, Ed25519PrivateKey):
        raise BadInput.one(str(key), "the key is not one of ed25519", _MAKE)
    return found


def _public(key: Path) -> Ed25519PublicKey:
    """Return the public key in a PEM or OpenSSH file."""
    data, doors = _read(key, "key"), _serialization()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if b"PRIVATE KEY-----" in data:
        raise BadInput.one(str(key), "a private key is not needed to check, and is not to be handed around", "Give the public one")
    door = doors.load_ssh_public_key if data.startswith(b"ssh-") else doors.load_pem_public_key
    try:
        found = door(data)
    except (ValueError, UnsupportedAlgorithm):
        raise BadInput.one(str(key), "no public key that can be read", _MAKE) from None
    if not isinstance(found, Ed25519PublicKey):
        raise BadInput.one(str(key), "the key is not one of ed25519", _MAKE)
    return found


def _serialization() -> ModuleType:
    """Return what reads keys; raises BadInput naming what to install."""
    try:
        from cryptography.hazmat.primitives import serialization
    except ImportError:
        step = "Install it: pip install 'equigate[sign]'"
        raise BadInput.one("", "signatures need the package cryptography, which is not installed", step) from None
    return serialization


def _read(path: Path, what: str) -> bytes:
    """Return the bytes of a small file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput.one(str(path), f"the {what} cannot be read ({type(error).__name__})", "Check the path") from None
