"""One reader a file format: bytes to immutable raw text; a new format is one module and one line here."""

from collections.abc import Callable
from pathlib import Path

from graph.errors import MissingPath, UnreadableDocument, UnsupportedFormat
from ingest.readers.sidecar import SIDECAR_SUFFIX, read_sidecar
from ingest.readers.source import Source
from ingest.readers.text import decode_text

READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": decode_text,
    ".md": decode_text,
}
"""File ending → how its bytes become raw text; the second argument names the file in errors."""

_MEGABYTE = 1_000_000


def find_documents(path: Path) -> list[Path]:
    """The documents at ``path``: the file itself, or those that lie directly in a folder, by name.

    Raises: MissingPath for a path that is not there or a folder without documents; UnsupportedFormat for a file no
    reader knows.
    """
    if path.is_dir():
        found = sorted(p for p in path.iterdir() if p.suffix.lower() in READERS and p.is_file() and _is_document(p))
        if not found:
            raise MissingPath(f"No document in folder '{path}': put files ending in {_endings()} there.")
        return found
    if not path.exists():
        raise MissingPath(f"'{path}' does not exist: give a file or a folder of documents.")
    if path.suffix.lower() not in READERS:
        raise UnsupportedFormat(f"'{path}' has no reader: documents end in {_endings()}.")
    return [path]


def read_document(path: Path, *, limit_mb: int | None = None) -> Source:
    """The document at ``path`` with its sidecar; a file over the limit is refused before it is read.

    Raises: a DocumentError that names the file, what is wrong and what to do.
    """
    try:
        _check_size(path, limit_mb)
        data = path.read_bytes()
    except OSError as exc:
        raise MissingPath(f"'{path}' cannot be read ({exc.strerror}): check the path and its permissions.") from exc
    sidecar, sidecar_bytes = read_sidecar(path)
    text = READERS[path.suffix.lower()](data, str(path))
    return Source.of(path, data=data, text=text, sidecar=sidecar, sidecar_bytes=sidecar_bytes)


def _check_size(path: Path, limit_mb: int | None) -> None:
    size = path.stat().st_size
    if limit_mb is not None and size > limit_mb * _MEGABYTE:
        raise UnreadableDocument(
            f"'{path}' has {size / _MEGABYTE:.1f} MB, the limit is {limit_mb} MB: split it, or raise the limit with "
            "PLANGRAPH_DOCUMENT_LIMIT_MB."
        )


def _is_document(path: Path) -> bool:
    """README files that stand beside documents are about them, not of them."""
    return not path.name.startswith(".") and path.stem.upper() != "README"


def _endings() -> str:
    return ", ".join(READERS)


__all__ = ["READERS", "SIDECAR_SUFFIX", "Source", "find_documents", "read_document"]
