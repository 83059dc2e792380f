"""Who signed it?"""

from __future__ import annotations

from pathlib import Path

from audit.core.errors import BadInput
from audit.signing import SUFFIX, holds, key_name, read_signature
from audit.verified.outcome import Line, State

_WHAT = "signature"


def signature_line(evidence: Path, parts: dict[str, bytes], signature: Path | None, key: Path | None) -> Line:
    """Check a signature against the file, or the evidence inside it; raises BadInput without a key, or without a signature for it.

    `parts` are the bytes that may have been signed, by what they are called.
    """
    beside = evidence.with_name(f"{evidence.name}{SUFFIX}")
    if key is None:
        if signature is not None:
            raise BadInput.one("--signature", "a signature is checked with a public key", "Give it: --key PUB")
        text = f"{beside} was not looked at: give the public key, --key PUB" if beside.is_file() else "nobody's signature is on it"
        return Line(_WHAT, State.LEFT, text)
    found = read_signature(signature or beside)
    for what, data in parts.items():
        if holds(data, found, key):
            return Line(_WHAT, State.SAME, f"{what} was signed with the key {key_name(key)}", ("Whose key that is, you have to know",))
    return Line(_WHAT, State.DIFFERENT, f"{signature or beside} is not a signature of this with the key {key_name(key)}")
