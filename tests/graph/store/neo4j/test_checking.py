"""What a check finds where somebody has worked on the database by hand."""

import re

import pytest

from graph.store import Store
from tests.graph import harbour
from tests.graph.engines import publish
from tests.graph.store.neo4j.conftest import Ask


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("MATCH (x:Evidence) WHERE x.owner STARTS WITH 'outcome-' DELETE x", "outcome-.* has no evidence"),
        ("MATCH (x:Evidence) WHERE x.owner STARTS WITH 'executed_by-' DELETE x", "Edge executed_by-.* has no evidence"),
        ("MATCH (:Document)-[r:MENTIONS]->(:Plan) DELETE r", "plan-.* is named by no document"),
        ("MATCH (:Measurement)-[r:OF_SUBJECT]->() DELETE r", "measurement-.* is said of nothing"),
        ("MATCH (:Passage)-[r:SAID_IN]->() DELETE r", "passage-.* is said by no document"),
        ("MATCH (:Agency)-[r:KNOWN_AS]->() DELETE r", "is the name of nothing"),
        ("MATCH (x:Statement) DELETE x", "is stated by no document"),
        ("MATCH (x:Agency) SET x.programme_count = 7", "has 7 as its programme_count"),
        ("MATCH (x:Plan) SET x.dropped = 1", "was dropped and not deleted"),
        ("CREATE (:Plan {name: 'of a house'})", "somebody else has a label of ours"),
        ("MATCH (r:Release) SET r.mark = '1 loading 2'", "A load is under way or was killed"),
    ],
)
def test_what_does_not_fit_together_is_found(neo4j: Store, ask: Ask, damage: str, fault: str) -> None:
    publish(neo4j, *harbour.papers())
    assert list(neo4j.faults()) == []

    ask(damage)

    assert re.search(fault, "\n".join(neo4j.faults()))


def test_a_missing_index_is_found_and_made_again(neo4j: Store, ask: Ask) -> None:
    publish(neo4j, *harbour.papers())
    ask("DROP INDEX plangraph_alias_by_folded")

    assert list(neo4j.faults()) == [
        "The index plangraph_alias_by_folded is missing or not ready: 'plangraph ingest' makes it."
    ]

    neo4j.create()
    assert list(neo4j.faults()) == []
