"""Several processes that serve one store, on one port: on either engine each of them answers, and all count together."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from graph.store import Store, open_store
from tests.graph.builders import Paper
from tests.graph.engines import Engine, publish
from tests.service.ministry import BUREAU, PAPERS
from tests.service.serving import Served, serving

NEWER = Paper("report-2022", year=2022).names(BUREAU)
ANSWERED = 'plangraph_requests_total{method="POST",path="/graphql",status="200"} 4.0'
PATIENCE_SECONDS = 10.0

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="tells workers apart by /proc")


@pytest.fixture
def store_url(engine: Engine) -> str:
    return engine.empty()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with closing(open_store(store_url, create=True)) as opened:
        yield opened


def test_every_worker_answers_and_sees_a_new_release_and_all_count_together(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    first = publish(store, *PAPERS)
    with serving(store_url, tmp_path, workers=2) as served:
        before = _releases_told_by_each(served)
        second = publish(store, *PAPERS, NEWER)
        after = _releases_told_by_each(served)
        figures = _figures(served, ANSWERED)
        code = served.end()

    assert before == [first.id] * 2
    assert after == [second.id] * 2
    assert ANSWERED in figures
    assert code == 0
    assert {event["event"] for event in served.events()} <= {"request_served", "release_changed"}


def _figures(served: Served, line: str) -> str:
    """What is told at /metrics once it has a line, or in the end: an answer is counted when it has been sent."""
    until = time.monotonic() + PATIENCE_SECONDS
    while line not in (figures := served.get("/metrics")) and time.monotonic() < until:
        time.sleep(0.05)
    return figures


def _releases_told_by_each(served: Served) -> list[str]:
    told = []
    for worker in served.workers():
        with _alone(worker, served.workers()):
            told.append(served.ask("{ release { id } }")["data"]["release"]["id"])
    return told


@contextmanager
def _alone(worker: int, workers: list[int]) -> Iterator[None]:
    """Lets only one of the workers run, so that it is this one that answers."""
    others = [other for other in workers if other != worker]
    for other in others:
        os.kill(other, signal.SIGSTOP)
    while not all(map(_stands_still, others)):  # which a signal brings about a moment later
        time.sleep(0.01)
    try:
        yield
    finally:
        for other in others:
            with suppress(ProcessLookupError):  # on a machine so slow that it was taken for dead, and replaced
                os.kill(other, signal.SIGCONT)


def _stands_still(process: int) -> bool:
    state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    return state == "T"
