"""What stands between us and the server: a network that falls silent, a server that dies, too few connections."""

import asyncio
import threading
import time
from contextlib import closing

import pytest

from graph.errors import StoreUnavailable
from graph.model.relations import RelationType
from graph.store import Store, open_store
from graph.store.neo4j import server, transactions
from graph.store.neo4j.transactions import Transactions
from tests.graph.builders import Paper, agency, programme
from tests.graph.engines import publish
from tests.graph.plans import names_of, shown
from tests.graph.store.neo4j.conftest import Seen
from tests.line import Line
from tests.neo4j_server import Neo4jServer

pytestmark = pytest.mark.anyio

HARBOUR = agency("海岸事務部港灣署")
SHORT = "?timeout_seconds=3"
"""For how long a server is waited for where a test waits until it is taken to be away."""


def report(year: int) -> Paper:
    """A paper all of which depends on the year."""
    paper = Paper("a", year=year).names(HARBOUR)
    for n in range(30):
        work = programme(f"第{n}計畫", "a", category=f"{year}")
        paper.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR).reports(work, f"{year}年完成第{n}項")
    return paper


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
@pytest.mark.parametrize("has_read", [True, False], ids=["on an open connection", "on a new one"])
async def test_a_reader_is_told_of_a_silent_network_and_goes_on_after_it(
    neo4j: Store, neo4j_url: str, line: Line, scheme: str, has_read: bool
) -> None:
    release = publish(neo4j, report(2021))
    url = line.through(neo4j_url).replace("neo4j:", f"{scheme}:", 1) + SHORT
    with closing(open_store(url)) as store:
        if has_read:
            assert await store.view.release() == release

        line.silence()
        with pytest.raises(StoreUnavailable, match=f"The Neo4j server at .*:{line.port} is silent|No answer from"):
            await store.view.release()
        line.go_on()

        assert await store.view.release() == release


async def test_a_server_that_is_killed_during_a_query_is_said_to_be_away_until_it_is_back(
    running: Neo4jServer, neo4j: Store, line: Line
) -> None:
    publish(neo4j, report(2021))
    with closing(open_store(line.through(running.url))) as store:
        assert len(await shown(store, names_of(("Programme",)))) == 10

        line.hold_answers()
        asked = len(line.heard)
        query = asyncio.create_task(shown(store, names_of(("Programme",))))
        await asyncio.to_thread(line.hear_more_than, asked)
        running.kill()
        line.cut()
        with pytest.raises(StoreUnavailable, match="start it"):
            await query

        running.start()
        assert len(await shown(store, names_of(("Programme",)))) == 10


async def test_more_readers_than_connections_wait_or_are_told(neo4j: Store, neo4j_url: str, line: Line) -> None:
    publish(neo4j, report(2021))
    with closing(open_store(line.through(neo4j_url) + f"{SHORT}&connections=1")) as store:
        waiting = [shown(store, names_of(("Programme",))) for _ in range(5)]
        assert {len(names) for names in await asyncio.gather(*waiting)} == {10}

        line.hold_answers()
        first, second = await asyncio.gather(*(store.view.release() for _ in "ab"), return_exceptions=True)
        line.go_on()

        assert isinstance(first, StoreUnavailable)
        assert isinstance(second, StoreUnavailable)
        assert "is silent" in first.message
        assert "All 1 connections" in second.message
        assert await store.view.release()


def test_a_load_goes_on_after_a_silence(
    neo4j: Store, neo4j_url: str, line: Line, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(neo4j, report(2022))
    whole = seen()
    publish(neo4j, report(2021))
    before = seen()
    hold, reached = Transactions.hold, threading.Event()

    def hold_after_a_silence(*given: object) -> None:
        if not reached.is_set():
            line.silence()
            reached.set()
        hold(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Transactions, "hold", hold_after_a_silence)
    with closing(open_store(line.through(neo4j_url))) as store:
        loading = threading.Thread(target=publish, args=(store, report(2022)))
        loading.start()
        reached.wait()
        time.sleep(3)
        assert loading.is_alive()
        assert seen() == before
        line.go_on()
        loading.join()

    assert seen() == whole


def test_a_load_over_a_network_that_stays_silent_says_so_and_leaves_the_last_release(
    running: Neo4jServer, neo4j: Store, line: Line, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long a load waits is the server's to say: two minutes, where it is not told otherwise."""
    monkeypatch.setattr(transactions, "_LEASE_SECONDS", 5.0)
    monkeypatch.setitem(server._DRIVER, "max_transaction_retry_time", 1.0)
    running.configure("server.bolt.connection_keep_alive=1s", "server.bolt.connection_keep_alive_probes=2")
    running.kill()
    running.start()
    neo4j.create()
    publish(neo4j, report(2021))
    before = seen()
    hold = Transactions.hold

    def hold_in_silence(*given: object) -> None:
        line.silence()
        hold(*given)  # type: ignore[arg-type]

    with closing(open_store(line.through(running.url) + SHORT)) as store, monkeypatch.context() as patch:
        patch.setattr(Transactions, "hold", hold_in_silence)
        with pytest.raises(StoreUnavailable, match=r"No answer from|cannot be used just now"):
            publish(store, report(2022))
    assert seen() == before

    line.go_on()
    publish(neo4j, report(2022))
    assert seen() != before
    assert list(neo4j.faults()) == []


async def test_who_reads_after_a_load_reads_no_older_state_from_a_follower(
    neo4j: Store, neo4j_url: str, line: Line
) -> None:
    """One server cannot show followers; what is told to them is seen on the line: to read only, and from when on."""
    with closing(open_store(line.through(neo4j_url))) as store:
        publish(store, report(2021))
        (loaded,) = store._bookmarks.get_bookmarks()  # type: ignore[attr-defined]
        line.heard.clear()

        await store.view.release()
        by_view = bytes(line.heard)
        line.heard.clear()
        store.documents()
        by_store = bytes(line.heard)

    for heard in (by_view, by_store):
        assert loaded.encode() in heard
        assert READ_ONLY in heard


READ_ONLY = b"\x84mode\x81r"
"""How a session says on the line that it only reads: the key and the value as PackStream writes them."""
