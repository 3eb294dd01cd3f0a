"""What makes tests on a real server end: with a clear word where there is none, and leaving nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.neo4j_server import Neo4jServer, fetch, guard


def program(folder: Path, name: str, *lines: str) -> None:
    """Put a program of that name in a folder."""
    (folder / name).write_text("\n".join(("#!/bin/sh", *lines)))
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(("maven", "why"), [("exec sleep 600", "timed out"), ("exit 7", "exit status 7")])
def test_jars_that_do_not_come_are_an_error_and_no_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maven: str, why: str
) -> None:
    program(tmp_path, "mvn", maven)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(RuntimeError, match=rf"jars of Neo4j .* could not be fetched: .*{why}"):
        fetch(tmp_path, seconds=0.5)


def test_a_server_that_does_not_start_says_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "java", "echo no memory left", "exit 1")
    (tmp_path / "plangraph" / "neo4j-5.26.18").mkdir(parents=True)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "server").mkdir()
    server = Neo4jServer(tmp_path / "server")

    with pytest.raises(RuntimeError, match=r"did not start\. Its last words: no memory left"):
        server.start()

    assert not server.runs
    server.kill()


_GUARDED = """
import subprocess, sys, time
from tests.neo4j_server import guard
process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
keep = guard(process.pid)
print(process.pid, flush=True)
time.sleep(600)
"""


def test_a_server_ends_with_the_run_that_started_it_even_where_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _GUARDED], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        process = int(run.stdout.readline())
        os.kill(process, 0)

        run.kill()

        assert run.stdout.read() == ""  # returns when nobody holds the other end any more, the guarded one included


def test_a_guard_that_is_called_off_leaves_what_it_guarded() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as process:
        watching = guard(process.pid)
        watching.kill()
        watching.communicate()

        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
