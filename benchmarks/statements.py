"""Statements on either engine, run as whoever writes a service for one graph by hand would run them."""

import sqlite3
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Protocol

import anyio.to_thread
import orjson
from neo4j import READ_ACCESS

from benchmarks.by_hand import Language
from graph.store.neo4j.server import Server

_SQLITE = "sqlite:///"

Parameters = Mapping[str, object]


class Statements(Protocol):
    """Runs statements of one language on one store."""

    language: Language

    async def value(self, statement: str, parameters: Parameters) -> Any:
        """The one value of the one record of a statement."""

    async def json(self, statement: str, parameters: Parameters) -> bytes:
        """The one record of a statement as JSON; in SQL it makes the JSON itself."""

    async def rows(self, statement: str, parameters: Parameters) -> list[Any]:
        """The rows of a statement, each a sequence of values; in Cypher it gives them as one list."""

    async def close(self) -> None:
        """Let go of all connections."""


@asynccontextmanager
async def open_statements(url: str) -> AsyncIterator[Statements]:
    """Statements on the store of a URL."""
    statements = statements_on(url)
    try:
        yield statements
    finally:
        await statements.close()


def statements_on(url: str) -> Statements:
    """Statements on the store of a URL, for who closes them."""
    return SqliteStatements(url) if url.startswith(_SQLITE) else Neo4jStatements(url)


class SqliteStatements:
    """SQL in threads, so that a long statement stops nobody else; each thread keeps its connection."""

    language: Language = "sql"

    def __init__(self, url: str) -> None:
        self._path = url.removeprefix(_SQLITE)
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    async def value(self, statement: str, parameters: Parameters) -> Any:
        """The one value of the one row."""
        [(value,)] = await self.rows(statement, parameters)
        return value

    async def json(self, statement: str, parameters: Parameters) -> bytes:
        """The JSON that the statement makes."""
        return str(await self.value(statement, parameters)).encode()

    async def rows(self, statement: str, parameters: Parameters) -> list[Any]:
        """All rows; a list among the parameters is JSON to the statement."""
        return await anyio.to_thread.run_sync(self._rows, statement, parameters)

    async def close(self) -> None:
        """Close the connections of all threads."""
        while self._opened:
            self._opened.pop().close()

    def _rows(self, statement: str, parameters: Parameters) -> list[Any]:
        values = {name: orjson.dumps(v).decode() if isinstance(v, list) else v for name, v in parameters.items()}
        return self._connection().execute(statement, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(self._path, check_same_thread=False)
            self._opened.append(self._local.connection)
        connection: sqlite3.Connection = self._local.connection
        return connection


class Neo4jStatements:
    """Cypher that gives one record, because a record costs the driver more than a row within one."""

    language: Language = "cypher"

    def __init__(self, url: str) -> None:
        self._server = Server.from_url(url)
        self._driver = self._server.async_driver()

    async def value(self, statement: str, parameters: Parameters) -> Any:
        """The one value of the one record."""
        return (await self._single(statement, parameters)).value()

    async def json(self, statement: str, parameters: Parameters) -> bytes:
        """The one record."""
        return orjson.dumps(dict(await self._single(statement, parameters)))

    async def rows(self, statement: str, parameters: Parameters) -> list[Any]:
        """The list that the one record is made of."""
        return list(await self.value(statement, parameters))

    async def close(self) -> None:
        """Close the driver."""
        await self._driver.close()

    async def _single(self, statement: str, parameters: Parameters) -> Any:
        async with self._driver.session(database=self._server.database, default_access_mode=READ_ACCESS) as session:
            return await (await session.run(statement, dict(parameters))).single(strict=True)
