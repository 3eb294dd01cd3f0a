"""An operation that takes too long, or that nobody waits for any more, is stopped in the store too, on every engine."""

import asyncio
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest

from graph.store import Store, open_store
from graph.store.neo4j.server import Server
from service.execution import Executor, Request
from service.limits import Limits
from tests.graph.engines import Engine
from tests.service.hub import papers

_TRANSACTIONS = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN count(*)"


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*papers(works=400)))) as opened:
        yield opened


@pytest.fixture
def endless() -> Request:
    """From each of a hundred programmes to the hub and back, again and again: more than anyone could wait for."""
    query = "id"
    for _ in range(6):
        query = f"agencies(first: 100) {{ nodes {{ programmes(first: 100, orderBy: [{{ field: NAME }}]) {{ nodes {{ {query} }} }} }} }}"
    return Request(f"{{ programmes(first: 100) {{ nodes {{ {query} }} }} }}")


def test_an_operation_that_takes_too_long_is_stopped(store: Store, endless: Request) -> None:
    executor = Executor(store.view, Limits(depth=40, nodes=10**30, seconds=0.5))

    async def ask() -> tuple[dict[str, Any], dict[str, Any]]:
        slow = await executor.execute(endless)
        await _until_nothing_runs(store)
        return slow, await executor.execute(Request("{ agencies(first: 1) { totalCount } }"))

    slow, after = asyncio.run(ask())

    assert slow["errors"][0]["extensions"]["code"] == "OPERATION_TIMEOUT"
    assert after["data"]["agencies"]["totalCount"] > 0


def test_an_operation_that_nobody_waits_for_is_stopped(store: Store, endless: Request) -> None:
    executor = Executor(store.view, Limits(depth=40, nodes=10**30, seconds=3600))

    async def ask_and_leave() -> None:
        asking = asyncio.create_task(executor.execute(endless))
        await asyncio.sleep(0.5)
        assert not asking.done()
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
        await _until_nothing_runs(store)

    asyncio.run(ask_and_leave())


def test_a_crowd_of_slow_operations_leaves_a_turn_for_small_ones(store: Store, endless: Request) -> None:
    executor = Executor(store.view, Limits(depth=40, nodes=10**30, seconds=3600, operations=4))

    async def crowd() -> tuple[dict[str, Any], int, set[str]]:
        slow = [asyncio.create_task(executor.execute(endless)) for _ in range(200)]
        await asyncio.sleep(0.2)
        small = await executor.execute(Request("{ agencies(first: 1) { totalCount } }"))
        done, running = await asyncio.wait(slow, timeout=5)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await _until_nothing_runs(store)
        return small, len(running), {task.result()["errors"][0]["extensions"]["code"] for task in done}

    small, running, refused = asyncio.run(crowd())

    assert small["data"]["agencies"]["totalCount"] > 0
    assert (running, refused) == (3, {"SERVICE_BUSY"})


async def _until_nothing_runs(store: Store) -> None:
    """Return when nothing is read any more; where it goes on for a minute, it was not stopped."""
    for _ in range(600):
        if not await asyncio.to_thread(_runs, store):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("what was asked is still looked for in the store")


def _runs(store: Any) -> bool:
    if (server := getattr(store, "_server", None)) is not None:
        return _runs_on(server)
    held = store._opened
    return any(one.in_use.locked() for one in held)


def _runs_on(server: Server) -> bool:
    with server.driver() as driver:
        count: int = driver.execute_query(_TRANSACTIONS, database_="neo4j").records[0][0]
    return count > 0
