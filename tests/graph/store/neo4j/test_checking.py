"""What a check finds where somebody has worked on the database by hand."""

import re

import pytest

from graph.store import Store
from graph.store.neo4j.checking import missing
from tests.graph import harbour
from tests.graph.engines import publish
from tests.graph.store.neo4j.conftest import Ask


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("MATCH (x:Evidence) WHERE x.owner STARTS WITH 'outcome-' DELETE x", "outcome-.* has no evidence"),
        ("MATCH (x:Evidence) WHERE x.owner STARTS WITH 'executed_by-' DELETE x", "Edge executed_by-.* has no evidence"),
        ("MATCH (:Document)-[r:MENTIONS]->(:Plan) DELETE r", "plan-.* is named by no document"),
        ("MATCH (:Measurement)-[r:OF_SUBJECT]->() DELETE r", "measurement-.* does not lead to its subject"),
        ("MATCH (:Measurement)-[r:OF_INDICATOR]->() DELETE r", "measurement-.* does not lead to its indicator"),
        ("MATCH (:Fact)-[r:SAID_IN]->() DELETE r", "measurement-.* does not lead to its document"),
        (
            "MATCH (x:Measurement)-[r:OF_INDICATOR]->(), (p:Plan) CREATE (x)-[:OF_INDICATOR]->(p) DELETE r",
            "does not lead to its indicator",
        ),
        ("MATCH (:Passage)-[r:SAID_IN]->() DELETE r", "passage-.* does not lead to its document"),
        ("MATCH (x:Evidence) WHERE x.owner STARTS WITH 'programme-' DELETE x", "programme-.* has no evidence"),
        ("MATCH (x:Outcome) DETACH DELETE x", "There is evidence of outcome-.*, which is not there"),
        ("MATCH ()-[r:PART_OF]->() DELETE r", "edges PART_OF are stated, 0 are there"),
        ("MATCH (:Agency)-[r:KNOWN_AS]->() DELETE r", "is the name of nothing"),
        ("MATCH (x:Statement) DELETE x", "is stated by no document"),
        ("MATCH (x:Agency) SET x.programme_count = 7", "has 7 as its programme_count"),
        ("MATCH ()-[r:SHARES_WITH]->() SET r.shared = 7", "agency-.* shares something else with agency-"),
        ("MATCH ()-[r:SHARES_WITH]->() DELETE r", "agency-.* shares something else with agency-"),
        (
            "MATCH (a:Agency), (p:Plan) CREATE (a)-[:SHARES_WITH {shared: 1, added: 1}]->(p)",
            "agency-.* shares nothing with plan-",
        ),
        ("MATCH (x:Plan) SET x.dropped = 1", "was dropped and not deleted"),
        ("MATCH ()-[r:PART_OF]->() SET r.dropped = 1", "PART_OF from programme-.* was dropped and not deleted"),
        ("MATCH ()-[r:MENTIONS]->() SET r.dropped = 1", "MENTIONS from document-.* was dropped and not deleted"),
        ("CREATE (:Plan {name: 'of a house'})", "somebody else has a label of ours"),
        ("MATCH (r:Release) SET r.mark = '1 loading 2'", "A load is under way or was killed"),
    ],
)
def test_what_does_not_fit_together_is_found(neo4j: Store, ask: Ask, damage: str, fault: str) -> None:
    publish(neo4j, *harbour.papers())
    assert list(neo4j.faults()) == []

    ask(damage)

    assert re.search(fault, "\n".join(neo4j.faults()))


@pytest.mark.parametrize(
    ("drop", "instead"),
    [
        ("CONSTRAINT plangraph_alias_by_id_added", None),
        ("CONSTRAINT plangraph_alias_by_id_added", "(x:Alias) ON (x.id, x.added)"),
        ("INDEX plangraph_alias_by_folded", "(x:Alias) ON (x.name)"),
        ("INDEX plangraph_alias_by_folded", "(x:Passage) ON (x.folded)"),
    ],
    ids=["none", "without the constraint", "of another property", "of another label"],
)
def test_an_index_that_is_not_as_it_should_be_is_found(neo4j: Store, ask: Ask, drop: str, instead: str | None) -> None:
    name = drop.split()[1]
    ask(f"DROP {drop}")
    if instead:
        ask(f"CREATE INDEX {name} FOR {instead}")
        ask("CALL db.awaitIndexes(60)")

    found = list(neo4j.faults())

    if instead:
        ask(f"DROP INDEX {name}")
    neo4j.create()
    assert found == [f"The index {name} is missing or not ready: 'plangraph ingest' makes it."]
    assert list(neo4j.faults()) == []


def test_an_index_that_is_still_being_built_is_waited_for(neo4j: Store, ask: Ask) -> None:
    """A hundred thousand things, which take the server a moment; until then its readers do without."""
    ask("DROP INDEX plangraph_alias_by_folded")
    ask("UNWIND range(1, 100000) AS n CREATE (:Alias {folded: 'a name that is long enough to take a while ' + n})")
    ask("CREATE INDEX plangraph_alias_by_folded FOR (x:Alias) ON (x.folded)")

    assert any("plangraph_alias_by_folded is missing or not ready" in fault for fault in neo4j.faults())
    neo4j.create()

    assert missing(ask) == []


def test_a_missing_index_is_found_and_made_again(neo4j: Store, ask: Ask) -> None:
    publish(neo4j, *harbour.papers())
    ask("DROP INDEX plangraph_alias_by_folded")

    assert list(neo4j.faults()) == [
        "The index plangraph_alias_by_folded is missing or not ready: 'plangraph ingest' makes it."
    ]

    neo4j.create()
    assert list(neo4j.faults()) == []
