import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from benchmarks import contestants
from benchmarks.by_hand import Operation, agrees, nested
from benchmarks.large_graph import HUB, large_batches
from benchmarks.on_neo4j import batches
from benchmarks.service import graph_of, make
from graph.store import open_store
from service.app import create_app
from tests.graph.engines import Engine

Ask = Callable[[str, object], Any]


@pytest.fixture(scope="module")
def url(engine: Engine, examples: Path) -> str:
    url = engine.empty()
    make(url, large_batches(batches(examples), documents=4, counties=7))
    return url


@pytest.fixture(scope="module")
def operations(url: str) -> dict[str, Operation]:
    graph = asyncio.run(graph_of(url))
    asked = (*graph.plain, nested("sql" if url.startswith("sqlite:") else "cypher"), *graph.contract)
    return {operation.request.operation_name or "": operation for operation in asked}


@pytest.fixture(scope="module")
def ours(url: str) -> Iterator[Ask]:
    with TestClient(create_app(open_store(url))) as client:
        yield _asking(client)


@pytest.fixture(scope="module")
def stock(url: str) -> Iterator[Ask]:
    with TestClient(contestants.stock(url)) as client:
        yield _asking(client)


@pytest.fixture(scope="module")
def by_hand(url: str) -> Iterator[Ask]:
    with TestClient(contestants.by_hand(url)) as client:
        yield _asking(client)


def _asking(client: TestClient) -> Ask:
    def ask(path: str, content: object) -> Any:
        response = client.post(path, json=content)
        assert response.status_code == 200, response.text
        return response.json()

    return ask


def _data(ask: Ask, operation: Operation) -> Any:
    asked = operation.request
    content = {"query": asked.query, "variables": asked.variables, "operationName": asked.operation_name}
    answer = ask("/graphql", content)
    assert "errors" not in answer
    return answer["data"]


@pytest.mark.parametrize("name", ["Rows", "Nested"])
def test_stock_strawberry_answers_the_same(name: str, operations: dict[str, Operation], ours: Ask, stock: Ask) -> None:
    assert _data(stock, operations[name]) == _data(ours, operations[name])


@pytest.mark.parametrize(
    "name", ["Rows", "Nested", "AgencyPage", "ProgrammePage", "Filtered", "TopAgencies", "WhatIsHere"]
)
def test_every_way_by_hand_answers_the_same(
    name: str, operations: dict[str, Operation], ours: Ask, by_hand: Ask
) -> None:
    operation = operations[name]
    data = _data(ours, operation)

    assert operation.statements
    for way in operation.statements:
        assert agrees(data, by_hand(f"/{way}", operation.parameters)), way


def test_what_is_asked_about_has_much_to_say(operations: dict[str, Operation], ours: Ask) -> None:
    rows, agencies = _data(ours, operations["Rows"])["programmes"], _data(ours, operations["Nested"])["agencies"]

    assert len(rows["nodes"]) == 20
    assert agencies["nodes"][0]["name"] == HUB.name
    assert [len(agency["programmes"]["nodes"]) for agency in agencies["nodes"][:8]] == [100] * 8
    assert _data(ours, operations["Filtered"])["programmes"]["totalCount"] > 1
    assert _data(ours, operations["ProgrammePage"])["programme"]["indicators"]["edges"]


def test_an_empty_route_answers_nothing() -> None:
    with TestClient(contestants.empty("")) as client:
        assert client.post("/", json={}).json() == {}
