"""The service as Strawberry's own documentation would have it: declared types, resolvers, a DataLoader.

It has what the documents ``queries/rows.graphql`` and ``queries/nested.graphql`` ask for, and nothing else.
"""

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Self

import strawberry
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

from benchmarks.by_hand import Language
from benchmarks.statements import Statements

_FOLDER = Path(__file__).parent

Context = dict[str, Any]
Key = tuple[str, int]
"""An agency's id, and how many of its programmes are wanted."""


@strawberry.enum
class ProgrammeOrderField(Enum):
    """What programmes are ordered by."""

    NAME = "name"


@strawberry.enum
class AgencyOrderField(Enum):
    """What agencies are ordered by."""

    PROGRAMME_COUNT = "programme_count"


@strawberry.enum
class Ascending(Enum):
    """The direction in which programmes are ordered."""

    ASC = "asc"


@strawberry.enum
class Descending(Enum):
    """The direction in which agencies are ordered."""

    DESC = "desc"


@strawberry.input
class ProgrammeOrder:
    """An order of programmes."""

    field: ProgrammeOrderField
    direction: Ascending


@strawberry.input
class AgencyOrder:
    """An order of agencies."""

    field: AgencyOrderField
    direction: Descending


@strawberry.type
class Programme:
    """A programme with six fields."""

    id: strawberry.ID
    name: str
    category: str | None
    level: str | None
    period_start: str | None
    period_end: str | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """The programme of a row, whose columns are in the order of the fields."""
        identity, name, category, level, start, end = row
        return cls(id=identity, name=name, category=category, level=level, period_start=start, period_end=end)


@strawberry.type
class ProgrammeConnection:
    """A page of programmes."""

    nodes: list[Programme]


@strawberry.type
class Agency:
    """An agency with its programmes."""

    id: strawberry.Private[str]
    name: str

    @strawberry.field
    async def programmes(
        self,
        info: strawberry.Info[Context],
        first: int,
        order_by: list[ProgrammeOrder],  # noqa: ARG002 - there is only one order
    ) -> ProgrammeConnection:
        """The programmes it runs."""
        return ProgrammeConnection(nodes=await info.context["programmes"].load((self.id, first)))


@strawberry.type
class AgencyConnection:
    """A page of agencies."""

    nodes: list[Agency]


@strawberry.type
class Query:
    """What may be asked."""

    @strawberry.field
    async def programmes(
        self,
        info: strawberry.Info[Context],
        first: int,
        order_by: list[ProgrammeOrder],  # noqa: ARG002 - there is only one order
    ) -> ProgrammeConnection:
        """All programmes."""
        statements: Statements = info.context["statements"]
        rows = await statements.rows(_read(statements.language, "programmes"), {"first": first})
        return ProgrammeConnection(nodes=[Programme.of(row) for row in rows])

    @strawberry.field
    async def agencies(
        self,
        info: strawberry.Info[Context],
        first: int,
        order_by: list[AgencyOrder],  # noqa: ARG002 - there is only one order
    ) -> AgencyConnection:
        """All agencies."""
        statements: Statements = info.context["statements"]
        rows = await statements.rows(_read(statements.language, "agencies"), {"first": first})
        return AgencyConnection(nodes=[Agency(id=identity, name=name) for identity, name in rows])


class Stock(GraphQL[Context, None]):
    """The endpoint, whose loaders live as long as one request."""

    def __init__(self, statements: Statements) -> None:
        super().__init__(strawberry.Schema(Query))
        self._statements = statements

    async def get_context(
        self,
        request: Request | WebSocket,  # noqa: ARG002 - as in the base
        response: Response | WebSocket,  # noqa: ARG002
    ) -> Context:
        """What resolvers of one request share."""
        return {"statements": self._statements, "programmes": DataLoader(load_fn=self._programmes)}

    async def _programmes(self, keys: Sequence[Key]) -> list[list[Programme]]:
        ids, first = [identity for identity, _ in keys], max(first for _, first in keys)
        statement = _read(self._statements.language, "programmes_of_agencies")
        found: defaultdict[str, list[Programme]] = defaultdict(list)
        for agency, *row in await self._statements.rows(statement, {"ids": ids, "first": first}):
            found[agency].append(Programme.of(row))
        return [found[identity][:wanted] for identity, wanted in keys]


@cache
def _read(language: Language, name: str) -> str:
    return (_FOLDER / language / "stock" / f"{name}.{language}").read_text("utf-8")
