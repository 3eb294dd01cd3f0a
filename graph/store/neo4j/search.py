"""Searches: which texts hold the words, what these are texts of, and the best of that."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from graph.errors import InvalidArgument, InvalidCursor
from graph.plan import (
    Argument,
    Condition,
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
    Total,
)
from graph.search import NAME_WEIGHT, TEXT_WEIGHT, Words, highlight_fields
from graph.store.neo4j.conditions import any_of, predicate
from graph.store.neo4j.facets import read_facets
from graph.store.neo4j.schema import ENTITY, KNOWN_AS, LETTERS, SEARCH_INDEX
from graph.store.neo4j.search_text import NO_PHRASE, phrases_of
from graph.store.neo4j.select import Here, Names, Reader, Row, Run, Select, Tree, all_of
from graph.store.neo4j.tree import Keys, Page, has_page, read_page, read_thing
from graph.store.order import Term
from graph.store.pages import page_info

_TERMS = (Term("score", descending=True), Term("id", descending=True))  # one way, so that a cursor is one comparison

PartReader = Callable[[Page, Run, Words], Any]


def read_search(root: Search, select: Select) -> Reader:
    """Reads what a search finds. The reader raises InvalidArgument for a text that cannot be searched for."""
    inner, thing = select.inner(), select.names.fresh()
    keys = Keys(_TERMS, (inner.column(_score_of(thing)), inner.column(f"{thing}.id")), start=())
    here, found = Here(thing, root.labels), _found(root, thing, select.names)
    parts = [(p.key, _part(p, here, inner)) for p in root.parts if not isinstance(p, Facets)]
    facets = [(p.key, read_facets(p, found, thing, select)) for p in root.parts if isinstance(p, Facets)]
    pages = read_page(root, keys, _rows(root, found, thing, select, inner))

    def read(row: Row, run: Run) -> Tree:
        words = Words.of(run.arguments[root.text.name])
        page = pages(row, run)
        read_of_page = {key: read_part(page, run, words) for key, read_part in parts}
        return {**read_of_page, **{key: read_facet(row, run) for key, read_facet in facets}}

    return read


# ---- what is found --------------------------------------------------------------------------------------------------


def _rows(
    root: Search, found: str, thing: str, select: Select, inner: Select
) -> Callable[[Row], tuple[list[Row], int | None]]:
    """Finds the rows of the page, one more where there are more, and the total, each only where it is asked for."""
    totals = any(isinstance(part, Total) for part in root.parts)
    rows = select.rows(f"{found} {_cut(root, thing, select.names)}", inner) if has_page(root) else select.column("[]")
    if not totals:
        return lambda row: (row[rows], None)
    total = select.names.fresh("n")
    select.clauses.append(f"CALL (*) {{ {found} RETURN count({thing}) AS {total} }}")
    total_at = select.column(total)
    return lambda row: (row[rows], row[total_at])


def _found(root: Search, thing: str, names: Names) -> str:
    """The clauses that find each thing once, with its score."""
    hit, named, share = names.fresh("h"), names.fresh(), names.fresh("s")
    phrases, letters = names.parameter(partial(_phrases, root)), names.parameter(partial(_letters, root))
    score = f"CASE WHEN {share} > 1 THEN 1.0 ELSE {share} END * CASE WHEN {thing}:{ENTITY} "
    return (
        f"CALL db.index.fulltext.queryNodes('{SEARCH_INDEX}', {phrases}) YIELD node AS {hit} "
        f"WITH {hit}{all_of(names.visible(hit))} OPTIONAL MATCH ({named}:{ENTITY})-[:{KNOWN_AS}]->({hit}) "
        f"WITH coalesce({named}, {hit}) AS {thing}, toFloat({letters}) / {hit}.{LETTERS} AS {share} "
        f"WITH {thing}, max({score}THEN {NAME_WEIGHT} ELSE {TEXT_WEIGHT} END) AS {_score_of(thing)} "
        f"WHERE {' OR '.join(_wanted(root, thing, names)) or 'FALSE'}"
    )


def _score_of(thing: str) -> str:
    return f"score_of_{thing}"


def _wanted(root: Search, thing: str, names: Names) -> Iterator[str]:
    """One predicate a condition: what it is about, and that it holds."""
    for condition, labels in _by_condition(root).items():
        holds = () if condition == Every(()) else (predicate(condition, thing, names),)
        yield f"({' AND '.join((f'{thing}:{any_of(labels)}', *holds))})"


def _by_condition(root: Search) -> dict[Condition, tuple[str, ...]]:
    conditions = dict.fromkeys(root.where.values())
    return {c: tuple(label for label, other in root.where.items() if other == c) for c in conditions}


def _cut(root: Search, thing: str, names: Names) -> str:
    """The clauses that leave the page, and one row more where there are more."""
    page, score = root.page, _score_of(thing)
    bounds = [
        f"({score} {beyond} {key}[0] OR ({score} = {key}[0] AND {thing}.id {beyond} {key}[1]))"
        for side, beyond in ((page.after, "<"), (page.before, ">"))
        if side is not None and side.name in names.given
        for key in [names.parameter(partial(_keys, root, side))]
    ]
    way = "" if page.backward else " DESC"
    return (
        f"WITH {thing}, {score}{all_of(bounds)} "
        f"WITH {thing}, {score} ORDER BY {score}{way}, {thing}.id{way} LIMIT (${page.size.name} + 1)"
    )


def _keys(root: Search, side: Argument, run: Run) -> list[Any] | None:
    """The keys in a cursor; None for one that will be refused."""
    try:
        return list(run.cursors.of(root, ()).read(str(run.arguments[side.name])))
    except InvalidCursor:
        return None


def _words(root: Search, run: Run) -> Words | None:
    """The words that are searched for; None for a text that will be refused."""
    try:
        return Words.of(run.arguments[root.text.name])
    except InvalidArgument:
        return None


def _phrases(root: Search, run: Run) -> str:
    words = _words(root, run)
    return phrases_of(words) if words else NO_PHRASE


def _letters(root: Search, run: Run) -> int:
    words = _words(root, run)
    return words.size if words else 0


# ---- what is read of what was found ---------------------------------------------------------------------------------


def _part(part: Total | PageInfo | Nodes | Found, here: Here, inner: Select) -> PartReader:
    match part:
        case Total():
            return lambda page, run, words: page.total
        case PageInfo():
            info = page_info(part)
            return lambda page, run, words: info(page)
        case Nodes():
            read = read_thing(part.selection, here, inner)
            return lambda page, run, words: [read(item, run) for item in page.rows]
        case Found():
            readers = [(field.key, _field(field, here, inner)) for field in part.fields]
            return lambda page, run, words: [
                {key: read(page, item, run, words) for key, read in readers} for item in page.rows
            ]


FieldReader = Callable[[Page, Row, Run, Words], Any]


def _field(field: Property | Cursor | Node | Highlights, here: Here, inner: Select) -> FieldReader:
    match field:
        case Cursor():
            return lambda page, row, run, words: page.cursor(row)
        case Node():
            read = read_thing(field.selection, here, inner)
            return lambda page, row, run, words: read(row, run)
        case Property():
            score = inner.column(_score_of(here.name))
            return lambda page, row, run, words: row[score]
        case Highlights():
            texts = inner.column(_texts(here, inner))
            return lambda page, row, run, words: highlight_fields(field, words, row[texts])


def _texts(here: Here, inner: Select) -> str:
    """The texts that a thing may have been found for, each with its field."""
    alias = inner.names.fresh("a")
    known = f"MATCH ({here.name})-[:{KNOWN_AS}]->({alias}:Alias){all_of(inner.names.visible(alias))}"
    field = f"CASE WHEN {alias}.name = {here.name}.name THEN 'name' ELSE 'aliases' END"
    aliases = inner.collected(known, f"[{field}, {alias}.name]")
    return f"CASE WHEN {here.name}:{ENTITY} THEN {aliases} ELSE [['text', {here.name}.text]] END"
