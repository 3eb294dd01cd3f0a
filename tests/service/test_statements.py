"""How Neo4j answers the contract queries: by indexes, and in one statement however much there is."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from neo4j import Driver

from graph.store import Store, open_store
from graph.store.neo4j.server import Server
from service.execution import Executor, Request
from tests.graph.builders import agency
from tests.graph.engines import Neo4jEngine
from tests.neo4j_server import Neo4jServer
from tests.service.hub import HUB, papers
from tests.service.ministry import contract

OPERATIONS = pytest.mark.parametrize(
    "request_",
    [
        pytest.param(Request(contract("agency"), {"name": "經濟部工業局"}, "AgencyPage"), id="AgencyPage"),
        pytest.param(Request(contract("programme"), {"name": "第7號計畫之3"}, "ProgrammePage"), id="ProgrammePage"),
        pytest.param(Request(contract("across_plans"), {}, "Filtered"), id="Filtered"),
        pytest.param(Request(contract("across_plans"), {}, "TopAgencies"), id="TopAgencies"),
        pytest.param(Request(contract("across_plans"), {}, "WhatIsHere"), id="WhatIsHere"),
        pytest.param(Request(contract("across_plans"), {"indicator": "培訓"}, "Series"), id="Series"),
        pytest.param(Request("{ promises(first: 5) { nodes { status conflict results { id } } } }"), id="promises"),
        pytest.param(
            Request(contract("across_plans"), {"ids": [HUB.id, agency("第0事務部").id]}, "SharedWork"), id="SharedWork"
        ),
    ],
)
RELATED = Request(
    contract("across_plans"), {"from": agency("第0事務部").id, "to": agency("第30事務部").id}, "HowRelated"
)

Statements = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def large(neo4j_server: Neo4jServer) -> Iterator[Store]:
    """A graph large enough for the planner to have a choice."""
    with closing(open_store(Neo4jEngine.of(neo4j_server.url).holding(*papers(works=400)))) as opened:
        yield opened


@pytest.fixture
def driver(neo4j_server: Neo4jServer) -> Iterator[Driver]:
    with Server.from_url(neo4j_server.url).driver() as opened:
        yield opened


@OPERATIONS
def test_a_contract_query_reads_no_label_whole_where_an_index_serves(
    large: Store, driver: Driver, monkeypatch: pytest.MonkeyPatch, request_: Request
) -> None:
    *_, (text, parameters) = _statements(large, monkeypatch, request_)

    plan = driver.execute_query(f"EXPLAIN {text}", parameters, database_="neo4j").summary.plan

    assert plan is not None
    scans = [step for step in _steps(plan) if "Scan" in step[0] and "Index" not in step[0]]
    assert [details for _, details in scans if ":Release" not in details] == []


@OPERATIONS
def test_a_contract_query_takes_one_statement(large: Store, monkeypatch: pytest.MonkeyPatch, request_: Request) -> None:
    asyncio.run(large.view.release())  # from then on the release is known

    assert len(_statements(large, monkeypatch, request_)) == 1


def test_ways_take_a_statement_a_level_and_two_more(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(large.view.release())

    statements = _statements(large, monkeypatch, RELATED)

    assert len(statements) == 4 + 2  # four levels; the ends before them, and what is shown after


def test_the_statements_of_a_search_start_from_an_index(
    large: Store, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = _statements(large, monkeypatch, RELATED)

    plans = [
        driver.execute_query(f"EXPLAIN {text}", given, database_="neo4j").summary.plan for text, given in statements
    ]

    scans = [step for plan in plans if plan for step in _steps(plan) if "Scan" in step[0] and "Index" not in step[0]]
    assert [details for _, details in scans if ":Release" not in details] == []


def _statements(store: Store, monkeypatch: pytest.MonkeyPatch, request: Request) -> Statements:
    """Every statement that answering a request runs, with its parameters."""
    seen: Statements = []
    record = store.view._record

    async def traced(text: str, parameters: dict[str, Any]) -> Any:
        seen.append((text, parameters))
        return await record(text, parameters)

    monkeypatch.setattr(store.view, "_record", traced)
    answer = asyncio.run(Executor(store.view).execute(request))
    assert "errors" not in answer
    return seen


def _steps(plan: Any) -> Iterator[tuple[str, str]]:
    """The operators of a plan, each with its details."""
    yield plan["operatorType"], plan["args"].get("Details", "")
    for child in plan.get("children", ()):
        yield from _steps(child)
