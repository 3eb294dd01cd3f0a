"""How one answer's statements run: in turn with others, and not on when they are stopped or take too long."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import perf_counter
from typing import Any

_STEPS = 5_000  # of SQLite's machine between two looks at the clock: well below a millisecond
_ALONE_SECONDS = 0.002

Row = tuple[Any, ...]


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
        self._turn: Lock | None = None
        self._has_turn = False
        self._began = 0.0  # when the statement did that runs now

    @contextmanager
    def in_turn(self, turn: Lock) -> Iterator[None]:
        """What is inside is done when others have had their turn, which it leaves to them while one statement is long.

        SQLite gives up the interpreter with each row, and threads that take it from each other as often get a third as
        much done; while it looks for a row, it does not need it.
        """
        self._turn = turn
        self._take_turn()
        try:
            yield
        finally:
            self._leave_turn()
            self._turn = None

    def _take_turn(self) -> None:
        if self._turn is not None and not self._has_turn:
            self._has_turn = self._turn.acquire()

    def _leave_turn(self) -> None:
        if self._turn is not None and self._has_turn:
            self._has_turn = False
            self._turn.release()

    @contextmanager
    def on(self, connection: sqlite3.Connection, seconds: float = float("inf")) -> Iterator[None]:
        """What is inside runs on a connection, for so long; what comes after on the same one is never stopped.

        Raises: TookLong.
        """
        self._until = perf_counter() + seconds
        connection.set_progress_handler(self._look, _STEPS)
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

    def rows(self, connection: sqlite3.Connection, sql: str, values: dict[str, object]) -> list[Row]:
        """All rows of a statement.

        Raises: Stopped, TookLong where it is to end already, for between two statements there is none to interrupt.
        """
        if self._stopped:
            raise Stopped
        self._began = perf_counter()
        if self._began > self._until:
            raise TookLong
        rows = connection.execute(sql, values).fetchall()
        self._take_turn()
        return rows

    def _look(self) -> bool:
        """Whether a statement is to end; SQLite asks again and again."""
        if perf_counter() - self._began > _ALONE_SECONDS:
            self._leave_turn()
        return self._is_over()

    def _is_over(self) -> bool:
        return perf_counter() > self._until
