"""Tests of what only the Neo4j engine has: each runs on a real server.

`ask` sends a statement to the database itself; `seen` is all that readers see of it, by the numbers it carries.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from neo4j import Driver

from graph.store import Store, open_store
from graph.store.neo4j.server import Server

Ask = Callable[..., list[list[Any]]]
Seen = Callable[[], list[str]]

_SEEN = """
MATCH (r:Release)
CALL (r) {
    MATCH (x:Plangraph) WHERE NOT x:Release AND NOT x:WriteLock AND NOT x:Staged
        AND x.added <= r.number AND (x.dropped IS NULL OR x.dropped > r.number)
    RETURN labels(x) AS kind, '' AS ends, properties(x) AS properties
    UNION ALL
    MATCH (s)-[x]->(t) WHERE x.added <= r.number AND (x.dropped IS NULL OR x.dropped > r.number)
    RETURN [type(x)] AS kind, s.id + t.id AS ends, properties(x) AS properties
    UNION ALL
    MATCH (s)-[x:OF_SUBJECT|OF_INDICATOR|OF_AGENCY|SAID_IN]->(t)
    WHERE s.added <= r.number AND (s.dropped IS NULL OR s.dropped > r.number)
    RETURN [type(x)] AS kind, s.id + t.id AS ends, {} AS properties
    UNION ALL
    MATCH (s)-[x:KNOWN_AS]->(t) WHERE t.added <= r.number AND (t.dropped IS NULL OR t.dropped > r.number)
    RETURN [type(x)] AS kind, s.id + t.id AS ends, {} AS properties
}
RETURN kind, ends, properties
"""
_OWN = {"added", "dropped", "content"}


@pytest.fixture
def driver(neo4j_url: str) -> Iterator[Driver]:
    with Server.from_url(neo4j_url).driver() as opened:
        yield opened


@pytest.fixture
def ask(driver: Driver) -> Ask:
    return lambda statement, **values: driver.execute_query(statement, values, database_="neo4j").records


@pytest.fixture
def seen(ask: Ask) -> Seen:
    def read() -> list[str]:
        return sorted(
            f"{sorted(kind)} {ends} { {n: v for n, v in sorted(properties.items()) if n not in _OWN} }"
            for kind, ends, properties in ask(_SEEN)
        )

    return read


@pytest.fixture
def neo4j(neo4j_url: str) -> Iterator[Store]:
    opened = open_store(neo4j_url, create=True)
    yield opened
    opened.close()
