"""What is read of a page, whichever engine found its rows."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from graph.plan import Cursor, PageInfo, Property
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


def page_info(part: PageInfo) -> Callable[[Found], Tree]:
    """The reader of where a page stands."""

    def read(page: Found) -> Tree:
        facts = {
            "has_next_page": page.has_next,
            "has_previous_page": page.has_previous,
            "start_cursor": page.cursor(page.rows[0]) if page.rows else None,
            "end_cursor": page.cursor(page.rows[-1]) if page.rows else None,
        }
        return {f.key: facts[f.name] if isinstance(f, Property) else "PageInfo" for f in part.fields}

    return read


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
