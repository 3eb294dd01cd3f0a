"""The service while its store is away: it says so, lives on, and answers again by itself when the store is back."""

import signal
from contextlib import closing
from typing import Any

from starlette.testclient import TestClient

from graph.store import open_store
from service.app import create_app
from service.settings import ServiceSettings
from tests.graph.engines import publish
from tests.neo4j_server import Neo4jServer
from tests.service.ministry import PAPERS
from tests.service.serving import until


def test_the_service_answers_503_while_the_store_is_away_and_goes_on_by_itself(
    neo4j_url: str, running: Neo4jServer
) -> None:
    with closing(open_store(neo4j_url, create=True)) as store:
        release = publish(store, *PAPERS)
    settings = ServiceSettings(answers_mb=0)
    with TestClient(create_app(open_store(f"{neo4j_url}?timeout_seconds=5"), settings)) as client:
        _answers(client, release.id)

        running.send(signal.SIGSTOP)
        _says_that_the_store_is_away(client, "is silent")
        running.send(signal.SIGCONT)
        _answers(client, release.id)

        running.kill()
        _says_that_the_store_is_away(client, "start it")
        running.start()
        _answers(client, release.id)


def test_what_is_kept_is_not_said_for_long_while_the_store_is_away(neo4j_url: str, running: Neo4jServer) -> None:
    with closing(open_store(neo4j_url, create=True)) as store:
        release = publish(store, *PAPERS)
    settings = ServiceSettings(release_seconds=0.1)
    with TestClient(create_app(open_store(f"{neo4j_url}?timeout_seconds=5"), settings)) as client:
        for _ in range(3):
            _answers(client, release.id)

        running.kill()
        until(lambda: _ask(client).status_code == 503)
        _says_that_the_store_is_away(client, "start it")
        running.start()
        _answers(client, release.id)


def _ask(client: TestClient) -> Any:
    return client.post("/graphql", json={"query": "{ release { id } agencies(first: 1) { totalCount } }"})


def _answers(client: TestClient, release: str) -> None:
    answer = _ask(client)

    assert (answer.status_code, answer.json()["data"]) == (
        200,
        {"release": {"id": release}, "agencies": {"totalCount": 4}},
    )
    assert client.get("/readyz").status_code == 200


def _says_that_the_store_is_away(client: TestClient, why: str) -> None:
    answer = _ask(client)

    assert answer.status_code == 503
    assert answer.json()["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"
    assert why in answer.json()["errors"][0]["message"]
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
