"""What ends work on a connection before it is done: another thread, or that it takes too long."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from time import perf_counter
from typing import Protocol

_STEPS = 5_000  # of SQLite's machine between two looks at the clock: well below a millisecond


class Working(Protocol):
    """One reader's work."""

    def on(self, connection: sqlite3.Connection) -> AbstractContextManager[None]:
        """What is inside runs on a connection."""

    def check(self) -> None:
        """Raise Stopped or TookLong where it is to end: between two statements there is none to interrupt."""


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


class TookLong(Exception):
    """Raised where work is not done in the time that it has."""


class Brief:
    """One reader's work that ends by itself when its time is over."""

    def __init__(self, seconds: float) -> None:
        self._until = perf_counter() + seconds

    @contextmanager
    def on(self, connection: sqlite3.Connection) -> Iterator[None]:
        """What is inside runs on a connection. Raises: TookLong."""
        connection.set_progress_handler(self._is_over, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorname == "SQLITE_INTERRUPT" and self._is_over():
                raise TookLong from exc
            raise
        finally:
            connection.set_progress_handler(None, 0)

    def check(self) -> None:
        """Raise TookLong where the time is over."""
        if self._is_over():
            raise TookLong

    def _is_over(self) -> bool:
        return perf_counter() > self._until
