"""One statement under construction, and one answering of a plan.

A statement gives one record, whatever it finds: a list of columns, of which a list of things is itself a list of rows.
Measured, a record costs twenty times a row inside one. Lists are found by subqueries, one in the other as they are in
the plan: as expressions that collect they cost the planner twice the time for each level, a minute for twenty.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from graph.cursors import Cursors
from graph.store.base import Release

Row = list[Any]
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One answering of a plan: its arguments as they were given, the release that answers, and its cursors.

    ``found`` is what searches came to before the statement, by the key of the root they are for.
    """

    arguments: Mapping[str, Any]
    release: Release
    cursors: Cursors
    found: Mapping[str, Any] = field(default_factory=dict)


Reader = Callable[[Row, Run], Any]
Derived = Callable[[Run], Any]


class Names:
    """What is named in a statement under construction: variables, and parameters beside the plan's arguments.

    While a load is under way (``versioned``), things of the next release stand beside those of the one that readers
    see: every match then looks at the numbers of releases. ``given`` are the arguments that have
    a value.
    """

    def __init__(self, *, versioned: bool, given: frozenset[str]) -> None:
        self.given = given
        self.derived: dict[str, Derived] = {}
        self._versioned = versioned
        self._numbers = count()

    def fresh(self, letter: str = "t") -> str:
        """A new variable."""
        return f"{letter}{next(self._numbers)}"

    def parameter(self, derived: Derived) -> str:
        """A new parameter, whose value follows from the arguments."""
        name = self.fresh("p")
        self.derived[name] = derived
        return f"${name}"

    def visible(self, *variables: str) -> tuple[str, ...]:
        """The predicates that hold for what belongs to the release."""
        if not self._versioned:
            return ()
        return tuple(f"{x}.added <= $release AND coalesce({x}.dropped > $release, TRUE)" for x in variables)


@dataclass(slots=True)
class Select:
    """The columns that a selection needs, and the clauses that find them, collected while its reader is made."""

    names: Names
    columns: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)

    def column(self, expression: str) -> int:
        """The index of the column that holds ``expression``."""
        if expression not in self.columns:
            self.columns.append(expression)
        return self.columns.index(expression)

    def inner(self) -> "Select":
        """The columns of a list that stands in a column of this one."""
        return Select(self.names)

    def rows(self, found: str, inner: "Select") -> int:
        """The index of the column that holds the rows of ``inner``, one for each thing the clauses ``found`` find."""
        return self.column(self.collected(" ".join((found, *inner.clauses)), inner.row))

    def collected(self, found: str, value: str) -> str:
        """The variable that holds a value of each thing the clauses ``found`` find, in their order."""
        every = self.names.fresh("l")
        self.clauses.append(f"CALL (*) {{ {found} RETURN collect({value}) AS {every} }}")
        return every

    @property
    def row(self) -> str:
        """The columns so far, as one list."""
        return f"[{', '.join(self.columns)}]"


@dataclass(frozen=True, slots=True)
class Here:
    """A thing in a statement: its variable and the labels it may have."""

    name: str
    labels: tuple[str, ...]


def all_of(predicates: Iterable[str]) -> str:
    """A WHERE clause of all the predicates; nothing where there are none."""
    listed = " AND ".join(predicates)
    return f" WHERE {listed}" if listed else ""


def choice(ways: Mapping[str, str], known: str, found: str, names: Names) -> str:
    """The clauses of those ways whose condition holds; the others are never run.

    ``known`` are the variables that the ways start from, ``found`` those that each of them finds. An empty list keeps
    what is not chosen from being run: a mere predicate may be looked at when the work is done.
    """
    gate = names.fresh("g")
    branches = (
        f"UNWIND CASE WHEN {chosen} THEN [1] ELSE [] END AS {gate} {way} RETURN {found}" for chosen, way in ways.items()
    )
    return f"CALL ({known}) {{ {' UNION ALL '.join(branches)} }}"
