"""How does what no file holds get to the workers of Spark?"""

from __future__ import annotations

from typing import Any

from audit.core.errors import BadInput


def packed(what: object) -> bytes:
    """Return an object as Spark itself sends it; raises BadInput for an estimator that cannot be sent."""
    from pickle import PickleError

    try:
        return bytes(_serializer().dumps(what))
    except PickleError:
        step = "Save it with skops and name the file: --model FILE"
        raise BadInput.one("model", "the estimator in hand cannot be sent to the workers", step) from None


def unpacked(parcel: bytes) -> Any:
    """Return what was packed; only a worker opens parcels, those of its own driver."""
    return _serializer().loads(parcel)


def _serializer() -> Any:
    """Return Spark's own, which also sends what was defined in a notebook."""
    import pyspark.serializers

    library: Any = pyspark.serializers
    return library.CloudPickleSerializer()
