"""The bytes of a file, as it was at one moment."""

import stat
from os import stat_result
from pathlib import Path

from graph.errors import MissingPath, UnreadableDocument

_MEGABYTE = 1_000_000
_TRIES = 2


def read_file(path: Path, *, limit_mb: int | None = None) -> bytes:
    """The whole file; one over the limit is refused before it is read, one that changes meanwhile is read once more.

    Raises: MissingPath for a file that is not there any more or may not be read; UnreadableDocument for one that is
    too large, no file, or being written.
    """
    try:
        for _ in range(_TRIES):
            before = path.stat()
            _check(path, before, limit_mb)
            data = path.read_bytes()
            if _is_same(before, path.stat()) and len(data) == before.st_size:
                return data
    except OSError as exc:
        raise MissingPath(f"'{path}' cannot be read ({exc.strerror}): check the path and its permissions.") from exc
    raise UnreadableDocument(f"'{path}' changed each time it was read: wait until it has been written, then try again.")


def _check(path: Path, found: stat_result, limit_mb: int | None) -> None:
    if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for, a device might never end
        raise UnreadableDocument(f"'{path}' is no file of text: give a file.")
    if limit_mb is not None and found.st_size > limit_mb * _MEGABYTE:
        raise UnreadableDocument(
            f"'{path}' has {found.st_size / _MEGABYTE:.1f} MB, the limit is {limit_mb} MB: split it, or raise the "
            "limit with PLANGRAPH_DOCUMENT_LIMIT_MB."
        )


def _is_same(one: stat_result, other: stat_result) -> bool:
    return (one.st_ino, one.st_size, one.st_mtime_ns) == (other.st_ino, other.st_size, other.st_mtime_ns)
