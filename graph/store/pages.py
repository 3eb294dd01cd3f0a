"""What is read of a page, whichever engine found its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Protocol, TypeVar

from graph.plan import Cursor, Edges, PageInfo, Property
from graph.store.objects import Tree, object_reader

Run = TypeVar("Run")


class Found(Protocol):
    """The rows of a page with the cursor of each, and whether there are more on either side."""

    @property
    def rows(self) -> Sequence[Any]:
        """In the list's order."""

    @property
    def cursor(self) -> Callable[[Any], str]:
        """The cursor of a row."""

    @property
    def has_next(self) -> bool:
        """Whether more follow."""

    @property
    def has_previous(self) -> bool:
        """Whether some come before."""


_PAGE_INFO: Mapping[str, Callable[[Found], Any]] = {
    "has_next_page": lambda page: page.has_next,
    "has_previous_page": lambda page: page.has_previous,
    "start_cursor": lambda page: page.cursor(page.rows[0]) if page.rows else None,
    "end_cursor": lambda page: page.cursor(page.rows[-1]) if page.rows else None,
}
_CURSORS = frozenset({"start_cursor", "end_cursor"})


def page_info(part: PageInfo) -> Callable[[Found], Tree]:
    """The reader of where a page stands."""
    readers = [(f.key, _PAGE_INFO[f.name] if isinstance(f, Property) else _type_name) for f in part.fields]
    return lambda page: {key: read(page) for key, read in readers}


def _type_name(page: Found) -> str:  # noqa: ARG001 - as all readers
    return PageInfo.__name__


def asks_cursors(parts: Iterable[object]) -> bool:
    """Whether a cursor of the page is among these parts of a list."""
    asked = chain.from_iterable(part.fields for part in parts if isinstance(part, PageInfo | Edges))
    return any(isinstance(f, Cursor) or (isinstance(f, Property) and f.name in _CURSORS) for f in asked)


def edges_reader(
    fields: Sequence[Any], reader_of: Callable[[Any], Callable[[Any, Run], Any]]
) -> Callable[[Found, Run], list[Tree]]:
    """The reader of a page's edges; of the fields it knows the cursor by itself, and the others by ``reader_of``."""
    cursors = [field.key for field in fields if isinstance(field, Cursor)]
    # a cursor has its place until the page says it
    read = object_reader([(f.key, _nothing if isinstance(f, Cursor) else reader_of(f)) for f in fields])

    def read_edges(page: Found, run: Run) -> list[Tree]:
        edges = [read(row, run) for row in page.rows]
        for key in cursors:
            for edge, row in zip(edges, page.rows, strict=True):
                edge[key] = page.cursor(row)
        return edges

    return read_edges


def _nothing(row: Any, run: object) -> None:  # noqa: ARG001 - as all readers
    return None
