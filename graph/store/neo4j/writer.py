"""Taking documents in and out, and publishing what that makes of the graph."""

from uuid import uuid4

from neo4j import Driver
from neo4j.api import BookmarkManager

from graph.assembly import all_mentions
from graph.errors import StoreUnwritable, UnknownDocument
from graph.model.batch import Batch
from graph.model.keys import fold
from graph.resolution.decisions import Decisions
from graph.store.base import Release
from graph.store.neo4j.publication import Publication
from graph.store.neo4j.release import RELEASE
from graph.store.neo4j.transactions import Transactions
from graph.store.packing import pack

_INDEXED_BYTES = 8_000  # what an index takes as one key, with an id beside it; documents print at most some hundred

_STAGE = (
    "MERGE (s:Plangraph:Staged {document: $document}) "
    "SET s.fingerprint = $fingerprint, s.digest = $digest, s.content = $content, s.stamp = $stamp"
)
_STAGE_DECISIONS = "MERGE (s:StagedDecisions) SET s:Plangraph, s.content = $content, s.stamp = $stamp"
_FINGERPRINT = (
    f"{RELEASE} OPTIONAL MATCH (s:Plangraph:Staged {{document: $document}}) "
    "OPTIONAL MATCH (b:Plangraph:Batch {document: $document}) "
    "WHERE b.added <= r.number AND (b.dropped IS NULL OR b.dropped > r.number) "
    "RETURN CASE WHEN s IS NULL THEN b.fingerprint ELSE s.fingerprint END AS fingerprint"
)


class Neo4jWriter:
    """Documents are staged one transaction each, by any number of loads; one load at a time publishes.

    A load that is interrupted leaves its documents staged, unseen by readers; the next publication takes them in.
    """

    def __init__(self, driver: Driver, database: str, bookmarks: BookmarkManager) -> None:
        self._transactions = Transactions(driver, database, bookmarks)

    def fingerprint(self, document: str) -> str | None:
        """What was given with the document when it was last taken in; None for an unknown or removed one."""
        record = self._transactions.read(_FINGERPRINT, document=document)[0]
        fingerprint: str | None = record["fingerprint"]
        return fingerprint

    def replace(self, batch: Batch, fingerprint: str) -> None:
        """Stage a document in place of what it said before. Raises: StoreUnwritable for a name beyond all measure."""
        _check_lengths(batch)
        self._stage(batch.document.code, fingerprint=fingerprint, digest=batch.digest(), content=pack(batch))

    def remove(self, document: str) -> None:
        """Stage the removal of a document."""
        if self.fingerprint(document) is None:
            raise UnknownDocument(f"The store holds no document '{document}': see 'documents' for what it holds.")
        self._stage(document, fingerprint=None, digest=None, content=None)

    def decide(self, decisions: Decisions) -> None:
        """Stage decisions in place of those before."""
        said = decisions.model_dump_json()
        self._transactions.run(_STAGE_DECISIONS, content=said, stamp=str(uuid4()))

    def _stage(self, document: str, **said: object) -> None:
        self._transactions.run(_STAGE, document=document, stamp=str(uuid4()), **said)

    def publish(self) -> Release:
        """Apply what is staged and make it the release that readers see. Raises: StoreBusy."""
        with self._transactions.alone():
            return Publication(self._transactions).run()


def _check_lengths(batch: Batch) -> None:
    """Refuse what no index of Neo4j can hold before it is staged: once there, it would stop every load."""
    for mention in all_mentions(batch).values():
        said = (*mention.names, *mention.entity.model_dump(mode="json").values())
        for text in (text for text in said if isinstance(text, str)):
            if max(len(text.encode()), len(fold(text).encode())) > _INDEXED_BYTES:
                raise StoreUnwritable(
                    f"'{text[:40]}…' in document '{batch.document.code}' is longer than Neo4j can index "
                    f"({_INDEXED_BYTES:,} bytes): take the document out of the load, or use another engine."
                )
