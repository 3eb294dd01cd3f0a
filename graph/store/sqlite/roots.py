"""From a plan's roots to the function that answers it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import orjson

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
from graph.store.roots import ambiguous, attempt, release_fields, sorts_of, type_counts
from graph.store.sqlite.comparing import read_comparison
from graph.store.sqlite.conditions import labels_in, table_of
from graph.store.sqlite.nearest import read_nearest
from graph.store.sqlite.paths import read_paths
from graph.store.sqlite.search import read_search
from graph.store.sqlite.select import Here, Lists, Run, Select, Tree
from graph.store.sqlite.tree import ListReader, read_thing

Prepared = Callable[[Run], Tree]
RootReader = Callable[[Run], Any]


def prepare(plan: QueryPlan) -> Prepared:
    """The function that answers ``plan``; a root that fails has the error as its value."""
    lists = Lists(plan.constants)
    roots = [(root.key, _root(root, lists)) for root in plan.roots]

    def answer(run: Run) -> Tree:
        return {key: attempt(partial(read, run)) for key, read in roots}

    return answer


def _root(root: Root, lists: Lists) -> RootReader:
    match root:
        case ById():
            return _by_id(root, lists)
        case ByIds():
            return _by_ids(root, lists)
        case ByName():
            return _by_name(root, lists)
        case Nearest():
            return read_nearest(root)
        case ByCode():
            return _thing_where("node", ("Document",), f"t.code = :{root.code.name}", root.selection, lists)
        case Connection():
            return ListReader.of(root, lists)
        case ReleaseInfo():
            return _release(root)
        case Statistics():
            return _statistics(root)
        case Comparing():
            return read_comparison(root, lists)
        case Paths():
            return read_paths(root, lists)
        case Search():
            return read_search(root, lists)


def _thing_where(
    table: str, labels: tuple[str, ...], where: str, selection: Selection, lists: Lists
) -> Callable[..., Any]:
    """Reads the one thing of a table that fulfils a predicate; null where there is none."""
    select = Select(lists)
    read = read_thing(selection, Here("t", "t.id", "t.label", labels), select)
    sql = select.sql(f"{table} AS t", f"{where} AND {labels_in('t.label', labels)}")

    def one(run: Run, **own: object) -> Any:
        rows = run.rows(sql, **own)
        return read(rows[0], run) if rows else None

    return one


def _by_id(root: ById, lists: Lists) -> RootReader:
    readers = _readers_by_id(root.labels, f":{root.id.name}", root.selection, lists)
    return lambda run: next((found for read in readers if (found := read(run)) is not None), None)


def _by_ids(root: ByIds, lists: Lists) -> RootReader:
    readers = _readers_by_id((*ENTITY_LABELS, *FACT_LABELS, *TEXT_LABELS), ":wanted", root.selection, lists)

    def read(run: Run) -> list[Any]:
        wanted = orjson.loads(run.arguments[root.ids.name])
        return [
            next((found for read in readers if (found := read(run, wanted=identity)) is not None), None)
            for identity in wanted
        ]

    return read


def _readers_by_id(
    labels: tuple[str, ...], parameter: str, selection: Selection, lists: Lists
) -> list[Callable[..., Any]]:
    """One reader a table that may hold a thing of these labels; an entity is found by the id of any of its members."""
    sorts = sorts_of(labels)
    return [_thing_where(table_of(held), held, _has_id(held, parameter), selection, lists) for held in sorts]


def _has_id(labels: tuple[str, ...], parameter: str) -> str:
    if table_of(labels) != "node":
        return f"t.id = {parameter}"
    return f"t.id = coalesce((SELECT node FROM merge WHERE member = {parameter}), {parameter})"


def _by_name(root: ByName, lists: Lists) -> RootReader:
    find = _thing_where("node", (root.label,), "t.id = :found", root.selection, lists)
    candidates = (
        "SELECT node.id, node.name, (SELECT target_name FROM edge WHERE source = node.id AND relation = 'PART_OF' "
        "ORDER BY place, target LIMIT 1) FROM alias JOIN node ON node.id = alias.node "
        f"WHERE alias.folded = fold(:{root.name.name}) AND node.label = '{root.label}' GROUP BY node.id "
        "ORDER BY node.name, node.id"
    )

    def read(run: Run) -> Any:
        found = run.rows(candidates)
        if len(found) > 1:
            raise ambiguous(root, run.arguments[root.name.name], found)
        return find(run, found=found[0][0]) if found else None

    return read


def _release(root: ReleaseInfo) -> RootReader:
    return lambda run: release_fields(root, run.release)


def _statistics(root: Statistics) -> RootReader:
    def read(run: Run) -> list[Tree]:
        things: dict[str, int] = dict(run.rows("SELECT label, things FROM tally"))
        return type_counts(root, ((label, things.get(label, 0)) for label in (*ENTITY_LABELS, *FACT_LABELS)))

    return read
