"""What bodies share is counted when an embedded store is published, and held against the edges by a check."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.model.relations import RelationType, Role
from graph.store import open_store
from tests.graph.builders import Paper, agency, programme
from tests.graph.engines import publish


@pytest.mark.parametrize(
    "damage",
    ["UPDATE partner SET shared = 7", "DELETE FROM partner", "INSERT INTO partner VALUES ('甲', '乙', '乙局', 1)"],
)
def test_what_is_not_shared_as_it_is_said_is_a_fault(tmp_path: Path, damage: str) -> None:
    work, bodies = programme("共同計畫"), (agency("甲署"), agency("乙局"))
    paper = Paper("a").names(work)
    for body in bodies:
        paper.names(body).states(work, RelationType.EXECUTED_BY, body, Role.CO)
    with closing(open_store(f"sqlite:///{tmp_path}/graph.db", create=True)) as store:
        publish(store, paper)
        assert list(store.faults()) == []

        with closing(sqlite3.connect(tmp_path / "graph.db")) as connection, connection:
            connection.execute(damage)

        assert any("shares something else with" in fault for fault in store.faults())
