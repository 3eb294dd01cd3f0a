"""From what is wanted of things and lists to statements, and to the functions that read their rows into a tree.

SQLite has no round trip, so a list is a small statement of its own with its LIMIT on the right index: measured, that
beats nested JSON and window functions where there are many rows. Lists of a few stand in the rows that they hang on, as
JSON. To-one links are joined into the statement of the thing they start from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from graph.model.values import Quantity, Value
from graph.model.vocabulary import EDGE_ATTRIBUTES, FACT_LABELS, SHARED, Attribute, Kind, Link, Reach, vocabulary
from graph.plan import (
    Aggregate,
    Aside,
    Connection,
    Edges,
    Field,
    First,
    Items,
    Label,
    Node,
    Nodes,
    PageInfo,
    Parts,
    Property,
    Selection,
    Several,
    Step,
    Total,
    Which,
)
from graph.store.columns import stored_count
from graph.store.composites import parts_reader
from graph.store.objects import Expression, object_reader
from graph.store.pages import asks_cursors, edges_reader, page_info
from graph.store.plain_lists import plain
from graph.store.sqlite.aggregates import Listed, aggregate_reader
from graph.store.sqlite.conditions import Aliases, Reached, labels_in, nearest, predicate, reach, table_of
from graph.store.sqlite.pages import Page, PageReader, no_page
from graph.store.sqlite.related import from_each, neighbours, partners
from graph.store.sqlite.running import Row
from graph.store.sqlite.schema import PLAN
from graph.store.sqlite.select import Here, Lists, Reader, Run, Select, Tree
from graph.store.sqlite.starts import gathered, is_gathered, remaining

# ---- selections -----------------------------------------------------------------------------------------------------


def read_thing(selection: Selection, here: Here, select: Select) -> Reader:
    """Reads a thing as an object."""
    readers = {
        label: object_reader(_fields(selection.fields.get(label, ()), label, here, select)) for label in here.labels
    }
    if len(readers) == 1:
        return next(iter(readers.values()))
    which = select.column(here.label)
    return lambda row, run: readers[row[which]](row, run)


def _fields(fields: tuple[Field, ...], label: str, here: Here, select: Select) -> list[tuple[str, Reader]]:
    return [(wanted.key, _field(wanted, label, here, select)) for wanted in fields]


def _field(wanted: Field, label: str, here: Here, select: Select) -> Reader:
    match wanted:
        case Label():
            return Expression(repr(label))
        case Property(name=name):
            return read_property(here.property(name), vocabulary()[label].attribute(name), select)
        case Parts():
            return _parts(wanted, label, here, select)
        case Aside():
            return read_thing(wanted.selection, replace(here, labels=(label,)), select)
        case Step():
            return _step(wanted, here, select)
        case Items():
            return read_items(wanted, select.column(here.id), select, may_hold=_has_one_type(here))
        case Connection():
            return _list(wanted, here, select)
        case Several() | First():
            read = _list(wanted.listed, here, select)
            return lambda row, run: plain(wanted, read(row, run))
        case Which():
            return _which(wanted, here, select)


def _which(wanted: Which, here: Here, select: Select) -> Reader:
    """Reads which condition the thing fulfils: the number of the first."""
    holds = (predicate(condition, here.alias, select.aliases) for _, condition in wanted.cases)
    index = select.column(f"CASE {' '.join(f'WHEN {p} THEN {i}' for i, p in enumerate(holds))} END")
    values = [value for value, _ in wanted.cases]
    return lambda row, run: wanted.otherwise if row[index] is None else values[row[index]]


def read_property(expression: str, attribute: Attribute | None, select: Select) -> Reader:
    index = select.column(expression)
    match attribute.kind if attribute else Kind.INTEGER:
        case Kind.BOOLEAN:
            return Expression(f"bool(row[{index}])")
        case Kind.ENUM:
            return Expression(f"row[{index}] and row[{index}].upper()")
        case Kind.TEXTS:
            return lambda row, run: orjson.loads(row[index])
        case _:
            return Expression(f"row[{index}]")


def _parts(wanted: Parts, label: str, here: Here, select: Select) -> Reader:
    """Reads chosen fields of a value, or of each of several; what the stored text leaves out has its default."""
    attribute = vocabulary()[label].attribute(wanted.name)
    index = select.column(f"{here.alias}.{wanted.name}")
    if attribute is not None and attribute.kind is Kind.QUANTITIES:
        read_each = parts_reader(Quantity, wanted.fields)
        return lambda row, run: [read_each(item) for item in orjson.loads(row[index])]
    read = parts_reader(Value, wanted.fields)
    return lambda row, run: read(orjson.loads(row[index] or "{}"))


def _step(wanted: Step, here: Here, select: Select) -> Reader:
    """Joins the one thing a link leads to into the statement of the thing it starts from."""
    link, thing = wanted.link, select.aliases.fresh()
    held = PLAN if link.name == PLAN else link.field
    target = f"{here.alias}.{held}" if held else f"({nearest(link, select.aliases, here.id)})"
    select.joins.append(f"LEFT JOIN {table_of(link.targets)} AS {thing} ON {thing}.id = {target}")
    identity = select.column(f"{thing}.id")
    read = read_thing(wanted.selection, Here(thing, f"{thing}.id", f"{thing}.label", link.targets), select)
    return lambda row, run: None if row[identity] is None else read(row, run)


def _has_one_type(here: Here) -> bool:
    """Whether a thing's row may hold its lists: else what is asked of one type were looked for in rows of all types."""
    return len(here.labels) == 1


def read_items(wanted: Items, owner: int, select: Select, *, may_hold: bool = True) -> Reader:
    """Reads the first places that say something, as printed, of which there are few."""
    is_held = may_hold and select.may_hold and _is_exact(wanted.link)
    inner = select.inner() if is_held else Select(select.lists)
    reached = reach(wanted.link, inner.aliases, "")
    label = wanted.link.targets[0]
    read = read_thing(wanted.selection, Here(reached.thing, reached.id, reached.label, (label,)), inner)
    order = f" ORDER BY {reached.thing}.place, {reached.id} LIMIT :{wanted.first.name}"
    where = [f"{reached.here} = :parent"]
    if wanted.where is not None:
        where.append(predicate(wanted.where, reached.thing, inner.aliases))
    sql = inner.sql(reached.tables, " AND ".join(where), order)
    if is_held:
        held = select.hold(inner, sql, {"parent": select.of_row(owner)})
        return lambda row, run: [read(found, run) for found in held(row)]
    return lambda row, run: [read(found, run) for found in run.rows(sql, parent=row[owner])]


# ---- lists ----------------------------------------------------------------------------------------------------------


def _list(wanted: Connection, here: Here, select: Select) -> Reader:
    """Reads a list that starts from a thing."""
    stored = stored_count(wanted, here.labels)
    totals = [part.key for part in wanted.parts if isinstance(part, Total)]
    if stored is not None and len(totals) == len(wanted.parts):
        told = Expression(f"row[{select.column(here.property(stored))}]")
        return object_reader([(key, told) for key in totals])
    read = _hanging(wanted, select, {"parent": select.column(here.id)}, may_hold=_has_one_type(here))
    if stored is None or not totals:
        return lambda row, run: read(row, run, None)
    count = select.column(here.property(stored))
    return lambda row, run: read(row, run, row[count])


def _hanging(
    wanted: Connection, select: Select, own: Mapping[str, int], *, may_hold: bool = True
) -> Callable[[Row, Run, int | None], Tree]:
    """Reads a list that hangs on the ids in the columns ``own`` of a row; its total may be known."""
    ids = tuple(own.items())
    if may_hold and select.may_hold and _is_small(wanted, select.lists):
        small, held = _held(wanted, select, {name: select.of_row(column) for name, column in ids})
        return lambda row, run, total: small(
            run, total=total, held=held(row), **{name: row[column] for name, column in ids}
        )
    read = ListReader.of(wanted, select.lists)
    return lambda row, run, total: read(run, total=total, **{name: row[column] for name, column in ids})


_FEW = 5  # rows; to write more of them as JSON, and to read that, takes longer than a statement of their own


def _is_small(wanted: Connection, lists: Lists) -> bool:
    """Whether a list's page has a few rows at most, of which no cursors are asked: the keys of these may be rounded."""
    size = lists.constants.get(wanted.page.size.name)
    return (
        isinstance(size, int)
        and size <= _FEW
        and wanted.page.after is None
        and wanted.page.before is None
        and not asks_cursors(wanted.parts)
        and any(isinstance(part, Nodes | Edges) for part in wanted.parts)
        and wanted.link is not None
        and _is_exact(wanted.link)
    )


def _is_exact(link: Link) -> bool:
    """Whether JSON holds what a link leads to as it is stored: of a merge it would round the score."""
    return link.reach is not Reach.MERGE


def _held(
    wanted: Connection, select: Select, own: Mapping[str, str]
) -> tuple["ListReader", Callable[[Row], list[Row]]]:
    """The readers of a small list, and of its rows; ``own`` are the expressions of what it hangs on."""
    inner = select.inner()
    small = ListReader.made(wanted, inner)
    if small.page is None:
        raise TypeError(f"{wanted} has no page")
    room = f":{wanted.page.size.name} + 1"
    return small, select.hold(inner, small.page.statement, {**own, "room": room})


PartReader = Callable[[Page, Run, Mapping[str, object]], Any]


@dataclass(frozen=True, slots=True)
class ListReader:
    """A list's readers: one of the page, one a part, each run only where it is asked for."""

    page: PageReader | None
    parts: tuple[tuple[str, PartReader], ...]

    @classmethod
    def of(cls, wanted: Connection, lists: Lists) -> "ListReader":
        """The reader of a list, whatever it starts from; the one in ``lists`` where it was made before."""
        if id(wanted) not in lists.made:
            lists.made[id(wanted)] = cls.made(wanted, Select(lists))
        reader: ListReader = lists.made[id(wanted)]
        return reader

    @classmethod
    def made(cls, wanted: Connection, select: Select) -> "ListReader":
        """The reader of a list whose rows are those of ``select``."""
        reached = _reached(wanted, select.aliases)
        where = _where(wanted, reached, select.aliases)
        parts = tuple((part.key, _part(part, wanted, reached, where, select)) for part in wanted.parts)
        if all(isinstance(part, Total | Aggregate) for part in wanted.parts):
            return cls(None, parts)
        is_counted = (
            wanted.link is None and is_gathered(wanted.where) and any(isinstance(p, Total) for p in wanted.parts)
        )
        return cls(PageReader.of(wanted, select, reached, where, is_counted=is_counted), parts)

    def __call__(self, run: Run, *, total: int | None = None, held: list[Row] | None = None, **own: object) -> Tree:
        """The list's object, each part under its key; ``total`` and ``held``, its rows, where these are known already.

        ``own`` are the ids of what it hangs on.
        """
        page = self._page(run, own, held)
        if total is not None:
            page.total = total
        return {key: read(page, run, own) for key, read in self.parts}

    def _page(self, run: Run, own: Mapping[str, object], held: list[Row] | None) -> Page:
        if self.page is None:
            return no_page()
        return self.page(run, own) if held is None else self.page.of_rows(held, run)


@dataclass(frozen=True, slots=True)
class SharedReader:
    """Reads what a link leads to from each of several things, from the one with the fewest edges on."""

    listed: ListReader
    degree: str
    stored: str | None

    @classmethod
    def of(cls, wanted: Connection, lists: Lists) -> "SharedReader":
        """The reader of a shared list; ``stored`` is the count of a node that says how many edges it has on."""
        every = replace(wanted, where=None, via=None, shared=False)
        stored = stored_count(every, wanted.link.sources) if wanted.link else None
        degree = f"SELECT {stored} FROM node WHERE id = :parent" if stored else _DEGREE
        return cls(ListReader.of(wanted, lists), degree, stored)

    def __call__(
        self, ids: Sequence[str], run: Run, *, degrees: Mapping[str, int] = {}, total: int | None = None
    ) -> Tree:
        """The list's object for the things of these ids; ``degrees`` and ``total`` are what is known already."""
        narrow, *others = sorted(ids, key=lambda identity: degrees.get(identity) or self._degree(identity, run))
        other, more = (others[0] if others else None), others[1:]
        return self.listed(
            run,
            total=total,
            parent=narrow,
            other=other,
            more=orjson.dumps(more).decode() if more else None,
            shared=orjson.dumps(ids).decode(),
        )

    def _degree(self, identity: str, run: Run) -> int:
        degree: int = run.once(self.degree, parent=identity)[0][0]
        return degree


_DEGREE = (
    "SELECT count(*) FROM (SELECT 1 FROM edge WHERE source = :parent "
    "UNION ALL SELECT 1 FROM edge WHERE target = :parent LIMIT 10000)"  # beyond, it matters little who has more
)


def _reached(wanted: Connection, aliases: Aliases) -> Reached:
    """Where the list's rows come from: all of the labels, what a link leads to, or the facts of a pair."""
    if wanted.link is not None:
        if wanted.link.reach is Reach.PARTNER:
            return partners(aliases)
        find = neighbours if wanted.link.reach is Reach.NEIGHBOUR else reach
        return find(wanted.link, aliases, ":parent")
    if is_gathered(wanted.where):
        return gathered(wanted.where, wanted.labels, aliases)
    thing = aliases.fresh()
    return Reached(
        thing=thing,
        thing_table=f"{table_of(wanted.labels)} AS {thing}",
        id=f"{thing}.id",
        name=f"{thing}.name",
        label=f"{thing}.label",
        here="",
        kind="" if wanted.labels == FACT_LABELS else labels_in(f"{thing}.label", wanted.labels),
    )


def _where(wanted: Connection, reached: Reached, aliases: Aliases) -> str:
    if wanted.link is None and wanted.where is not None and is_gathered(wanted.where):
        return remaining(wanted.where, reached, aliases)
    parts = [f"{reached.here} = :parent"] if reached.here else []
    if wanted.pair:
        parts.append(f"{reached.thing}.indicator = :pair")
    parts.extend(reached.predicates)
    if wanted.link is not None and set(wanted.labels) < set(wanted.link.targets):
        parts.append(labels_in(reached.label, wanted.labels))
    if wanted.link is not None and wanted.shared:
        parts.append(from_each(wanted.link, reached))
    if wanted.where is not None:
        parts.append(predicate(wanted.where, reached.thing, aliases))
    if wanted.via is not None and reached.edge is not None:
        parts.append(predicate(wanted.via, reached.edge, aliases))
    return " AND ".join(parts) or "TRUE"


def _part(
    part: Total | PageInfo | Nodes | Edges | Aggregate,
    wanted: Connection,
    reached: Reached,
    where: str,
    select: Select,
) -> PartReader:
    listed = Listed(wanted, reached, where, select.aliases, select.lists)
    match part:
        case Total():
            return _total(listed.count)
        case Aggregate():
            read_all = aggregate_reader(part, listed, read_thing)
            return lambda page, run, own: read_all(run, own)
        case PageInfo():
            info = page_info(part)
            return lambda page, run, own: info(page)
        case Nodes():
            read = read_thing(part.selection, _thing(wanted, reached), select)
            return lambda page, run, own: [read(row, run) for row in page.rows]
        case Edges():
            read_edges = edges_reader(part.fields, lambda field: _edge_field(field, wanted, reached, select))
            return lambda page, run, own: read_edges(page, run)


def _thing(wanted: Connection, reached: Reached) -> Here:
    return Here(reached.thing, reached.id, reached.label, wanted.labels, reached.name)


def _total(sql: str) -> PartReader:
    def read(page: Page, run: Run, own: Mapping[str, object]) -> int:
        total: int = run.rows(sql, **own)[0][0] if page.total is None else page.total
        return total

    return read


def _edge_field(wanted: Any, connection: Connection, reached: Reached, select: Select) -> Reader:
    match wanted:
        case Node():
            return read_thing(wanted.selection, _thing(connection, reached), select)
        case Property(name=name):
            return _edge_property(name, connection, reached, select)
        case Items():
            owner = reached.edge if _way(connection) is Reach.EDGE else reached.thing
            return read_items(wanted, select.column(f"{owner}.id"), select)
        case Connection(shared=True):
            return _shared(wanted, reached, select)
        case Connection():
            subject, indicator = select.column(f"{reached.edge}.source"), select.column(f"{reached.edge}.target")
            pairs = _hanging(wanted, select, {"parent": subject, "pair": indicator})
            return lambda row, run: pairs(row, run, None)
        case _:
            raise TypeError(f"{wanted} is no field of an edge")


def _shared(wanted: Connection, reached: Reached, select: Select) -> Reader:
    """Reads what a thing shares with its partner."""
    both = SharedReader.of(wanted, select.lists)
    here, there = select.column(reached.here), select.column(reached.id)
    degree = select.column(f"{reached.thing}.{both.stored}" if both.stored else "NULL")
    is_whole = wanted.where is None and wanted.via is None
    counted = select.column(f"{reached.edge}.{SHARED}" if is_whole else "NULL")  # how partners were found
    return lambda row, run: both((row[here], row[there]), run, degrees={row[there]: row[degree]}, total=row[counted])


def _way(connection: Connection) -> Reach | None:
    """How the list's link reaches what stands on an edge of its own; None where no one edge leads to it."""
    return connection.link.reach if connection.link and not connection.shared else None


def _edge_property(name: str, connection: Connection, reached: Reached, select: Select) -> Reader:
    """A property of the edge; what the link's reach does not have (a depth, a role) is null."""
    if name == "relations":
        named = select.column(f"{reached.edge}.relations")
        return lambda row, run: sorted(orjson.loads(row[named]))
    reach_of = _way(connection)
    has = {Reach.EDGE: {"role", "part", "since"}, Reach.CLOSURE: {"depth"}}.get(reach_of, set()) if reach_of else set()
    if name not in has:
        return lambda row, run: 1 if name == "depth" and reach_of is Reach.EDGE else None
    attribute = next(a for a in EDGE_ATTRIBUTES if a.name == name)
    return read_property(f"{reached.edge}.{name}", attribute, select)
