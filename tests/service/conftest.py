"""`graph_of` publishes papers; `ask` answers a GraphQL document from them as the stock executor
does too, `client` does so over HTTP.

`ministry` is one graph for many tests: two papers in which an agency runs programmes of a plan, with figures, money,
results and a renamed body. Its things are constants of `tests.service.ministry`.
"""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.store import Release, Store, open_store
from service.app import create_app
from service.execution import Request
from tests.graph.builders import Paper
from tests.service.ministry import PAPERS
from tests.service.stock import agreed

GraphOf = Callable[..., Release]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/graph.db"


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


@pytest.fixture
def ministry(graph_of: GraphOf) -> Release:
    return graph_of(*PAPERS)


@pytest.fixture
def ask(store: Store) -> Ask:
    def answer(query: str, operation: str | None = None, **variables: object) -> dict[str, Any]:
        return asyncio.run(agreed(store.view, Request(query, variables, operation)))

    return answer


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store)) as opened:
        yield opened
