"""A real server and a real load, killed, silenced and started again: what readers see stays one whole release."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from graph.errors import StoreUnavailable, StoreUnwritable
from graph.model.relations import RelationType
from graph.store import Store
from graph.store.neo4j import server as server_
from graph.store.neo4j import transactions
from graph.store.neo4j.transactions import Transactions
from tests.graph.builders import Paper, agency, programme
from tests.graph.engines import publish
from tests.graph.store.neo4j.conftest import Ask, Seen
from tests.neo4j_server import Neo4jServer

HARBOUR = agency("海岸事務部港灣署")


def long_report(year: int) -> Paper:
    """A paper that takes a second or more to load; all it says depends on the year."""
    paper = Paper("a", year=year).names(HARBOUR)
    for n in range(150):
        work = programme(f"第{n}計畫", "a", category=f"{year}")
        paper.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR).reports(work, f"{year}年完成第{n}項")
    return paper


def load_slowly(set_attribute: Callable[[object, str, object], None]) -> None:
    """Many small transactions, so that a kill falls between some, on a fast machine too; a killed load is missed soon."""
    hold = Transactions.hold

    def hold_for_long(*given: Any) -> None:
        time.sleep(0.02)
        hold(*given)

    set_attribute(Transactions, "hold", hold_for_long)
    set_attribute(transactions, "_ROWS", 25)
    set_attribute(transactions, "_LEASE_SECONDS", 1.0)


@pytest.fixture(autouse=True)
def slow_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    load_slowly(monkeypatch.setattr)
    monkeypatch.setitem(server_._DRIVER, "max_transaction_retry_time", 0.5)


def wait_until_loading(ask: Ask) -> None:
    until = time.monotonic() + 30
    while " loading " not in ask("MATCH (r:Release) RETURN r.mark")[0][0] and time.monotonic() < until:
        time.sleep(0.01)


def test_a_server_that_is_killed_during_a_load_comes_back_with_the_last_release(
    running: Neo4jServer, neo4j: Store, ask: Ask, seen: Seen
) -> None:
    publish(neo4j, long_report(2021))
    before, failures = seen(), []

    def load() -> None:
        try:
            publish(neo4j, long_report(2022))
        except StoreUnavailable as error:
            failures.append(error)

    loading = threading.Thread(target=load)
    loading.start()
    wait_until_loading(ask)
    time.sleep(0.2)
    running.kill()
    loading.join()
    assert failures, "the load was quicker than the kill"
    with pytest.raises(StoreUnavailable, match="start it"):
        neo4j.create()
    running.start()

    assert seen() == before
    with neo4j.writer() as writer:
        release = writer.publish()
    assert seen() != before
    assert publish(neo4j, long_report(2022)) == release


_LOAD = """
from graph.store import open_store
from tests.graph.engines import publish
from tests.graph.store.neo4j.test_kills import load_slowly, long_report
load_slowly(setattr)
publish(open_store({url!r}), long_report(2022))
"""


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.6])
def test_a_load_that_is_killed_leaves_a_whole_release_and_the_next_one_goes_on(
    neo4j_url: str, neo4j: Store, ask: Ask, seen: Seen, seconds: float
) -> None:
    publish(neo4j, long_report(2021))
    before = seen()

    load = subprocess.Popen([sys.executable, "-c", _LOAD.format(url=neo4j_url)])
    wait_until_loading(ask)
    time.sleep(seconds)
    load.kill()

    assert load.wait() == -signal.SIGKILL, "the load was quicker than the kill"
    between = seen()
    with neo4j.writer() as writer:
        writer.publish()
    after = seen()
    assert before != after
    assert between in (before, after)  # it may have been killed while it deleted what the new release had dropped
    assert list(neo4j.faults()) == []


def test_a_load_goes_on_after_a_silence(running: Neo4jServer, neo4j: Store, ask: Ask, seen: Seen) -> None:
    loading = threading.Thread(target=publish, args=(neo4j, long_report(2021)))
    loading.start()
    wait_until_loading(ask)
    running.send(signal.SIGSTOP)
    time.sleep(3)
    running.send(signal.SIGCONT)
    loading.join()
    whole = seen()

    ask("MATCH (x:Plangraph) DETACH DELETE x")
    neo4j.create()
    publish(neo4j, long_report(2021))

    assert whole == seen()


def test_a_database_that_may_only_be_read_says_so(running: Neo4jServer, neo4j: Store, seen: Seen) -> None:
    publish(neo4j, Paper("a").names(HARBOUR))
    before = seen()
    running.configure("server.databases.read_only=neo4j")
    running.kill()
    running.start()

    with pytest.raises(StoreUnwritable, match="read-only"):
        publish(neo4j, Paper("a"))
    assert seen() == before
