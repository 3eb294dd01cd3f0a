"""The endpoints that are measured beside the service, each in a process of its own: python -m benchmarks.contestants.

The store is the one PLANGRAPH_STORE names, and they listen and answer as the service does.
"""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from benchmarks.by_hand import all_statements
from benchmarks.statements import Statements, statements_on
from benchmarks.stock import Stock
from graph.settings import StoreSettings
from service.server import address, listen, run

Handler = Callable[[Request], Awaitable[Response]]


def main(name: str) -> None:
    """Serve the contestant of a name on a free port, which is told as the service tells it."""
    listening = listen("127.0.0.1", 0)
    app = CONTESTANTS[name](StoreSettings.read().url())
    sys.stderr.write(f"{name} is at {address(listening)}/; Ctrl-C stops it.\n")
    run(app, listening)


def by_hand(url: str) -> ASGIApp:
    """A route for each statement that is written by hand; its parameters are the body."""
    statements = statements_on(url)
    written = all_statements(statements.language)
    return _closing(
        statements, *(Route(f"/{n}", _answering(statements, t), methods=["POST"]) for n, t in written.items())
    )


def _answering(statements: Statements, statement: str) -> Handler:
    async def answer(request: Request) -> Response:
        parameters = orjson.loads(await request.body())
        return Response(await statements.json(statement, parameters), media_type="application/json")

    return answer


def stock(url: str) -> ASGIApp:
    """Strawberry as it comes."""
    statements = statements_on(url)
    return _closing(statements, Route("/graphql", Stock(statements)))


def empty(_: str) -> ASGIApp:
    """A route that does nothing."""
    return Starlette(routes=[Route("/", _nothing, methods=["POST"])])


async def _nothing(_: Request) -> Response:
    return Response(b"{}", media_type="application/json")


def _closing(statements: Statements, *routes: Route) -> ASGIApp:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await statements.close()

    return Starlette(routes=routes, lifespan=lifespan)


CONTESTANTS = {"by_hand": by_hand, "stock": stock, "empty": empty}


if __name__ == "__main__":
    main(sys.argv[1])
