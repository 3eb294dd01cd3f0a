import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

import service
from graph.store import Release, open_store
from service.app import create_app
from tests.service.conftest import Ask
from tests.service.ministry import PAPERS

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
PAGE_FOLDER = Path(service.__file__).parent / "static" / "graphiql"


# ---- GraphQL over HTTP ----------------------------------------------------------------------------------------------


def test_a_query_is_answered_by_post(client: TestClient, ministry: Release) -> None:
    answer = client.post(
        "/graphql",
        json={
            "query": "query A { release { id } } query B($name: String) { agency(name: $name) { kind } }",
            "variables": {"name": "港灣署"},
            "operationName": "B",
        },
    )

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert answer.json() == {"data": {"agency": {"kind": "AGENCY"}}, "extensions": {"release": ministry.id, "cost": 1}}


def test_a_query_is_answered_by_get(client: TestClient, ministry: Release) -> None:
    query = "query ($name: String) { agency(name: $name) { kind } }"

    answer = client.get("/graphql", params={"query": query, "variables": '{"name": "海洋部"}'}, headers=BROWSER)

    assert answer.json()["data"] == {"agency": {"kind": "MINISTRY"}}


def test_errors_in_an_answer_are_no_failure_of_http(client: TestClient) -> None:
    answer = client.post("/graphql", json={"query": "{ nothing }"})

    assert answer.status_code == 200
    assert answer.json()["errors"][0]["extensions"] == {"code": "INVALID_QUERY"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "INVALID_QUERY"),
        (b"{", "INVALID_QUERY"),
        (b"\xff", "INVALID_QUERY"),
        (b"[]", "INVALID_QUERY"),
        (b"{}", "INVALID_QUERY"),
        (b'{"query": 1}', "INVALID_QUERY"),
        (b'{"query": "{ a }", "operationName": 1}', "INVALID_QUERY"),
        (b'{"query": "{ a }", "variables": []}', "INVALID_VARIABLES"),
    ],
)
def test_a_body_that_is_no_request_is_refused(client: TestClient, body: bytes, code: str) -> None:
    answer = client.post("/graphql", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"] == {"code": code}


@pytest.mark.parametrize("params", [{}, {"query": "{ a }", "variables": "{"}])
def test_parameters_that_are_no_request_are_refused(client: TestClient, params: dict[str, str]) -> None:
    assert client.get("/graphql", params=params).status_code == 400


# ---- whether it lives and is ready ----------------------------------------------------------------------------------


def test_it_lives_whatever_the_store_does(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_it_is_ready_once_a_release_can_be_read(client: TestClient, ministry: Release) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "release": ministry.id})


def test_it_is_not_ready_before_the_first_release(client: TestClient) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["reason"]) == (503, "The store holds no release yet.")


def test_a_store_that_comes_later_is_picked_up(store_url: str) -> None:
    with TestClient(create_app(open_store(store_url))) as client:
        before = client.get("/readyz"), client.post("/graphql", json={"query": "{ release { id } }"})
        with open_store(store_url, create=True).writer() as writer:
            writer.replace(PAPERS[0].batch(), "fingerprint")
            release = writer.publish()
        after = client.get("/readyz"), client.post("/graphql", json={"query": "{ release { id } }"}).json()

    assert (before[0].status_code, before[1].status_code) == (503, 503)
    assert before[1].json()["errors"][0]["extensions"]["code"] == "MISSING_STORE"
    assert "plangraph ingest" in before[0].json()["reason"]
    assert (after[0].status_code, after[1]["data"]) == (200, {"release": {"id": release.id}})


def test_a_store_that_is_away_is_said_to_be() -> None:
    with TestClient(create_app(open_store("bolt://neo4j:secret@127.0.0.1:9"))) as client:
        ready, answer = client.get("/readyz"), client.post("/graphql", json={"query": "{ release { id } }"})

    assert (ready.status_code, answer.status_code) == (503, 503)
    assert answer.json()["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"
    assert "secret" not in ready.text + answer.text


# ---- GraphiQL -------------------------------------------------------------------------------------------------------


def test_a_browser_gets_graphiql_with_examples_that_work_on_this_graph(
    client: TestClient, ask: Ask, ministry: Release
) -> None:
    page = client.get("/graphql", headers=BROWSER)

    examples = _examples(page.text)
    answers = [ask(tab["query"], **json.loads(tab["variables"])) for tab in examples]
    assert [answer.get("errors") for answer in answers] == [None] * 5
    assert answers[0]["data"]["agency"]["name"] == "海洋部港灣署"
    assert answers[1]["data"]["programme"]["indicators"]["edges"]
    assert answers[2]["data"]["programmes"]["totalCount"] > 0


def test_graphiql_is_there_before_the_graph_is(store_url: str) -> None:
    with TestClient(create_app(open_store(store_url))) as client:
        page = client.get("/graphql", headers=BROWSER)

    assert page.status_code == 200
    assert json.loads(_examples(page.text)[0]["variables"]) == {"name": "經濟部水利署"}


def test_graphiql_asks_nothing_of_other_hosts(client: TestClient) -> None:
    page = client.get("/graphql", headers=BROWSER)

    parts = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert {part.partition("/")[0] for part in parts} == {"graphiql", "data:,"}
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert all(client.get(part).status_code == 200 for part in parts if part != "data:,")
    styles = [path.read_text("utf-8") for path in PAGE_FOLDER.glob("*.css")]
    assert not any(re.search(r"@import|url\((?!['\"]?data:)", style) for style in styles)


def test_the_page_is_compressed_for_those_who_take_it(client: TestClient) -> None:
    plain, packed = (
        client.get("/graphql", headers={**BROWSER, "Accept-Encoding": encoding}) for encoding in ("identity", "gzip")
    )

    assert [answer.headers.get("content-encoding") for answer in (plain, packed)] == [None, "gzip"]
    assert plain.text == packed.text
    assert plain.headers["content-type"] == packed.headers["content-type"] == "text/html; charset=utf-8"


def test_no_page_of_the_framework_is_left_open(client: TestClient) -> None:
    assert [client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404, 404, 404]


# ---- the log --------------------------------------------------------------------------------------------------------


def test_every_request_is_one_log_event_under_an_id_of_its_own(client: TestClient) -> None:
    with capture_logs() as logs:
        answers = [client.get("/healthz"), client.get("/nowhere")]

    assert [(e["event"], e["method"], e["path"], e["status"]) for e in logs] == [
        ("request_served", "GET", "/healthz", 200),
        ("request_served", "GET", "/nowhere", 404),
    ]
    assert len({answer.headers["x-request-id"] for answer in answers}) == 2


def _examples(page: str) -> list[dict[str, str]]:
    found = re.search(r'<script id="examples" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    examples: list[dict[str, str]] = json.loads(found[1])
    return examples
