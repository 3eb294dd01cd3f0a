"""Stopping what runs on a connection, from another thread."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Stopped(Exception):
    """Raised where a reader goes on although nobody waits for its answer any more."""


class Running:
    """One reader's work. Once stopped, its statement ends at once, and it begins no other."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._connection: sqlite3.Connection | None = None
        self._stopped = False

    @contextmanager
    def on(self, connection: sqlite3.Connection) -> Iterator[None]:
        """What is inside runs on a connection; what comes after on the same one is never stopped."""
        with self._guard:
            self._connection = connection
        try:
            yield
        finally:
            with self._guard:
                self._connection = None

    def stop(self) -> None:
        """Stop it, if it still runs."""
        with self._guard:
            self._stopped = True
            if self._connection is not None:
                self._connection.interrupt()

    def check(self) -> None:
        """Raise Stopped where it was stopped: between two statements there is none to interrupt."""
        if self._stopped:
            raise Stopped
