"""Ending what runs on a connection before it is done: from another thread, or because it takes too long."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import perf_counter

_STEPS = 5_000  # of SQLite's machine between two looks at the clock: well below a millisecond


class Stopped(Exception):
    """Raised where a reader goes on although nobody waits for its answer any more."""


class TookLong(Exception):
    """Raised where a reader is not done in the time that it has."""


class Running:
    """One reader's work. Once stopped, or when its time is over, its statement ends, and it begins no other."""

    def __init__(self) -> None:
        self._until = float("inf")
        self._guard = Lock()
        self._connection: sqlite3.Connection | None = None
        self._stopped = False

    @contextmanager
    def on(self, connection: sqlite3.Connection, seconds: float = float("inf")) -> Iterator[None]:
        """What is inside runs on a connection, for so long; what comes after on the same one is never stopped.

        Raises: TookLong.
        """
        self._until = perf_counter() + seconds
        connection.set_progress_handler(self._is_over, _STEPS)
        with self._guard:
            self._connection = connection
        try:
            yield
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorname == "SQLITE_INTERRUPT" and self._is_over():
                raise TookLong from exc
            raise
        finally:
            with self._guard:
                self._connection = None
            connection.set_progress_handler(None, 0)

    def stop(self) -> None:
        """Stop it, if it still runs."""
        with self._guard:
            self._stopped = True
            if self._connection is not None:
                self._connection.interrupt()

    def check(self) -> None:
        """Raise Stopped or TookLong where it is to end: between two statements there is none to interrupt."""
        if self._stopped:
            raise Stopped
        if self._is_over():
            raise TookLong

    def _is_over(self) -> bool:
        return perf_counter() > self._until
