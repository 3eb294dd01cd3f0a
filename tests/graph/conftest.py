"""`store` is an empty store of each engine in turn; `graph_of` takes papers in and publishes them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import Release, Store, open_store
from tests.graph.builders import Paper

ENGINES = {"sqlite": lambda folder: f"sqlite:///{folder}/graph.db"}

GraphOf = Callable[..., Release]


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url, create=True)
    yield opened
    opened.close()


@pytest.fixture
def graph_of(store: Store) -> GraphOf:
    def publish(*papers: Paper) -> Release:
        with store.writer() as writer:
            for paper in papers:
                writer.replace(paper.batch(), f"fingerprint of {paper.code}")
            return writer.publish()

    return publish
