"""`store` is an empty store of each engine in turn; `graph_of` takes papers in and publishes them.

`empty_store` makes one empty store after the other, each in the place of the one before if its engine has but one.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graph.store import Release, Store, open_store
from tests.graph.builders import Paper
from tests.neo4j_server import forget

GraphOf = Callable[..., Release]
EmptyStore = Callable[[], Store]


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def empty_url(request: pytest.FixtureRequest) -> Callable[[], str]:
    """The URL of a store that holds nothing, with every call."""
    return request.getfixturevalue(f"empty_{request.param}")


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Callable[[], str]:
    return lambda: f"sqlite:///{tmp_path}/{len(list(tmp_path.iterdir()))}.db"


@pytest.fixture
def empty_neo4j(neo4j_url: str) -> Callable[[], str]:
    def emptied() -> str:
        forget(neo4j_url)
        return neo4j_url

    return emptied


@pytest.fixture
def empty_store(empty_url: Callable[[], str]) -> Iterator[EmptyStore]:
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_store(empty_url(), create=True)))


@pytest.fixture
def store(empty_store: EmptyStore) -> Store:
    return empty_store()


@pytest.fixture
def graph_of(store: Store) -> GraphOf:
    return lambda *papers: publish(store, *papers)


def publish(store: Store, *papers: Paper) -> Release:
    """Take papers in and make them a release."""
    with store.writer() as writer:
        for paper in papers:
            writer.replace(paper.batch(), f"fingerprint of {paper.code}")
        return writer.publish()
