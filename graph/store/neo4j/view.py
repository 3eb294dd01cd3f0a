"""Answering plans: one statement a plan, whose last word is whether the release was the same from first to last."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from enum import Enum
from threading import Lock
from typing import Any

from neo4j import READ_ACCESS, Bookmarks
from neo4j.api import BookmarkManager
from neo4j.exceptions import ServiceUnavailable, SessionExpired

from graph.cursors import Cursors
from graph.errors import MissingStore, StoreBusy
from graph.plan import QueryPlan
from graph.store.allowance import in_time
from graph.store.base import Answer, Release
from graph.store.neo4j.drivers import Drivers
from graph.store.neo4j.paths import Found
from graph.store.neo4j.release import CURRENT, Current, State
from graph.store.neo4j.roots import Statement, compile_plan
from graph.store.neo4j.select import Run
from graph.store.neo4j.server import Server

_PREPARED_PLANS = 512
_ATTEMPTS = 100
_PATIENCE = 5  # answers thrown away before numbers of releases are looked at although no load was seen
_SWITCH_SECONDS = 0.02


class Neo4jView:
    """Reads through one asynchronous driver a loop; a plan is compiled to a statement once and kept.

    Neo4j's readers have no snapshot. A statement therefore ends with a look at the release node: where that says what
    it said before the statement began, nothing changed meanwhile, else the answer is thrown away and asked for again.
    """

    def __init__(self, server: Server, bookmarks: BookmarkManager) -> None:
        self._server = server
        self._bookmarks = bookmarks
        self._drivers = Drivers(server.async_driver)
        self._guard = Lock()
        self._seen: Current | None = None
        self._prepared: OrderedDict[tuple[int, bool, frozenset[str]], tuple[QueryPlan, Statement]] = OrderedDict()

    async def answer(self, plan: QueryPlan, arguments: Mapping[str, object], *, seconds: float | None = None) -> Answer:
        """The plan's answer from one whole release."""
        async with in_time(seconds):
            return await self._answer(plan, {**plan.constants, **arguments})

    async def release(self) -> Release | None:
        """The release readers see now; None before the first."""
        seen = await self._look()
        return seen.release if seen else None

    def close(self) -> None:
        """Close the connections."""
        self._drivers.close()

    async def _answer(self, plan: QueryPlan, arguments: Mapping[str, object]) -> Answer:
        pinned = self._seen if self._seen and self._seen.release else await self._look()
        for attempt in range(_ATTEMPTS):
            if pinned is None or (release := pinned.release) is None:
                raise MissingStore("The store holds no release yet: run 'plangraph ingest' first.")
            if _is_switching(pinned):
                await asyncio.sleep(_SWITCH_SECONDS * (attempt + 1))  # all together longer than a switch may last
                pinned = await self._look()
                continue
            versioned = pinned.mark.state is not State.CLEAN or attempt >= _PATIENCE
            statement = self._prepare(plan, arguments, versioned=versioned)
            found = await self._find(statement, arguments, pinned.number)
            run = Run(arguments, release, Cursors(release.id, arguments), found)
            row, seen = await self._ask(statement, run, pinned.number)
            if seen is not None and _is_whole(pinned, seen, versioned=versioned):
                return Answer(statement.read(row, run), release)
            pinned = seen
        raise StoreBusy(f"{self._server} publishes faster than it can be read: try again later.")

    async def _find(self, statement: Statement, arguments: Mapping[str, object], number: int) -> dict[str, Found]:
        """What the searches of a statement come to, by the key of their root."""

        async def ask(text: str, parameters: dict[str, Any]) -> Any:
            return await self._record(text, {**parameters, "release": number})

        return {found.wanted.key: await found.find(dict(arguments), ask) for found in statement.findings}

    async def _look(self) -> Current | None:
        record = await self._record(CURRENT, {})
        self._seen = Current.read(record) if record else None
        return self._seen

    async def _ask(self, statement: Statement, run: Run, number: int) -> tuple[Any, Current | None]:
        """The row a statement gives, and what the release node says after it; None where there is none any more."""
        parameters = {name: _bind(value) for name, value in run.arguments.items()}
        parameters |= {name: derived(run) for name, derived in statement.derived.items()}
        record = await self._record(statement.text, {**parameters, "release": number})
        *current, row = record or (None,)
        self._seen = Current.read(current) if current else None
        return row, self._seen

    async def _record(self, text: str, parameters: dict[str, Any]) -> Any:
        with self._server.in_our_words():
            async with asyncio.timeout(self._server.link.timeout_seconds):
                try:
                    return await self._run(text, parameters)
                except (
                    ServiceUnavailable,
                    SessionExpired,
                ):  # the connection was cut while nobody used it: take another
                    return await self._run(text, parameters)

    async def _run(self, text: str, parameters: dict[str, Any]) -> Any:
        driver = await self._drivers.get()
        loaded = Bookmarks.from_raw_values(self._bookmarks.get_bookmarks())
        async with driver.session(
            database=self._server.database, default_access_mode=READ_ACCESS, bookmarks=loaded
        ) as session:
            return await (await session.run(text, parameters)).single()

    def _prepare(self, plan: QueryPlan, arguments: Mapping[str, object], *, versioned: bool) -> Statement:
        """The plan's statement; kept by the plan's identity, which lives as long as the entry."""
        given = frozenset(name for name, value in arguments.items() if value is not None)
        key = (id(plan), versioned, given)
        with self._guard:
            if key not in self._prepared:
                self._prepared[key] = (plan, compile_plan(plan, versioned=versioned, given=given))
                if len(self._prepared) > _PREPARED_PLANS:
                    self._prepared.popitem(last=False)
            self._prepared.move_to_end(key)
            return self._prepared[key][1]


def _is_switching(seen: Current) -> bool:
    return seen.mark.state is State.SWITCHING and not seen.is_left


def _is_whole(before: Current, after: Current, *, versioned: bool) -> bool:
    """Whether nothing that a statement may have read has changed between the two looks."""
    if not versioned:
        return after.mark == before.mark
    return after.number == before.number and not _is_switching(after)


def _bind(value: object) -> object:
    """An argument as Neo4j takes it: members of enumerations by value."""
    if isinstance(value, list | tuple):
        return [_bind(item) for item in value]
    return value.value if isinstance(value, Enum) else value
