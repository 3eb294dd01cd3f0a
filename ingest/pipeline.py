"""A load from start to end: documents are read, laid out, extracted, linked, stored, and published."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from graph.errors import DocumentError, WorkerKilled
from graph.model.batch import Batch
from graph.store import Release, Writer, open_store
from ingest.candidates import Candidate
from ingest.extraction.components import read
from ingest.extraction.reading import Reading
from ingest.fingerprint import fingerprint
from ingest.layout.document import lay_out
from ingest.linking.batch import link
from ingest.memory import make_room
from ingest.readers import Source, read_document
from ingest.records import Record, to_records
from ingest.report import Clock, DocumentReport, LoadReport, Status, count
from ingest.workers import Lost, work_in_order

_WORTH_A_WORKER = 300_000
"""Bytes: about what is read in the second that a process of its own needs to start."""


def ingest(
    candidates: Sequence[Candidate],
    store: str,
    *,
    limit_mb: int | None = None,
    jobs: int = 1,
    done: Callable[[DocumentReport], None] | None = None,
) -> LoadReport:
    """Take documents into the store at a URL and publish a release; ``done`` is told of each document.

    Up to ``jobs`` documents are read at once, and stored in the order of the candidates: the store is the same for any
    number. A document that cannot be taken is reported, and the others go on. Interrupted, the load leaves the last
    release as it was. Raises: GraphError for a store that cannot be written.
    """
    if all(candidate.error for candidate in candidates):  # a load of nothing makes no store
        return LoadReport(tuple(_failed(candidate, candidate.error) for candidate in candidates))
    clock, reports = Clock(), []
    with closing(open_store(store, create=True)) as opened, opened.writer() as writer:
        for report in _take(candidates, writer, limit_mb, jobs):
            reports.append(report)
            if done:
                done(report)
        if all(report.error for report in reports):
            return LoadReport(tuple(reports))
        release = clock.time("publish", writer.publish)
    return LoadReport(tuple(reports), release, clock.seconds)


def extract(candidate: Candidate, *, limit_mb: int | None = None) -> Reading:
    """What the components find in one document. Raises: DocumentError."""
    return read(lay_out(_read(candidate, limit_mb)))


def extract_records(
    candidates: Sequence[Candidate], *, limit_mb: int | None = None, jobs: int = 1
) -> Iterator[list[Record] | DocumentError]:
    """The records of each document, or why there are none, in the order of the candidates; ``jobs`` as for a load."""
    records = work_in_order(partial(_records, limit_mb=limit_mb), candidates, _worthwhile(jobs, candidates))
    with closing(records):
        for candidate, found in zip(candidates, records, strict=True):
            yield _killed(candidate, found) if isinstance(found, Lost) else found


def remove(document: str, store: str) -> Release:
    """Take a document, and all that only it said, out of the store at a URL. Raises: UnknownDocument; GraphError."""
    with closing(open_store(store)) as opened, opened.writer() as writer:
        writer.remove(document)
        return writer.publish()


# --------------------------------------------------------------------------------------------------------- one document


@dataclass(frozen=True, slots=True)
class _Made:
    """What a document says, and what that depends on; the report of its making, or of why it could not be made."""

    report: DocumentReport
    batch: Batch | None = None
    fingerprint: str = ""


def _take(candidates: Sequence[Candidate], writer: Writer, limit_mb: int | None, jobs: int) -> Iterator[DocumentReport]:
    """Each document's way into the store, unless it is there already as it is now."""
    settled = [_without_extraction(candidate, writer, limit_mb) for candidate in candidates]
    changed = [candidate for candidate, report in zip(candidates, settled, strict=True) if report is None]
    with closing(work_in_order(partial(_make, limit_mb=limit_mb), changed, _worthwhile(jobs, changed))) as all_made:
        for candidate, report in zip(candidates, settled, strict=True):
            yield report or _store(candidate, next(all_made), writer)


def _without_extraction(candidate: Candidate, writer: Writer, limit_mb: int | None) -> DocumentReport | None:
    """What becomes of a document that cannot be read or has not changed; None for one to be extracted."""
    clock = Clock()
    try:
        source = clock.time("read", _read, candidate, limit_mb)
    except DocumentError as error:
        return _failed(candidate, error)
    if writer.fingerprint(source.id) != fingerprint(source):
        return None
    return DocumentReport(source.path, source.id, Status.UNCHANGED, seconds=clock.seconds)


def _make(candidate: Candidate, *, limit_mb: int | None) -> _Made:
    """What one document says: the part of a load that needs no store."""
    make_room()
    clock = Clock()
    try:
        source = clock.time("read", _read, candidate, limit_mb)
    except DocumentError as error:
        return _Made(_failed(candidate, error))
    layout = clock.time("layout", lay_out, source)
    reading = clock.time("extract", read, layout)
    batch = clock.time("link", link, reading)
    report = DocumentReport(source.path, source.id, Status.TAKEN, count(batch), clock.seconds)
    return _Made(report, batch, fingerprint(source))


def _store(candidate: Candidate, made: _Made | Lost, writer: Writer) -> DocumentReport:
    if isinstance(made, Lost):
        return _failed(candidate, _killed(candidate, made))
    if made.batch is None:
        return made.report
    clock = Clock()
    clock.time("store", writer.replace, made.batch, made.fingerprint)
    return replace(made.report, seconds=made.report.seconds | clock.seconds)


def _records(candidate: Candidate, *, limit_mb: int | None) -> list[Record] | DocumentError:
    make_room()
    try:
        return list(to_records(extract(candidate, limit_mb=limit_mb)))
    except DocumentError as error:
        return error


def _read(candidate: Candidate, limit_mb: int | None) -> Source:
    if candidate.error:
        raise candidate.error
    return read_document(candidate.path, limit_mb=limit_mb)


def _failed(candidate: Candidate, error: DocumentError | None) -> DocumentReport:
    return DocumentReport(candidate.path, candidate.document, Status.FAILED, error=error)


def _killed(candidate: Candidate, lost: Lost) -> WorkerKilled:
    return WorkerKilled(
        f"'{candidate.path}' was not read: the process that read it was ended (exit code {lost.exit_code}), as happens "
        "where memory runs out: try again with fewer --jobs."
    )


def _worthwhile(jobs: int, candidates: Sequence[Candidate]) -> int:
    """The jobs there is enough to do for: a few small documents are read sooner than a process starts."""
    size = sum(candidate.path.stat().st_size for candidate in candidates if candidate.path.is_file())
    return max(1, min(jobs, len(candidates), size // _WORTH_A_WORKER))
