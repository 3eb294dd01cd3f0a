"""Errors as clients see them: a message for a reader, a code for a program, and nothing of what went wrong inside."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import structlog
from graphql import GraphQLError

from graph.errors import ProjectError

log = structlog.get_logger()


class Refused(Exception):
    """Raised when an operation is not carried out at all."""

    def __init__(self, errors: Iterable[GraphQLError]) -> None:
        super().__init__("the operation was refused")
        self.errors = tuple(errors)


def coded(error: GraphQLError, kind: type[ProjectError]) -> GraphQLError:
    """The same error, as one of our family."""
    return GraphQLError(error.message, error.nodes, error.source, error.positions, original_error=kind(error.message))


def format_error(error: GraphQLError) -> dict[str, Any]:
    """An error as it stands in an answer.

    One of our family says its code and details. Any other is a bug: it is logged, and masked with the request id.
    """
    original = error.original_error
    if isinstance(original, ProjectError):
        return {**error.formatted, "extensions": {"code": original.code, **original.details}}
    request_id = structlog.contextvars.get_contextvars().get("request_id") or uuid4().hex
    log.error("query_failed", request_id=request_id, path=error.path, exc_info=original or error)
    return {
        **error.formatted,
        "message": f"Something went wrong inside; the log tells what under request id {request_id}.",
        "extensions": {"code": "INTERNAL_ERROR", "requestId": request_id},
    }
