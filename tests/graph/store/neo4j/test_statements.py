"""How the statements of a load find what they touch: by indexes, also those that were planned for an empty store."""

from collections.abc import Iterator
from typing import Any

import neo4j as driver_
import pytest
from neo4j import Driver

from graph.resolution.decisions import Decision, Decisions, Named
from graph.store import Store
from tests.graph import harbour
from tests.graph.builders import Paper
from tests.graph.engines import publish
from tests.neo4j_server import forget

READ_WHOLE = ("Release", "WriteLock", "Staged", "StagedDecisions", "Decided", "Batch")
"""Labels whose nodes are one, or one a document."""

Statements = dict[str, dict[str, Any]]


@pytest.fixture
def statements(neo4j: Store, monkeypatch: pytest.MonkeyPatch) -> Statements:
    """Every statement, with parameters it had, of loads that take documents in, replace, join and take them out."""
    sent: Statements = {}
    report, budget = harbour.papers()
    report.prints("航道疏浚計畫於一百十年完成").doubts("what it says cannot be read")
    works = (Named(name=harbour.POWER.name), Named(name=harbour.BUOYS.name))
    decided = Decision(type=harbour.POWER.type, things=works, reason="院函")
    with monkeypatch.context() as patch:
        for kind in (driver_.ManagedTransaction, driver_.Session):
            patch.setattr(kind, "run", _noting(kind.run, sent))
        publish(neo4j, report, budget)
        with neo4j.writer() as writer:
            writer.decide(Decisions(same=(decided,)))
            writer.publish()
        publish(neo4j, Paper("report", year=2022).names(harbour.HARBOUR))
        with neo4j.writer() as writer:
            writer.remove("budget")
            writer.publish()
    return sent


def _noting(run: Any, sent: Statements) -> Any:
    def note(self: Any, statement: str, parameters: dict[str, Any] | None = None, **more: Any) -> Any:
        sent[statement] = {**(parameters or {}), **more}
        return run(self, statement, parameters, **more)

    return note


@pytest.mark.parametrize("is_empty", [True, False], ids=["planned for an empty store", "planned for what it holds"])
def test_no_statement_of_a_load_reads_a_label_whole(
    neo4j: Store, neo4j_url: str, driver: Driver, statements: Statements, is_empty: bool
) -> None:
    """A statement is planned when it is first sent, and keeps its plan while the store grows."""
    forget(neo4j_url)
    if not is_empty:
        neo4j.create()
        publish(neo4j, *harbour.papers())
    driver.execute_query("CALL db.clearQueryCaches()", database_="neo4j")

    plans = [
        driver.execute_query(f"EXPLAIN {text}", given, database_="neo4j").summary.plan
        for text, given in statements.items()
    ]

    assert len(plans) > 50
    scanned = {details for plan in plans if plan for operator, details in _steps(plan) if _reads_whole(operator)}
    assert {details.partition(":")[2] for details in scanned} <= set(READ_WHOLE)


def _reads_whole(operator: str) -> bool:
    return "Scan" in operator and "Index" not in operator


def _steps(plan: Any) -> Iterator[tuple[str, str]]:
    """The operators of a plan, each with its details."""
    yield plan["operatorType"], plan["args"].get("Details", "")
    for child in plan.get("children", ()):
        yield from _steps(child)
