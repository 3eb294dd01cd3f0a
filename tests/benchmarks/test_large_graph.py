from collections import Counter
from pathlib import Path

import pytest

from benchmarks.large_graph import DOCUMENTS, HUB, large_batches
from benchmarks.on_neo4j import batches
from graph.model.batch import Batch
from graph.model.entities import Agency, AgencyKind, Programme
from graph.store import open_store


@pytest.fixture(scope="module")
def said(examples: Path) -> list[Batch]:
    return batches(examples)


def test_the_large_graph_is_the_same_each_time(said: list[Batch]) -> None:
    one, other = (list(large_batches(said, documents=3)) for _ in range(2))

    assert one == other
    assert len({batch.digest() for batch in one}) == 3


def test_one_agency_runs_twenty_thousand_programmes_of_the_large_graph(said: list[Batch]) -> None:
    few = list(large_batches(said, documents=2 * len(said)))

    programmes = {m.entity.id for batch in few for m in batch.mentions if isinstance(m.entity, Programme)}
    run = {statement.source for batch in few for statement in batch.statements if statement.target == HUB.id}

    assert run <= programmes
    assert len(run) * DOCUMENTS / len(few) > 20_000


def test_each_programme_is_run_by_two_counties_too_where_they_are_wanted(said: list[Batch]) -> None:
    few = list(large_batches(said, documents=len(said), counties=5))

    agencies = [m.entity for batch in few for m in batch.mentions if isinstance(m.entity, Agency)]
    counties = {agency.id for agency in agencies if agency.kind is AgencyKind.LOCAL_GOVERNMENT}
    programmes = {m.entity.id for batch in few for m in batch.mentions if isinstance(m.entity, Programme)}
    runs = Counter(statement.source for batch in few for statement in batch.statements if statement.target in counties)

    assert len(counties) == 5
    assert set(runs) == programmes
    assert set(runs.values()) == {2}


def test_a_store_takes_the_large_graph(said: list[Batch], tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/graph.db", create=True)
    with store.writer() as writer:
        for batch in large_batches(said, documents=len(said)):
            writer.replace(batch, "")
        writer.publish()

    assert list(store.faults()) == []
    store.close()
