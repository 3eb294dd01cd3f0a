"""The engines that tests run on: each makes stores that hold nothing, or what some papers say."""

import asyncio
import sqlite3
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path
from typing import Self

from graph.assembly import release_id
from graph.errors import MissingStore
from graph.model.batch import Batch
from graph.store import Release, Store, open_store
from graph.store.neo4j.server import Server
from tests.graph.builders import Paper
from tests.neo4j_server import forget


class Engine:
    """Makes stores of one engine."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def empty(self) -> str:
        """The URL of a store that holds nothing; of an engine with only one store, the others are then gone."""
        raise NotImplementedError

    def change(self, url: str, in_sql: str, in_cypher: str) -> None:
        """Change what is in a store behind its back, in the engine's own language."""
        raise NotImplementedError

    def holding(self, *papers: Paper) -> str:
        """The URL of a store that holds just these papers, for tests that change nothing; made if it is not there."""
        release = release_id(sorted((paper.code, paper.batch().digest()) for paper in papers))
        url = self._made.get(release)
        if url is None or _release_at(url) != release:
            url = self._made[release] = self.empty()
            with closing(open_store(url, create=True)) as store:
                publish(store, *papers)
        return url


class SqliteEngine(Engine):
    """A file a store."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._urls = (f"sqlite:///{folder}/{number}.db" for number in count())

    def empty(self) -> str:
        return next(self._urls)

    def change(self, url: str, in_sql: str, in_cypher: str) -> None:
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute(in_sql)


_PATIENCE = 120
"""Seconds for an answer of Neo4j: a large plan is planned for longer than operators wait, where a machine is busy."""


class Neo4jEngine(Engine):
    """One database for all stores, one after the other."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = f"{url}?timeout_seconds={_PATIENCE}"

    @classmethod
    @cache
    def of(cls, url: str) -> Self:
        """The engine of a server, which knows what it has made there."""
        return cls(url)

    def empty(self) -> str:
        forget(self._url)
        return self._url

    def change(self, url: str, in_sql: str, in_cypher: str) -> None:
        with Server.from_url(url).driver() as driver:
            driver.execute_query(in_cypher, database_="neo4j")


def publish(store: Store, *papers: Paper) -> Release:
    """Take papers in and make them a release."""
    return publish_batches(store, *(paper.batch() for paper in papers))


def publish_batches(store: Store, *batches: Batch) -> Release:
    """Take batches in and make them a release."""
    with store.writer() as writer:
        for batch in batches:
            writer.replace(batch, f"fingerprint of {batch.document.code}")
        return writer.publish()


def _release_at(url: str) -> str | None:
    try:
        with closing(open_store(url)) as store:
            release = asyncio.run(store.view.release())
    except MissingStore:
        return None
    return release and release.id
