"""From a plan's roots to one statement, and to the function that reads its record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.model.relations import RelationType
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, TEXT_LABELS
from graph.plan import (
    ByCode,
    ById,
    ByIds,
    ByName,
    Comparing,
    Connection,
    Nearest,
    Paths,
    QueryPlan,
    ReleaseInfo,
    Root,
    Search,
    Selection,
    Statistics,
)
from graph.store.neo4j.comparing import read_comparison
from graph.store.neo4j.conditions import Reached, any_of, folded
from graph.store.neo4j.nearest import read_nearest
from graph.store.neo4j.paths import Finding, read_paths
from graph.store.neo4j.release import CURRENT
from graph.store.neo4j.schema import KNOWN_AS
from graph.store.neo4j.search import read_search
from graph.store.neo4j.select import Derived, Here, Names, Reader, Row, Run, Select, Tree, all_of
from graph.store.neo4j.tree import read_list, read_thing
from graph.store.roots import ambiguous, attempt, release_fields, sorts_of, type_counts


@dataclass(frozen=True, slots=True)
class Statement:
    """A plan in Cypher: its text, its parameters beside the plan's, and the function that reads the row it gives.

    What ``findings`` search for has to be found before: parameters follow from it.
    """

    text: str
    derived: Mapping[str, Derived]
    findings: tuple[Finding, ...]
    read: Callable[[Row, Run], Tree]


def compile_plan(plan: QueryPlan, *, versioned: bool, given: frozenset[str]) -> Statement:
    """The statement that answers ``plan``; its record is what the release node says when all is read, then the row.

    A root that fails has the error as its value. ``given`` are the arguments that have a value.
    """
    select = Select(Names(versioned=versioned, given=given))
    roots = [(root.key, _root(root, select)) for root in plan.roots]
    return Statement(
        " ".join((*select.clauses, f"WITH {select.row} AS row {CURRENT}, row")),
        select.names.derived,
        tuple(Finding.of(root, select.names) for root in plan.roots if isinstance(root, Paths)),
        lambda row, run: {key: attempt(partial(read, row, run)) for key, read in roots},
    )


def _root(root: Root, select: Select) -> Reader:
    match root:
        case ById():
            return _by_id(root, select)
        case ByIds():
            return _by_ids(root, select)
        case ByName():
            return _by_name(root, select)
        case Nearest():
            return read_nearest(root, select)
        case ByCode():
            documents = _all(("Document",), select.names)
            found = documents.narrowed(f"{documents.thing}.code = ${root.code.name}")
            return _only(found.match, Here(found.thing, ("Document",)), root.selection, select)
        case Connection():
            return read_list(root, _all(root.labels, select.names), select)
        case ReleaseInfo():
            return _release(root)
        case Statistics():
            return _statistics(root, select)
        case Comparing():
            return read_comparison(root, select)
        case Paths():
            return read_paths(root, select)
        case Search():
            return read_search(root, select)


def _all(labels: tuple[str, ...], names: Names) -> Reached:
    thing = names.fresh()
    return Reached(thing, f"({thing}:{any_of(labels)})", names.visible(thing))


def _only(match: str, here: Here, selection: Selection, select: Select) -> Reader:
    """Reads the one thing that some clauses find; null where there is none."""
    inner = select.inner()
    read = read_thing(selection, here, inner)
    index = select.rows(match, inner)
    return lambda row, run: read(row[index][0], run) if row[index] else None


def _by_id(root: ById, select: Select) -> Reader:
    readers = [
        _only(
            _with_id(found, f"${root.id.name}", labels, select.names), Here(found.thing, labels), root.selection, select
        )
        for labels in sorts_of(root.labels)
        for found in [_all(labels, select.names)]
    ]
    return lambda row, run: next((found for read in readers if (found := read(row, run)) is not None), None)


def _with_id(found: Reached, identity: str, labels: tuple[str, ...], names: Names, kept: str = "") -> str:
    """The match of what has an id; of an entity, that of any of its members. Variables that are ``kept`` go on."""
    if labels[0] in FACT_LABELS:
        return found.narrowed(f"{found.thing}.id = {identity}").match
    merge, node = names.fresh("g"), names.fresh("i")
    merged = f"OPTIONAL MATCH ({merge}:Merge {{member: {identity}}}){all_of(names.visible(merge))}"
    known = f"WITH {kept}coalesce({merge}.node, {identity}) AS {node}"
    return f"{merged} {known} {found.narrowed(f'{found.thing}.id = {node}').match}"


def _by_ids(root: ByIds, select: Select) -> Reader:
    """Each thing that is found carries the index of its id."""
    labels = (*ENTITY_LABELS, *FACT_LABELS, *TEXT_LABELS)
    readers = [_at_their_index(root, sort, select) for sort in sorts_of(labels)]

    def read(row: Row, run: Run) -> list[Any]:
        found = {index: thing for read in readers for index, thing in read(row, run)}
        return [found.get(index) for index in range(len(run.arguments[root.ids.name]))]

    return read


def _at_their_index(
    root: ByIds, labels: tuple[str, ...], select: Select
) -> Callable[[Row, Run], list[tuple[int, Any]]]:
    inner, ids, position = select.inner(), f"${root.ids.name}", select.names.fresh("i")
    found = _all(labels, select.names)
    index, read = inner.column(position), read_thing(root.selection, Here(found.thing, labels), inner)
    each = f"UNWIND range(0, size({ids}) - 1) AS {position}"
    match = _with_id(found, f"{ids}[{position}]", labels, select.names, kept=f"{position}, ")
    column = select.rows(f"{each} {match}", inner)
    return lambda row, run: [(thing[index], read(thing, run)) for thing in row[column]]


def _by_name(root: ByName, select: Select) -> Reader:
    thing = select.names.fresh()
    known = select.collected(_known_as(root, thing, select.names), f"DISTINCT {thing}")
    find = _only(_each(known, thing, f"size({known}) = 1"), Here(thing, (root.label,)), root.selection, select)
    candidate = select.inner()
    for said in (f"{thing}.id", f"{thing}.name", _parent_name(thing, select.names)):
        candidate.column(said)
    several = f"{_each(known, thing, f'size({known}) > 1')} WITH {thing} ORDER BY {thing}.name, {thing}.id"
    candidates = select.rows(several, candidate)

    def read(row: Row, run: Run) -> Any:
        found = row[candidates]
        if len(found) > 1:
            choices = ((identity, name, next(iter(above), None)) for identity, name, above in found)
            raise ambiguous(root, run.arguments[root.name.name], choices)
        return find(row, run)

    return read


def _each(listed: str, thing: str, condition: str) -> str:
    """Finds each thing of a list where a condition holds, else nothing."""
    return f"UNWIND CASE WHEN {condition} THEN {listed} ELSE [] END AS {thing}"


def _known_as(root: ByName, thing: str, names: Names) -> str:
    """The match of what is known by a name."""
    alias = names.fresh("a")
    said = all_of((f"{alias}.folded = {folded(root.name, names)}", *names.visible(alias, thing)))
    return f"MATCH ({alias}:Alias)<-[:{KNOWN_AS}]-({thing}:{root.label}){said}"


def _parent_name(thing: str, names: Names) -> str:
    """The name of the first thing that a thing is part of, as a list of one or none."""
    edge, parent = names.fresh("e"), names.fresh()
    match = f"MATCH ({thing})-[{edge}:{RelationType.PART_OF}]->({parent}){all_of(names.visible(edge))}"
    return f"COLLECT {{ {match} RETURN {parent}.name ORDER BY {edge}.place, {parent}.id LIMIT 1 }}"


def _release(root: ReleaseInfo) -> Reader:
    return lambda row, run: release_fields(root, run.release)


def _statistics(root: Statistics, select: Select) -> Reader:
    counted = [
        (label, select.column(f"COUNT {{ {_all((label,), select.names).match} }}"))
        for label in (*ENTITY_LABELS, *FACT_LABELS)
    ]
    return lambda row, run: type_counts(root, ((label, row[index]) for label, index in counted))
