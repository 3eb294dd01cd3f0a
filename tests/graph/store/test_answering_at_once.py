"""The embedded store answers at once what was quick before; in a thread, in turn, what was not; else beside others."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.plan import QueryPlan
from graph.store import Answer
from graph.store.sqlite import view as sqlite_view
from graph.store.sqlite.running import Running, Stopped, TookLong
from graph.store.sqlite.store import SqliteStore
from tests.graph import harbour
from tests.graph.engines import publish
from tests.graph.plans import names_of

PLAN = QueryPlan((names_of(("Programme",)),), {"ten": 10, "after": None})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(tmp_path / "graph.db")) as opened:
        opened.create()
        publish(opened, *harbour.papers())
        yield opened


@pytest.fixture
def threads(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The threads in which a connection was asked for, in turn."""
    asked: list[int] = []
    connect = store.view._connect

    @contextmanager
    def connect_here() -> Iterator[sqlite3.Connection]:
        asked.append(threading.get_ident())
        with connect() as connection:
            yield connection

    monkeypatch.setattr(store.view, "_connect", connect_here)
    return asked


async def _answers(store: SqliteStore, times: int) -> list[Answer]:
    return [await store.view.answer(PLAN, {}) for _ in range(times)]


def test_what_was_quick_is_answered_at_once(
    store: SqliteStore, threads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_view, "_QUICK_SECONDS", 60)
    monkeypatch.setattr(sqlite_view, "_AT_ONCE_SECONDS", 60)

    first, second, third = asyncio.run(_answers(store, 3))

    here = threading.get_ident()
    assert [thread == here for thread in threads] == [False, True, True]
    assert first == second == third


def test_what_takes_longer_than_it_may_is_begun_anew_in_a_thread(
    store: SqliteStore, threads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_view, "_QUICK_SECONDS", 60)
    monkeypatch.setattr(sqlite_view, "_AT_ONCE_SECONDS", 0)

    first, second = asyncio.run(_answers(store, 2))

    here = threading.get_ident()
    assert [thread == here for thread in threads] == [False, True, False]
    assert first == second


def test_what_was_not_quick_is_answered_in_a_thread(
    store: SqliteStore, threads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_view, "_QUICK_SECONDS", 0)

    asyncio.run(_answers(store, 3))

    assert threading.get_ident() not in threads


def test_what_is_known_to_take_longer_than_a_turn_waits_for_none(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    [first] = asyncio.run(_answers(store, 1))
    monkeypatch.setattr(sqlite_view, "_QUICK_SECONDS", 0)
    monkeypatch.setattr(sqlite_view, "_IN_TURN_SECONDS", 0)

    with store.view._turn:  # which somebody keeps
        [second] = asyncio.run(_answers(store, 1))

    assert first == second


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        yield opened


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def test_a_statement_ends_when_its_time_is_over_and_leaves_its_connection_as_it_was(
    connection: sqlite3.Connection,
) -> None:
    with pytest.raises(TookLong), Running().on(connection, seconds=0.01):
        connection.execute(ENDLESS).fetchone()

    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_statement_ends_when_it_is_stopped(connection: sqlite3.Connection) -> None:
    running = Running()
    stopping = threading.Timer(0.05, running.stop)
    stopping.start()

    with pytest.raises(sqlite3.OperationalError, match="interrupted"), running.on(connection):
        connection.execute(ENDLESS).fetchone()
    stopping.join()

    with pytest.raises(Stopped):
        running.rows(connection, "SELECT 1", {})


def test_an_error_of_a_statement_is_told_as_it_is(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nothing"), Running().on(connection, seconds=60):
        connection.execute("SELECT nothing")
