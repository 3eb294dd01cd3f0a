"""Ways between two things: one statement a level of the search, then one for each step that is shown."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from graph.model.relations import RelationType
from graph.model.vocabulary import EDGE_ATTRIBUTES, ENTITY_LABELS
from graph.plan import Edges, Items, Node, Paths, Property
from graph.store.paths import End, Path, PathSearch, PathStep, Seen, found_end
from graph.store.sqlite.running import Row
from graph.store.sqlite.select import Here, Lists, Reader, Run, Select, Tree
from graph.store.sqlite.tree import read_items, read_property, read_thing

_NODE = "coalesce((SELECT node FROM merge WHERE member = :asked), :asked)"

FieldReader = Callable[[Path, str, Run], Any]


def read_paths(wanted: Paths, lists: Lists) -> Callable[[Run], list[Tree]]:
    """Reads the shortest ways between two things."""
    readers = [(part.key, _field(part, lists)) for part in wanted.fields]
    search = partial(_search, wanted)

    def read(run: Run) -> list[Tree]:
        found = search(run)
        return [{key: reader(path, found.start, run) for key, reader in readers} for path in found.found]

    return read


# ---- finding them ---------------------------------------------------------------------------------------------------


def _search(wanted: Paths, run: Run) -> PathSearch:
    given = run.arguments
    along = _among(wanted.relations)
    without = json.loads(given[wanted.without.name]) if wanted.without and given.get(wanted.without.name) else []
    search = PathSearch(
        _end(given[wanted.start.name], along, run),
        _end(given[wanted.end.name], along, run),
        longest=given[wanted.longest.name],
        first=given[wanted.first.name],
        without=[run.rows(f"SELECT {_NODE}", asked=identity)[0][0] for identity in without],
    )
    while level := search.level():
        search.take(_edges(level, along, search.budget, run))
    return search


def _end(asked: object, along: str, run: Run) -> End:
    each = ("source = node.id", "target = node.id AND source <> target")
    edges = " + ".join(f"(SELECT count(*) FROM edge WHERE {held} AND {along})" for held in each)
    rows = run.rows(f"SELECT id, {edges} FROM node WHERE id = {_NODE}", asked=asked)
    return found_end(asked, End(*rows[0]) if rows else None)


def _edges(level: Sequence[str], along: str, budget: int, run: Run) -> list[Seen]:
    """The edges at the things of a level, and one more than the budget where there are more; read from indexes alone.

    An index has no edge's id, but its row.
    """
    ways = (("source", "TRUE", "target"), ("target", "FALSE", "source"))
    each = (
        f"SELECT {here}, edge.rowid, relation, {forward}, {there} FROM json_each(:level) "
        f"CROSS JOIN edge ON {here} = json_each.value WHERE {along} AND source <> target"
        for here, forward, there in ways
    )
    rows = run.rows(f"{' UNION ALL '.join(each)} LIMIT :budget + 1", level=json.dumps(level), budget=budget)
    return [Seen(here, edge, relation, bool(forward), there) for here, edge, relation, forward, there in rows]


def _among(relations: tuple[RelationType, ...]) -> str:
    listed = ", ".join(f"'{relation}'" for relation in relations)
    return f"relation IN ({listed})"


# ---- what is read of them -------------------------------------------------------------------------------------------


def _field(part: Property | Node | Edges, lists: Lists) -> FieldReader:
    match part:
        case Property():
            return lambda path, start, run: len(path)
        case Node(selection=selection):
            select = Select(lists)
            read = read_thing(selection, Here("t", "t.id", "t.label", ENTITY_LABELS), select)
            sql = select.sql("node AS t", "t.id = :start")
            return lambda path, start, run: read(run.rows(sql, start=start)[0], run)
        case Edges():
            steps = _steps(part, lists)
            return lambda path, start, run: [steps(step, run) for step in path]


def _steps(wanted: Edges, lists: Lists) -> Callable[[PathStep, Run], Tree]:
    select = Select(lists)
    readers = [(part.key, _step_field(part, select)) for part in wanted.fields]
    sql = select.sql("edge AS e JOIN node AS t ON t.id = :there", "e.rowid = :edge")

    def read(step: PathStep, run: Run) -> Tree:
        [row] = run.rows(sql, there=step.there, edge=step.edge)
        return {key: reader(step, row, run) for key, reader in readers}

    return read


def _step_field(part: object, select: Select) -> Callable[[PathStep, Row, Run], Any]:
    read: Reader
    match part:
        case Property(name="relation"):
            return lambda step, row, run: step.relation
        case Property(name="forward"):
            return lambda step, row, run: not step.backward
        case Property(name=name):
            read = read_property(f"e.{name}", next(a for a in EDGE_ATTRIBUTES if a.name == name), select)
        case Node(selection=selection):
            read = read_thing(selection, Here("t", "t.id", "t.label", ENTITY_LABELS), select)
        case Items():
            read = read_items(part, select.column("e.id"), select)
        case _:
            raise TypeError(f"{part} is no part of a step")
    return lambda step, row, run: read(row, run)
