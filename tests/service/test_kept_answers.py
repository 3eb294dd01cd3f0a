"""Answers that are asked for again and again are kept while the release stays, and say what they would say anew."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from graph.store import Release, open_store
from service.app import create_app
from service.kept_answers import KeptAnswers, WrittenAnswer
from service.settings import ServiceSettings
from tests.graph.builders import Paper
from tests.service.conftest import GraphOf
from tests.service.ministry import BUREAU

QUERY = "query Bodies { agencies(first: 2) { totalCount nodes { id name programmes(first: 5) { nodes { name } } } } }"
ASKED = {"query": QUERY, "operationName": "Bodies"}
LARGE = {"query": "{ agencies { nodes { " + " ".join(f"a{n}: name b{n}: id" for n in range(20)) + " } } }"}


@pytest.fixture
def client(store_url: str, ministry: Release) -> Iterator[TestClient]:
    """The service, which sees a new release at once."""
    with TestClient(create_app(open_store(store_url), ServiceSettings(release_seconds=0.01))) as client:
        yield client


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_is_kept_from_the_second_time_on_and_the_store_not_asked_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    made = [_ask(client, method) for _ in range(2)]
    with monkeypatch.context() as patch, capture_logs() as logs:
        patch.setattr("graph.store.sqlite.view.SqliteView.answer", _never)
        kept = _ask(client, method)

    assert made[0].json()["data"]["agencies"]["totalCount"] == 4
    assert [answer.content for answer in made] == [kept.content] * 2
    assert [_headers(answer) for answer in made] == [_headers(kept)] * 2
    [event] = [event for event in logs if event["event"] == "request_served"]
    assert (event["kept"], event["operation"], event["release"], event["cost"]) == (
        True,
        "Bodies",
        *kept.json()["extensions"].values(),
    )
    assert "plangraph_kept_answers_total 1.0" in client.get("/metrics").text


def test_what_is_kept_of_one_release_is_not_said_of_the_next(client: TestClient, graph_of: GraphOf) -> None:
    for _ in range(3):
        before = _ask(client)
    release = graph_of(Paper("report-2022", year=2022).names(BUREAU))

    while (answer := _ask(client).json())["extensions"]["release"] != release.id:
        assert answer == before.json()
    assert _ask(client).json() == _ask(client).json() == answer


def test_a_kept_answer_is_compressed_for_those_who_take_it(client: TestClient) -> None:
    asked = [
        client.post("/graphql", json=LARGE, headers={"Accept-Encoding": encoding})
        for encoding in ("gzip", "identity", "gzip", "gzip", "identity")
    ]

    assert [answer.headers.get("content-encoding") for answer in asked] == ["gzip", None, "gzip", "gzip", None]
    assert len({answer.content for answer in asked}) == 1
    assert all(
        {"Accept", "Accept-Encoding"} <= set(answer.headers["vary"].replace(" ", "").split(",")) for answer in asked
    )


def test_answers_with_errors_are_made_anew(client: TestClient) -> None:
    failing = {"query": '{ agencies(first: 1, after: "nonsense") { nodes { id } } }'}
    with capture_logs() as logs:
        answers = [client.post("/graphql", json=failing).json() for _ in range(4)]

    assert answers[0]["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"
    assert not any("kept" in event for event in logs)


def test_other_variables_are_another_answer(client: TestClient) -> None:
    query = "query ($name: String) { agency(name: $name) { kind } }"
    asked = [{"query": query, "variables": {"name": name}} for name in ("港灣署", "海洋部")]

    found = [[client.post("/graphql", json=one).json()["data"]["agency"]["kind"] for one in asked] for _ in range(4)]

    assert found == [["AGENCY", "MINISTRY"]] * 4


def test_no_answer_is_kept_where_none_is_to_be(store_url: str, ministry: Release) -> None:
    with TestClient(create_app(open_store(store_url), ServiceSettings(answers_mb=0))) as client, capture_logs() as logs:
        answers = [_ask(client).content for _ in range(4)]

    assert len(set(answers)) == 1
    assert not any("kept" in event for event in logs)


# ---- how much is kept -----------------------------------------------------------------------------------------------


def test_what_was_used_longest_ago_makes_room() -> None:
    kept = KeptAnswers(most_bytes=100_000)
    for name in "abcdefghij":
        _offer_twice(kept, name, size=4_500)
    kept.find("a")
    _offer_twice(kept, "k", size=4_500)

    assert [name for name in "abcdefghijk" if kept.find(name)] == [*"acdefghijk"]


def test_one_answer_does_not_drive_out_all_others() -> None:
    kept = KeptAnswers(most_bytes=100_000)
    _offer_twice(kept, "large", size=10_000)
    _offer_twice(kept, "small", size=500)

    assert (kept.find("large"), kept.find("small") is not None) == (None, True)


def _offer_twice(kept: KeptAnswers, name: str, *, size: int) -> None:
    for _ in range(2):
        kept.offer(name, WrittenAnswer(b"." * size, {}))


def _ask(client: TestClient, method: str = "POST") -> Any:
    return client.get("/graphql", params=ASKED) if method == "GET" else client.post("/graphql", json=ASKED)


def _headers(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "x-request-id"}


async def _never(*_: object, **__: object) -> None:
    raise AssertionError("the store is asked")
