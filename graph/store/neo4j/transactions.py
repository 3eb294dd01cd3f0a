"""The writer's transactions: each holds the write lock, is retried where that may help, and checks what it did."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from uuid import uuid4

import structlog
from neo4j import Driver, ManagedTransaction, Record, unit_of_work
from neo4j.api import BookmarkManager
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph.errors import DamagedStore, StoreBusy
from graph.store.neo4j.schema import is_ours

_ROWS = 5_000  # a transaction: measured, more gains nothing and takes more of the server's memory
_LEASE_SECONDS = 60.0
_BUSY_SECONDS = 90.0  # longer than a lease: a load may follow one that was killed
_AGAIN_SECONDS = 0.25

# Setting a property locks the node: what stands after it is not read too early.
_LOCK = f"MATCH (l:WriteLock) WHERE {is_ours('l')}"
_LOCKED = f"{_LOCK} SET l.asked = timestamp() WITH l "
_LEASED = "l.expires = timestamp() + $milliseconds RETURN count(*) AS held"
_TAKE = f"{_LOCKED} WHERE l.holder IS NULL OR l.expires < timestamp() SET l.holder = $holder, {_LEASED}"
_HOLD = f"{_LOCKED} WHERE l.holder = $holder SET {_LEASED}"
_GIVE_BACK = f"{_LOCK} AND l.holder = $holder REMOVE l.holder"

Step = tuple[str, Sequence[Mapping[str, object]]]
"""A statement that goes through ``$rows`` and returns ``done``, how many of them it found; and the rows."""


class Transactions:
    """Statements of one writer. Those that write follow each other; each transaction sees what those before it did."""

    def __init__(self, driver: Driver, database: str, bookmarks: BookmarkManager) -> None:
        self._holder = str(uuid4())
        self._sessions = partial(driver.session, database=database, bookmark_manager=bookmarks)

    def read(self, statement: str, **parameters: object) -> list[Record]:
        """The records of a statement that only reads."""
        with self._sessions() as session:
            return session.execute_read(lambda tx: list(tx.run(statement, parameters)))

    def run(self, statement: str, **parameters: object) -> None:
        """One statement in a transaction of its own, whoever holds the write lock."""
        with self._sessions() as session:
            session.execute_write(lambda tx: tx.run(statement, parameters).consume())

    def change(self, statement: str, **parameters: object) -> None:
        """One statement in a transaction that holds the write lock. Raises: StoreBusy as :meth:`hold` does."""

        def run(tx: ManagedTransaction) -> None:
            self.hold(tx)
            tx.run(statement, parameters).consume()

        self.together(run)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Holds the write lock. Raises: StoreBusy where another load holds it for too long."""
        self._wait()
        try:
            yield
        finally:
            with suppress(DriverError, Neo4jError):  # where the server is gone, the lease runs out
                self.run(_GIVE_BACK, holder=self._holder)

    def _wait(self) -> None:
        """Return when the lock could be taken."""
        until = time.monotonic() + _BUSY_SECONDS
        if self._take():
            return
        structlog.get_logger().info("waiting_for_another_load")
        while not self._take():
            if time.monotonic() > until:
                raise StoreBusy("Another load is writing this store: wait for it to end, then try again.")
            time.sleep(_AGAIN_SECONDS)

    def _take(self) -> bool:
        """Whether the lock could be taken; not where a transaction of its holder lasts for longer than we wait."""

        @unit_of_work(timeout=_BUSY_SECONDS)
        def take(tx: ManagedTransaction) -> bool:
            record = tx.run(_TAKE, holder=self._holder, milliseconds=_milliseconds()).single(strict=True)
            return bool(record["held"])

        try:
            with self._sessions() as session:
                return session.execute_write(take)
        except ClientError as error:
            if (error.code or "").rpartition(".")[2].startswith("TransactionTimedOut"):
                return False
            raise

    def write(self, steps: Iterable[Step], **parameters: object) -> None:
        """Statements, each for its rows, in as few transactions as their size allows.

        Raises: DamagedStore where a statement did not find them all; StoreBusy where another load has taken the lock.
        """
        for portion in _portions(steps):
            with self._sessions() as session:
                session.execute_write(self.write_in, portion, **parameters)

    def write_in(self, tx: ManagedTransaction, /, steps: Iterable[Step], **parameters: object) -> None:
        """The same in one transaction that is open."""
        self.hold(tx)
        for statement, rows in steps:
            done = tx.run(statement, parameters, rows=rows).single(strict=True)["done"]
            if done != len(rows):
                raise DamagedStore(
                    f"{len(rows) - done} of {len(rows)} things that should be in the store were not found: "
                    "run 'plangraph check'."
                )

    def hold(self, tx: ManagedTransaction) -> None:
        """Keep the write lock until a transaction ends. Raises: StoreBusy where another load has taken it."""
        record = tx.run(_HOLD, holder=self._holder, milliseconds=_milliseconds()).single(strict=True)
        if not record["held"]:
            raise StoreBusy("Another load has taken over, because this one stood still for too long: start it again.")

    def together(self, work: Callable[[ManagedTransaction], None]) -> None:
        """A function that writes in one transaction; it may be called again, where that may help."""
        with self._sessions() as session:
            session.execute_write(work)

    def sweep(self, statement: str, **parameters: object) -> None:
        """A statement that goes through many things in transactions of its own; stopped, it can be done again."""
        with self._sessions() as session:
            session.execute_write(self.hold)
            session.run(statement, parameters).consume()


def _portions(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """The same steps in the same order, cut so that none goes over the size of a transaction."""
    portion: list[Step] = []
    size = 0
    for statement, rows in steps:
        for start in range(0, len(rows), _ROWS):
            some = rows[start : start + _ROWS]
            if size + len(some) > _ROWS:
                yield portion
                portion, size = [], 0
            portion.append((statement, some))
            size += len(some)
    if portion:
        yield portion


def _milliseconds() -> int:
    return int(_LEASE_SECONDS * 1000)
