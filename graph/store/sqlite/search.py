"""Searches: which texts hold the words, what these are texts of, and the best of that."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from graph.model.vocabulary import ENTITY_LABELS
from graph.plan import (
    Cursor,
    Every,
    Facets,
    Found,
    Highlights,
    Node,
    Nodes,
    PageInfo,
    Property,
    Search,
    Selection,
    Total,
)
from graph.search import NAME_WEIGHT, TEXT_WEIGHT, Words, highlight_fields
from graph.store.order import Term
from graph.store.pages import page_info
from graph.store.roots import sorts_of
from graph.store.sqlite.conditions import Aliases, labels_in, predicate, table_of
from graph.store.sqlite.facets import read_facets
from graph.store.sqlite.order import lies_before, order_by, stretches_after
from graph.store.sqlite.pages import Page, PageReader, no_page
from graph.store.sqlite.running import Row
from graph.store.sqlite.search_schema import spelled
from graph.store.sqlite.select import Here, Lists, Run, Select, Tree
from graph.store.sqlite.tree import read_thing

_FOUND = ("id", "label", "score")  # the columns of what is found
_ID, _LABEL, _SCORE = range(3)

PartReader = Callable[[Page, Run, Words], Any]
ThingReader = Callable[[Row, Run], Any]


def read_search(root: Search, lists: Lists) -> Callable[[Run], Tree]:
    """Reads what a search finds. The reader raises InvalidArgument for a text that cannot be searched for."""
    found = f"SELECT {', '.join(_FOUND)} FROM ({_found(root)})"
    reads_page = any(not isinstance(part, Total | Facets) for part in root.parts)
    pages = PageReader(root, (_SCORE, _ID), dict(_pages(root, found)))
    parts = [(part.key, _part(part, root, found, lists)) for part in root.parts]

    def read(run: Run) -> Tree:
        words = Words.of(run.arguments[root.text.name])
        phrases = " AND ".join(f'"{spelled(word)}"' for word in words.forms)
        searching = replace(run, arguments={**run.arguments, "phrases": phrases, "letters": words.size})
        page = pages(searching, {}) if reads_page else no_page()
        return {key: read_part(page, searching, words) for key, read_part in parts}

    return read


def _found(root: Search) -> str:
    """Selects what is found, each thing once, with its score."""
    weight = f"CASE WHEN {labels_in('searched.label', ENTITY_LABELS)} THEN {NAME_WEIGHT} ELSE {TEXT_WEIGHT} END"
    return (
        "SELECT searched.owner AS id, searched.label AS label, "
        f"max(min(1.0, :letters * 1.0 / searched.length) * {weight}) AS score "
        "FROM searched_words CROSS JOIN searched ON searched.number = searched_words.rowid "
        f"WHERE searched_words MATCH :phrases AND ({' OR '.join(_wanted(root)) or 'FALSE'}) GROUP BY searched.owner"
    )


def _wanted(root: Search) -> Iterator[str]:
    """One predicate a condition: what it is about, and that it holds."""
    for sort in sorts_of(root.labels):
        by_condition = [(label, root.where[label]) for label in sort]
        for condition in dict.fromkeys(condition for _, condition in by_condition):
            labels = labels_in("searched.label", tuple(label for label, other in by_condition if other == condition))
            if condition == Every(()):
                yield labels
            else:
                aliases = Aliases()
                thing = aliases.fresh()
                holds = predicate(condition, thing, aliases)
                thing_of_it = f"{table_of(sort)} AS {thing} WHERE {thing}.id = searched.owner"
                yield f"({labels} AND EXISTS (SELECT 1 FROM {thing_of_it} AND {holds}))"


def _pages(root: Search, found: str) -> Iterator[tuple[tuple[bool, bool], tuple[str, ...]]]:
    """The statement of a page, by whether a cursor bounds it where it starts and where it ends."""
    best_first = not root.page.backward  # both terms run one way, so that what is beyond a cursor is one stretch
    terms = (Term("score", descending=best_first), Term("id", descending=best_first))
    keys = ("score", "id")
    for near, far in product((False, True), repeat=2):
        bounds = [after.predicate for after in stretches_after(terms, keys, (":near0", ":near1"))] if near else []
        bounds += [lies_before(terms, keys, (":far0", ":far1"))] if far else []
        where = " AND ".join(bounds) or "TRUE"
        yield (near, far), (f"{found} WHERE {where} ORDER BY {order_by(terms, keys)} LIMIT :room",)


# ---- what is read of what was found ---------------------------------------------------------------------------------


def _part(part: Total | PageInfo | Nodes | Found | Facets, root: Search, found: str, lists: Lists) -> PartReader:
    match part:
        case Total():
            return lambda page, run, words: run.rows(f"SELECT count(*) FROM ({found})")[0][0]
        case Facets():
            facets = read_facets(part, found, lambda key: _thing(key.selection, ("Document",), lists))
            return lambda page, run, words: facets(run)
        case PageInfo():
            info = page_info(part)
            return lambda page, run, words: info(page)
        case Nodes():
            read = _thing(part.selection, root.labels, lists)
            return lambda page, run, words: [read(row, run) for row in page.rows]
        case Found():
            readers = [(field.key, _field(field, root.labels, lists)) for field in part.fields]
            return lambda page, run, words: [
                {key: read(page, row, run, words) for key, read in readers} for row in page.rows
            ]


FieldReader = Callable[[Page, Row, Run, Words], Any]


def _field(field: Property | Cursor | Node | Highlights, labels: tuple[str, ...], lists: Lists) -> FieldReader:
    match field:
        case Cursor():
            return lambda page, row, run, words: page.cursor(row)
        case Node():
            read = _thing(field.selection, labels, lists)
            return lambda page, row, run, words: read(row, run)
        case Property():
            return lambda page, row, run, words: row[_SCORE]
        case Highlights():
            return lambda page, row, run, words: highlight_fields(field, words, _texts(row, run))


def _thing(selection: Selection, labels: tuple[str, ...], lists: Lists) -> ThingReader:
    """Reads a thing that was found, with a statement for each sort of things."""
    readers: dict[str, ThingReader] = {}
    for sort in sorts_of(labels):
        readers |= dict.fromkeys(sort, _thing_of_sort(selection, sort, lists))
    return lambda row, run: readers[row[_LABEL]](row, run)


def _thing_of_sort(selection: Selection, labels: tuple[str, ...], lists: Lists) -> ThingReader:
    select = Select(lists)
    read = read_thing(selection, Here("t", "t.id", "t.label", labels), select)
    sql = select.sql(f"{table_of(labels)} AS t", "t.id = :found")
    return lambda row, run: read(run.rows(sql, found=row[_ID])[0], run)


def _texts(row: Row, run: Run) -> list[Row]:
    """The texts that a thing may have been found for, each with its field."""
    if row[_LABEL] not in ENTITY_LABELS:
        return run.rows(f"SELECT 'text', text FROM {table_of((row[_LABEL],))} WHERE id = :found", found=row[_ID])
    named = "CASE WHEN alias.name = node.name THEN 'name' ELSE 'aliases' END"
    names = f"SELECT {named}, alias.name FROM alias JOIN node ON node.id = alias.node WHERE alias.node = :found"
    return run.rows(names, found=row[_ID])
