"""GraphQL over HTTP beyond the audits of `tests/clients`: caches, hashes in place of documents, limits of a body."""

import asyncio
import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.errors import UnreadableDocuments
from graph.store import Release, Store, open_store
from service.app import create_app
from service.settings import ServiceSettings
from tests.graph.builders import Paper
from tests.service.conftest import GraphOf
from tests.service.ministry import BUREAU, contract

QUERY = "{ release { id } }"
HASH = sha256(QUERY.encode()).hexdigest()
BY_HASH = json.dumps({"persistedQuery": {"version": 1, "sha256Hash": HASH}})
Serving = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def serving(store_url: str) -> Serving:
    """The service with settings of its own."""

    @contextmanager
    def serve(**settings: Any) -> Iterator[TestClient]:
        with TestClient(create_app(open_store(store_url), ServiceSettings(**settings))) as client:
            yield client

    return serve


# ---- media types and methods ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("application/json;q=0.5, application/graphql-response+json", 200, "application/graphql-response+json"),
        ("application/graphql-response+json;q=0.5, application/json", 200, "application/json"),
        ("application/*", 200, "application/json"),
        ("text/csv, */*;q=0.1", 200, "application/json"),
        ("text/csv", 406, "application/json"),
        ("application/json;q=0", 406, "application/json"),
        ("application/json;q=much", 406, "application/json"),
    ],
)
def test_the_client_chooses_the_media_type(
    client: TestClient, ministry: Release, accept: str, status: int, media_type: str
) -> None:
    answer = client.post("/graphql", json={"query": QUERY}, headers={"Accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (status, f"{media_type}; charset=utf-8")
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
def test_a_body_that_is_not_said_to_be_json_is_refused(client: TestClient, content_type: str) -> None:
    answer = client.post("/graphql", content=json.dumps({"query": QUERY}), headers={"Content-Type": content_type})

    assert (answer.status_code, _code(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_compressed_body_is_refused(client: TestClient) -> None:
    body = gzip.compress(json.dumps({"query": QUERY}).encode())

    answer = client.post(
        "/graphql", content=body, headers={"Content-Type": "application/json", "Content-Encoding": "gzip"}
    )

    assert (answer.status_code, _code(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_methods_that_graphql_does_not_know_are_told_those_it_does(client: TestClient) -> None:
    refused, options = client.delete("/graphql"), client.options("/graphql")

    assert (refused.status_code, _code(refused)) == (405, "METHOD_NOT_ALLOWED")
    assert refused.headers["allow"] == options.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert (options.status_code, options.content) == (204, b"")


def test_head_says_what_get_would(client: TestClient, ministry: Release) -> None:
    get, head = (client.request(method, "/graphql", params={"query": QUERY}) for method in ("GET", "HEAD"))

    assert (head.status_code, head.headers["etag"]) == (200, get.headers["etag"])


def test_several_operations_in_one_request_are_refused(client: TestClient) -> None:
    answer = client.post("/graphql", json=[{"query": QUERY}, {"query": QUERY}])

    assert (answer.status_code, _code(answer)) == (400, "INVALID_QUERY")
    assert "one operation at a time" in answer.text


def test_refused_operations_are_400_to_those_who_know_graphqls_own_media_type(client: TestClient) -> None:
    answer = client.post(
        "/graphql", json={"query": "{ nothing }"}, headers={"Accept": "application/graphql-response+json"}
    )

    assert (answer.status_code, _code(answer)) == (400, "INVALID_QUERY")


# ---- caches ---------------------------------------------------------------------------------------------------------


def test_an_answer_that_is_known_is_not_sent_again_and_the_store_not_asked(
    client: TestClient, ministry: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _get_tagged(client)

    with monkeypatch.context() as patch:
        patch.setattr("graph.store.sqlite.view.SqliteView._answer", _never)
        again = client.get("/graphql", params={"query": QUERY}, headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "public, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_other_documents_variables_and_media_types_have_other_tags(client: TestClient, ministry: Release) -> None:
    query = "query ($name: String) { agency(name: $name) { id } }"
    asked: list[tuple[dict[str, str], str]] = [
        ({"query": QUERY}, "application/json"),
        ({"query": QUERY}, "application/graphql-response+json"),
        ({"query": query, "variables": '{"name": "港灣署"}'}, "application/json"),
        ({"query": query, "variables": '{"name": "海洋部"}'}, "application/json"),
    ]

    answers = [client.get("/graphql", params=params, headers={"Accept": accept}) for params, accept in asked]

    assert len({answer.headers["etag"] for answer in answers}) == len(asked)


def test_a_new_release_is_another_answer(serving: Serving, ministry: Release, graph_of: GraphOf) -> None:
    with serving(release_seconds=0.01) as client:
        first = _get_tagged(client)
        release = graph_of(Paper("report-2022", year=2022).names(BUREAU))
        known = {"If-None-Match": first.headers["etag"]}
        while (again := client.get("/graphql", params={"query": QUERY}, headers=known)).status_code == 304:
            pass

    assert again.json()["data"] == {"release": {"id": release.id}}
    assert again.headers["etag"] != first.headers["etag"]


def test_what_is_refused_is_not_kept(client: TestClient) -> None:
    answer = client.get("/graphql", params={"query": "{ nothing }"})

    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


def test_caches_may_keep_answers_for_as_long_as_is_set(serving: Serving, ministry: Release) -> None:
    with serving(max_age_seconds=60) as client:
        assert _get_tagged(client).headers["cache-control"] == "public, max-age=60"


def test_large_answers_are_compressed_for_those_who_take_it(client: TestClient, ministry: Release) -> None:
    asked = {"query": "{ __schema { types { name description } } }"}

    plain = client.post("/graphql", json=asked, headers={"Accept-Encoding": "identity"})
    packed = client.post("/graphql", json=asked, headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content


# ---- web pages ------------------------------------------------------------------------------------------------------


def test_web_pages_of_the_origins_that_are_set_may_ask(serving: Serving, ministry: Release) -> None:
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    with serving(cors_origins="https://plans.example, https://other.example") as client:
        allowed, refused = (
            client.options("/graphql", headers={"Origin": origin, **asks})
            for origin in ("https://plans.example", "https://evil.example")
        )

    assert (allowed.status_code, refused.status_code) == (200, 400)
    assert allowed.headers["access-control-allow-origin"] == "https://plans.example"


def test_all_web_pages_may_ask_if_nothing_is_set(client: TestClient, ministry: Release) -> None:
    answer = client.post("/graphql", json={"query": QUERY}, headers={"Origin": "https://plans.example"})

    assert answer.headers["access-control-allow-origin"] == "*"


# ---- documents by their hash ----------------------------------------------------------------------------------------


def test_a_document_that_was_sent_with_its_hash_is_known_by_it(client: TestClient, ministry: Release) -> None:
    unknown = client.get("/graphql", params={"extensions": BY_HASH})
    sent = client.get("/graphql", params={"extensions": BY_HASH, "query": QUERY})
    known = client.get("/graphql", params={"extensions": BY_HASH})
    by_id = client.post("/graphql", json={"documentId": f"sha256:{HASH}"})

    assert (unknown.status_code, _code(unknown)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert sent.json() == known.json() == by_id.json()
    assert sent.json()["data"] == {"release": {"id": ministry.id}}


def test_a_hash_of_another_document_is_refused(client: TestClient, ministry: Release) -> None:
    answer = client.get("/graphql", params={"extensions": BY_HASH, "query": "{ release { documents } }"})

    assert (answer.status_code, _code(answer)) == (400, "INVALID_QUERY")
    assert _code(client.get("/graphql", params={"extensions": BY_HASH})) == "PERSISTED_QUERY_NOT_FOUND"


def test_documents_that_are_not_valid_are_not_remembered(client: TestClient) -> None:
    query = "{ nothing }"
    extensions = json.dumps({"persistedQuery": {"version": 1, "sha256Hash": sha256(query.encode()).hexdigest()}})

    client.get("/graphql", params={"extensions": extensions, "query": query})

    assert _code(client.get("/graphql", params={"extensions": extensions})) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize("manifest", ["apollo", "relay"])
def test_with_a_list_only_its_documents_are_answered(
    serving: Serving, ministry: Release, tmp_path: Path, manifest: str
) -> None:
    listed = tmp_path / "documents.json"
    entry = {"id": HASH, "name": "Release", "type": "query", "body": QUERY}
    apollo = {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [entry]}
    listed.write_text(json.dumps(apollo if manifest == "apollo" else {HASH: QUERY}), "utf-8")

    with serving(trusted_documents=listed) as client:
        by_hash = client.get("/graphql", params={"extensions": BY_HASH})
        by_text = client.post("/graphql", json={"query": QUERY})
        other = client.post("/graphql", json={"query": "{ statistics { count } }"})

    assert by_hash.json()["data"] == by_text.json()["data"] == {"release": {"id": ministry.id}}
    assert (other.status_code, _code(other)) == (403, "DOCUMENT_NOT_TRUSTED")


@pytest.mark.parametrize("text", ["", "[]", '{"format": "apollo-persisted-query-manifest", "operations": [{}]}'])
def test_a_list_that_cannot_be_read_is_said_at_the_start(store: Store, tmp_path: Path, text: str) -> None:
    listed = tmp_path / "documents.json"
    listed.write_text(text, "utf-8")

    with pytest.raises(UnreadableDocuments, match=r"documents\.json"):
        create_app(store, ServiceSettings(trusted_documents=listed))


# ---- bodies ---------------------------------------------------------------------------------------------------------


def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_so(serving: Serving) -> None:
    body = json.dumps({"query": QUERY, "variables": {"text": "水" * 10_000_000}}).encode()

    def in_parts() -> Iterator[bytes]:
        yield from (body[n : n + 65_536] for n in range(0, len(body), 65_536))

    with serving() as client:
        answers = [
            client.post("/graphql", content=content, headers={"Content-Type": "application/json"})
            for content in (body, in_parts())
        ]

    assert [(answer.status_code, _code(answer)) for answer in answers] == [(413, "BODY_TOO_LARGE")] * 2


def test_a_body_that_does_not_end_is_given_up(store: Store) -> None:
    app = create_app(store, ServiceSettings(body_seconds=0.01))

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.001)
        return {"type": "http.request", "body": b" ", "more_body": True}

    [start, *_] = _sent(app, receive)

    assert start["status"] == 408
    assert (b"connection", b"close") in start["headers"]


def test_a_client_that_goes_away_is_not_waited_for(
    store: Store, ministry: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = []

    async def wait(*_: object, **__: object) -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            stopped.append(True)

    monkeypatch.setattr(store.view, "answer", wait)
    messages = iter(
        [{"type": "http.request", "body": json.dumps({"query": QUERY}).encode()}, {"type": "http.disconnect"}]
    )

    async def receive() -> dict[str, Any]:
        return next(messages)

    assert _sent(create_app(store), receive) == []
    assert stopped == [True]


def _sent(app: Any, receive: Callable[[], Any]) -> list[dict[str, Any]]:
    """What the application sends to a POST whose body comes as ``receive`` has it."""
    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"", "root_path": "",
        "scheme": "http", "http_version": "1.1", "server": ("localhost", 80), "headers": [(b"content-type", b"application/json")],
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


def _get_tagged(client: TestClient) -> Any:
    """The answer to the query, once the service has seen the release that the store holds."""
    answer = client.get("/graphql", params={"query": QUERY})
    known = {"If-None-Match": answer.headers["etag"]}
    while client.get("/graphql", params={"query": QUERY}, headers=known).status_code != 304:
        pass
    return answer


def _never(*_: object) -> None:
    raise AssertionError("the store was asked")


def _code(answer: Any) -> str:
    [error] = answer.json()["errors"]
    return str(error["extensions"]["code"])


def test_the_contract_is_answered_alike_by_get_and_post(client: TestClient, ministry: Release) -> None:
    query, variables = contract("agency"), {"name": "港灣署"}

    get = client.get("/graphql", params={"query": query, "variables": json.dumps(variables)})
    post = client.post("/graphql", json={"query": query, "variables": variables})

    assert get.content == post.content
