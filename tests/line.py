"""A line to a server on this machine that can fall silent, be cut, and be listened to: what networks do."""

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Self


class Line:
    """Passes on what clients of ``port`` send to the server's port, and what it answers."""

    def __init__(self, server_port: int) -> None:
        self.heard = bytearray()
        """What clients have sent."""
        self._server_port = server_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._requests, self._answers = threading.Event(), threading.Event()
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.go_on()

    def through(self, url: str) -> str:
        """The URL of a server at the other end, by way of this line."""
        return url.replace(f":{self._server_port}", f":{self.port}")

    def silence(self) -> None:
        """Hold back whatever is sent from either side, and tell neither."""
        self._requests.clear()
        self._answers.clear()

    def hear_more_than(self, bytes_heard: int) -> None:
        """Return when clients have sent more than that."""
        while len(self.heard) <= bytes_heard:
            time.sleep(0.01)

    def hold_answers(self) -> None:
        """Hold back only what the server answers."""
        self._answers.clear()

    def cut(self) -> None:
        """End every connection; what was held back is lost."""
        for end in self._ends:
            _close(end)
        self.go_on()

    def go_on(self) -> None:
        """Deliver what was held back, and go on."""
        self._requests.set()
        self._answers.set()

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        _close(self._listening)
        self.cut()
        for thread in self._threads:
            thread.join()

    def _start(self, work: object, *given: object) -> None:
        thread = threading.Thread(target=work, args=given)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port))
            except OSError:
                client.close()
                continue
            self._ends += [client, server]
            self._start(self._pass_on, client, server, self._requests, self.heard)
            self._start(self._pass_on, server, client, self._answers, bytearray())

    def _pass_on(self, source: socket.socket, to: socket.socket, may: threading.Event, heard: bytearray) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                heard += data
                may.wait()
                to.sendall(data)
        for end in (source, to):
            _close(end)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)  # wakes who waits for something from it
    end.close()
