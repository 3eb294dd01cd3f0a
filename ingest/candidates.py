"""The files of a load: each once, and no two with one id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DocumentError, DuplicateDocument
from ingest.readers import find_documents
from ingest.readers.sidecar import read_sidecar
from ingest.readers.source import code_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be read, or the reason why it cannot be; ``document`` is its id, where that is known."""

    path: Path
    document: str | None = None
    error: DocumentError | None = None


def find_candidates(paths: Iterable[Path]) -> tuple[Candidate, ...]:
    """The documents at ``paths`` in the order given, those of a folder by name.

    Of several files with one id none can be read, because there is no telling which is meant.
    """
    once: dict[Path, Candidate] = {}
    for path in paths:
        for candidate in _candidates_at(path):
            once.setdefault(candidate.path.resolve(), candidate)
    doubled = _doubled(once.values())
    return tuple(
        Candidate(candidate.path, candidate.document, doubled.get(candidate.document) or candidate.error)
        for candidate in once.values()
    )


def _candidates_at(path: Path) -> Iterator[Candidate]:
    try:
        for file in find_documents(path):
            yield _identified(file)
    except DocumentError as error:
        yield Candidate(path, error=error)


def _identified(file: Path) -> Candidate:
    try:
        sidecar, _ = read_sidecar(file)
        return Candidate(file, code_of(file, sidecar))
    except DocumentError as error:
        return Candidate(file, error=error)


def _doubled(candidates: Iterable[Candidate]) -> dict[str | None, DuplicateDocument]:
    """The error for each id that several files have."""
    files: dict[str, list[str]] = defaultdict(list)
    for candidate in candidates:
        if candidate.document is not None:
            files[candidate.document].append(f"'{candidate.path}'")
    return {
        document: DuplicateDocument(
            f"{' and '.join(same)} have one id, '{document}', so neither was taken: rename one, "
            "or give it an id in its sidecar."
        )
        for document, same in files.items()
        if len(same) > 1
    }
