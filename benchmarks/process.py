"""A server in a process of its own: started, found by the address it tells, and ended."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

SERVICE = ("plangraph", "--logs", "json", "serve", "--port", "0")
"""The command that serves a store as it is served to everybody."""
ANEW = {"PLANGRAPH_ANSWERS_MB": "0"}
"""The setting by which it makes each answer anew."""

_START_SECONDS = 60
_ADDRESS = re.compile(r" is at (http://\S+);")


@dataclass(frozen=True, slots=True)
class Process:
    """A server that runs."""

    url: str
    id: int

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.url).port or 0

    def processor_seconds(self) -> float:
        """What it has used of the processor, all threads together."""
        return time.clock_gettime((~self.id << 3) | 2)  # a process's clock, as clock_getcpuclockid makes it on Linux

    def resident_mb(self) -> float:
        """What it holds of memory."""
        status = Path(f"/proc/{self.id}/status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def running(command: Sequence[str], store: str, settings: Mapping[str, str] = ANEW) -> Iterator[Process]:
    """A Python module with its arguments, over a store, for as long as it is needed."""
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        environment = {**os.environ, "PLANGRAPH_STORE": store, **settings}
        with log.open("wb") as errors:
            process = subprocess.Popen([sys.executable, "-m", *command], stderr=errors, env=environment)  # noqa: S603 - ours
            try:
                yield Process(_url(process, log), process.pid)
            finally:
                process.terminate()
                process.wait()


def _url(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address that it tells. Raises: RuntimeError where the process ends or tells none in time."""
    until = time.monotonic() + _START_SECONDS
    while not (told := _ADDRESS.search(log.read_text("utf-8"))):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The server does not start. It says: {log.read_text('utf-8')}")
        time.sleep(0.1)
    return told[1]
