"""Opening a store: which file, is it ours, is its schema one we know."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import (
    ForeignStore,
    MissingStore,
    NewerStore,
    OlderStore,
    StoreBusy,
    StoreUnwritable,
    UnknownDocument,
)
from graph.model.keys import fold
from graph.resolution.decisions import Decisions
from graph.store.base import Kept
from graph.store.packing import unpack
from graph.store.sqlite.checking import faults
from graph.store.sqlite.linkage import read_decisions
from graph.store.sqlite.schema import APPLICATION_ID, SCHEMA_VERSION, schema_statements
from graph.store.sqlite.search_schema import search_length, spelled
from graph.store.sqlite.view import SqliteView
from graph.store.sqlite.writer import SqliteWriter

_PREFIX = "sqlite:///"
_BUSY_SECONDS = 5.0
_STATEMENTS = 512  # kept prepared by a connection; an operation has up to some thirty
_STOP_SECONDS = 0.05


def open_sqlite(url: str, create: bool) -> "SqliteStore":
    """The store in the file that ``url`` names: ``sqlite:///relative.db`` or ``sqlite:////absolute.db``.

    Raises: MissingStore, ForeignStore, NewerStore, OlderStore, StoreUnwritable.
    """
    path = Path(url.removeprefix(_PREFIX))
    if not url.startswith(_PREFIX) or not path.name:
        raise MissingStore(f"'{url}' names no file: write sqlite:///plangraph.db, with three slashes.")
    store = SqliteStore(path)
    if create:
        store.create()
    return store


class SqliteStore:
    """One SQLite file. Readers take a connection a thread; the writer has one of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[_Held] = []
        self._guard = threading.Lock()
        self.view = SqliteView(self._reader)

    def create(self) -> None:
        """Make the file and its tables, where it does not hold them yet."""
        if not self.path.parent.is_dir():
            raise StoreUnwritable(f"No folder '{self.path.parent}' for the store: make it, or name another place.")
        with _as_ours(self.path), closing(self._connect("rwc")) as connection:
            if _is_empty(connection):
                _make_tables(connection)
            _check_schema(connection, self.path)

    @contextmanager
    def writer(self) -> Iterator[SqliteWriter]:
        """The writer; only one process writes at a time. Raises: StoreBusy, StoreUnwritable."""
        with closing(self._open()) as connection, _as_ours(self.path):
            yield SqliteWriter(connection)

    def documents(self) -> Mapping[str, str]:
        """The digest of what each document of the release says, by the document's code."""
        with self._reading() as connection:
            return dict(connection.execute("SELECT document, digest FROM batch").fetchall())

    def kept(self, document: str) -> Kept:
        """What is kept of a document of the release. Raises: UnknownDocument."""
        sql = "SELECT content, fingerprint FROM batch WHERE document = ?"
        with self._reading() as connection:
            row = connection.execute(sql, (document,)).fetchone()
        if row is None:
            raise UnknownDocument(f"The store holds no document '{document}': see 'documents' for what it holds.")
        return Kept(unpack(row[0]), row[1])

    def decisions(self) -> Decisions:
        """What was decided about the release."""
        with self._reading() as connection:
            return read_decisions(connection)

    def faults(self) -> Iterator[str]:
        """What of the store does not fit together, one sentence each."""
        with self._reading() as connection:
            yield from faults(connection)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with closing(self._open()) as connection, _as_ours(self.path):
            yield connection

    def close(self) -> None:
        """Close every connection that readers opened; what still runs on one for nobody any more is stopped first."""
        with self._guard:
            while self._opened:
                self._opened.pop().close()
        self._local = threading.local()

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread, which is not closed while it is used."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            held = self._local.held = _Held(self._open())
            held.connection.execute("PRAGMA query_only = ON")
            with self._guard:
                self._opened.append(held)
        with held.in_use:
            yield held.connection

    def _open(self) -> sqlite3.Connection:
        if not self.path.exists():
            raise MissingStore(f"No store at '{self.path}': run 'plangraph ingest' first, or give another --store.")
        connection = self._connect("rw")
        try:
            with _as_ours(self.path):
                _check_schema(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, mode: str) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=_BUSY_SECONDS,
                isolation_level=None,  # transactions are begun and ended in plain sight
                check_same_thread=False,  # closed by the thread that closes the store
                cached_statements=_STATEMENTS,
            )
        except sqlite3.OperationalError as exc:
            raise StoreUnwritable(f"'{self.path}' cannot be opened ({exc}): check the path and its rights.") from exc
        connection.execute("PRAGMA foreign_keys = ON")
        for function in (fold, search_length, spelled):
            connection.create_function(function.__name__, 1, function, deterministic=True)
        return connection


@dataclass(frozen=True)
class _Held:
    """A reader's connection; SQLite does not bear that one is closed while it is used."""

    connection: sqlite3.Connection
    in_use: threading.Lock = field(default_factory=threading.Lock)

    def close(self) -> None:
        while not self.in_use.acquire(timeout=_STOP_SECONDS):
            self.connection.interrupt()
        self.connection.close()


@contextmanager
def _as_ours(path: Path) -> Iterator[None]:
    """Says what SQLite reports about a file in the family's words."""
    try:
        yield
    except sqlite3.DatabaseError as exc:
        name = getattr(exc, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreBusy(
                f"'{path}' is being written by another process: wait for it to end, then try again."
            ) from exc
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            raise ForeignStore(f"'{path}' is not a plangraph store: give another --store.") from exc
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM")):
            raise StoreUnwritable(f"'{path}' cannot be written ({exc}): check its rights and the free space.") from exc
        raise


def _is_empty(connection: sqlite3.Connection) -> bool:
    count: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return count == 0


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    if _is_empty(connection):  # another process may have been quicker
        for statement in schema_statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise ForeignStore(f"'{path}' is not a plangraph store: give another --store.")
    if version > SCHEMA_VERSION:
        raise NewerStore(
            f"'{path}' was written by a newer plangraph (schema {version}, this one knows {SCHEMA_VERSION}): update it."
        )
    if version < SCHEMA_VERSION:
        raise OlderStore(
            f"'{path}' was written by an older plangraph (schema {version}, this one needs {SCHEMA_VERSION}): "
            "ingest its documents into a new store."
        )
