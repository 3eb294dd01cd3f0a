"""How much of what a search found is of each type, and is said or named by each document."""

from collections.abc import Callable
from typing import Any

from graph.plan import Facets, KeyEntity
from graph.search import MOST_DOCUMENTS
from graph.store.facets import DOCUMENT, TYPE, Facet, entity_keys, facet_fields
from graph.store.sqlite.running import Row
from graph.store.sqlite.select import Run, Tree

ThingReader = Callable[[Row, Run], Any]


def read_facets(
    part: Facets, found: str, read_document: Callable[[KeyEntity], ThingReader]
) -> Callable[[Run], list[Tree]]:
    """Reads the facets of what the statement ``found`` finds: columns ``id`` and ``label``, each thing once.

    ``read_document`` makes the reader of what is wanted of a document, which takes its id and label.
    """
    types = f"SELECT label, count(*) FROM ({found}) GROUP BY label ORDER BY 2 DESC, label"
    documents = (
        f"WITH found AS MATERIALIZED ({found}) SELECT document, count(*) FROM ("
        "SELECT mention.document FROM found JOIN mention ON mention.node = found.id AND mention.named "
        "UNION ALL SELECT fact.document FROM found JOIN fact ON fact.id = found.id "
        "UNION ALL SELECT passage.document FROM found JOIN passage ON passage.id = found.id"
        f") GROUP BY document ORDER BY 2 DESC, document LIMIT {MOST_DOCUMENTS}"
    )
    readers = {id(key): read_document(key) for key in entity_keys(part)}

    def read(run: Run) -> list[Tree]:
        facets = [Facet(by, *row) for by, sql in ((TYPE, types), (DOCUMENT, documents)) for row in run.rows(sql)]
        return [
            facet_fields(part, facet, lambda key, of: readers[id(key)]((of.key, "Document", None), run))
            for facet in facets
        ]

    return read
