from collections.abc import Iterator

import pytest

from benchmarks.client import Connection, post
from benchmarks.process import Process, running
from benchmarks.racing import Runner, race


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    with running(("benchmarks.contestants", "empty"), "sqlite:///none.db") as process:
        yield process


def test_a_runner_knows_what_its_answers_took(process: Process) -> None:
    runner = Runner(process, post("/", {}), b"{}")

    race([runner])

    assert 0 < runner.p50_ms < 1000
    assert runner.rate > 1
    assert 0 < runner.processor_ms < 1000


def test_a_runner_does_not_take_another_answer(process: Process) -> None:
    with pytest.raises(ValueError, match="something else than before"):
        race([Runner(process, post("/", {}), b'{"errors": []}')])


def test_an_answer_that_is_no_200_is_an_error(process: Process) -> None:
    with Connection(process.port) as connection, pytest.raises(ConnectionError, match="404 Not Found"):
        connection.ask(post("/nowhere", {}))


def test_a_server_that_does_not_start_says_why() -> None:
    with (
        pytest.raises(RuntimeError, match=r"No module named benchmarks\.nothing"),
        running(("benchmarks.nothing",), "sqlite:///none.db"),
    ):
        pass
