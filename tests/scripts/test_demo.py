import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "scripts" / "demo.py"


@pytest.fixture
def port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


def test_demo_answers_serves_until_ctrl_c_and_leaves_nothing_behind(examples: Path, port: int) -> None:
    with _demo(examples, port) as demo:
        shown = _shown_until(f"GraphiQL: http://127.0.0.1:{port}/graphql   (Ctrl-C stops it)\n", demo)
        demo.send_signal(signal.SIGINT)
        rest, errors = demo.communicate(timeout=30)

    assert '"name": "海岸事務部港灣署"' in shown
    assert '"quote": "' in shown
    assert "seconds from the command to the answer" in shown
    assert rest == "\nThe demo has stopped.\n"
    assert demo.returncode == 0
    assert "Traceback" not in errors
    socket.create_server(("127.0.0.1", port)).close()


def test_demo_stops_its_server_when_it_is_terminated(examples: Path, port: int) -> None:
    with _demo(examples, port) as demo:
        _shown_until(f"GraphiQL: http://127.0.0.1:{port}/graphql   (Ctrl-C stops it)\n", demo)
        demo.terminate()
        demo.communicate(timeout=30)

    assert demo.returncode == 128 + signal.SIGTERM
    socket.create_server(("127.0.0.1", port)).close()


def test_demo_says_in_one_line_that_the_port_is_in_use(examples: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        taken = listener.getsockname()[1]

        with _demo(examples, taken) as demo:
            shown, errors = demo.communicate(timeout=30)

    assert (demo.returncode, shown) == (1, "")
    assert errors == (
        f"demo: Port {taken} cannot be used (Address already in use): choose another with make demo PORT=8001.\n"
    )


def test_demo_stops_where_the_documents_cannot_be_ingested(tmp_path: Path, port: int) -> None:
    with _demo(tmp_path / "nowhere", port) as demo:
        shown, errors = demo.communicate(timeout=30)

    assert demo.returncode == 1
    assert "plangraph serve" not in shown
    assert "nowhere" in errors
    assert "Traceback" not in errors


def _shown_until(last: str, demo: subprocess.Popen[str]) -> str:
    """What the demo prints before the line ``last``; fails where it ends without that line."""
    shown = ""
    for line in demo.stdout:
        if line == last:
            return shown
        shown += line
    raise AssertionError(f"the demo ended without {last!r}: {shown}{demo.stderr.read()}")


@contextmanager
def _demo(corpus: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(DEMO), str(corpus), "--port", str(port), "--agency", "海岸事務部港灣署"]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield demo
    finally:
        demo.terminate()
        demo.communicate(timeout=30)
