"""GraphQL over HTTP: methods, media types, validators and status codes, around what an operation is answered with."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import orjson
from anyio import CancelScope
from graphql import GraphQLError
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph.errors import (
    BodyTooLarge,
    BodyTooSlow,
    GraphError,
    InvalidQuery,
    MethodNotAllowed,
    NotAcceptable,
    ProjectError,
    ServiceBusy,
    UnknownDocumentHash,
    UnsupportedMediaType,
    UntrustedDocument,
)
from service import asked, negotiation, playground
from service.access_log import KNOWN
from service.asked import Asked
from service.current_release import CurrentRelease
from service.errors import format_error
from service.execution import Executor, Request
from service.kept_answers import KeptAnswers, WrittenAnswer
from service.packing import LARGE_ENOUGH, is_taken
from service.persisted import PersistedDocuments

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_ALLOWED = {"Allow": ", ".join(METHODS)}
_STATUS = {
    MethodNotAllowed.code: 405,
    NotAcceptable.code: 406,
    BodyTooSlow.code: 408,
    BodyTooLarge.code: 413,
    UnsupportedMediaType.code: 415,
    UntrustedDocument.code: 403,
    ServiceBusy.code: 503,
    "INTERNAL_ERROR": 500,
    **dict.fromkeys((GraphError.code, *(kind.code for kind in GraphError.__subclasses__())), 503),
}
"""Of errors that are failures of HTTP too; all others are answers."""
_PROGRAM = version("plangraph")
_UNWATCHED_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Manners:
    """How the endpoint treats those who ask."""

    body_bytes: int = 256_000
    body_seconds: float = 10.0
    max_age_seconds: int = 0
    public_url: str = ""
    answers_bytes: int = 0

    @property
    def cache_control(self) -> str:
        """What caches may do with an answer: keep it, and ask again whether it still holds."""
        return f"public, max-age={self.max_age_seconds}" if self.max_age_seconds else "public, no-cache"


class Endpoint:
    """The application that stands at ``/graphql``."""

    def __init__(
        self, executor: Executor, documents: PersistedDocuments, current: CurrentRelease, manners: Manners
    ) -> None:
        self._executor = executor
        self._documents = documents
        self._current = current
        self._manners = manners
        self._kept = KeptAnswers(manners.answers_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; one that is not waited for any more is given up."""
        http = HttpRequest(scope, receive)
        response = await self._respond(http)
        if response is not None:
            response.headers.append("Vary", "Accept")
            await response(scope, receive, send)

    async def _respond(self, http: HttpRequest) -> Response | None:
        media_type = negotiation.choose(http.headers.get("accept"))
        try:
            if http.method == "OPTIONS":
                return Response(status_code=204, headers=_ALLOWED)
            if http.method not in METHODS:
                raise MethodNotAllowed(f"GraphQL is asked by GET or POST, not by {http.method}.")
            if http.method != "POST" and playground.is_wanted(http):
                page = WrittenAnswer(await playground.render(self._executor), {})
                return await _sent(http, page, "text/html", 200, playground.HEADERS)
            if media_type is None:
                raise NotAcceptable(f"Answers are {negotiation.RESPONSE} or {negotiation.JSON}: accept one of them.")
            return await self._answer(http, media_type)
        except ProjectError as error:
            return await self._refusal(http, error, media_type or negotiation.JSON)
        except Exception as exc:  # noqa: BLE001 - the client gets a proper answer, and the log what it was
            return await self._refusal(http, exc, media_type or negotiation.JSON)

    async def _answer(self, http: HttpRequest, media_type: str) -> Response | None:
        given = await asked.read(http, most_bytes=self._manners.body_bytes, seconds=self._manners.body_seconds)
        if (name := self._name(given, media_type, self._current.id)) is not None:
            if http.method != "POST" and _tag(name) in http.headers.get("if-none-match", ""):
                return self._unchanged(http, given, name)
            if (kept := self._kept.find(name)) is not None:
                return await self._again(http, name, kept, media_type)
        query = self._documents.find(given.query, given.hash)
        if query is None:
            raise InvalidQuery("There is no query: send one as the text 'query'.")
        content = await _unless_gone(
            http, self._executor.execute(Request(query, given.variables, given.operation_name))
        )
        if content is None:
            return None
        if self._executor.knows(query):
            self._documents.remember(query, given.hash)
        return await self._anew(http, given, content, media_type)

    def _name(self, given: Asked, media_type: str, release: str | None) -> str | None:
        """The name of an answer, made of all that it follows from; None for one that is of no release."""
        if release is None:
            return None
        served = f"{_PROGRAM} {self._manners.public_url} {release} {media_type}"
        return sha256(served.encode() + b"\n" + given.text).hexdigest()[:32]

    def _unchanged(self, http: HttpRequest, given: Asked, name: str) -> Response:
        """That the client has the answer already, said without asking the store."""
        _note(http, operation=given.operation_name, release=self._current.id, cost=0)
        return Response(status_code=304, headers=self._caching(http, name))

    async def _again(self, http: HttpRequest, name: str, answer: WrittenAnswer, media_type: str) -> Response:
        """An answer that is kept, said without asking the store."""
        _note(http, kept=True, **answer.told)
        return await _sent(http, answer, media_type, 200, self._caching(http, name))

    async def _anew(self, http: HttpRequest, given: Asked, content: Mapping[str, Any], media_type: str) -> Response:
        told = {"operation": given.operation_name, **content.get("extensions", {})}
        codes = _codes(content)
        _note(http, codes=codes or None, **told)
        answer = WrittenAnswer(orjson.dumps(content), told)
        name = None if codes else self._name(given, media_type, told.get("release"))
        if name is not None:
            self._kept.offer(name, answer)
        return await _sent(http, answer, media_type, _status(content, codes, media_type), self._caching(http, name))

    def _caching(self, http: HttpRequest, name: str | None) -> dict[str, str]:
        """The headers by which caches know the answer of a name again, where it has one; of POST they keep none."""
        if http.method == "POST":
            return {}
        if name is None:
            return {"Cache-Control": "no-store"}
        return {"ETag": _tag(name), "Cache-Control": self._manners.cache_control}

    async def _refusal(self, http: HttpRequest, error: Exception, media_type: str) -> Response:
        content = {"errors": [format_error(GraphQLError(str(error), original_error=error))]}
        [code] = _codes(content)
        # who named a document by its hash sends it next: to older clients a 400 would be the end
        is_answer = code == UnknownDocumentHash.code and media_type == negotiation.JSON
        headers = {"Cache-Control": "no-store"}
        if isinstance(error, MethodNotAllowed):
            headers |= _ALLOWED
        if isinstance(error, BodyTooLarge | BodyTooSlow):  # what is still to come of the body is not read
            headers["Connection"] = "close"
        status = 200 if is_answer else _STATUS.get(code, 400)
        return await _sent(http, WrittenAnswer(orjson.dumps(content), {}), media_type, status, headers)


def _codes(content: Mapping[str, Any]) -> list[str]:
    """The codes of an answer's errors, each once."""
    return sorted({error["extensions"]["code"] for error in content.get("errors", ())})


def _status(content: Mapping[str, Any], codes: list[str], media_type: str) -> int:
    """200 for an answer, also one with errors; what GraphQL refuses is 400 to those who know its own media type."""
    failures = [_STATUS[code] for code in codes if code in _STATUS]
    if failures and content.get("data") is None:
        return max(failures)
    return 400 if "data" not in content and media_type == negotiation.RESPONSE else 200


async def _unless_gone(http: HttpRequest, answering: Awaitable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """What is awaited; None, and it is cancelled, where the client goes away first."""
    watching: list[asyncio.Task[None]] = []
    with CancelScope() as asking:
        # most answers are there before it pays to look whether somebody waits for them
        later = asyncio.get_running_loop().call_later(
            _UNWATCHED_SECONDS, lambda: watching.append(asyncio.create_task(_disconnect(http, asking)))
        )
        try:
            return await answering
        finally:
            later.cancel()
            for task in watching:
                task.cancel()
    return None


async def _disconnect(http: HttpRequest, asking: CancelScope) -> None:
    while (await http.receive())["type"] != "http.disconnect":
        pass
    asking.cancel()


def _tag(name: str) -> str:
    """Weak, because the same answer may be compressed or not."""
    return f'W/"{name}"'


async def _sent(
    http: HttpRequest, answer: WrittenAnswer, media_type: str, status: int, headers: Mapping[str, str]
) -> Response:
    """An answer, compressed for those who take it so."""
    headers = {"Content-Type": f"{media_type}; charset=utf-8", **headers}
    if len(answer.body) < LARGE_ENOUGH:
        return Response(answer.body, status, headers)
    headers["Vary"] = "Accept-Encoding"
    if not is_taken(http.headers.get("accept-encoding", "")):
        return Response(answer.body, status, headers)
    headers["Content-Encoding"] = "gzip"
    return Response(await answer.packed(), status, headers)


def _note(http: HttpRequest, **known: object) -> None:
    """Tell the access log what is known of a request."""
    http.scope.setdefault(KNOWN, {}).update({k: v for k, v in known.items() if v is not None})
