"""The HTTP application: GraphQL, GraphiQL, whether the service lives and is ready, and its figures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from graph.errors import ProjectError
from graph.store.base import Store
from service import fact_page, playground
from service.access_log import AccessLog
from service.citation import FACT_PAGE
from service.clients import module_for
from service.current_release import CurrentRelease
from service.endpoint import METHODS, Endpoint, Manners
from service.execution import Executor
from service.metrics import Metrics
from service.packing import LARGE_ENOUGH, LEVEL
from service.persisted import PersistedDocuments, RememberedDocuments, TrustedDocuments
from service.schema import build_schema
from service.settings import ServiceSettings

_GRAPHQL = frozenset({"/graphql", "/graphql/"})


def create_app(store: Store, settings: ServiceSettings | None = None) -> ASGIApp:
    """The application that serves ``store``, which is closed with it. Raises: UnreadableDocuments."""
    settings = settings or ServiceSettings()
    current = CurrentRelease(store.view, settings.release_seconds)
    metrics = Metrics()
    executor = Executor(store.view, limits=settings.limits(), public_url=settings.public_url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with current.watched():
            yield
        store.close()

    allowing = CORSMiddleware(
        GraphQLFirst(_pages(store, executor, metrics, lifespan), _endpoint(executor, current, settings)),
        allow_origins=settings.origins(),
        allow_methods=METHODS,
        allow_headers=["Content-Type", "If-None-Match"],
        expose_headers=["ETag", "X-Request-Id"],
    )
    return AccessLog(allowing, metrics)


def _pages(store: Store, executor: Executor, metrics: Metrics, lifespan: Lifespan[FastAPI]) -> FastAPI:
    """What is served beside GraphQL."""
    # no documentation pages of FastAPI's own: they would load their scripts from elsewhere
    app = FastAPI(title="plangraph", openapi_url=None, lifespan=lifespan)
    app.add_middleware(GZipMiddleware, minimum_size=LARGE_ENOUGH, compresslevel=LEVEL)

    @app.get(FACT_PAGE)
    async def fact(identity: str) -> Response:
        return await fact_page.render(identity, executor)

    @app.get("/healthz")
    async def lives() -> Response:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz")
    async def is_ready() -> Response:
        return await _readiness(store)

    @app.get("/schema.graphql")
    async def schema() -> Response:
        return PlainTextResponse(build_schema().as_str(), media_type="application/graphql")

    @app.get("/clients/{client}.js")
    async def client_module(client: Literal["apollo", "urql"]) -> Response:
        return PlainTextResponse(module_for(client), media_type="text/javascript")

    @app.get("/metrics")
    async def figures() -> Response:
        return metrics.render()

    app.mount("/graphiql", playground.assets())
    return app


class GraphQLFirst:
    """Answers GraphQL, and leaves all else to FastAPI, whose layers take longer than many an answer."""

    def __init__(self, app: ASGIApp, endpoint: ASGIApp) -> None:
        self._app = app
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_graphql = scope["type"] == "http" and scope["path"] in _GRAPHQL
        await (self._endpoint if is_graphql else self._app)(scope, receive, send)


def _endpoint(executor: Executor, current: CurrentRelease, settings: ServiceSettings) -> Endpoint:
    manners = Manners(
        body_bytes=settings.body_limit_kb * 1000,
        body_seconds=settings.body_seconds,
        max_age_seconds=settings.max_age_seconds,
        public_url=settings.public_url,
        answers_bytes=settings.answers_mb * 1_000_000,
    )
    return Endpoint(executor, _documents(settings), current, manners)


def _documents(settings: ServiceSettings) -> PersistedDocuments:
    if settings.trusted_documents is None:
        return RememberedDocuments()
    return TrustedDocuments.read(settings.trusted_documents)


async def _readiness(store: Store) -> Response:
    """Whether a release can be read, and if not, why."""
    try:
        release = await store.view.release()
    except ProjectError as error:
        return JSONResponse({"status": "unavailable", "reason": error.message}, 503)
    if release is None:
        return JSONResponse({"status": "unavailable", "reason": "The store holds no release yet."}, 503)
    return JSONResponse({"status": "ready", "release": release.id})
