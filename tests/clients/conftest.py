"""`node` runs a script of this folder; `graphql_url` is where the service answers, from the graph `ministry`."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.store import open_store
from tests.clients.node import install, run
from tests.graph.engines import publish
from tests.service.ministry import PAPERS

Node = Callable[..., str]


@pytest.fixture(scope="session")
def node() -> Node:
    install()
    return run


@pytest.fixture(scope="session")
def graphql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clients")
    store, log = f"sqlite:///{folder}/graph.db", folder / "log"
    with closing(open_store(store, create=True)) as opened:
        publish(opened, *PAPERS)
    command = [sys.executable, "-m", "plangraph", "--logs", "json", "serve", "--store", store, "--port", "0"]
    with log.open("wb") as errors, subprocess.Popen(command, stderr=errors) as process:
        try:
            yield _told(log).removeprefix("GraphiQL is at ").partition(";")[0]
        finally:
            process.kill()


def _told(log: Path) -> str:
    """The first line of a log, as soon as it is there."""
    for _ in range(600):
        if (line := log.read_text("utf-8").partition("\n"))[1]:
            return line[0]
        time.sleep(0.1)
    raise AssertionError("the service did not say where it is within a minute")
