"""One log event a request, under an id that every other event of the request carries too, and its metrics."""

from time import perf_counter
from typing import Any
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.metrics import Metrics

KNOWN = "plangraph.known"
"""The key of the scope under which whoever answers a request tells what is known of it."""
_PATHS = frozenset({"/graphql", "/healthz", "/readyz", "/metrics"})
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_GONE = 499  # what logs show of a client that did not wait for its answer

log = structlog.get_logger()


class AccessLog:
    """Wraps an application; answers carry the request's id in the header ``X-Request-Id``."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, started, status = uuid4().hex, perf_counter(), _GONE
        known: dict[str, Any] = {}
        scope[KNOWN] = known

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
            await send(message)

        self._metrics.begin()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            except Exception:
                status = 500
                raise
            finally:
                seconds = perf_counter() - started
                self._count(scope, status, seconds, known)
                log.info(
                    "request_served",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    seconds=round(seconds, 4),
                    **known,
                )

    def _count(self, scope: Scope, status: int, seconds: float, known: dict[str, Any]) -> None:
        """Whatever clients invent, the number of figures stays small."""
        self._metrics.end(
            path=scope["path"] if scope["path"] in _PATHS else "other",
            method=scope["method"] if scope["method"] in _METHODS else "other",
            status=status,
            seconds=seconds,
            codes=tuple(known.get("codes", ())),
            cost=known.get("cost"),
            is_kept=known.get("kept", False),
        )
