"""`engine` is each engine in turn, `store` an empty store of it; `graph_of` takes papers in and publishes them.

`empty_store` makes one empty store after the other, each in the place of the one before if its engine has but one.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from graph.store import Release, Store, open_store
from tests.graph.engines import Engine, Neo4jEngine, SqliteEngine, publish

GraphOf = Callable[..., Release]
EmptyStore = Callable[[], Store]


@pytest.fixture(scope="session", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    if request.param == "sqlite":
        return SqliteEngine(tmp_path_factory.mktemp("sqlite"))
    return Neo4jEngine(os.environ.get("NEO4J_TEST_URI") or request.getfixturevalue("neo4j_server").url)


@pytest.fixture
def empty_store(engine: Engine) -> Iterator[EmptyStore]:
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_store(engine.empty(), create=True)))


@pytest.fixture
def store(empty_store: EmptyStore) -> Store:
    return empty_store()


@pytest.fixture
def graph_of(store: Store) -> GraphOf:
    return lambda *papers: publish(store, *papers)
