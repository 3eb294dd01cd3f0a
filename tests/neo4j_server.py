"""The real Neo4j that tests run on: the server NEO4J_TEST_URI names, else one of our own.

Ours is made of jars that Maven copies into a cache once. It is the community server with its authentication on; it
listens on the loopback address only and keeps its data in a folder of the test session.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
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
_START_SECONDS = 300


def why_there_is_none() -> str | None:
    """What is missing for a server; None where there can be one."""
    if os.environ.get("NEO4J_TEST_URI") or (shutil.which("java") and (_cache().is_dir() or shutil.which("mvn"))):
        return None
    return "Set NEO4J_TEST_URI, or install a JDK (17 or 21) and Maven."


class Neo4jServer:
    """One server process with a database of its own, which may be killed, silenced and started again."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "plugins", "import", "run", "licenses"):
            (folder / name).mkdir()
        self.configure()

    @property
    def url(self) -> str:
        """The URL of its store."""
        return f"neo4j://neo4j:{PASSWORD}@127.0.0.1:{self.port}"

    @property
    def runs(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

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
        until = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The Neo4j server did not start: see {self.home}/logs/console.log")
            time.sleep(0.2)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.send(signal.SIGKILL)
        self._wait()

    def send(self, what: signal.Signals) -> None:
        """Send the process a signal: SIGSTOP silences it, SIGCONT lets it go on."""
        if self._process:
            self._process.send_signal(what)

    def _wait(self) -> None:
        if self._process:
            self._process.wait(60)
            self._process = None

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


def forget(url: str) -> None:
    """Empty the database at a store's URL; its indexes stay, because making them is slow."""
    parts = urlsplit(url)
    address = parts._replace(netloc=parts.netloc.rpartition("@")[2], path="").geturl()
    with GraphDatabase.driver(address, auth=(parts.username or "", parts.password or "")) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=parts.path.strip("/") or "neo4j")


def _driver(port: int, password: str) -> Driver:
    return GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", password), max_transaction_retry_time=0)


def _jars() -> Path:
    """The folder of the server's jars; filled by Maven where it is not there yet."""
    jars = _cache()
    if not jars.is_dir():
        jars.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=jars.parent) as folder:
            (Path(folder) / "pom.xml").write_text(_POM)
            maven = ["mvn", "--quiet", "--batch-mode", "dependency:copy-dependencies", "-DoutputDirectory=jars"]
            subprocess.run(maven, cwd=folder, check=True, stdin=subprocess.DEVNULL)
            (Path(folder) / "jars").rename(jars)  # whole or not at all
    return jars


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "plangraph" / f"neo4j-{VERSION}"
