"""Reading an engine's rows into objects, by functions that are compiled for a plan."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from graph.expressions import compiled, written_out

Row = Sequence[Any]
Tree = dict[str, Any]
Run = TypeVar("Run")
"""One answering of a plan, whatever an engine needs to know of it."""


class Expression:
    """A reader of what follows from the row alone, said in Python: ``row[3]``."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, row: Row, run: object) -> Any:  # noqa: ARG002 - as all readers
        """The value."""
        return self._read(row)

    @cached_property
    def _read(self) -> Callable[[Row], Any]:
        return compiled("row", self.text, {})  # only where it is asked for: mostly it is part of an object


def object_reader(readers: Sequence[tuple[str, Callable[[Any, Run], Any]]]) -> Callable[[Any, Run], Tree]:
    """The reader of an object, from those of its keys in their order."""
    names = [f"r{i}" for i in range(len(readers))]
    values = {
        key: read.text if isinstance(read, Expression) else f"{name}(row, run)"
        for name, (key, read) in zip(names, readers, strict=True)
    }
    return compiled("row, run", written_out(values), dict(zip(names, (read for _, read in readers), strict=True)))
