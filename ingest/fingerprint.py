"""What a document's facts depend on, as one hash: the same fingerprint, the same facts."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from ingest.readers import Source


def fingerprint(source: Source) -> str:
    """A hash of the document's bytes, its sidecar and id, the rules, and the program's version."""
    parts = (source.id, source.content_hash, _rules(), version("plangraph"))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@cache
def _rules() -> str:
    digest = hashlib.sha256()
    for file in sorted(files("ingest.rules").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yml"):
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
