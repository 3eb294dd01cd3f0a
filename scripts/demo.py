"""The whole way in one command: ingest a folder, serve it, ask a first query, and go on serving until Ctrl-C."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
QUERY = ROOT / "examples" / "queries" / "agency.graphql"
HOST = "127.0.0.1"
READY_TIMEOUT_SECONDS = 60
STOP_TIMEOUT_SECONDS = 10

# A proxy from the environment has no business between this script and its own machine.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main() -> None:
    arguments = _read_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the server is stopped then too
    try:
        run(arguments.corpus, port=arguments.port, agency=arguments.agency, started=arguments.started)
    except KeyboardInterrupt:
        _say("\nThe demo has stopped.")


def run(corpus: str, *, port: int, agency: str, started: float) -> None:
    """Show the demo; leaves by SystemExit when a step fails, whose command has then said why."""
    _check_port(port)
    store = f"sqlite:///{_fresh_store(port)}"
    if code := subprocess.run(_announced("ingest", corpus, "--store", store), check=False).returncode:
        sys.exit(code)
    with _serving(_announced("serve", "--store", store, "--host", HOST, "--port", str(port))) as server:
        _wait_until_ready(server, port)
        _ask(agency, port, started)
        _say(f"\nGraphiQL: http://{HOST}:{port}/graphql   (Ctrl-C stops it)")
        sys.exit(server.wait())


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__, usage=argparse.SUPPRESS)
    parser.add_argument("corpus", help="folder of documents")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--agency", required=True, help="the agency that the first query asks about")
    parser.add_argument("--started", type=float, default=time.time(), help="when the command began, in Unix time")
    return parser.parse_args()


def _check_port(port: int) -> None:
    """Fail before anything is ingested, and never take another server's answers for ours."""
    if not 0 < port < 2**16:
        _fail(f"{port} is no port: choose one with make demo PORT=8001.")
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        # The number's own words: what create_server adds to them names the address a second time.
        reason = os.strerror(error.errno or 0)
        _fail(f"Port {port} cannot be used ({reason}): choose another with make demo PORT=8001.")


def _fresh_store(port: int) -> str:
    """Name an empty store for this demo; one a port, because the port is known to be free and so its store is too."""
    folder = ROOT / ".demo"
    folder.mkdir(exist_ok=True)
    for left_over in folder.glob(f"{port}.db*"):
        left_over.unlink()
    return os.path.relpath(folder / f"{port}.db")


def _announced(*arguments: str) -> list[str]:
    """Show a plangraph command as one would type it, and give it as one starts it."""
    _say(f"$ plangraph {' '.join(arguments)}")
    return [sys.executable, "-m", "plangraph", *arguments]


@contextmanager
def _serving(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the server; it is gone when the block is left, however that happens."""
    server = subprocess.Popen(command)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(STOP_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    give_up = time.monotonic() + READY_TIMEOUT_SECONDS
    while time.monotonic() < give_up:
        if (code := server.poll()) is not None:
            sys.exit(code or 1)
        try:
            _opener.open(f"http://{HOST}:{port}/readyz", timeout=5).close()
        except OSError:  # nobody listens yet, or the server says 503
            time.sleep(0.05)
        else:
            return
    _fail(f"The server was not ready after {READY_TIMEOUT_SECONDS} seconds.")


def _ask(agency: str, port: int, started: float) -> None:
    query, variables = QUERY.read_text(encoding="utf-8"), {"name": agency}
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(
        f"http://{HOST}:{port}/graphql", data=body, headers={"Content-Type": "application/json"}
    )
    try:
        with _opener.open(request, timeout=READY_TIMEOUT_SECONDS) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        _fail(f"The first query was refused with HTTP {error.code}: {error.read().decode().strip()}")
    seconds = time.time() - started

    _say(f"\n{query.strip()}\n\nwith {json.dumps(variables, ensure_ascii=False)} is answered:\n")
    _say(json.dumps(answer, ensure_ascii=False, indent=2))
    _say(f"\n{seconds:.0f} seconds from the command to the answer.")
    if answer.get("errors"):
        _fail(f"The first query failed: {answer['errors'][0]['message']}")
    if answer["data"]["agency"] is None:
        _say(f"These documents name no agency {agency}: name one of theirs with make demo AGENCY=…")


def _say(text: str) -> None:
    print(text, flush=True)


def _fail(message: str) -> NoReturn:
    sys.exit(f"demo: {message}")


if __name__ == "__main__":
    main()
