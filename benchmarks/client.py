"""An HTTP client that costs next to nothing: kept connections over which requests go as bytes."""

import socket
from collections.abc import Iterator, Sequence
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter
from typing import Self

import orjson

_CHUNK = 1 << 18


def post(path: str, content: object) -> bytes:
    """A request that posts JSON."""
    body = orjson.dumps(content)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class Connection:
    """One connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def ask(self, request: bytes) -> bytes:
        """The body of the answer to a request. Raises: ConnectionError, also where it is no 200."""
        self.send(request)
        while (body := self.receive()) is None:
            pass
        return body

    def send(self, request: bytes) -> None:
        """Send a request, where none is under way."""
        self._received.clear()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The body of the answer, once all of it is there; waits for some more of it."""
        more = self.socket.recv(_CHUNK)
        if not more:
            raise ConnectionError("The server has closed the connection.")
        self._received += more
        head_end = self._received.find(b"\r\n\r\n")
        if head_end < 0:
            return None
        head = bytes(self._received[:head_end]).lower()
        if not head.startswith(b"http/1.1 200 "):
            raise ConnectionError(f"The server refuses: {self._received[:500].decode()}")
        length = int(head.partition(b"content-length:")[2].split(maxsplit=1)[0])
        return bytes(self._received[head_end + 4 :]) if len(self._received) == head_end + 4 + length else None


def ask_together(connections: Sequence[Connection], request: bytes, *, seconds: float) -> Iterator[bytes]:
    """Answers to clients that each ask again as soon as they are answered, until the seconds are over."""
    start = perf_counter()
    with DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, EVENT_READ, connection)
            connection.send(request)
        while selector.get_map():
            for connection in [key.data for key, _ in selector.select()]:
                if (body := connection.receive()) is None:
                    continue
                yield body
                if perf_counter() - start < seconds:
                    connection.send(request)
                else:
                    selector.unregister(connection.socket)
