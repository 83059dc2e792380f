"""Where does randomness come from that must never be guessed, yet be the same whenever a batch is read again?

A secret key is drawn from the operating system when a step is made ready, is kept in memory only, and never asked for by seed.
Numbers are then a function of key, purpose and row, so that batches may be cut anywhere.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Words = npt.NDArray[np.uint64]

KEY_BYTES = 32
_BLOCK = 4_096


def fresh_key() -> bytes:
    """Return a key of 256 bits from the operating system."""
    return secrets.token_bytes(KEY_BYTES)


def words(key: bytes, purpose: str, rows: Ints, each: int) -> Words:
    """Return `each` random 64-bit numbers per row, shape (rows, each): SHAKE-256 of the key, the purpose and a block of rows."""
    import numpy as np

    found = np.empty((len(rows), each), dtype=np.uint64)
    blocks = rows // _BLOCK
    for block in np.unique(blocks).tolist():
        seed = b"".join(_framed(part) for part in (key, purpose.encode(), int(block).to_bytes(8, "big")))
        stream = np.frombuffer(hashlib.shake_256(seed).digest(8 * each * _BLOCK), dtype=np.uint64).reshape(_BLOCK, each)
        here = blocks == block
        found[here] = stream[rows[here] % _BLOCK]
    return found


def uniform(numbers: Words) -> Floats:
    """Return numbers strictly between 0 and 1, from 53 bits each."""
    import numpy as np

    spread: Floats = ((numbers >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    return spread


def normal(key: bytes, purpose: str, rows: Ints) -> Floats:
    """Return a standard normal number per row (Box and Muller 1958)."""
    import numpy as np

    both = uniform(words(key, purpose, rows, 2))
    drawn: Floats = np.sqrt(-2.0 * np.log(both[:, 0])) * np.cos(2.0 * np.pi * both[:, 1])
    return drawn


def laplace(key: bytes, purpose: str, rows: Ints) -> Floats:
    """Return a number per row from Laplace's distribution with a standard deviation of 1."""
    import numpy as np

    centred = uniform(words(key, purpose, rows, 1))[:, 0] - 0.5
    drawn: Floats = -np.sign(centred) * np.log1p(-2.0 * np.abs(centred)) / np.sqrt(2.0)
    return drawn


def _framed(part: bytes) -> bytes:
    """Return a part with its length before it, so that no two lists of parts read the same."""
    return len(part).to_bytes(8, "big") + part


def framed(*parts: str) -> bytes:
    """Return texts as one message that no other texts give."""
    return b"".join(_framed(part.encode("utf-8", "surrogatepass")) for part in parts)
