"""A load from start to end: documents are read, laid out, extracted, linked, stored, and published."""

from collections.abc import Callable, Sequence
from contextlib import closing

from graph.errors import DocumentError
from graph.store import Release, Writer, open_store
from ingest.candidates import Candidate
from ingest.extraction.components import read
from ingest.extraction.reading import Reading
from ingest.fingerprint import fingerprint
from ingest.layout.document import lay_out
from ingest.linking.batch import link
from ingest.readers import Source, read_document
from ingest.report import Clock, DocumentReport, LoadReport, Status, count


def ingest(
    candidates: Sequence[Candidate],
    store: str,
    *,
    limit_mb: int | None = None,
    done: Callable[[DocumentReport], None] | None = None,
) -> LoadReport:
    """Take documents into the store at a URL and publish a release; ``done`` is told of each document.

    A document that cannot be taken is reported, and the others go on. Interrupted, the load leaves the last release as
    it was. Raises: GraphError for a store that cannot be written.
    """
    if all(candidate.error for candidate in candidates):  # a load of nothing makes no store
        return LoadReport(tuple(_failed(candidate, candidate.error) for candidate in candidates))
    clock, reports = Clock(), []
    with closing(open_store(store, create=True)) as opened, opened.writer() as writer:
        for candidate in candidates:
            reports.append(_take(candidate, writer, limit_mb))
            if done:
                done(reports[-1])
        if all(report.error for report in reports):
            return LoadReport(tuple(reports))
        release = clock.time("publish", writer.publish)
    return LoadReport(tuple(reports), release, clock.seconds)


def extract(candidate: Candidate, *, limit_mb: int | None = None) -> Reading:
    """What the components find in one document. Raises: DocumentError."""
    return read(lay_out(_read(candidate, limit_mb)))


def remove(document: str, store: str) -> Release:
    """Take a document, and all that only it said, out of the store at a URL. Raises: UnknownDocument; GraphError."""
    with closing(open_store(store)) as opened, opened.writer() as writer:
        writer.remove(document)
        return writer.publish()


def _take(candidate: Candidate, writer: Writer, limit_mb: int | None) -> DocumentReport:
    """One document's way into the store, unless it is there already as it is now."""
    clock = Clock()
    try:
        source = clock.time("read", _read, candidate, limit_mb)
    except DocumentError as error:
        return _failed(candidate, error)
    state = fingerprint(source)
    if writer.fingerprint(source.id) == state:
        return DocumentReport(source.path, source.id, Status.UNCHANGED, seconds=clock.seconds)
    layout = clock.time("layout", lay_out, source)
    reading = clock.time("extract", read, layout)
    batch = clock.time("link", link, reading)
    clock.time("store", writer.replace, batch, state)
    return DocumentReport(source.path, source.id, Status.TAKEN, count(batch), clock.seconds)


def _read(candidate: Candidate, limit_mb: int | None) -> Source:
    if candidate.error:
        raise candidate.error
    return read_document(candidate.path, limit_mb=limit_mb)


def _failed(candidate: Candidate, error: DocumentError | None) -> DocumentReport:
    return DocumentReport(candidate.path, candidate.document, Status.FAILED, error=error)
