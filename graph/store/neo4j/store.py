"""Opening a store: which server and database, is it ours, is its schema one we know."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Session
from neo4j.exceptions import ClientError

from graph.errors import DamagedStore, ForeignStore, MissingStore, OlderServer, UnknownDocument
from graph.resolution.decisions import Decisions
from graph.store.base import Kept
from graph.store.neo4j.checking import LABELS, Ask, faults, missing
from graph.store.neo4j.release import CURRENT, RELEASE, Current
from graph.store.neo4j.schema import SCHEMA_VERSION, is_ours, schema_statements
from graph.store.neo4j.server import Server
from graph.store.neo4j.view import Neo4jView
from graph.store.neo4j.writer import Neo4jWriter
from graph.store.packing import unpack

_OLDEST = (5, 23)  # CALL (x) { … } names what it takes in
_INDEX_SECONDS = 600

_VERSION = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]"
_MAKE = (
    "MERGE (r:Plangraph:Release {schema: $version}) ON CREATE SET r.is_new = true "
    "WITH r WHERE r.is_new SET r.number = 0, r.mark = '0 clean 0' REMOVE r.is_new "
    "CREATE (:Plangraph:WriteLock {expires: 0})"
)

_BATCHES = (
    f"{RELEASE} MATCH (b:Batch) WHERE {is_ours('b')} "
    "AND b.added <= r.number AND (b.dropped IS NULL OR b.dropped > r.number)"
)

_DECIDED = (
    f"{RELEASE} MATCH (x:Decided) WHERE {is_ours('x')} "
    "AND x.added <= r.number AND (x.dropped IS NULL OR x.dropped > r.number) RETURN x.content"
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
        self._bookmarks = GraphDatabase.bookmark_manager()  # who reads after a load here reads no older state
        self.view = Neo4jView(server, self._bookmarks)

    def create(self) -> None:
        """Make what is not there yet of constraints, indexes and the nodes a store begins with.

        Raises: OlderServer, ForeignStore, NewerStore, OlderStore, DamagedStore; StoreUnavailable and its like.
        """
        with self._session() as session:
            _check_server(session, self._server)
            if not _is_made(session):
                _check_labels(session, self._server)
            if missing(_asking(session)):
                _make_indexes(session, self._server)
            session.run(_MAKE, version=SCHEMA_VERSION).consume()

    @contextmanager
    def writer(self) -> Iterator[Neo4jWriter]:
        """The writer; only one load at a time publishes.

        Raises: MissingStore, NewerStore, OlderStore; StoreUnavailable and its like.
        """
        with self._reading():
            pass
        with self._driver() as driver:
            yield Neo4jWriter(driver, self._server.database, self._bookmarks)

    def documents(self) -> Mapping[str, str]:
        """The digest of what each document of the release says, by the document's code."""
        with self._reading() as session:
            return dict(record.values() for record in session.run(f"{_BATCHES} RETURN b.document, b.digest"))

    def kept(self, document: str) -> Kept:
        """What is kept of a document of the release. Raises: UnknownDocument."""
        of_document = f"{_BATCHES} AND b.document = $document RETURN b.content, b.fingerprint"
        with self._reading() as session:
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
        with self._reading() as session:
            yield from faults(_asking(session))

    def close(self) -> None:
        """Close the connections of readers."""
        self.view.close()

    @contextmanager
    def _driver(self) -> Iterator[Driver]:
        with self._server.in_our_words(), self._server.driver() as driver:
            yield driver

    @contextmanager
    def _session(self, access: str = WRITE_ACCESS) -> Iterator[Session]:
        with (
            self._driver() as driver,
            driver.session(
                database=self._server.database, default_access_mode=access, bookmark_manager=self._bookmarks
            ) as session,
        ):
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        """A session that reads a store which is there and of our schema."""
        with self._session(READ_ACCESS) as session:
            if not _is_made(session):
                raise MissingStore(f"No store in {self._server}: run 'plangraph ingest' first.")
            yield session


def _asking(session: Session) -> Ask:
    return lambda statement: list(session.run(statement))


def _make_indexes(session: Session, server: Server) -> None:
    for statement in schema_statements():
        _make_index(session, statement)
    session.run("CALL db.awaitIndexes($seconds)", seconds=_INDEX_SECONDS).consume()
    if not_there := missing(_asking(session)):
        raise DamagedStore(f"{server} has other indexes under names of ours ({', '.join(not_there)}): drop them.")


def _make_index(session: Session, statement: str) -> None:
    """Another load may be making the same one: then one of the two is told to try again, or that it is there."""
    try:
        session.execute_write(lambda tx: tx.run(statement).consume())
    except ClientError as error:
        if not (error.code or "").endswith("AlreadyExists"):
            raise


def _check_server(session: Session, server: Server) -> None:
    version = session.run(_VERSION).single(strict=True).value()
    if not is_new_enough(version):
        oldest = ".".join(map(str, _OLDEST))
        raise OlderServer(f"{server.uri} is Neo4j {version}, too old for plangraph: update it to {oldest} or newer.")


def is_new_enough(version: str) -> bool:
    """Whether a server of this version, such as 5.26.18 or 2025.01.0, understands our statements."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2]) >= _OLDEST


def _is_made(session: Session) -> bool:
    """Whether there is a store. Raises: NewerStore, OlderStore."""
    if (record := session.run(CURRENT).single()) is None:
        return False
    Current.read(record)
    return True


def _check_labels(session: Session, server: Server) -> None:
    """Other data may stand in the same database, but not under labels of ours: reading would mix them."""
    found = session.run(f"MATCH (x:{LABELS}) RETURN labels(x) AS labels LIMIT 1").single()
    if found:
        raise ForeignStore(
            f"{server} holds nodes of somebody else with the label {':'.join(found['labels'])}, which plangraph uses: "
            "give it a database of its own."
        )
