"""One SELECT under construction, and one answering of a plan."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import orjson

from graph.cursors import Cursors
from graph.store.base import Release
from graph.store.sqlite.conditions import Aliases
from graph.store.sqlite.running import Row, Running

Tree = dict[str, Any]
_DEEPEST = 2  # rows in rows: of a list in an item, and the places that say it


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a plan: the values that it holds itself, and the readers of lists made so far.

    These go by the identity of what is wanted: one that stands under several types of an interface is made once, or
    their number would multiply with every level.
    """

    constants: Mapping[str, object]
    made: dict[int, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """One answering of a plan: the connection in its read transaction, the bound arguments, release and cursors."""

    connection: sqlite3.Connection
    arguments: dict[str, Any]
    release: Release
    cursors: Cursors
    running: Running
    _kept: dict[tuple[object, ...], list[Row]] = field(default_factory=dict)

    def once(self, sql: str, **own: object) -> list[Row]:
        """The rows of a statement that is asked for often and run once."""
        key = (sql, *own.values())
        if key not in self._kept:
            self._kept[key] = self.rows(sql, **own)
        return self._kept[key]

    def rows(self, sql: str, **own: object) -> list[Row]:
        """All rows of a statement; ``own`` are its parameters beside the arguments of the request."""
        return self.running.rows(self.connection, sql, {**self.arguments, **own})


Reader = Callable[[Row, Run], Any]


@dataclass(slots=True)
class Select:
    """The columns and joins that a selection needs, collected while its reader is made.

    ``held`` are the lists whose rows each of its rows holds, as JSON: a statement of their own for each of a few rows
    takes longer than to find them. They are looked for once it is known which rows there are. ``depth`` is in how many
    others the rows are held themselves.
    """

    lists: Lists
    aliases: Aliases = field(default_factory=Aliases)
    columns: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    depth: int = 0
    _found: str = ""

    def column(self, expression: str) -> int:
        """The index of the column that holds ``expression``."""
        if expression not in self.columns:
            self.columns.append(expression)
        return self.columns.index(expression)

    def inner(self) -> "Select":
        """A selection whose rows are to be held."""
        return Select(self.lists, self.aliases, depth=self.depth + 1)

    @property
    def may_hold(self) -> bool:
        """Whether its rows may hold others; statements in each other grow, and SQLite reads them only so deep."""
        return self.depth < _DEEPEST

    def hold(self, inner: "Select", sql: str, own: Mapping[str, str]) -> Callable[[Row], list[Row]]:
        """Holds the rows of a statement, ``inner`` so far, and gives what reads them from a row.

        ``own`` are the expressions that stand for its parameters; :meth:`of_row` has those of this row.
        """
        correlated = re.sub(rf":({'|'.join(own)})\b", lambda found: own[found[1]], sql)
        columns = (*(f"c{i}" for i in range(len(inner.columns))), *(f"json({name})" for name in inner._held_names))
        self.held.append(f"(SELECT json_group_array(json_array({', '.join(columns)})) FROM ({correlated}))")
        index = -len(self.held)
        return itemgetter(index) if self.depth else lambda row: orjson.loads(row[index])

    def of_row(self, column: int) -> str:
        """The expression of a column, for what the row holds."""
        self._found = self._found or self.aliases.fresh("r")
        return f"{self._found}.c{column}"

    def sql(self, tables: str, where: str, rest: str = "") -> str:
        """The statement so far: all columns, joins and held lists that were asked for, from ``tables``."""
        columns = ", ".join(f"{column} AS c{i}" for i, column in enumerate(self.columns)) or "1"
        found = f"SELECT {columns} FROM {' '.join((tables, *self.joins))} WHERE {where}{rest}"
        if not self.held:
            return found
        held = ", ".join(f"{rows} AS {name}" for rows, name in zip(reversed(self.held), self._held_names, strict=True))
        return f"SELECT {self._found}.*, {held} FROM ({found}) AS {self._found}"

    @property
    def _held_names(self) -> list[str]:
        """The names of what is held, the last first: so that each keeps its place from the end."""
        return [f"h{i}" for i in reversed(range(len(self.held)))]


@dataclass(frozen=True, slots=True)
class Here:
    """A thing in a statement: the alias of its table, the expressions of its id and label, the labels it may have.

    ``name`` is the expression of its name, where that stands elsewhere than in its table.
    """

    alias: str
    id: str
    label: str
    labels: tuple[str, ...]
    name: str = ""

    def property(self, name: str) -> str:
        """The expression of one of its properties; what led to it may hold its id and name, and spare its table."""
        return {"id": self.id, "name": self.name}.get(name) or f"{self.alias}.{name}"
