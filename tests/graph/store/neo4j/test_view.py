"""What a reader does about a load that is under way, seen by what it asks of a server that is made up."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from neo4j import GraphDatabase

from graph.errors import MissingStore, StoreBusy
from graph.plan import Argument, Connection, Page, QueryPlan, Total
from graph.store.neo4j import publication
from graph.store.neo4j.schema import SCHEMA_VERSION
from graph.store.neo4j.server import Server
from graph.store.neo4j.view import Neo4jView

pytestmark = pytest.mark.anyio

PLAN = QueryPlan((Connection("list", ("Agency",), None, Page(Argument("ten")), (Total("total"),)),), {"ten": 10})


class MadeUp:
    """A server whose release node says one thing after the other, the last for ever; each look answers one more."""

    def __init__(self, *says: tuple[str, int]) -> None:
        self._says = list(says)
        self.asked: list[tuple[str, object]] = []

    async def record(self, text: str, parameters: dict[str, Any]) -> list[Any] | None:
        mark, number = self._says.pop(0) if len(self._says) > 1 else self._says[0]
        release = (f"release {number}", "2026-01-01T00:00:00+00:00", 1) if number else (None, None, None)
        current = [mark, number, *release, False, SCHEMA_VERSION]
        if not text.startswith("WITH"):
            return current
        self.asked.append(("added" in text, parameters["release"]))
        return [*current, [[], 7]]


@pytest.fixture
def view() -> Iterator[Neo4jView]:
    with closing(Neo4jView(Server.from_url("neo4j://localhost"), GraphDatabase.bookmark_manager())) as made:
        yield made


async def answer(view: Neo4jView, server: MadeUp, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(view, "_record", server.record)
    answer = await view.answer(PLAN, {})
    assert answer.data == {"list": {"total": 7}}
    return answer.release.id


async def test_without_a_load_nothing_is_looked_at_but_things(view: Neo4jView, monkeypatch: pytest.MonkeyPatch) -> None:
    server = MadeUp(("3 clean 3", 3))

    assert await answer(view, server, monkeypatch) == "release 3"
    assert await answer(view, server, monkeypatch) == "release 3"
    assert server.asked == [(False, 3), (False, 3)]


async def test_an_answer_during_which_a_load_began_is_asked_for_again(
    view: Neo4jView, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MadeUp(("3 clean 3", 3), ("3 loading 4", 3))

    assert await answer(view, server, monkeypatch) == "release 3"
    assert server.asked == [(False, 3), (True, 3)]


async def test_an_answer_over_which_the_release_changed_comes_from_the_new_one(
    view: Neo4jView, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MadeUp(("3 loading 4", 3), ("4 collecting 4", 4))

    assert await answer(view, server, monkeypatch) == "release 4"
    assert server.asked == [(True, 3), (True, 4)]


async def test_a_load_that_ends_leaves_what_was_read_by_number(
    view: Neo4jView, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MadeUp(("4 collecting 4", 4), ("4 clean 4", 4))

    assert await answer(view, server, monkeypatch) == "release 4"
    assert server.asked == [(True, 4)]


async def test_while_the_release_changes_readers_wait(view: Neo4jView, monkeypatch: pytest.MonkeyPatch) -> None:
    server = MadeUp(("3 switching 4", 3), ("3 switching 4", 3), ("4 clean 4", 4))

    assert await answer(view, server, monkeypatch) == "release 4"
    assert server.asked == [(False, 4)]


async def test_readers_wait_for_as_long_as_a_switch_may_last(view: Neo4jView, monkeypatch: pytest.MonkeyPatch) -> None:
    """After that the release node says that its writer is dead, and they go on."""
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", wait)
    with pytest.raises(StoreBusy):
        await answer(view, MadeUp(("3 switching 4", 3)), monkeypatch)

    assert sum(waited) > publication._SWITCH_MILLISECONDS / 1000


async def test_a_release_that_changes_all_the_time_says_so(view: Neo4jView, monkeypatch: pytest.MonkeyPatch) -> None:
    server = MadeUp(*((f"{n} collecting {n}", n) for n in range(1, 300)))

    with pytest.raises(StoreBusy, match="try again later"):
        await answer(view, server, monkeypatch)


async def test_a_store_without_release_says_so_until_there_is_one(
    view: Neo4jView, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MissingStore, match="no release yet"):
        await answer(view, MadeUp(("0 clean 0", 0)), monkeypatch)

    assert await answer(view, MadeUp(("1 clean 1", 1)), monkeypatch) == "release 1"
