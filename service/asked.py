"""What an HTTP request asks: by GET in its parameters, by POST in its body."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest

from graph.errors import BodyTooLarge, BodyTooSlow, InvalidQuery, InvalidVariables, UnsupportedMediaType
from service import negotiation

_HASH_PREFIX = "sha256:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says: a document or the hash of one, and what to answer it with; ``text`` is all as it came."""

    text: bytes
    query: str | None
    hash: str | None
    variables: Mapping[str, Any] | None
    operation_name: str | None


async def read(http: HttpRequest, *, most_bytes: int, seconds: float) -> Asked:
    """What a request asks.

    Raises: UnsupportedMediaType, BodyTooLarge, BodyTooSlow; InvalidQuery, InvalidVariables for what is no request.
    """
    if http.method != "POST":
        return _read_parameters(http)
    if not negotiation.is_json(http.headers.get("content-type")):
        raise UnsupportedMediaType("The body must be JSON in UTF-8: send it with Content-Type: application/json.")
    if http.headers.get("content-encoding", "identity") != "identity":
        raise UnsupportedMediaType("The body must not be compressed.")
    text = await _body(http, most_bytes, seconds)
    given = _read_json(text, "body")
    if isinstance(given, list):
        raise InvalidQuery("The body is a list: send one operation at a time.")
    if not isinstance(given, dict):
        raise InvalidQuery('The body is no JSON object: send {"query": "…", "variables": {…}}.')
    return _asked(text, given)


async def _body(http: HttpRequest, most_bytes: int, seconds: float) -> bytes:
    length = http.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most_bytes:
        raise _too_large(most_bytes)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in http.stream():
                body += chunk
                if len(body) > most_bytes:
                    raise _too_large(most_bytes)
    except TimeoutError as exc:
        raise BodyTooSlow(f"The body did not end within {seconds:g} seconds.") from exc
    except ClientDisconnect as exc:
        raise BodyTooSlow("The body did not end before the connection did.") from exc
    return bytes(body)


def _too_large(most_bytes: int) -> BodyTooLarge:
    return BodyTooLarge(f"The body is too large: the most is {most_bytes} bytes.")


def _read_parameters(http: HttpRequest) -> Asked:
    given = http.query_params
    parsed = {name: _read_json(given[name].encode(), name) for name in ("variables", "extensions") if given.get(name)}
    return _asked(http.scope["query_string"], {**given, "variables": None, "extensions": None, **parsed})


def _asked(text: bytes, given: Mapping[str, Any]) -> Asked:
    query, variables, operation = given.get("query"), given.get("variables"), given.get("operationName")
    if query is not None and not isinstance(query, str):
        raise InvalidQuery("There is no query: send one as the text 'query'.")
    if variables is not None and not isinstance(variables, dict):
        raise InvalidVariables("The variables are no JSON object.")
    if operation is not None and not isinstance(operation, str):
        raise InvalidQuery("'operationName' is no text.")
    return Asked(text, query or None, _read_hash(given), variables, operation or None)


def _read_hash(given: Mapping[str, Any]) -> str | None:
    """The hash by which a document is named: Apollo's way, or as ``documentId``."""
    extensions = given.get("extensions")
    if extensions is not None and not isinstance(extensions, dict):
        raise InvalidQuery("The extensions are no JSON object.")
    persisted = (extensions or {}).get("persistedQuery")
    named = persisted.get("sha256Hash") if isinstance(persisted, dict) else given.get("documentId")
    if named is not None and not isinstance(named, str):
        raise InvalidQuery("The hash of a document must be a text.")
    return named.removeprefix(_HASH_PREFIX) if named else None


def _read_json(text: bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        raise InvalidQuery(f"The {what} is no JSON ({exc}).") from exc
