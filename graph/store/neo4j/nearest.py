"""Names like one that nothing has: those that share the most stretches with it."""

from typing import Any

from graph.nearest import CANDIDATES, Candidate, form_of, nearest, stretches_of
from graph.plan import Nearest
from graph.store.neo4j.schema import KNOWN_AS, LETTERS, SEARCH_INDEX
from graph.store.neo4j.search_text import phrase_of
from graph.store.neo4j.select import Reader, Row, Run, Select, all_of


def read_nearest(root: Nearest, select: Select) -> Reader:
    """Reads the nearest names."""
    names, inner = select.names, select.inner()
    stretch, alias, shared, thing = (names.fresh(letter) for letter in "saht")
    phrases = names.parameter(lambda run: list(map(phrase_of, stretches_of(_name(root, run)))))
    letters = names.parameter(lambda run: len(form_of(_name(root, run))))
    for said in (f"{thing}.id", f"{thing}.name", f"{alias}.name"):
        inner.column(said)
    found = (
        f"UNWIND {phrases} AS {stretch} "
        f"CALL db.index.fulltext.queryNodes('{SEARCH_INDEX}', {stretch}) YIELD node AS {alias} "
        f"WITH {alias}, count(*) AS {shared} MATCH ({thing}:{root.label})-[:{KNOWN_AS}]->({alias}:Alias)"
        f"{all_of(names.visible(alias, thing))} WITH {thing}, {alias}, {shared} "
        f"ORDER BY {shared} DESC, abs({alias}.{LETTERS} - {letters}), {alias}.id LIMIT {CANDIDATES}"
    )
    index = select.rows(found, inner)

    def read(row: Row, run: Run) -> list[dict[str, Any]]:
        return nearest(root, _name(root, run), (Candidate(*said) for said in row[index]))

    return read


def _name(root: Nearest, run: Run) -> object:
    return run.arguments[root.name.name]
