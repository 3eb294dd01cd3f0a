"""Things beside each other: they themselves, and lists of what all of them lead to."""

from collections.abc import Callable
from typing import Any

from graph.model.vocabulary import ENTITY_LABELS
from graph.plan import Comparing, Connection, Nodes
from graph.store.comparing import Compared, comparable
from graph.store.neo4j.conditions import Reached
from graph.store.neo4j.related import also_from, relate
from graph.store.neo4j.schema import ENTITY
from graph.store.neo4j.select import Here, Names, Reader, Row, Run, Select, Tree, all_of
from graph.store.neo4j.tree import read_list, read_thing

PartReader = Callable[[Row, list[Compared], Run], Any]


def read_comparison(wanted: Comparing, select: Select) -> Reader:
    """Reads several things beside each other."""
    names, thing = select.names, select.names.fresh()
    found = _by_id(f"${wanted.ids.name}", thing, names)
    labels = f"head([label IN labels({thing}) WHERE label IN {list(ENTITY_LABELS)}])"
    known = select.column(select.collected(found, f"[asked, {thing}.id, {labels}]"))
    readers = [(part.key, _part(part, f"${wanted.ids.name}", select)) for part in wanted.parts]

    def read(row: Row, run: Run) -> Tree:
        asked = run.arguments[wanted.ids.name]
        things = {identity: Compared(*thing) for identity, *thing in row[known]}
        compared = comparable(asked, [things.get(identity) for identity in asked])
        return {key: reader(row, compared, run) for key, reader in readers}

    return read


def _by_id(ids: str, thing: str, names: Names) -> str:
    """The clauses that find the entities of ids, or of the members with these ids."""
    merge = names.fresh("g")
    merged = f"MATCH ({merge}:Merge {{member: asked}}){all_of(names.visible(merge))} RETURN {merge}.node"
    return (
        f"UNWIND {ids} AS asked UNWIND [asked] + COLLECT {{ {merged} }} AS identity "
        f"MATCH ({thing}:{ENTITY} {{id: identity}}){all_of(names.visible(thing))}"
    )


def _part(part: Nodes | Connection, ids: str, select: Select) -> PartReader:
    match part:
        case Nodes():
            return _things(part, ids, select)
        case Connection():
            return _shared(part, ids, select)


def _things(wanted: Nodes, ids: str, select: Select) -> PartReader:
    inner, here = select.inner(), Here(select.names.fresh(), ENTITY_LABELS)
    identity, read = inner.column(f"{here.name}.id"), read_thing(wanted.selection, here, inner)
    index = select.rows(_by_id(ids, here.name, select.names), inner)

    def of(row: Row, compared: list[Compared], run: Run) -> list[Any]:
        rows = {item[identity]: item for item in row[index]}
        return [read(rows[thing.id], run) for thing in compared]

    return of


def _shared(wanted: Connection, ids: str, select: Select) -> PartReader:
    """Reads what all things lead to, from the one that has the fewest edges."""
    inner, names = select.inner(), select.names
    here, every, other = names.fresh(), names.fresh("l"), names.fresh("o")
    reached = _from_all(wanted, here, every, other, names)
    read = read_list(wanted, reached, inner, shared=f"[x IN {every} | x.id]")
    degree = f"COUNT {{ ({here})--() }}"
    found = (
        f"{_by_id(ids, other, names)} WITH collect(DISTINCT {other}) AS {every} UNWIND {every} AS {here} "
        f"WITH {here}, {every} ORDER BY {degree}, {here}.id LIMIT 1"
    )
    index = select.rows(found, inner)
    return lambda row, compared, run: read(row[index][0], run)


def _from_all(wanted: Connection, here: str, every: str, other: str, names: Names) -> Reached:
    if wanted.link is None:
        raise TypeError(f"{wanted} starts from nothing")
    reached = relate(wanted.link, here, names)
    also = also_from(wanted.link, other, reached.thing, names)
    return reached.from_all(f"all({other} IN {every} WHERE {other} = {here} OR {also})")
