"""Several processes that serve one embedded store, on one port."""

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import Release
from tests.graph.builders import Paper
from tests.service.conftest import GraphOf
from tests.service.ministry import BUREAU

WORKERS = 2


@pytest.fixture
def address(store_url: str, ministry: Release, tmp_path: Path) -> Iterator[str]:
    log = tmp_path / "log"
    command = [sys.executable, "-m", "plangraph", "--logs", "json", "serve", "--store", store_url, "--port", "0"]
    with log.open("wb") as errors, subprocess.Popen([*command, "--workers", str(WORKERS)], stderr=errors) as process:
        try:
            address = _until(lambda: log.read_text("utf-8").partition("/graphql")[0].partition("GraphiQL is at ")[2])
            _until(lambda: _get(f"{address}/healthz"))
            yield address
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=60) in {0, -signal.SIGTERM}
            served = [json.loads(line) for line in log.read_text("utf-8").splitlines()[1:]]
            assert {line["event"] for line in served} <= {"request_served", "release_changed"}
        finally:
            process.kill()


def test_workers_answer_alike_count_together_and_see_a_new_release(
    address: str, ministry: Release, graph_of: GraphOf
) -> None:
    asked = f"{address}/graphql?query=%7Brelease%7Bid%7D%7D"

    before = {json.loads(_get(asked))["data"]["release"]["id"] for _ in range(20)}
    figures = _get(f"{address}/metrics")
    graph_of(Paper("report-2022", year=2022).names(BUREAU))
    after = {json.loads(_get(asked))["data"]["release"]["id"] for _ in range(20)}

    assert before == {ministry.id}
    assert 'plangraph_requests_total{method="GET",path="/graphql",status="200"} 20.0' in figures
    assert len(after) == 1
    assert after != before


def _get(url: str) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=30) as response:
            return str(response.read().decode())
    except urllib.error.URLError:
        return ""


def _until(look: Callable[[], str]) -> str:
    """What is looked for, as soon as it is there."""
    for _ in range(600):
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("what was looked for is not there within a minute")
