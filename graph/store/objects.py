"""Reading an engine's rows into objects: what stands in columns as it is, all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

Row = Sequence[Any]
Tree = dict[str, Any]
Run = TypeVar("Run")
"""One answering of a plan, whatever an engine needs to know of it."""


@dataclass(frozen=True, slots=True)
class Column:
    """Reads what a column holds as it stands there."""

    index: int

    def __call__(self, row: Row, run: object) -> Any:  # noqa: ARG002 - as all readers
        """The value."""
        return row[self.index]


def object_reader(readers: Sequence[tuple[str, Callable[[Any, Run], Any]]]) -> Callable[[Any, Run], Tree]:
    """The reader of an object, from those of its keys in their order."""
    if len(readers) < 2:
        return lambda row, run: {key: read(row, run) for key, read in readers}
    keys = [key for key, _ in readers]
    # what does not stand in a column has its place taken by another value first, so that the order is kept
    values = itemgetter(*(read.index if isinstance(read, Column) else 0 for _, read in readers))
    rest = [(key, read) for key, read in readers if not isinstance(read, Column)]

    def read_row(row: Any, run: Run) -> Tree:
        tree = dict(zip(keys, values(row), strict=True))
        for key, read in rest:
            tree[key] = read(row, run)
        return tree

    return read_row
