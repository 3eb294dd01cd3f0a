"""Opening a store: which server and database, is it ours, is its schema one we know."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from neo4j import Driver, Session

from graph.errors import DamagedStore, ForeignStore, MissingStore, NewerStore, OlderServer, UnknownDocument
from graph.resolution.decisions import Decisions
from graph.store.base import Kept
from graph.store.neo4j.checking import LABELS, Ask, faults, missing
from graph.store.neo4j.schema import SCHEMA_VERSION, schema_statements
from graph.store.neo4j.server import Server
from graph.store.neo4j.view import Neo4jView
from graph.store.neo4j.writer import Neo4jWriter
from graph.store.packing import unpack

_OLDEST = (5, 23)  # CALL (x) { … } names what it takes in
_INDEX_SECONDS = 600

_VERSION = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]"
_SCHEMA = "OPTIONAL MATCH (s:Plangraph:Schema) RETURN max(s.version)"
_MAKE = (
    "MERGE (s:Plangraph:Schema {version: $version}) ON CREATE SET s.is_new = true "
    "WITH s WHERE s.is_new REMOVE s.is_new "
    "CREATE (:Plangraph:Release {number: 0, mark: '0 clean 0'}) CREATE (:Plangraph:WriteLock {expires: 0})"
)


_BATCHES = (
    "MATCH (r:Plangraph:Release) MATCH (b:Plangraph:Batch) "
    "WHERE b.added <= r.number AND (b.dropped IS NULL OR b.dropped > r.number)"
)


_DECIDED = (
    "MATCH (r:Plangraph:Release) MATCH (x:Plangraph:Decided) "
    "WHERE x.added <= r.number AND (x.dropped IS NULL OR x.dropped > r.number) RETURN x.content"
)


def open_neo4j(url: str, create: bool) -> "Neo4jStore":
    """The store in the database that ``url`` names: ``neo4j://user:password@host:7687/database``.

    Raises: InvalidStoreUrl; where the store is to be made, also what :meth:`Neo4jStore.create` raises.
    """
    store = Neo4jStore(Server.from_url(url))
    if create:
        store.create()
    return store


class Neo4jStore:
    """Our part of one database."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.view = Neo4jView(server)

    def create(self) -> None:
        """Make what is not there yet of constraints, indexes and the nodes a store begins with.

        Raises: OlderServer, ForeignStore, NewerStore, DamagedStore; StoreUnavailable and its like.
        """
        with self._session() as session:
            _check_server(session, self._server)
            if _version(session, self._server) is None:
                _check_labels(session, self._server)
            if missing(_asking(session)):
                _make_indexes(session, self._server)
            session.run(_MAKE, version=SCHEMA_VERSION).consume()

    @contextmanager
    def writer(self) -> Iterator[Neo4jWriter]:
        """The writer; only one load at a time publishes. Raises: MissingStore, NewerStore; StoreUnavailable."""
        with self._driver() as driver:
            with driver.session(database=self._server.database) as session:
                if _version(session, self._server) is None:
                    raise MissingStore(f"No store in {self._server}: run 'plangraph ingest' first.")
            yield Neo4jWriter(driver, self._server.database)

    def documents(self) -> Mapping[str, str]:
        """The digest of what each document of the release says, by the document's code."""
        with self._session() as session:
            return dict(record.values() for record in session.run(f"{_BATCHES} RETURN b.document, b.digest"))

    def kept(self, document: str) -> Kept:
        """What is kept of a document of the release. Raises: UnknownDocument."""
        of_document = f"{_BATCHES} AND b.document = $document RETURN b.content, b.fingerprint"
        with self._session() as session:
            record = session.run(of_document, document=document).single()
        if record is None:
            raise UnknownDocument(f"The store holds no document '{document}': see 'documents' for what it holds.")
        return Kept(unpack(record[0]), record[1])

    def decisions(self) -> Decisions:
        """What was decided about the release."""
        with self._session() as session:
            record = session.run(_DECIDED).single()
        return Decisions.model_validate_json(record[0]) if record else Decisions()

    def faults(self) -> Iterator[str]:
        """What of the store does not fit together, one sentence each."""
        with self._session() as session:
            yield from faults(_asking(session))

    def close(self) -> None:
        """Close the connections of readers."""
        self.view.close()

    @contextmanager
    def _driver(self) -> Iterator[Driver]:
        with self._server.in_our_words(), self._server.driver() as driver:
            yield driver

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._driver() as driver, driver.session(database=self._server.database) as session:
            yield session


def _asking(session: Session) -> Ask:
    return lambda statement: list(session.run(statement))


def _make_indexes(session: Session, server: Server) -> None:
    for statement in schema_statements():
        session.run(statement).consume()
    session.run("CALL db.awaitIndexes($seconds)", seconds=_INDEX_SECONDS).consume()
    if not_there := missing(_asking(session)):
        raise DamagedStore(f"{server} has other indexes under names of ours ({', '.join(not_there)}): drop them.")


def _check_server(session: Session, server: Server) -> None:
    version = session.run(_VERSION).single(strict=True).value()
    if not is_new_enough(version):
        oldest = ".".join(map(str, _OLDEST))
        raise OlderServer(f"{server.uri} is Neo4j {version}, too old for plangraph: update it to {oldest} or newer.")


def is_new_enough(version: str) -> bool:
    """Whether a server of this version, such as 5.26.18 or 2025.01.0, understands our statements."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2]) >= _OLDEST


def _version(session: Session, server: Server) -> int | None:
    """The version of the schema in the database; None where there is none."""
    version: int | None = session.run(_SCHEMA).single(strict=True).value()
    if version is not None and version > SCHEMA_VERSION:
        raise NewerStore(
            f"{server} was written by a newer plangraph (schema {version}, this one knows {SCHEMA_VERSION}): update it."
        )
    return version


def _check_labels(session: Session, server: Server) -> None:
    """Other data may stand in the same database, but not under labels of ours: reading would mix them."""
    found = session.run(f"MATCH (x:{LABELS}) RETURN labels(x) AS labels LIMIT 1").single()
    if found:
        raise ForeignStore(
            f"{server} holds nodes of somebody else with the label {':'.join(found['labels'])}, which plangraph uses: "
            "give it a database of its own."
        )
