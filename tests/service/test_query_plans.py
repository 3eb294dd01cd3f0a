"""How SQLite answers the contract queries: by indexes, on a graph large enough for its planner to have a choice."""

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from graph.store import Store, open_store
from service.execution import Executor, Request
from tests.graph.builders import agency
from tests.service.hub import HUB, papers
from tests.service.ministry import contract

# What may be read whole: the release with its totals, lists that came as values, steps of a walk, what was gathered, the rows
# of a page, and what the full-text index finds.
HARMLESS = re.compile(
    r"SCAN (release|tally|searched_words VIRTUAL TABLE INDEX \d+:M|main.searched_words_config|json_each|walk|[wcgr]\d+|\(subquery|CONSTANT ROW)"
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Ten papers on 2,000 programmes, of which one agency runs nine in ten."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('large')}/graph.db", create=True)
    with store.writer() as writer:
        for paper in papers(works=2_000):
            writer.replace(paper.batch(), "1")
        writer.publish()
    yield store
    store.close()


@pytest.mark.parametrize(
    ("document", "operation", "variables"),
    [
        pytest.param("agency", "AgencyPage", {"name": "經濟部工業局"}, id="AgencyPage"),
        pytest.param("programme", "ProgrammePage", {"name": "第7號計畫之3"}, id="ProgrammePage"),
        pytest.param("across_plans", "Filtered", {}, id="Filtered"),
        pytest.param("across_plans", "TopAgencies", {}, id="TopAgencies"),
        pytest.param("across_plans", "WhatIsHere", {}, id="WhatIsHere"),
        pytest.param("across_plans", "Series", {"indicator": "培訓"}, id="Series"),
        pytest.param("across_plans", "SharedWork", {"ids": [HUB.id, agency("第0事務部").id]}, id="SharedWork"),
        pytest.param(
            "across_plans",
            "HowRelated",
            {"from": agency("第0事務部").id, "to": agency("第30事務部").id},
            id="HowRelated",
        ),
        pytest.param("across_plans", "Find", {"text": "計畫"}, id="Find"),
    ],
)
def test_a_contract_query_reads_no_table_where_an_index_serves(
    large: Store, monkeypatch: pytest.MonkeyPatch, document: str, operation: str, variables: dict[str, object]
) -> None:
    statements = _statements(large, monkeypatch, Request(contract(document), variables, operation))

    plans = {statement: _plan(large, statement) for statement in statements}

    assert len(plans) > 1  # more than the look at the release
    scans = {s: p for s, p in plans.items() if any(step.startswith("SCAN") and not HARMLESS.match(step) for step in p)}
    assert scans == {}


def test_a_total_that_is_stored_is_not_counted(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "{ agencies(first: 3) { nodes { programmes { totalCount } plans { totalCount } } } }"
    statements = _statements(large, monkeypatch, Request(asked))

    assert any("programme_count" in statement for statement in statements)
    assert not [statement for statement in statements if "count(*)" in statement]


def test_the_few_things_that_hang_on_each_row_of_a_page_are_found_with_it(
    large: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    agencies = "agencies(first: 5) { edges { evidence(first: 2) { quote } node { name } } }"
    asked = f"{{ programmes(first: 20) {{ nodes {{ name {agencies} }} }} }}"

    statements = _statements(large, monkeypatch, Request(asked))

    assert len(statements) == 2  # one looks at the release


def test_a_walk_up_does_not_read_the_graph_to_know_what_it_will_not_find(
    large: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "{ programmes(first: 5) { nodes { plan { name } ancestors(first: 5) { nodes { name } } } } }"
    walks = [s for s in _statements(large, monkeypatch, Request(asked)) if "RECURSIVE" in s]

    steps = [step for statement in walks for step in _plan(large, statement)]

    assert any("RECURSIVE STEP" in step for step in steps)
    assert not [step for step in steps if "BLOOM FILTER" in step]  # it is filled from all rows, once a walk


def test_a_hub_is_walked_in_order_without_sorting(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request(contract("agency"), {"name": "經濟部工業局"}, "AgencyPage")
    listed = [s for s in _statements(large, monkeypatch, request) if "source_name" in s and "LIMIT" in s]

    steps = [step for statement in listed for step in _plan(large, statement, outermost=True)]

    assert any("edge_in (target=? AND relation=? AND source_label=?)" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


@pytest.mark.parametrize("order", ["NAME", "NAME, direction: DESC", "PERIOD_START", "CATEGORY, direction: DESC"])
def test_a_page_is_a_range_of_an_index_from_either_end_and_from_any_cursor(
    large: Store, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    listed = f"query ($c: String) {{ programmes(orderBy: [{{ field: {order} }}], PAGE) {{ edges {{ cursor }} }} }}"
    first = asyncio.run(
        Executor(large.view).execute(Request(listed.replace("PAGE", "first: 90").replace("($c: String)", "")))
    )
    deep = first["data"]["programmes"]["edges"][-1]["cursor"]

    requests = [Request(listed.replace("PAGE", page), {"c": deep}) for page in ("after: $c", "last: 20, before: $c")]
    statements = [s for request in requests for s in _statements(large, monkeypatch, request) if "LIMIT" in s]
    steps = [step for statement in statements for step in _plan(large, statement)]

    assert len(statements) >= 2
    assert all(
        re.match(r"SEARCH t\d USING (COVERING )?INDEX (node|programme)_by_\w+ \(label=\? AND ", step) for step in steps
    )


def test_all_facts_are_a_range_of_an_index_in_their_order(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "query ($c: String) { facts(first: 20, after: $c) { edges { cursor node { id } } } }"
    first = asyncio.run(Executor(large.view).execute(Request(asked)))
    deep = {"c": first["data"]["facts"]["edges"][-1]["cursor"]}

    steps = [
        step
        for variables in ({}, deep)
        for statement in _statements(large, monkeypatch, Request(asked, variables))
        for step in _plan(large, statement)
        if "LIMIT" in statement
    ]

    assert steps
    assert all(re.search(r"USING (COVERING )?INDEX fact_in_order", step) for step in steps)


def _statements(store: Store, monkeypatch: pytest.MonkeyPatch, request: Request) -> list[str]:
    """Every statement that answering a request runs, with its values in it."""
    seen: dict[str, None] = {}
    connect = store.view._connect

    @contextmanager
    def traced() -> Iterator[sqlite3.Connection]:
        with connect() as connection:
            connection.set_trace_callback(lambda statement: seen.setdefault(statement, None))
            yield connection

    monkeypatch.setattr(store.view, "_connect", traced)
    answer = asyncio.run(Executor(store.view).execute(request))
    assert "errors" not in answer
    return [statement for statement in seen if statement.startswith("SELECT")]


def _plan(store: Store, statement: str, *, outermost: bool = False) -> list[str]:
    """The steps of a statement's query plan; of the outermost SELECT alone, if ``outermost``."""
    with closing(sqlite3.connect(store.path)) as connection:
        connection.create_function("fold", 1, str, deterministic=True)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    return [detail for _, parent, _, detail in rows if not (outermost and parent)]
