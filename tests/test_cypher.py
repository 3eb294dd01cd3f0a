"""What docs/cypher.md promises: each query runs as it stands on the examples, reads only, and finds something."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from neo4j import Driver

from graph.errors import OlderStore
from graph.store import open_store
from graph.store.neo4j.server import Server
from ingest.candidates import find_candidates
from ingest.pipeline import ingest

PAGE = (Path(__file__).parent.parent / "docs" / "cypher.md").read_text("utf-8")
STATEMENTS = {
    section.partition("\n")[0]: re.findall(r"```cypher\n(.*?)```", section, re.DOTALL)
    for section in PAGE.split("\n## ")
}
ANEW = "Starting anew"
QUERIES = {title: statement for title, (*_, statement) in list(STATEMENTS.items())[1:] if title != ANEW}


@pytest.fixture
def driver(neo4j_url: str) -> Iterator[Driver]:
    with Server.from_url(neo4j_url).driver() as opened:
        yield opened


def test_every_query_runs_as_it_stands(neo4j_url: str, driver: Driver, examples: Path) -> None:
    ingest(find_candidates([examples]), neo4j_url)
    found = {}
    with driver.session(default_access_mode="READ") as session:
        for title, query in QUERIES.items():
            found[title] = len(list(session.run(query)))

    assert len([title for title in QUERIES if title[0].isdigit()]) == 10
    assert [title for title, records in found.items() if records == 0] == []


def test_what_an_older_version_left_can_be_taken_out_and_nothing_else(
    neo4j_url: str, driver: Driver, examples: Path
) -> None:
    release = ingest(find_candidates([examples]), neo4j_url).release.id
    take_out, print_drops = STATEMENTS[ANEW]
    with driver.session() as session:
        session.run("CREATE (:Person {name: '王'})").consume()
        session.run("MATCH (r:Release) REMOVE r.schema").consume()
        with pytest.raises(OlderStore, match=f"'{ANEW}' in docs/cypher.md"):
            open_store(neo4j_url, create=True)

        session.run(take_out).consume()
        for (statement,) in list(session.run(print_drops)):
            session.run(statement.removesuffix(";")).consume()

        assert session.run("MATCH (x) RETURN collect(x.name)").single(strict=True)[0] == ["王"]
        assert list(session.run("SHOW INDEXES YIELD name WHERE name STARTS WITH 'plangraph'")) == []
    assert ingest(find_candidates([examples]), neo4j_url).release.id == release
    with closing(open_store(neo4j_url)) as store:
        assert list(store.faults()) == []
