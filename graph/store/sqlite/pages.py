"""How the rows of a page are read: from an end of the list or a cursor, along an index where one has the order.

What comes after a cursor is one range of an index only where all of an order runs one way. Else it is read in
stretches, a statement each, until the page is full.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import orjson

from graph.cursors import Keys, ListCursors
from graph.plan import Argument, Connection, Search
from graph.store.order import Term, reverse, terms_of
from graph.store.pages import asks_cursors
from graph.store.sqlite.conditions import Reached
from graph.store.sqlite.order import expressions_of, lies_before, order_by, stretches_after
from graph.store.sqlite.running import Row
from graph.store.sqlite.select import Run, Select


@dataclass(slots=True)
class Page:
    """The rows of a page with the cursor of each, and whether there are more on either side.

    ``total`` is how much the list holds in all, where that is known without counting.
    """

    rows: list[Row]
    cursor: Callable[[Row], str]
    has_next: bool
    has_previous: bool
    total: int | None = None


def no_page() -> Page:
    """The page of a list of which no item is asked for."""
    return Page([], _no_cursor, has_next=False, has_previous=False)


def _no_cursor(row: Row) -> str:
    raise ValueError(f"nobody asked for the cursor of {row}")


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads pages of a list; ``keys`` are the columns of its order.

    ``statements`` are those that find its rows, by whether a cursor bounds the page where it starts and where it ends.
    ``counted`` is the column of how many rows there are from where the page starts on, of a list that has one.
    """

    wanted: Connection | Search
    keys: tuple[int, ...]
    statements: Mapping[tuple[bool, bool], tuple[str, ...]]
    counted: int | None = None

    @classmethod
    def of(
        cls, wanted: Connection, select: Select, reached: Reached, where: str, *, is_counted: bool = False
    ) -> "PageReader":
        """The reader of the pages of what fulfils ``where``; to be made when ``select`` has all its columns.

        ``is_counted``: its rows say besides how many of them there are, for which all are found.
        """
        expressions = expressions_of(terms_of(wanted), reached)
        keys = tuple(map(select.column, expressions)) if asks_cursors(wanted.parts) else ()
        counted = select.column("count(*) OVER ()") if is_counted else None
        find = partial(select.sql, _tables(select, reached, where, expressions), where)
        terms = reverse(terms_of(wanted)) if wanted.page.backward else terms_of(wanted)
        bounds = [(near, far) for near in (False, True) for far in (False, True)]
        statements = {bound: tuple(_statements(find, terms, expressions, *bound)) for bound in bounds}
        return cls(wanted, keys, statements, counted)

    @property
    def statement(self) -> str:
        """The statement that finds the rows of a page which no cursor bounds."""
        return self.statements[False, False][0]

    def __call__(self, run: Run, own: Mapping[str, object]) -> Page:
        """The page that the arguments of ``run`` ask for; ``own`` holds the ids of what the list hangs on."""
        page = self.wanted.page
        after, before = self._keys(page.after, run, own), self._keys(page.before, run, own)
        size = int(run.arguments[page.size.name])
        near, far = (before, after) if page.backward else (after, before)
        found = self._found(run, own, size + 1, near, far)
        more, rows = len(found) > size, found[:size]
        return Page(
            rows[::-1] if page.backward else rows,
            lambda row: self._cursors(run, own).write([row[key] for key in self.keys]),
            has_next=before is not None or (more and not page.backward),
            has_previous=after is not None or (more and page.backward),
            total=self._total(found, more=more) if near is None and far is None else None,
        )

    def of_rows(self, found: list[Row], run: Run) -> Page:
        """The page of the rows that ``statement`` found; of a list without cursors."""
        size, back = run.arguments[self.wanted.page.size.name], self.wanted.page.backward
        more, rows = len(found) > size, found[:size]
        return Page(
            rows[::-1] if back else rows,
            _no_cursor,
            has_next=more and not back,
            has_previous=more and back,
            total=self._total(found, more=more),
        )

    def _total(self, found: list[Row], *, more: bool) -> int | None:
        """How much a list holds of which these are the first rows, where they tell; ``more``: they are not all."""
        if not more:
            return len(found)
        return None if self.counted is None else found[0][self.counted]

    def _cursors(self, run: Run, own: Mapping[str, object]) -> ListCursors:
        start = orjson.loads(str(own["shared"])) if self.wanted.shared else map(str, own.values())
        return run.cursors.of(self.wanted, tuple(start))

    def _keys(self, bound: Argument | None, run: Run, own: Mapping[str, object]) -> Keys | None:
        """The keys of the cursor that bounds a page on one side; None where none does."""
        cursor = run.arguments.get(bound.name) if bound else None
        return None if cursor is None else self._cursors(run, own).read(str(cursor))

    def _found(self, run: Run, own: Mapping[str, object], size: int, near: Keys | None, far: Keys | None) -> list[Row]:
        """The first rows beyond the keys ``near`` and short of ``far``, the way the page goes."""
        if near is None and far is None:
            return run.rows(self.statement, **own, room=size)
        bounds = {"near": near or (), "far": far or ()}
        values = {f"{name}{i}": key for name, keys in bounds.items() for i, key in enumerate(keys)}
        found: list[Row] = []
        for sql in self.statements[near is not None, far is not None]:
            if len(found) < size:
                found += run.rows(sql, **own, **values, room=size - len(found))
        return found


def _tables(select: Select, reached: Reached, where: str, expressions: Sequence[str]) -> str:
    """The FROM clause of a list: without the things where the edges that lead there hold all that is asked."""
    said = (*select.columns, *select.joins, where, *expressions)
    return reached.tables if any(f"{reached.thing}." in one for one in said) else reached.counted


def _statements(
    find: Callable[[str], str], terms: tuple[Term, ...], expressions: Sequence[str], near: bool, far: bool
) -> Iterator[str]:
    """The statements that find the rows of a page, each those of one stretch."""
    short = f" AND {lies_before(terms, expressions, _names('far', terms))}" if far else ""
    if not near:
        yield find(f"{short} ORDER BY {order_by(terms, expressions)} LIMIT :room")
        return
    for stretch in stretches_after(terms, expressions, _names("near", terms)):
        yield find(f"{short} AND {stretch.predicate} ORDER BY {stretch.order} LIMIT :room")


def _names(name: str, terms: Sequence[Term]) -> list[str]:
    return [f":{name}{i}" for i in range(len(terms))]
