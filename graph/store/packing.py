"""What a document says, as the bytes that stores keep of it."""

import zlib

from graph.model.batch import Batch


def pack(batch: Batch) -> bytes:
    """A batch in its canonical text, compressed."""
    return zlib.compress(batch.to_json().encode())


def unpack(content: bytes) -> Batch:
    """The batch that was packed."""
    return Batch.model_validate_json(zlib.decompress(content))
