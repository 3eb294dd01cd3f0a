"""Answering plans: one read transaction a plan, so that every statement sees the same release.

To hand work to a thread and back costs more than most answers. What was quick before is therefore answered at once,
where it is asked for. All else is answered in threads, which take turns; what takes longer there than it should is
begun anew, and beside the others.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from time import thread_time

import anyio.to_thread

from graph.cursors import Cursors
from graph.errors import InvalidArgument, MissingStore
from graph.plan import QueryPlan
from graph.store.allowance import in_time
from graph.store.base import Answer, Release
from graph.store.sqlite.binding import bind
from graph.store.sqlite.release import read_release
from graph.store.sqlite.roots import Prepared, prepare
from graph.store.sqlite.running import Running, TookLong
from graph.store.sqlite.select import Run

_PREPARED_PLANS = 256
_QUICK_SECONDS = 0.004  # what takes no longer of the processor is answered at once the next time
_AT_ONCE_SECONDS = 0.01  # and then may take as long as this
_IN_TURN_SECONDS = 0.5
_TOO_NESTED = ("parser stack overflow", "tree is too large", "too many")
"""Words by which SQLite refuses a statement for its size; of terms, tables, columns or variables there are too many."""


@dataclass(slots=True)
class _Kept:
    """What was made for a plan, which lives as long, and the seconds that its last answer took."""

    plan: QueryPlan
    prepared: Prepared
    seconds: float = _IN_TURN_SECONDS


class SqliteView:
    """Reads through one connection a thread; a plan is compiled to statements once and kept."""

    def __init__(self, connect: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._connect = connect
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._guard = Lock()
        self._turn = Lock()

    async def answer(self, plan: QueryPlan, arguments: Mapping[str, object], *, seconds: float | None = None) -> Answer:
        """The plan's answer from the release that is current when it begins."""
        kept = self._find(plan)
        if kept is not None and kept.seconds <= _QUICK_SECONDS:
            with suppress(TookLong):
                return self._answer(kept, arguments, Running(), _AT_ONCE_SECONDS)
        running = Running()
        try:
            async with in_time(seconds):
                return await anyio.to_thread.run_sync(self._work, plan, arguments, running, abandon_on_cancel=True)
        finally:
            running.stop()

    async def release(self) -> Release | None:
        """The release readers see now; None before the first."""
        return await anyio.to_thread.run_sync(self._release)

    def _release(self) -> Release | None:
        with self._connect() as connection:
            return read_release(connection)

    def _work(self, plan: QueryPlan, arguments: Mapping[str, object], running: Running) -> Answer:
        kept = self._prepare(plan)
        if kept.seconds <= _IN_TURN_SECONDS:
            with running.in_turn(self._turn):
                if kept.seconds <= _IN_TURN_SECONDS:  # still, for others may have had the turn before
                    try:
                        return self._timed(kept, arguments, running, _IN_TURN_SECONDS)
                    except TookLong:
                        kept.seconds = float("inf")
        return self._timed(kept, arguments, running, float("inf"))

    def _timed(self, kept: _Kept, arguments: Mapping[str, object], running: Running, seconds: float) -> Answer:
        start = thread_time()
        answer = self._answer(kept, arguments, running, seconds)
        kept.seconds = thread_time() - start
        return answer

    def _answer(self, kept: _Kept, arguments: Mapping[str, object], running: Running, seconds: float) -> Answer:
        with self._connect() as connection, _snapshot(connection), _sayable():
            release = read_release(connection)
            if release is None:
                raise MissingStore("The store holds no release yet: run 'plangraph ingest' first.")
            given = {**kept.plan.constants, **arguments}
            bound = {name: bind(value) for name, value in given.items()}
            with running.on(connection, seconds):
                run = Run(connection, bound, release, Cursors(release.id, given), running)
                return Answer(kept.prepared(run), release)

    def _find(self, plan: QueryPlan) -> _Kept | None:
        with self._guard:
            if (kept := self._kept.get(id(plan))) is not None:
                self._kept.move_to_end(id(plan))
            return kept

    def _prepare(self, plan: QueryPlan) -> _Kept:
        """What is made for a plan; kept by the plan's identity."""
        if (kept := self._find(plan)) is not None:
            return kept
        made = _Kept(plan, prepare(plan))
        with self._guard:
            self._kept[id(plan)] = made
            if len(self._kept) > _PREPARED_PLANS:
                self._kept.popitem(last=False)
        return made


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
