"""HTTP on one connection: what a request may look like, and how long its head may take to come."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

_HEAD_SECONDS = 20.0  # for a connection over which nothing is said, or a head that does not end
_HEAD_BYTES = 65_536
_AHEAD = 16  # requests that may be sent before the first is answered
_VERSIONS = frozenset({"1.0", "1.1"})


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 as the parser of Node.js reads it, with what it leaves to servers.

    A head must end in time, be no larger than 64 kB and name its host once. What is no HTTP is refused with status 400,
    or ends the connection where something that was asked before is still to be answered.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in the base
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._in_head = True
        self._unread = 0  # bytes of a head that has not ended
        self._waiting: asyncio.TimerHandle | None = None
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what has come; a head of which too much has come already is refused."""
        if self._in_head:
            self._wait()
        self._unread += len(data)
        super().data_received(data)
        if self._in_head and self._unread > _HEAD_BYTES:
            self.send_400_response("The head of the request is too large.")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what comes behind a body is none, although the parser calls it so."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Have the request answered, and the connection ended after one that asks for another protocol."""
        self._wait_no_longer()
        self._in_head = False
        self._unread = 0
        if not self._is_proper():
            raise ValueError("no request that could be answered")  # which the parser hands on as an error of its own
        super().on_headers_complete()
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """Begin to read the next head."""
        self._wait_no_longer()
        self._in_head = True
        self._unread = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Go on to what was sent ahead; a body that nobody reads must end in time."""
        super().on_response_complete()
        if not self._in_head:
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, unless answers are under way: then these are the last."""
        if not self._ends_after_answers():
            super().send_400_response(msg)

    def _is_proper(self) -> bool:
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        hosts = sum(name == b"host" for name, _ in self.headers)
        version = self.parser.get_http_version()
        named = hosts == 1 or (hosts == 0 and version == "1.0")
        return version in _VERSIONS and named and size <= _HEAD_BYTES and len(self.pipeline) < _AHEAD

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(_HEAD_SECONDS, self._give_up)

    def _wait_no_longer(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        if not self._ends_after_answers():
            self.transport.close()

    def _ends_after_answers(self) -> bool:
        """Whether answers are still under way of requests that are here whole; the connection ends with the last."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        if cycle is None or cycle.response_complete or (cycle.more_body and not cycle.response_started):
            return False
        cycle.keep_alive = False
        return True
