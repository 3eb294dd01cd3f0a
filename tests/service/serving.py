"""The service as operators run it: `plangraph serve` in a process of its own, with its log."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

Found = TypeVar("Found")
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Served:
    """A service that runs; ``url`` is where it answers, ``log`` the file that it logs to."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def get(self, path: str) -> str:
        """What is answered; nothing where nobody answers."""
        try:
            with _OPENER.open(f"{self.url}{path}", timeout=60) as response:
                return str(response.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def ask(self, query: str, variables: Mapping[str, object] | None = None) -> Any:
        """The answer to a query by POST. Raises: HTTPError where that is no answer to HTTP."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(f"{self.url}/graphql", body, {"Content-Type": "application/json"})  # noqa: S310 - ours
        with _OPENER.open(request, timeout=60) as response:
            return json.load(response)

    def connect(self) -> socket.socket:
        """A connection over which nothing has been said yet."""
        parts = urlsplit(self.url)
        return socket.create_connection((parts.hostname, parts.port), timeout=60)

    def events(self) -> list[dict[str, Any]]:
        """What it has logged after the line that says where it is."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()[1:]]

    def workers(self) -> list[int]:
        """The numbers of its processes that answer, where it has several."""
        of = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii").split()
        return [int(one) for one in of if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]

    def interrupt(self) -> None:
        """Press Ctrl-C: a terminal tells all processes of a command."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> int:
        """Its exit code when it is told to end."""
        self.process.terminate()
        return self.process.wait(timeout=60)


@contextmanager
def serving(store_url: str, folder: Path, *, workers: int = 1, **settings: object) -> Iterator[Served]:
    """The service on a store, by that many processes, with settings by name; it is killed where it has not ended."""
    log = folder / "service.log"
    command = [sys.executable, "-m", "plangraph", "--logs", "json", "serve", "--store", store_url, "--port", "0"]
    set_so = os.environ | {f"PLANGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [*command, "--workers", str(workers)], stderr=errors, env=set_so, start_new_session=True
        ) as process,
    ):
        try:
            url = until(lambda: log.read_text("utf-8").partition("/graphql")[0].partition("GraphiQL is at ")[2])
            served = Served(process, url, log)
            until(lambda: served.get("/healthz"))
            yield served
        finally:
            with suppress(ProcessLookupError):  # where all have ended
                os.killpg(process.pid, signal.SIGKILL)


def until(look: Callable[[], Found]) -> Found:
    """What is looked for, as soon as it is there. Raises: AssertionError where it is not within a minute."""
    for _ in range(600):
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("what was looked for is not there within a minute")
