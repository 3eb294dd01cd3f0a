"""GraphQL over HTTP: what a request asks, by POST or GET, and its answer as JSON."""

from collections.abc import Mapping
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from graph.errors import GraphError, InvalidQuery, InvalidVariables, QueryError
from service.errors import format_error
from service.execution import Executor, Request


async def answer(http: HttpRequest, executor: Executor) -> Response:
    """The answer to a request: 200 with errors in the body where GraphQL has some, 400 where it asks nothing.

    503 where the store cannot be read just now.
    """
    try:
        request = _read_body(await http.body()) if http.method == "POST" else _read_parameters(http.query_params)
    except QueryError as error:
        refused = GraphQLError(error.message, original_error=error)
        return _json({"errors": [format_error(refused)]}, status=400)
    content = await executor.execute(request)
    return _json(content, status=503 if _is_away(content) else 200)


_STORE_ERRORS = {GraphError.code, *(kind.code for kind in GraphError.__subclasses__())}


def _is_away(content: Mapping[str, Any]) -> bool:
    """Whether an answer says that the store cannot be read."""
    return any(error.get("extensions", {}).get("code") in _STORE_ERRORS for error in content.get("errors", ()))


def _read_body(body: bytes) -> Request:
    given = _read_json(body)
    if not isinstance(given, dict):
        raise InvalidQuery('The body is no JSON object: send {"query": "…", "variables": {…}}.')
    return _request(given.get("query"), given.get("variables"), given.get("operationName"))


def _read_parameters(given: Mapping[str, str]) -> Request:
    variables = _read_json(given["variables"].encode()) if given.get("variables") else None
    return _request(given.get("query"), variables, given.get("operationName"))


def _request(query: object, variables: object, operation_name: object) -> Request:
    if not isinstance(query, str):
        raise InvalidQuery("There is no query: send one as the text 'query'.")
    if variables is not None and not isinstance(variables, dict):
        raise InvalidVariables("The variables are no JSON object.")
    if operation_name is not None and not isinstance(operation_name, str):
        raise InvalidQuery("'operationName' is no text.")
    return Request(query, variables, operation_name)


def _read_json(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        raise InvalidQuery(f"The request is no JSON ({exc}).") from exc


def _json(content: Mapping[str, Any], *, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")
