"""How Neo4j lists what a hub leads to: in the order of an index, until the page is full."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from graph.store import open_store
from graph.store.neo4j.server import Server
from service.execution import Executor, Request
from tests.graph.engines import Neo4jEngine
from tests.neo4j_server import Neo4jServer
from tests.service.hub import HUB, papers

PAGE = """
query ($name: String!) {
  agency(name: $name) {
    programmes(first: 20, orderBy: [{ field: NAME }]) { totalCount pageInfo { hasNextPage } edges { role node { id name category } } }
  }
}
"""


def test_the_first_page_of_a_hub_looks_at_few_of_its_things(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(Neo4jEngine.of(neo4j_server.url).holding(*papers(works=400)))) as store:
        _know_the_numbers(neo4j_server)
        asked: list[tuple[str, dict[str, Any]]] = []
        record = store.view._record

        async def traced(text: str, parameters: dict[str, Any]) -> Any:
            asked.append((text, parameters))
            return await record(text, parameters)

        monkeypatch.setattr(store.view, "_record", traced)
        answer = asyncio.run(Executor(store.view).execute(Request(PAGE, {"name": HUB.name})))

    programmes = answer["data"]["agency"]["programmes"]
    assert (programmes["totalCount"], len(programmes["edges"])) == (360, 20)
    assert max(_rows(neo4j_server, *asked[-1])) < 100


def _know_the_numbers(server: Neo4jServer) -> None:
    """Have the server count its indexes, which it does in its own time after a load, and plan by that."""
    with Server.from_url(server.url).driver() as driver:
        driver.execute_query("CALL db.prepareForReplanning(300)", database_="neo4j")


def _rows(server: Neo4jServer, text: str, parameters: dict[str, Any]) -> Iterator[int]:
    """How many rows came from each step of a statement."""
    with Server.from_url(server.url).driver() as driver:
        profile = driver.execute_query(f"PROFILE {text}", parameters, database_="neo4j").summary.profile
    steps = [profile or {}]
    while steps:
        step = steps.pop()
        yield step["rows"]
        steps.extend(step.get("children", ()))
