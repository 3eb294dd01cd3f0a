"""Listening on a port and serving until told to stop."""

import errno
import os
import signal
import socket
import time
from contextlib import suppress
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from graph.errors import PortInUse, ServiceError
from service.memory import spare_what_stays
from service.metrics import SHARED
from service.protocol import PatientProtocol

_IDLE_SECONDS = 20  # for a connection over which nothing more is asked
_GRACE_SECONDS = 45  # for what is under way when told to stop: a body of 10 s, a turn after 2, an operation of 30
_TICK_SECONDS = 0.1  # between two looks at whether workers have ended
_CONNECTIONS = 2_000  # in each process


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that a port in use is known before anything else is done.

    Raises: PortInUse; ServiceError for an address that is not of this machine, or a port that needs more rights.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_CONNECTIONS)
    except OSError as exc:
        if exc.errno == errno.EADDRINUSE:
            raise PortInUse(f"Port {port} is in use: choose another with --port, or stop what listens there.") from exc
        reason = os.strerror(exc.errno) if exc.errno and exc.errno > 0 else exc.strerror
        raise ServiceError(f"Cannot listen on {host}, port {port}: {reason}.") from exc
    # Connections have it from here; asyncio sets it only on sockets that were made for TCP by name. Without it the body
    # of an answer waits for its head to be acknowledged, which clients do 40 ms later.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address(listening: socket.socket) -> str:
    """The URL of a listening socket, for people on this machine."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until Ctrl-C or a signal to end; what is under way is finished first, unless Ctrl-C comes again."""
    spare_what_stays()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # for it is meant alike, and is no failure
    server = _Server(_configuration(app))
    with suppress(KeyboardInterrupt):  # uvicorn has stopped by then, and hands the signal on
        server.run(sockets=[listening])


def run_workers(factory: str, listening: socket.socket, workers: int) -> None:
    """The same in several processes, each with an application of its own that ``factory``, an import path, makes.

    One that dies is replaced. Their figures stand in a folder that they share.
    """
    with TemporaryDirectory(prefix="plangraph-metrics-") as folder:
        os.environ[SHARED] = folder
        _Workers(_configuration(factory, factory=True, workers=workers), sockets=[listening]).run()


def _configuration(app: ASGIApp | str, **more: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        loop="asyncio",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        **more,
    )


class _Server(uvicorn.Server):
    """Serves in this process."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; hang up on all when Ctrl-C comes again, for Python 3.12 and newer wait for them even then."""
        super().handle_exit(sig, frame)
        if self.force_exit:
            for connection in list(self.server_state.connections):
                connection.transport.abort()


class _Workers(Multiprocess):
    """Processes that serve on one socket, until told to stop."""

    def terminate_all(self) -> None:
        """Tell all to stop, and let nobody new wait for them: a socket listens until all who hold it close it."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def join_all(self) -> None:
        """Wait until all have ended; end them when Ctrl-C comes again."""
        while any(worker.process.is_alive() for worker in self.processes) and signal.SIGINT not in self.signal_queue:
            time.sleep(_TICK_SECONDS)
        for worker in self.processes:
            worker.process.kill()
        super().join_all()
