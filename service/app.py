"""The HTTP application: GraphQL, GraphiQL, and whether the service lives and is ready."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph.errors import ProjectError
from graph.store.base import Store
from service import endpoint, fact_page, playground
from service.access_log import AccessLog
from service.citation import FACT_PAGE
from service.execution import Executor


def create_app(store: Store, *, public_url: str = "") -> FastAPI:
    """The application that serves ``store``, which is closed with it; ``public_url`` is where permalinks lead."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    # no documentation pages of FastAPI's own: they would load their scripts from elsewhere
    app = FastAPI(title="plangraph", openapi_url=None, lifespan=lifespan)
    app.add_middleware(AccessLog)
    executor = Executor(store.view, public_url)

    @app.post("/graphql")
    async def graphql(request: Request) -> Response:
        return await endpoint.answer(request, executor)

    @app.get("/graphql")
    async def graphql_or_playground(request: Request) -> Response:
        if playground.is_wanted(request):
            return await playground.render(executor)
        return await endpoint.answer(request, executor)

    @app.get(FACT_PAGE)
    async def fact(identity: str) -> Response:
        return await fact_page.render(identity, executor)

    @app.get("/healthz")
    async def lives() -> Response:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz")
    async def is_ready() -> Response:
        return await _readiness(store)

    app.mount("/graphiql", playground.assets())
    return app


async def _readiness(store: Store) -> Response:
    """Whether a release can be read, and if not, why."""
    try:
        release = await store.view.release()
    except ProjectError as error:
        return JSONResponse({"status": "unavailable", "reason": error.message}, 503)
    if release is None:
        return JSONResponse({"status": "unavailable", "reason": "The store holds no release yet."}, 503)
    return JSONResponse({"status": "ready", "release": release.id})
