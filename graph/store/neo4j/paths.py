"""Ways between two things: a statement for the ends, one a level of the search, and what is shown of what was found."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.errors import QueryError
from graph.model.vocabulary import EDGE_ATTRIBUTES, ENTITY_LABELS
from graph.plan import Edges, Items, Node, Paths, Property
from graph.store.neo4j.conditions import evidence_of
from graph.store.neo4j.schema import ENTITY
from graph.store.neo4j.select import Here, Names, Reader, Row, Run, Select, Tree, all_of
from graph.store.neo4j.tree import read_items, read_property, read_thing
from graph.store.paths import End, Path, PathSearch, PathStep, Seen, found_end

Ask = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""Gives the one record of a statement with these parameters."""

Found = PathSearch | QueryError
FieldReader = Callable[[Path, PathSearch, Row, Run], Any]

# ---- finding them ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """The statements of the search of one root."""

    wanted: Paths
    ends: str
    edges: str

    @classmethod
    def of(cls, wanted: Paths, names: Names) -> "Finding":
        """The statements; while a load is under way, those that look at the numbers of releases."""
        types, visible = "|".join(wanted.relations), names.visible("e")
        count = f"COUNT {{ (n)-[e:{types}]-(){all_of(visible)} }}" if types else "0"
        merged = f"MATCH (g:Merge {{member: asked}}){all_of(names.visible('g'))} RETURN g.node"
        ends = (
            f"RETURN COLLECT {{ UNWIND $asked AS asked RETURN head(COLLECT {{ UNWIND [asked] + COLLECT {{ {merged} }} "
            f"AS id MATCH (n:{ENTITY} {{id: id}}){all_of(names.visible('n'))} RETURN [n.id, {count}] }}) }}"
        )
        edge = "[n.id, e.id, type(e), startNode(e) = n, m.id]"
        apart = all_of(("n <> m", *visible))
        level = f"MATCH (n:{ENTITY} {{id: id}})-[e:{types}]-(m:{ENTITY}){apart} RETURN {edge} LIMIT $budget"
        edges = f"RETURN COLLECT {{ UNWIND $level AS id {level} }}" if types else "RETURN []"
        return cls(wanted, ends, edges)

    async def find(self, arguments: dict[str, Any], ask: Ask) -> Found:
        """What was found, or why nothing could be: the caller says so once it knows that it saw one whole release."""
        try:
            return await self._search(arguments, ask)
        except QueryError as error:
            return error

    async def _search(self, given: dict[str, Any], ask: Ask) -> PathSearch:
        wanted = self.wanted
        without = given[wanted.without.name] or [] if wanted.without else []
        asked = [given[wanted.start.name], given[wanted.end.name], *without]
        [found] = await ask(self.ends, {"asked": asked})
        ends = [End(*end) if end else None for end in found]
        search = PathSearch(
            found_end(asked[0], ends[0]),
            found_end(asked[1], ends[1]),
            longest=given[wanted.longest.name],
            first=given[wanted.first.name],
            without=[end.id for end in ends[2:] if end],
        )
        while level := search.level():
            [edges] = await ask(self.edges, {"level": list(level), "budget": search.budget + 1})
            search.take([Seen(*edge) for edge in edges])
        return search


# ---- what is read of them -------------------------------------------------------------------------------------------


def read_paths(wanted: Paths, select: Select) -> Reader:
    """Reads the ways that were found before the statement began."""
    readers = [(part.key, _field(part, wanted.key, select)) for part in wanted.fields]

    def read(row: Row, run: Run) -> list[Tree]:
        found = run.found[wanted.key]
        if isinstance(found, QueryError):
            raise found
        return [{key: reader(path, found, row, run) for key, reader in readers} for path in found.found]

    return read


def _field(part: Property | Node | Edges, root: str, select: Select) -> FieldReader:
    match part:
        case Property():
            return lambda path, found, row, run: len(path)
        case Node(selection=selection):
            inner, here = select.inner(), Here(select.names.fresh(), ENTITY_LABELS)
            read = read_thing(selection, here, inner)
            start = select.names.parameter(partial(_start, root))
            index = select.rows(f"MATCH ({here.name}:{ENTITY} {{id: {start}}})", inner)
            return lambda path, found, row, run: read(row[index][0], run)
        case Edges():
            return _steps(part, root, select)


def _steps(wanted: Edges, root: str, select: Select) -> FieldReader:
    """Reads the steps of all ways; one that several have is read once."""
    inner, names = select.inner(), select.names
    here, edge, thing, step = names.fresh(), names.fresh("e"), names.fresh(), names.fresh("s")
    readers = [(part.key, _step_field(part, edge, Here(thing, ENTITY_LABELS), inner)) for part in wanted.fields]
    identity = inner.column(f"{edge}.id")
    match = (
        f"UNWIND {names.parameter(partial(_all_steps, root))} AS {step} "
        f"MATCH ({here}:{ENTITY} {{id: {step}[0]}}) MATCH ({thing}:{ENTITY} {{id: {step}[2]}}) "
        f"MATCH ({here})-[{edge}]-({thing}) WHERE {edge}.id = {step}[1]"
    )
    visible = "".join(f" AND {predicate}" for predicate in names.visible(edge))
    backward = inner.column(f"startNode({edge}) <> {here}")
    index = select.rows(f"{match}{visible}", inner)

    def read(path: Path, found: PathSearch, row: Row, run: Run) -> list[Tree]:
        rows = {(item[identity], item[backward]): item for item in row[index]}
        shown = ((step, rows[step.edge, step.backward]) for step in path)
        return [{key: reader(step, item, run) for key, reader in readers} for step, item in shown]

    return read


def _step_field(part: object, edge: str, there: Here, inner: Select) -> Callable[[PathStep, Row, Run], Any]:
    read: Reader
    match part:
        case Property(name="relation"):
            return lambda step, row, run: step.relation
        case Property(name="forward"):
            return lambda step, row, run: not step.backward
        case Property(name=name):
            read = read_property(f"{edge}.{name}", next(a for a in EDGE_ATTRIBUTES if a.name == name), inner)
        case Node(selection=selection):
            read = read_thing(selection, there, inner)
        case Items():
            read = read_items(part, evidence_of(f"{edge}.id", inner.names), inner)
        case _:
            raise TypeError(f"{part} is no part of a step")
    return lambda step, row, run: read(row, run)


def _start(root: str, run: Run) -> str | None:
    found = run.found[root]
    return found.start if isinstance(found, PathSearch) else None


def _all_steps(root: str, run: Run) -> list[Sequence[Any]]:
    """Each step of what was found once: where it starts, its edge, where it leads."""
    found = run.found[root]
    paths = found.found if isinstance(found, PathSearch) else []
    return list(dict.fromkeys((step.here, step.edge, step.there) for path in paths for step in path))
