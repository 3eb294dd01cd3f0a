"""The service told to stop: what is under way is answered whole, nobody new is let in, and a second Ctrl-C ends it."""

import json
import signal
from contextlib import closing
from http.client import HTTPResponse
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from graph.store import Release, open_store
from tests.graph.engines import publish
from tests.service.hub import papers
from tests.service.serving import Served, serving, until

SMALL = "{ agencies(first: 1) { totalCount } }"


@pytest.fixture(autouse=True)
def hub(store_url: str) -> Release:
    with closing(open_store(store_url, create=True)) as store:
        return publish(store, *papers(works=400))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_under_way_is_answered_whole_and_nobody_new_is_let_in(
    store_url: str, hub: Release, tmp_path: Path, workers: int
) -> None:
    with (
        serving(store_url, tmp_path, workers=workers, operation_nodes=10**30, body_seconds=60) as served,
        served.connect() as slow,
        served.connect() as late,
    ):
        slow.sendall(_post(_to_the_hub_and_back(programmes=40, times=2)))
        late.sendall(_post(SMALL)[:-10])
        until(lambda: "plangraph_requests_under_way 3.0" in served.get("/metrics"))

        served.process.send_signal(signal.SIGTERM)
        until(lambda: _refuses(served))
        served.process.send_signal(signal.SIGTERM)
        late.sendall(_post(SMALL)[-10:])
        answers = [_answer(late), _answer(slow)]
        code = served.process.wait(timeout=60)

    assert answers[0]["data"]["agencies"]["totalCount"] == 201
    assert [answer["extensions"]["release"] for answer in answers] == [hub.id] * 2
    assert len(answers[1]["data"]["programmes"]["nodes"]) == 40
    assert code == 0
    assert {event["event"] for event in served.events()} == {"request_served"}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_connection_over_which_nothing_is_asked_keeps_nobody_waiting(
    store_url: str, tmp_path: Path, workers: int
) -> None:
    with serving(store_url, tmp_path, workers=workers) as served, served.connect() as silent, served.connect() as idle:
        idle.sendall(_post(SMALL))
        assert _answer(idle)["data"]

        code = served.end()

        assert (code, silent.recv(1), idle.recv(1)) == (0, b"", b"")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_second_ctrl_c_does_not_wait_for_what_is_under_way(store_url: str, tmp_path: Path, workers: int) -> None:
    endless = {"operation_depth": 40, "operation_nodes": 10**30, "operation_seconds": 3600}
    with serving(store_url, tmp_path, workers=workers, **endless) as served, served.connect() as slow:
        slow.sendall(_post(_to_the_hub_and_back(programmes=100, times=6)))
        until(lambda: "plangraph_requests_under_way 2.0" in served.get("/metrics"))

        served.interrupt()
        until(lambda: _refuses(served))
        served.interrupt()
        code = served.process.wait(timeout=60)

    assert code == 0
    assert "graceful" not in served.log.read_text("utf-8")


def _to_the_hub_and_back(*, programmes: int, times: int) -> str:
    """From so many programmes to the hub and to its programmes, again and again: it takes seconds, or for ever."""
    query = "agencies(first: 1) { totalCount }"
    for _ in range(times):
        query = f"agencies(first: 100) {{ nodes {{ programmes(first: 100, orderBy: [{{ field: NAME }}]) {{ nodes {{ {query} }} }} }} }}"
    return f"{{ programmes(first: {programmes}) {{ nodes {{ {query} }} }} }}"


def _post(query: str) -> bytes:
    body = json.dumps({"query": query})
    head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n{body}".encode()


def _answer(connection: socket) -> Any:
    """What comes over a connection, to the end that its head promises."""
    response = HTTPResponse(connection)
    response.begin()
    return json.loads(response.read())


def _refuses(served: Served) -> bool:
    """Whether a new connection is refused."""
    try:
        served.connect().close()
    except ConnectionRefusedError:
        return True
    return False
