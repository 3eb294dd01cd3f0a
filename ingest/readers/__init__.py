"""One reader a file format: bytes to immutable raw text; a new format is one module and one line here."""

from collections.abc import Callable
from pathlib import Path

from graph.errors import MissingPath, UnsupportedFormat
from ingest.readers.file import read_file
from ingest.readers.sidecar import SIDECAR_SUFFIX, read_sidecar
from ingest.readers.source import Source
from ingest.readers.text import Decoded, decode_text

READERS: dict[str, Callable[[bytes, str], Decoded]] = {
    ".txt": decode_text,
    ".md": decode_text,
}
"""File ending → how its bytes become raw text; the second argument names the file in errors."""


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
    data = read_file(path, limit_mb=limit_mb)
    sidecar, sidecar_bytes = read_sidecar(path)
    text, encoding = READERS[path.suffix.lower()](data, str(path))
    return Source.of(path, data=data, text=text, sidecar=sidecar, sidecar_bytes=sidecar_bytes, encoding=encoding)


def _is_document(path: Path) -> bool:
    """README files that stand beside documents are about them, not of them."""
    return not path.name.startswith(".") and path.stem.upper() != "README"


def _endings() -> str:
    return ", ".join(READERS)


__all__ = ["READERS", "SIDECAR_SUFFIX", "Source", "find_documents", "read_document"]
