"""Names like one that nothing has: those that share the most stretches with it."""

from collections.abc import Callable
from typing import Any

import orjson

from graph.nearest import CANDIDATES, Candidate, form_of, nearest, stretches_of
from graph.plan import Nearest
from graph.store.sqlite.search_schema import spelled
from graph.store.sqlite.select import Run


def read_nearest(root: Nearest) -> Callable[[Run], list[dict[str, Any]]]:
    """Reads the nearest names."""
    sharing = (
        "SELECT searched.item FROM json_each(:stretches) AS stretch CROSS JOIN searched_words "
        "CROSS JOIN searched ON searched.number = searched_words.rowid "
        f"WHERE searched_words MATCH stretch.value AND searched.label = '{root.label}' GROUP BY searched.item "
        f"ORDER BY count(*) DESC, abs(searched.length - :letters), searched.item LIMIT {CANDIDATES}"
    )
    named = (
        f"SELECT node.id, node.name, alias.name FROM ({sharing}) AS found "
        "JOIN alias ON alias.id = found.item JOIN node ON node.id = alias.node"
    )

    def read(run: Run) -> list[dict[str, Any]]:
        name = run.arguments[root.name.name]
        stretches = orjson.dumps([f'"{spelled(stretch)}"' for stretch in stretches_of(name)]).decode()
        found = run.rows(named, stretches=stretches, letters=len(form_of(name)))
        return nearest(root, name, (Candidate(*row) for row in found))

    return read
