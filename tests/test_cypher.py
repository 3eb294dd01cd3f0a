"""What docs/cypher.md promises: each query runs as it stands on the examples, reads only, and finds something."""

import re
from pathlib import Path

from graph.store.neo4j.server import Server
from ingest.candidates import find_candidates
from ingest.pipeline import ingest

PAGE = (Path(__file__).parent.parent / "docs" / "cypher.md").read_text("utf-8")
QUERIES = dict(re.findall(r"^## ([^\n]*)\n.*?```cypher\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE))


def test_every_query_runs_as_it_stands(neo4j_url: str, examples: Path) -> None:
    ingest(find_candidates([examples]), neo4j_url)
    found = {}
    with Server.from_url(neo4j_url).driver() as driver, driver.session(default_access_mode="READ") as session:
        for title, query in QUERIES.items():
            found[title] = len(list(session.run(query)))

    assert len([title for title in QUERIES if title[0].isdigit()]) == 10
    assert [title for title, records in found.items() if records == 0] == []
