"""Listening on a port and serving until told to stop."""

import errno
import os
import socket
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from graph.errors import PortInUse, ServiceError


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that a port in use is known before anything else is done.

    Raises: PortInUse; ServiceError for an address that is not of this machine, or a port that needs more rights.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as exc:
        if exc.errno == errno.EADDRINUSE:
            raise PortInUse(f"Port {port} is in use: choose another with --port, or stop what listens there.") from exc
        reason = os.strerror(exc.errno) if exc.errno and exc.errno > 0 else exc.strerror
        raise ServiceError(f"Cannot listen on {host}, port {port}: {reason}.") from exc


def address(listening: socket.socket) -> str:
    """The URL of a listening socket, for people on this machine."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until Ctrl-C or a signal to end; what is under way is finished first."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    with suppress(KeyboardInterrupt):  # uvicorn has stopped by then, and hands the signal on
        server.run(sockets=[listening])
