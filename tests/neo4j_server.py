"""The real Neo4j that tests run on: the server NEO4J_TEST_URI names, else one of our own.

Ours is made of jars that Maven copies into a cache once. It is the community server with its authentication on; it
listens on the loopback address only and keeps its data in a folder of the test session.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ClientError, DriverError

VERSION = "5.26.18"
PASSWORD = "plangraph-tests"  # noqa: S105  # of a server that only this session can reach
_POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>plangraph</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""
_CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
db.logs.query.enabled=OFF
dbms.usage_report.enabled=false
dbms.security.auth_max_failed_attempts=0
"""
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_FETCH_SECONDS = 600  # on a quick line it takes one minute
_START_SECONDS = 300
_PORTS = range(15_000, 30_000)  # below those that systems hand out: while it is down, nobody else gets its port


def why_there_is_none() -> str | None:
    """What is missing for a server; None where there can be one."""
    if os.environ.get("NEO4J_TEST_URI") or (shutil.which("java") and (_cache().is_dir() or shutil.which("mvn"))):
        return None
    return "Set NEO4J_TEST_URI, or install a JDK (17 or 21) and Maven."


class Neo4jServer:
    """One server process with a database of its own, which may be killed, silenced and started again."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "plugins", "import", "run", "licenses"):
            (folder / name).mkdir()
        self.configure()

    @property
    def url(self) -> str:
        """The URL of its store."""
        return f"neo4j://neo4j:{PASSWORD}@127.0.0.1:{self.port}"

    @property
    def runs(self) -> bool:
        """Whether its process lives."""
        return self._process is not None and self._process.poll() is None

    def configure(self, *more: str) -> None:
        """Say how it is to run from the next start on."""
        self.is_special = bool(more)
        lines = (_CONFIGURATION.format(port=self.port), *more)
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(lines))

    def start(self) -> None:
        """Start the process, and return when it answers."""
        command = ["java", "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"]
        command += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
        command += ["-cp", f"{_jars()}/*", "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        with (self.home / "logs" / "console.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self._guard = guard(self._process.pid)
        until = time.monotonic() + _START_SECONDS
        while not self._answers():
            if not self.runs or time.monotonic() > until:
                said = (self.home / "logs" / "console.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"The Neo4j server did not start. Its last words: {said}")
            time.sleep(0.2)

    def kill(self) -> None:
        """End the process as a power cut would."""
        if self._process and self._guard:
            self._guard.kill()  # first: what it guards has a number that may soon be another's
            self._guard.communicate()
            self._process.kill()
            self._process.wait(60)
            self._process = self._guard = None

    def send(self, what: signal.Signals) -> None:
        """Send the process a signal: SIGSTOP silences it, SIGCONT lets it go on."""
        if self._process:
            self._process.send_signal(what)
            if what is signal.SIGSTOP:
                os.waitpid(self._process.pid, os.WUNTRACED)  # until all its threads have: one may still answer

    def _answers(self) -> bool:
        try:
            with _driver(self.port, PASSWORD) as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
        except ClientError:
            self._set_password()
            return False
        except DriverError:
            return False
        return True

    def _set_password(self) -> None:
        """A new server has the password 'neo4j', with which nothing can be done but to set another."""
        with _driver(self.port, "neo4j") as driver:
            driver.execute_query(f"ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO '{PASSWORD}'", database_="system")


def guard(process: int) -> subprocess.Popen[bytes]:
    """Something that ends a process when we are gone, however we went: it waits for the end of its standard input."""
    command = ["/bin/sh", "-c", f"read _; kill -9 {process}"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)


def forget(url: str) -> None:
    """Empty the database at a store's URL; its indexes stay, because making them is slow."""
    parts = urlsplit(url)
    address = parts._replace(netloc=parts.netloc.rpartition("@")[2], path="").geturl()
    with GraphDatabase.driver(address, auth=(parts.username or "", parts.password or "")) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=parts.path.strip("/") or "neo4j")


def _driver(port: int, password: str) -> Driver:
    return GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", password), max_transaction_retry_time=0)


def _free_port() -> int:
    while True:
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", random.choice(_PORTS)))  # noqa: S311
            port: int = free.getsockname()[1]
            return port


def _jars() -> Path:
    """The folder of the server's jars; filled by Maven where it is not there yet."""
    jars = _cache()
    if not jars.is_dir():
        jars.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=jars.parent) as folder:
            fetch(Path(folder), seconds=_FETCH_SECONDS)
            try:
                (Path(folder) / "jars").rename(jars)  # whole or not at all
            except OSError:
                if not jars.is_dir():  # else another run was quicker
                    raise
    return jars


def fetch(folder: Path, *, seconds: float) -> None:
    """Have Maven copy the server's jars into ``jars`` in a folder. Raises: RuntimeError where it does not in time."""
    (folder / "pom.xml").write_text(_POM)
    maven = ["mvn", "--quiet", "--batch-mode", "dependency:copy-dependencies", "-DoutputDirectory=jars"]
    try:
        subprocess.run(maven, cwd=folder, check=True, stdin=subprocess.DEVNULL, timeout=seconds)
    except (OSError, subprocess.SubprocessError) as exc:
        raise RuntimeError(f"The jars of Neo4j {VERSION} could not be fetched: {exc}") from exc


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "plangraph" / f"neo4j-{VERSION}"
