"""Several processes that serve one store, on one port: on either engine each of them answers, and all count together."""

import os
import signal
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
        figures = served.get("/metrics")
        code = served.end()

    assert before == [first.id] * 2
    assert after == [second.id] * 2
    assert 'plangraph_requests_total{method="POST",path="/graphql",status="200"} 4.0' in figures
    assert code == 0
    assert {event["event"] for event in served.events()} <= {"request_served", "release_changed"}


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
    try:
        yield
    finally:
        for other in others:
            with suppress(ProcessLookupError):  # on a machine so slow that it was taken for dead, and replaced
                os.kill(other, signal.SIGCONT)
