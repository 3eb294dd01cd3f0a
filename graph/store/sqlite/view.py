"""Answering plans: one read transaction a plan, so that every statement sees the same release."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from threading import Lock

import anyio.to_thread

from graph.cursors import Cursors
from graph.errors import InvalidArgument, MissingStore
from graph.plan import QueryPlan
from graph.store.allowance import in_time
from graph.store.base import Answer, Release
from graph.store.sqlite.binding import bind
from graph.store.sqlite.release import read_release
from graph.store.sqlite.roots import Prepared, prepare
from graph.store.sqlite.running import Running
from graph.store.sqlite.select import Run

_PREPARED_PLANS = 256
_TOO_NESTED = ("parser stack overflow", "tree is too large", "too many")
"""Words by which SQLite refuses a statement for its size; of terms, tables, columns or variables there are too many."""


class SqliteView:
    """Reads through one connection a thread; a plan is compiled to statements once and kept."""

    def __init__(self, connect: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._connect = connect
        self._prepared: OrderedDict[int, tuple[QueryPlan, Prepared]] = OrderedDict()
        self._guard = Lock()

    async def answer(self, plan: QueryPlan, arguments: Mapping[str, object], *, seconds: float | None = None) -> Answer:
        """The plan's answer from the release that is current when it begins."""
        running = Running()
        try:
            async with in_time(seconds):
                return await anyio.to_thread.run_sync(self._answer, plan, arguments, running, abandon_on_cancel=True)
        finally:
            running.stop()

    async def release(self) -> Release | None:
        """The release readers see now; None before the first."""
        return await anyio.to_thread.run_sync(self._release)

    def _release(self) -> Release | None:
        with self._connect() as connection:
            return read_release(connection)

    def _answer(self, plan: QueryPlan, arguments: Mapping[str, object], running: Running) -> Answer:
        prepared = self._prepare(plan)
        with self._connect() as connection, _snapshot(connection), _sayable():
            release = read_release(connection)
            if release is None:
                raise MissingStore("The store holds no release yet: run 'plangraph ingest' first.")
            given = {**plan.constants, **arguments}
            bound = {name: bind(value) for name, value in given.items()}
            with running.on(connection):
                run = Run(connection, bound, release, Cursors(release.id, given), running)
                return Answer(prepared(run), release)

    def _prepare(self, plan: QueryPlan) -> Prepared:
        """The plan's statements; kept by the plan's identity, which lives as long as the entry."""
        with self._guard:
            if (known := self._prepared.get(id(plan))) is not None:
                self._prepared.move_to_end(id(plan))
                return known[1]
        prepared = prepare(plan)
        with self._guard:
            self._prepared[id(plan)] = (plan, prepared)
            if len(self._prepared) > _PREPARED_PLANS:
                self._prepared.popitem(last=False)
        return prepared


@contextmanager
def _sayable() -> Iterator[None]:
    """Says of conditions that are more than SQLite can read in one statement that they are. Raises: InvalidArgument."""
    try:
        yield
    except sqlite3.OperationalError as exc:
        if not any(words in str(exc) for words in _TOO_NESTED):
            raise
        raise InvalidArgument(
            f"There are more conditions than this store can read at once ({exc}): ask with fewer of them."
        ) from exc


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """What is inside sees one state of the store."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")
