"""A document as it was read: immutable raw text with its lines, and what is known of it."""

import hashlib
import os
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, compress, count
from pathlib import Path
from typing import Self

from graph.errors import UnreadableDocument
from ingest.readers.sidecar import Sidecar


@dataclass(frozen=True, slots=True)
class Source:
    """One document's raw text; every later offset is a code point of ``text``, every line number counts from 1.

    ``words`` are the lines without white space, ``printed`` the numbers of those that hold anything else.
    ``encoding`` names what the file's bytes were read in; ``content_hash`` is of the bytes, the sidecar's with them.
    """

    id: str
    path: Path
    text: str
    lines: tuple[str, ...]
    words: tuple[str, ...]
    printed: tuple[int, ...]
    starts: tuple[int, ...]
    sidecar: Sidecar
    content_hash: str
    encoding: str

    @classmethod
    def of(
        cls,
        path: Path,
        *,
        data: bytes,
        text: str,
        sidecar: Sidecar,
        sidecar_bytes: bytes,
        encoding: str = "UTF-8",
    ) -> Self:
        """A source from a file's bytes and its decoded text; lines end at ``\\n`` only."""
        lines = tuple(text.split("\n"))
        words = tuple("".join(line.split()) for line in lines)
        printed = tuple(compress(count(1), words))
        starts = (0, *accumulate(len(line) + 1 for line in lines[:-1]))
        digest = hashlib.sha256(hashlib.sha256(data).digest() + hashlib.sha256(sidecar_bytes).digest()).hexdigest()
        return cls(code_of(path, sidecar), path, text, lines, words, printed, starts, sidecar, digest, encoding)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the code point at ``offset``."""
        return bisect_right(self.starts, offset)

    def span_of(self, line: int) -> tuple[int, int]:
        """Half-open offsets of a line's text, without its line end."""
        start = self.starts[line - 1]
        return start, start + len(self.lines[line - 1])


def code_of(path: Path, sidecar: Sidecar) -> str:
    """The id of the document in a file: the sidecar's, else the file's stem in NFC.

    Raises: UnreadableDocument for a file name that is no text, as old archives leave them behind.
    """
    try:
        path.name.encode()
    except UnicodeEncodeError as exc:
        name = os.fsencode(path.name).decode(errors="backslashreplace")
        raise UnreadableDocument(f"The file name '{name}' is not UTF-8: rename it.") from exc
    return sidecar.id or unicodedata.normalize("NFC", path.stem)
