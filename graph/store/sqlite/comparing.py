"""Things beside each other: they themselves, and lists of what all of them lead to."""

from collections.abc import Callable, Sequence
from typing import Any

import orjson

from graph.model.vocabulary import ENTITY_LABELS
from graph.plan import Comparing, Connection, Nodes
from graph.store.comparing import Compared, comparable
from graph.store.sqlite.select import Here, Lists, Run, Select, Tree
from graph.store.sqlite.tree import SharedReader, read_thing

PartReader = Callable[[Sequence[str], Run], Any]
_FOUND = "SELECT id, label FROM node WHERE id = coalesce((SELECT node FROM merge WHERE member = :asked), :asked)"


def read_comparison(wanted: Comparing, lists: Lists) -> Callable[[Run], Tree]:
    """Reads several things beside each other."""
    readers = [(part.key, _part(part, lists)) for part in wanted.parts]

    def read(run: Run) -> Tree:
        asked = orjson.loads(run.arguments[wanted.ids.name])
        found = [next((Compared(*row) for row in run.rows(_FOUND, asked=identity)), None) for identity in asked]
        ids = [thing.id for thing in comparable(asked, found)]
        return {key: reader(ids, run) for key, reader in readers}

    return read


def _part(part: Nodes | Connection, lists: Lists) -> PartReader:
    match part:
        case Nodes(selection=selection):
            select = Select(lists)
            read = read_thing(selection, Here("t", "t.id", "t.label", ENTITY_LABELS), select)
            sql = select.sql("node AS t", "t.id = :wanted")
            return lambda ids, run: [read(run.rows(sql, wanted=identity)[0], run) for identity in ids]
        case Connection():
            return SharedReader.of(part, lists)
