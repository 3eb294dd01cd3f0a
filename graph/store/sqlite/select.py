"""One SELECT under construction, and one answering of a plan."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graph.cursors import Cursors
from graph.store.base import Release
from graph.store.sqlite.conditions import Aliases
from graph.store.sqlite.running import Row, Running

Tree = dict[str, Any]
Lists = dict[int, Any]
"""The readers of lists made so far for a plan, by the identity of what is wanted: one that stands under several types
of an interface is made once, or their number would multiply with every level."""


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
    """The columns and joins that a selection needs, collected while its reader is made."""

    lists: Lists
    aliases: Aliases = field(default_factory=Aliases)
    columns: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)

    def column(self, expression: str) -> int:
        """The index of the column that holds ``expression``."""
        if expression not in self.columns:
            self.columns.append(expression)
        return self.columns.index(expression)

    def sql(self, tables: str, where: str) -> str:
        """The statement so far: all columns and joins that were asked for, from ``tables``."""
        return f"SELECT {', '.join(self.columns) or '1'} FROM {' '.join((tables, *self.joins))} WHERE {where}"


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
