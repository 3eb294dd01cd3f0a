"""How much of what a search found is of each type, and is said or named by each document."""

from collections.abc import Callable
from typing import Any

from graph.model.vocabulary import ENTITY_LABELS, vocabulary
from graph.plan import Facets
from graph.search import MOST_DOCUMENTS, SEARCHED
from graph.store.facets import DOCUMENT, TYPE, Facet, entity_keys, facet_fields
from graph.store.neo4j.conditions import reach
from graph.store.neo4j.schema import ENTITY
from graph.store.neo4j.select import Here, Reader, Row, Run, Select, Tree, all_of
from graph.store.neo4j.tree import read_thing


def read_facets(part: Facets, found: str, thing: str, select: Select) -> Reader:
    """Reads the facets of what the clauses ``found`` find, each thing once in the variable ``thing``."""
    names, document, key, size = select.names, *map(select.names.fresh, "dkn")
    label = f"[x IN labels({thing}) WHERE x IN {list(SEARCHED)}][0]"
    by_type = f"{found} WITH {label} AS {key}, count(*) AS {size} ORDER BY {size} DESC, {key}"
    types = select.column(select.collected(by_type, f"[{key}, {size}]"))
    naming = reach(vocabulary()[ENTITY_LABELS[0]].links["documents"], thing, names)
    said = (
        f"CALL ({thing}) {{ WITH {thing} WHERE {thing}:{ENTITY} {naming.match} RETURN {naming.thing}.id AS {key} "
        f"UNION ALL WITH {thing} WHERE NOT {thing}:{ENTITY} RETURN {thing}.document AS {key} }}"
    )
    largest = f"WITH {key}, count(*) AS {size} ORDER BY {size} DESC, {key} LIMIT {MOST_DOCUMENTS}"
    visible = all_of((f"{document}.id = {key}", *names.visible(document)))
    inner = select.inner()
    columns = inner.column(key), inner.column(size)
    readers = {id(k): read_thing(k.selection, Here(document, ("Document",)), inner) for k in entity_keys(part)}
    documents = select.rows(f"{found} {said} {largest} MATCH ({document}:Document){visible}", inner)

    def read(row: Row, run: Run) -> list[Tree]:
        of_types = [_facet(part, Facet(TYPE, *said), {}, [], run) for said in row[types]]
        of_documents = [
            _facet(part, Facet(DOCUMENT, *(said[column] for column in columns)), readers, said, run)
            for said in row[documents]
        ]
        return of_types + of_documents

    return read


def _facet(
    part: Facets, facet: Facet, readers: dict[int, Callable[[Row, Run], Any]], row: Row, run: Run
) -> dict[str, Any]:
    return facet_fields(part, facet, lambda key, _: readers[id(key)](row, run))
