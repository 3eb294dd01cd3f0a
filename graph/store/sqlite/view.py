"""Answering plans: one read transaction a plan, so that every statement sees the same release."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock

import anyio.to_thread

from graph.cursors import Cursors
from graph.errors import MissingStore
from graph.plan import QueryPlan
from graph.store.base import Answer, Release
from graph.store.sqlite.binding import bind
from graph.store.sqlite.release import read_release
from graph.store.sqlite.roots import Prepared, prepare
from graph.store.sqlite.select import Run

_PREPARED_PLANS = 256


class SqliteView:
    """Reads through one connection a thread; a plan is compiled to statements once and kept."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._prepared: OrderedDict[int, tuple[QueryPlan, Prepared]] = OrderedDict()
        self._guard = Lock()

    async def answer(self, plan: QueryPlan, arguments: Mapping[str, object]) -> Answer:
        """The plan's answer from the release that is current when it begins."""
        return await anyio.to_thread.run_sync(self._answer, plan, arguments)

    async def release(self) -> Release | None:
        """The release readers see now; None before the first."""
        return await anyio.to_thread.run_sync(lambda: read_release(self._connect()))

    def _answer(self, plan: QueryPlan, arguments: Mapping[str, object]) -> Answer:
        connection = self._connect()
        prepared = self._prepare(plan)
        connection.execute("BEGIN")
        try:
            release = read_release(connection)
            if release is None:
                raise MissingStore("The store holds no release yet: run 'plangraph ingest' first.")
            given = {**plan.constants, **arguments}
            bound = {name: bind(value) for name, value in given.items()}
            return Answer(prepared(Run(connection, bound, release, Cursors(release.id, given))), release)
        finally:
            connection.execute("COMMIT")

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
