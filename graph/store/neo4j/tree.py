"""From what is wanted of things and lists to columns of a statement, and to the functions that read them into a tree.

A list is a subquery that collects rows, so lists nest as they do in the plan, and one statement answers them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from graph.cursors import ListCursors
from graph.model.values import Quantity, Value
from graph.model.vocabulary import EDGE_ATTRIBUTES, SHARED, Attribute, Kind, Reach, vocabulary
from graph.plan import (
    Aggregate,
    Argument,
    Aside,
    Connection,
    Edges,
    Facets,
    Field,
    First,
    Items,
    Node,
    Nodes,
    PageInfo,
    Parts,
    Property,
    Search,
    Selection,
    Several,
    Step,
    Total,
    Which,
)
from graph.store.composites import parts_reader
from graph.store.neo4j.aggregates import Listed, aggregate_reader
from graph.store.neo4j.conditions import Reached, any_of, evidence_of, fulfilling, predicate, reach
from graph.store.neo4j.order import value_of
from graph.store.neo4j.pages import asks_for_more, find_page, find_page_of, held_count
from graph.store.neo4j.related import also_from, relate, relations_between
from graph.store.neo4j.select import Here, Names, Reader, Row, Run, Select, Tree
from graph.store.neo4j.starts import starting_from
from graph.store.objects import Expression, object_reader
from graph.store.order import Term, terms_of
from graph.store.pages import edges_reader, page_info
from graph.store.plain_lists import plain

# ---- selections -----------------------------------------------------------------------------------------------------


def read_thing(selection: Selection, here: Here, select: Select) -> Reader:
    """Reads a thing as an object."""
    made: dict[int, Reader] = {}  # a field that several types share is one column
    readers = {label: object_reader(_fields(selection, label, here, select, made)) for label in here.labels}
    if len(readers) == 1:
        return next(iter(readers.values()))
    which = select.column(f"labels({here.name})")
    return lambda row, run: next(readers[label] for label in row[which] if label in readers)(row, run)


def _fields(
    selection: Selection, label: str, here: Here, select: Select, made: dict[int, Reader]
) -> list[tuple[str, Reader]]:
    readers: list[tuple[str, Reader]] = []
    for wanted in selection.fields.get(label, ()):
        if not isinstance(wanted, Aside | Step | Items | Connection | Several | First):
            readers.append((wanted.key, _own(wanted, label, here, select)))
            continue
        if id(wanted) not in made:
            wanting = _wanting(wanted, selection, here)
            only = () if wanting == here else (f"{here.name}:{any_of(wanting.labels)}",)
            made[id(wanted)] = _linked(wanted, wanting, only, select)
        readers.append((wanted.key, made[id(wanted)]))
    return readers


def _wanting(wanted: Field, selection: Selection, here: Here) -> Here:
    """The thing where it is of the labels that a field is wanted of."""
    return Here(here.name, tuple(n for n in here.labels if any(f is wanted for f in selection.fields.get(n, ()))))


def _own(wanted: Field, label: str, here: Here, select: Select) -> Reader:
    match wanted:
        case Property(name=name):
            return read_property(f"{here.name}.{name}", vocabulary()[label].attribute(name), select)
        case Parts(name=name):
            return _parts(wanted, vocabulary()[label].attribute(name), select.column(f"{here.name}.{name}"))
        case Which():
            return _which(wanted, here, select)
        case _:
            return Expression(repr(label))


def _which(wanted: Which, here: Here, select: Select) -> Reader:
    """Reads which condition the thing fulfils: the number of the first."""
    holds = (predicate(condition, here.name, select.names) for _, condition in wanted.cases)
    index = select.column(f"CASE {' '.join(f'WHEN {p} THEN {i}' for i, p in enumerate(holds))} END")
    values = [value for value, _ in wanted.cases]
    return lambda row, run: wanted.otherwise if row[index] is None else values[row[index]]


def read_property(expression: str, attribute: Attribute | None, select: Select) -> Reader:
    index = select.column(expression)
    if attribute is not None and attribute.kind is Kind.ENUM:
        return Expression(f"row[{index}] and row[{index}].upper()")
    return Expression(f"row[{index}]")


def _parts(wanted: Parts, attribute: Attribute | None, index: int) -> Reader:
    """Reads chosen fields of a value, or of each of several; what the stored text leaves out has its default."""
    if attribute is not None and attribute.kind is Kind.QUANTITIES:
        read_each = parts_reader(Quantity, wanted.fields)
        return lambda row, run: [read_each(item) for item in orjson.loads(row[index])]
    read = parts_reader(Value, wanted.fields)
    return lambda row, run: read(orjson.loads(row[index] or "{}"))


def _linked(
    wanted: Aside | Step | Items | Connection | Several | First, here: Here, only: tuple[str, ...], select: Select
) -> Reader:
    if isinstance(wanted, Aside):
        return read_thing(wanted.selection, here, select)
    if isinstance(wanted, Several | First):
        read = _linked(wanted.listed, here, only, select)
        return lambda row, run: plain(wanted, read(row, run))
    reached = relate(wanted.link, here.name, select.names).narrowed(*only) if wanted.link else None
    match wanted, reached:
        case Step(), Reached():
            return _step(wanted, reached, select)
        case Items(), Reached():
            return read_items(wanted, reached, select)
        case Connection(), Reached():
            return read_list(wanted, reached, select, here)
    raise TypeError(f"{wanted} leads nowhere")


def _step(wanted: Step, reached: Reached, select: Select) -> Reader:
    """Reads the one thing a link leads to: of several the nearest, and of these the first printed."""
    inner = select.inner()
    read = read_thing(wanted.selection, Here(reached.thing, wanted.link.targets), inner)
    first = ""
    if wanted.link.reach is not Reach.HELD:
        nearest = f"length({reached.path}), {reached.thing}.place" if reached.path else f"{reached.edge}.place"
        first = f" WITH {reached.thing} ORDER BY {nearest}, {reached.thing}.id LIMIT 1"
    index = select.rows(f"{reached.match}{first}", inner)
    return lambda row, run: read(row[index][0], run) if row[index] else None


def read_items(wanted: Items, reached: Reached, select: Select) -> Reader:
    """Reads the first places that say something, as printed."""
    inner = select.inner()
    if wanted.where is not None:
        reached = reached.narrowed(predicate(wanted.where, reached.thing, inner.names))
    read = read_thing(wanted.selection, Here(reached.thing, wanted.link.targets), inner)
    order = f"ORDER BY {reached.thing}.owner, {reached.thing}.place"  # the order of their index
    first = f"WITH {reached.thing} {order} LIMIT ${wanted.first.name}"
    index = select.rows(f"{reached.match} {first}", inner)
    return lambda row, run: [read(found, run) for found in row[index]]


# ---- lists ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Page:
    """The rows of a page with the cursor of each, whether there are more on either side, and how many there are.

    ``around`` is the row in which the list stands.
    """

    rows: list[Row]
    cursor: Callable[[Row], str]
    has_next: bool
    has_previous: bool
    total: int | None
    around: Row


PartReader = Callable[[Page, Run], Any]


def read_list(
    wanted: Connection,
    reached: Reached,
    select: Select,
    here: Here | None = None,
    *,
    pair: tuple[str, ...] = (),
    shared: str = "",
    total: str | None = None,
) -> Reader:
    """Reads a list of what is reached.

    ``here`` is the one thing it starts from, if there is one; ``pair`` are the two it starts from otherwise, ``shared``
    the list of ids of any number. ``total`` is the expression of how much it holds in all, where that is known already.
    """
    inner = select.inner()
    if wanted.link is not None and set(wanted.labels) < set(wanted.link.targets):
        reached = reached.narrowed(f"{reached.thing}:{any_of(wanted.labels)}")
    terms = terms_of(wanted)
    hung_on = [shared] if shared else [f"{thing}.id" for thing in pair or ((here.name,) if here else ())]
    start = tuple(map(select.column, hung_on)) if has_page(wanted) else ()
    keys = Keys(terms, tuple(inner.column(value_of(term, reached.ordered)) for term in terms), start)
    listed = Listed(wanted, reached, here, select)
    parts = [(part.key, _part(part, listed, inner)) for part in wanted.parts]
    known = total or held_count(wanted, here)
    page = read_page(wanted, keys, _found(wanted, reached, known, here, select, inner))

    def read(row: Row, run: Run) -> Tree:
        cut = page(row, run)
        return {key: read_part(cut, run) for key, read_part in parts}

    return read


# ---- where the rows of a list and its total stand

Found = Callable[[Row], tuple[list[Row], int | None]]
"""From a row, the rows of a list that stands in it, one more than the page where more are asked for, and its total."""


def _found(
    wanted: Connection, reached: Reached, known: str | None, here: Here | None, select: Select, inner: Select
) -> Found:
    """Finds each only where it is asked for; ``known`` is the expression of the total, where it need not be counted."""
    start = starting_from(wanted.where, reached, wanted.labels, select.names) if wanted.link is None else None
    if start is not None:
        return _found_at_once(start, wanted, reached, select, inner)
    names = select.names
    if wanted.link is None and wanted.where is not None:
        reached = reached.narrowed(f"{reached.thing}.id IS NOT NULL")  # which every index of an attribute wants to hear
    reached = fulfilling(reached, wanted.where, wanted.via, names)
    rows = _rows(find_page(wanted, reached, here, names), wanted, reached, select, inner)
    if not _has_total(wanted):
        return lambda row: (row[rows], None)
    if known is None and reached.opening:
        known = f"size({select.collected(reached.match, reached.thing)})"
    total = select.column(known or f"COUNT {{ {reached.match} }}")
    return lambda row: (row[rows], row[total])


def _found_at_once(start: str, wanted: Connection, reached: Reached, select: Select, inner: Select) -> Found:
    """Finds all things of the list once, for the page and the total."""
    every = select.collected(start, reached.thing)
    rows = _rows(find_page_of(every, wanted, reached.thing, select.names), wanted, reached, select, inner)
    total = select.column(f"size({every})")
    return lambda row: (row[rows], row[total])


def _rows(found: str, wanted: Connection, reached: Reached, select: Select, inner: Select) -> int:
    """The index of the column that holds the rows of a page; one that comes after the page may be empty.

    It is put aside before anything is looked for from there: followed too, it would double the work of each level.
    """
    if not has_page(wanted):
        return select.column("[]")
    if not (asks_for_more(wanted) and inner.clauses):
        return select.rows(found, inner)
    size, one = f"${wanted.page.size.name}", select.names.fresh("i")
    every = select.collected(found, f"[{', '.join(reached.found)}]")
    again = ", ".join(f"{one}[{i}] AS {variable}" for i, variable in enumerate(reached.found))
    page = " ".join((f"UNWIND {every}[..{size}] AS {one} WITH {again}", *inner.clauses))
    return select.column(f"{select.collected(page, inner.row)} + [x IN {every}[{size}..] | []]")


def has_page(wanted: Connection | Search) -> bool:
    """Whether more is asked of a list than how much it holds."""
    return any(not isinstance(part, Total | Aggregate | Facets) for part in wanted.parts)


def _has_total(wanted: Connection) -> bool:
    return any(isinstance(part, Total | Aggregate) for part in wanted.parts)


# ---- what is read of a page


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys by which a list is ordered: its terms, and the columns they stand in.

    ``start`` are the columns of the ids of what the list hangs on, in the row that it stands in.
    """

    terms: tuple[Term, ...]
    columns: tuple[int, ...]
    start: tuple[int, ...]

    def of(self, row: Row) -> list[Any]:
        """The keys of a row, as they stand in a cursor."""
        values = zip(self.terms, (row[column] for column in self.columns), strict=True)
        return [int(value is None) if term.absence else value for term, value in values]


def read_page(wanted: Connection | Search, keys: Keys, found: Found) -> Callable[[Row, Run], Page]:
    """Reads a page of what is found; its cursors are made where they are asked for."""
    page, pages = wanted.page, has_page(wanted)

    def cursors(row: Row, run: Run) -> ListCursors:
        start = tuple(row[column] for column in keys.start)
        return run.cursors.of(wanted, tuple(start[0]) if wanted.shared and start else start)

    def is_bound(side: Argument | None, row: Row, run: Run) -> bool:
        """Whether a cursor bounds the page on a side; of one that is refused the statement found nothing."""
        cursor = run.arguments.get(side.name) if side and pages else None
        return cursor is not None and bool(cursors(row, run).read(str(cursor)))

    def read(row: Row, run: Run) -> Page:
        after, before = is_bound(page.after, row, run), is_bound(page.before, row, run)
        (rows, total), size = found(row), int(run.arguments[page.size.name])
        more, cut = len(rows) > size, rows[:size]
        return Page(
            cut[::-1] if page.backward else cut,
            lambda item: cursors(row, run).write(keys.of(item)),
            has_next=before or (more and not page.backward),
            has_previous=after or (more and page.backward),
            total=total,
            around=row,
        )

    return read


def _part(part: Total | PageInfo | Nodes | Edges | Aggregate, listed: Listed, inner: Select) -> PartReader:
    wanted, reached, here = listed.wanted, listed.reached, listed.here
    match part:
        case Total():
            return lambda page, run: page.total
        case PageInfo():
            info = page_info(part)
            return lambda page, run: info(page)
        case Nodes():
            read = read_thing(part.selection, Here(reached.thing, wanted.labels), inner)
            return lambda page, run: [read(item, run) for item in page.rows]
        case Edges():
            return edges_reader(part.fields, lambda field: _edge_field(field, wanted, reached, here, inner))
        case Aggregate():
            read_all = aggregate_reader(part, listed, read_thing)
            return lambda page, run: read_all(page.around, run, page.total)


def _edge_field(
    field: Property | Node | Items | Connection,
    wanted: Connection,
    reached: Reached,
    here: Here | None,
    inner: Select,
) -> Reader:
    match field:
        case Node():
            return read_thing(field.selection, Here(reached.thing, wanted.labels), inner)
        case Property(name=name):
            return _edge_property(name, wanted, reached, here, inner)
        case Items():
            return read_items(field, evidence_of(f"{reached.edge or reached.thing}.id", inner.names), inner)
        case Connection(shared=True):
            return _shared(field, reached, here, inner)
        case Connection():
            ends = _ends(field, wanted, reached, here)
            return read_list(field, _facts_of_pair(field, ends, inner.names), inner, pair=ends)


def _ends(field: Connection, wanted: Connection, reached: Reached, here: Here | None) -> tuple[str, str]:
    """Both ends of an edge, first the one it comes from."""
    if wanted.link is None or here is None:
        raise TypeError(f"{field} hangs on no pair")
    return (here.name, reached.thing) if wanted.link.forward else (reached.thing, here.name)


def _facts_of_pair(field: Connection, ends: tuple[str, str], names: Names) -> Reached:
    """The facts that join both ends of an edge."""
    if field.link is None:
        raise TypeError(f"{field} hangs on no pair")
    subject, indicator = ends
    facts = reach(field.link, subject, names)
    return facts.narrowed(f"{facts.thing}.indicator = {indicator}.id")


def _shared(field: Connection, reached: Reached, here: Here | None, inner: Select) -> Reader:
    """Reads what both ends lead to, from the one that leads to less."""
    if field.link is None or here is None:
        raise TypeError(f"{field} hangs on no pair")
    names, ends = inner.names, (here.name, reached.thing)
    narrow, wide = names.fresh(), names.fresh()
    is_narrow = " < ".join(f"COUNT {{ ({end})--() }}" for end in ends)
    chosen = (
        f"CASE WHEN {is_narrow} THEN {first} ELSE {other} END AS {name}"
        for (first, other), name in ((ends, narrow), (ends[::-1], wide))
    )
    below, both = inner.inner(), reach(field.link, narrow, names)
    both = both.from_all(also_from(field.link, wide, both.thing, names))
    # how many both share is what partners were found by
    counted = reached.key if field.where is None and field.via is None else None
    total = f"{counted}.{SHARED}" if counted else None
    read = read_list(field, both, below, shared=f"[{narrow}.id, {wide}.id]", total=total)
    index = inner.rows(f"WITH {', '.join((*([counted] if counted else ()), *chosen))}", below)
    return lambda row, run: read(row[index][0], run)


def _edge_property(name: str, wanted: Connection, reached: Reached, here: Here | None, inner: Select) -> Reader:
    """A property of the edge; what the link's reach does not have (a depth, a role) is null."""
    if name == "relations" and wanted.link is not None and here is not None:
        named = inner.column(relations_between(wanted.link, here, reached.thing, inner.names))
        return lambda row, run: row[named]
    if name == "depth":
        if reached.path:
            return read_property(f"length({reached.path})", None, inner)
        return lambda row, run: 1 if reached.edge else None
    if not reached.edge:
        return lambda row, run: None
    attribute = next(a for a in EDGE_ATTRIBUTES if a.name == name)
    return read_property(f"{reached.edge}.{name}", attribute, inner)
