import socket
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graph.errors import PortInUse, ServiceError
from graph.store import Release
from service.server import address, listen
from tests.service.serving import serving


def test_a_port_in_use_is_said_before_anything_is_served() -> None:
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(PortInUse, match=f"^Port {port} is in use: choose another with --port"):
            listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_said() -> None:
    with pytest.raises(ServiceError, match=r"^Cannot listen on 192\.0\.2\.1, port 0: "):
        listen("192.0.2.1", 0)


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "http://127.0.0.1:"), ("::1", "http://[::1]:")])
def test_the_address_is_one_to_open_in_a_browser(host: str, shown: str) -> None:
    try:
        listening = listen(host, 0)
    except ServiceError:
        pytest.skip(f"this machine has no {host}")
    with closing(listening):
        assert address(listening) == f"{shown}{listening.getsockname()[1]}"


def test_the_command_serves_until_ctrl_c_and_then_leaves_in_peace(
    store_url: str, ministry: Release, tmp_path: Path
) -> None:
    with serving(store_url, tmp_path) as served:
        answer = served.ask("{ release { id } }")

        served.interrupt()
        code = served.process.wait(timeout=60)

    assert answer["data"] == {"release": {"id": ministry.id}}
    assert code == 0
    assert {event["event"] for event in served.events()} == {"request_served"}


def test_clients_that_say_nothing_keep_nobody_from_being_answered(
    store_url: str, ministry: Release, tmp_path: Path
) -> None:
    with serving(store_url, tmp_path) as served, ExitStack() as connections:
        for _ in range(200):
            connections.enter_context(served.connect())
            half = connections.enter_context(served.connect())
            half.sendall(b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n")
        answer = served.ask("{ release { id } }")

    assert answer["data"] == {"release": {"id": ministry.id}}


def test_no_part_of_an_answer_waits_for_the_client_to_acknowledge_another() -> None:
    with closing(listen("127.0.0.1", 0)) as listening, socket.create_connection(listening.getsockname(), timeout=60):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_command_says_in_one_line_that_the_port_is_in_use(store_url: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])

        command = [sys.executable, "-m", "plangraph", "serve", "--store", store_url, "--port", port]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"plangraph: Port {port} is in use: choose another with --port, or stop what listens there.\n"


def test_what_is_no_http_is_an_event_of_the_log_like_any_other(
    store_url: str, ministry: Release, tmp_path: Path
) -> None:
    with serving(store_url, tmp_path) as served:
        with served.connect() as connection:
            connection.sendall(b"hello\r\n\r\n")
            connection.recv(1)
        served.end()

    assert {event["event"] for event in served.events()} == {"request_served", "library_warned"}
