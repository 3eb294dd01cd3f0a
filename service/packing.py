"""Compressing what is answered, for those who take it so."""

from functools import partial
from gzip import compress

import anyio.to_thread

LARGE_ENOUGH = 1_000  # bytes: below, compressing costs more than it saves
LEVEL = 5  # beyond, answers get hardly smaller
_AT_ONCE = 100_000  # bytes that take a millisecond

_compress = partial(compress, compresslevel=LEVEL)


def is_taken(accept_encoding: str) -> bool:
    """Whether the header of a request says that gzip may be answered."""
    return "gzip" in accept_encoding


async def pack(body: bytes) -> bytes:
    """A body compressed with gzip; a large one beside the loop."""
    return _compress(body) if len(body) < _AT_ONCE else await anyio.to_thread.run_sync(_compress, body)
