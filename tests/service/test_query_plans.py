"""How SQLite answers the contract queries: by indexes, on a graph large enough for its planner to have a choice."""

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.model.facts import OutcomeKind
from graph.model.relations import RelationType, Role
from graph.store import Store, open_store
from service.execution import Executor, Request
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme
from tests.service.ministry import contract

AGENCIES, WORKS = 200, 2_000
HUB = agency("經濟部工業局")

# What may be read whole: the one row of the release, lists that came as values, and the steps of a walk.
HARMLESS = re.compile(r"SCAN (release|json_each|walk|w\d+|\(subquery|CONSTANT ROW)")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Ten papers on 2,000 programmes, of which one agency runs nine in ten."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('large')}/graph.db", create=True)
    with store.writer() as writer:
        for number_ in range(10):
            writer.replace(_paper(number_).batch(), "1")
        writer.publish()
    yield store
    store.close()


def _paper(year: int) -> Paper:
    paper = Paper(f"paper{year}", year=2010 + year).names(HUB)
    scheme, training = plan("人才培育方案"), indicator("培訓人數", "人次")
    paper.names(scheme).names(training)
    others = [agency(f"第{n}事務部") for n in range(AGENCIES)]
    for other in others:
        paper.names(other)
    for n in range(WORKS // 10):
        work = programme(f"第{n}號計畫之{year}", paper.code, category="科技發展" if n % 2 else "社會發展")
        runs = others[n % AGENCIES] if n % 10 == 0 else HUB
        paper.names(work).states(work, RelationType.PART_OF, scheme).states(
            work, RelationType.EXECUTED_BY, runs, Role.LEAD
        )
        paper.states(work, RelationType.MEASURED_BY, training)
        paper.measures(work, training, year=2021, target=number("99")).budgets_for(work, money(n), year=2021)
        paper.reports(work, "完成培訓", OutcomeKind.MILESTONE).states(work, RelationType.REFERENCES, scheme)
    return paper


@pytest.mark.parametrize(
    ("document", "operation", "variables"),
    [
        pytest.param("agency", "AgencyPage", {"name": "經濟部工業局"}, id="AgencyPage"),
        pytest.param("programme", "ProgrammePage", {"name": "第7號計畫之3"}, id="ProgrammePage"),
        pytest.param("across_plans", "Filtered", {}, id="Filtered"),
        pytest.param("across_plans", "TopAgencies", {}, id="TopAgencies"),
        pytest.param("across_plans", "WhatIsHere", {}, id="WhatIsHere"),
    ],
)
def test_a_contract_query_reads_no_table_where_an_index_serves(
    large: Store, monkeypatch: pytest.MonkeyPatch, document: str, operation: str, variables: dict[str, object]
) -> None:
    statements = _statements(large, monkeypatch, Request(contract(document), variables, operation))

    plans = {statement: _plan(large, statement) for statement in statements}

    assert len(plans) > 2
    scans = {s: p for s, p in plans.items() if any(step.startswith("SCAN") and not HARMLESS.match(step) for step in p)}
    assert scans == {}


def test_a_hub_is_walked_in_order_without_sorting(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request(contract("agency"), {"name": "經濟部工業局"}, "AgencyPage")
    listed = [s for s in _statements(large, monkeypatch, request) if "source_name" in s and "LIMIT" in s]

    steps = [step for statement in listed for step in _plan(large, statement, outermost=True)]

    assert any("edge_in (target=? AND relation=? AND source_label=?)" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def _statements(store: Store, monkeypatch: pytest.MonkeyPatch, request: Request) -> list[str]:
    """Every statement that answering a request runs, with its values in it."""
    seen: dict[str, None] = {}
    connect = store.view._connect

    def traced() -> sqlite3.Connection:
        connection = connect()
        connection.set_trace_callback(lambda statement: seen.setdefault(statement, None))
        return connection

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
