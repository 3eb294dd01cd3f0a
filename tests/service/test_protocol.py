"""HTTP as it comes over a connection, byte by byte: what is no HTTP is refused, whoever is behind, and nothing is mixed up."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import parse_headers
from socket import create_connection, socket
from time import sleep
from typing import IO

import pytest
import uvicorn

from graph.store import Release, Store
from service.app import create_app
from service.server import _configuration, listen

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
QUERY = b'{"query":"{release{id}}"}'
WHOLE = POST + b"Content-Length: %d\r\n\r\n" % len(QUERY) + QUERY


@contextmanager
def listening_to(store: Store) -> Iterator[tuple[str, int]]:
    """The address of a server in a thread of its own."""
    server = uvicorn.Server(_configuration(create_app(store)))
    with closing(listen("127.0.0.1", 0)) as listening:
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        try:
            yield listening.getsockname()
        finally:
            server.should_exit = True
            serving.join()


@pytest.fixture
def connection(store: Store, ministry: Release) -> Iterator[socket]:
    with listening_to(store) as address, create_connection(address, timeout=60) as opened:
        yield opened


@pytest.mark.parametrize(
    "said",
    [
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /healthz\r\n\r\n",
        b"GET /healthz HTTP/0.9\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /healthz HTTP/2.0\r\nHost: localhost\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
        b"GET /health\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /healthz HTTP/1.1\nHost: localhost\n\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nA: b\x00c\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nA: b\rc\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nA: b\r\n c\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nA : b\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 15_000 + b"\r\n",
        b"GET /healthz?" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
        POST + b"Content-Length: +5\r\n\r\n12345",
        POST + b"Content-Length: 5, 5\r\n\r\n12345",
        POST + b"Content-Length : 5\r\n\r\n12345",
        POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
    ],
    ids=lambda said: ascii(said[:90]),
)
def test_what_is_no_http_is_refused_and_nothing_after_it_read(connection: socket, said: bytes) -> None:
    connection.sendall(said)
    connection.sendall(HEALTH)

    assert _statuses(_all(connection)) == [400]


@pytest.mark.parametrize("filler", [b"a", b"A: b\r\n"], ids=["one header", "many headers"])
def test_a_head_that_does_not_end_is_refused(connection: socket, filler: bytes) -> None:
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nB: ")
    for _ in range(70):
        connection.sendall(filler * (1024 // len(filler)))

    assert _statuses(_all(connection)) == [400]


def test_requests_that_are_sent_ahead_are_answered_in_their_order(connection: socket) -> None:
    connection.sendall(WHOLE + HEALTH + WHOLE)

    answers = _answers(connection, 3)

    assert [status for status, _ in answers] == [200] * 3
    assert [b"release" in body for _, body in answers] == [True, False, True]


def test_a_body_may_come_in_chunks_and_what_stands_behind_it_is_no_header(connection: socket) -> None:
    body = b"".join(b"1\r\n%c\r\n" % letter for letter in QUERY) + b"0\r\nAccept: image/png\r\n\r\n"
    connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n" + body + HEALTH)

    assert [status for status, _ in _answers(connection, 2)] == [200, 200]


def test_what_was_asked_is_answered_before_what_is_no_http_ends_the_connection(connection: socket) -> None:
    connection.sendall(WHOLE + b"hello\r\n\r\n" + HEALTH)

    received = _all(connection)

    assert _statuses(received) == [200]
    assert b'"release"' in received


def test_no_more_requests_are_kept_waiting_than_a_browser_would_send(connection: socket) -> None:
    connection.sendall(HEALTH * 1_000)

    assert 1 < len(_statuses(_all(connection))) < 1_000


def test_a_client_of_http_1_0_is_answered_and_the_connection_ends(connection: socket) -> None:
    connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")

    assert _all(connection).endswith(b'{"status":"ok"}')


def test_who_asks_for_another_protocol_is_answered_in_this_one_and_the_connection_ends(connection: socket) -> None:
    connection.sendall(
        HEALTH[:-2]
        + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n"
    )

    assert _statuses(_all(connection)) == [200]


@pytest.mark.parametrize("before", [b"", HEALTH], ids=["at first", "later"])
@pytest.mark.parametrize(
    "said", [b"", b"\r\n", b"GET /healthz HTTP/1.1\r\n"], ids=["nothing", "a blank line", "half a head"]
)
def test_a_connection_over_which_no_request_comes_is_closed(
    store: Store, monkeypatch: pytest.MonkeyPatch, before: bytes, said: bytes
) -> None:
    monkeypatch.setattr("service.protocol._HEAD_SECONDS", 0.5)
    monkeypatch.setattr("service.server._IDLE_SECONDS", 0.5)
    with listening_to(store) as address, create_connection(address, timeout=60) as connection:
        connection.sendall(before)
        _answers(connection, bool(before))
        connection.sendall(said)

        assert connection.recv(1) == b""


def test_a_body_that_nobody_reads_does_not_hold_the_connection(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.protocol._HEAD_SECONDS", 0.5)
    with listening_to(store) as address, create_connection(address, timeout=60) as connection:
        connection.sendall(HEALTH[:-2] + b"Content-Length: 1000000\r\n\r\n")
        [(status, _)] = _answers(connection, 1)

        assert status == 200
        assert _ends(connection, b"a")


def _ends(connection: socket, said: bytes) -> bool:
    """Whether the service ends a connection, although more comes over it all the time."""
    for _ in range(600):
        try:
            connection.sendall(said)
        except ConnectionError:
            return True
        sleep(0.05)
    return False


def _answers(connection: socket, count: int) -> list[tuple[int, bytes]]:
    """Status and body of so many answers, as they come over a connection."""
    with connection.makefile("rb") as stream:
        return [_read(stream) for _ in range(count)]


def _read(stream: IO[bytes]) -> tuple[int, bytes]:
    status = int(stream.readline().split()[1])
    return status, stream.read(int(parse_headers(stream)["content-length"]))


def _all(connection: socket) -> bytes:
    """All that comes over a connection until the service ends it."""
    received = b""
    try:
        while some := connection.recv(65536):
            received += some
    except ConnectionResetError:  # it has ended without having read all
        pass
    return received


def _statuses(received: bytes) -> list[int]:
    return [int(after[:3]) for after in received.split(b"HTTP/1.1 ")[1:]]
