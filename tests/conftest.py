"""Which fixture to take.

Take none where a value, a `Doc` or a graph of three nodes can be built by hand in the test: most tests need no more.
`corpus` is the folder of the five real documents; a test that takes it carries the marker `corpus`, is skipped where
PLANGRAPH_CORPUS does not name the folder, and then counted in a line at the end of the report.
`examples` is the folder of the small documents that come with the repository: take it for everything else that wants
whole documents.
`neo4j_url` is the URL of an empty database on a real Neo4j server, the same one for all tests. `running` is the server
itself, for a test that kills it or has it run otherwise, and `line` a way to it that can fall silent; both rest on
`neo4j_server`. A test that takes one carries the marker `neo4j`, is skipped where no server can be had, and counted
likewise.
`node`, in `tests/clients`, runs clients written in JavaScript: its tests carry the marker `node`, and are skipped and
counted where there is no Node.js.
"""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from tests.clients import node
from tests.graph.engines import Engine, Neo4jEngine, SqliteEngine
from tests.line import Line
from tests.neo4j_server import Neo4jServer, forget, why_there_is_none

CORPUS = pytest.StashKey[Path | None]()


@dataclass(frozen=True)
class Need:
    """What some tests need and not every machine has: the marker they carry, and the fixtures that give it."""

    marker: str
    fixtures: frozenset[str]
    tests: str


CORPUS_NEED = Need("corpus", frozenset({"corpus"}), "that read the five documents")
NEO4J_NEED = Need("neo4j", frozenset({"neo4j_url", "neo4j_server"}), "that run on Neo4j")
NODE_NEED = Need("node", frozenset({"node"}), "that run clients in JavaScript")
NEEDS = (CORPUS_NEED, NEO4J_NEED, NODE_NEED)

# A busy machine is no bug: only the profile that Hypothesis loads under CI has this of its own.
hypothesis.settings.register_profile("plangraph", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("plangraph")


@pytest.fixture(scope="session")
def corpus(pytestconfig: pytest.Config) -> Path:
    folder = pytestconfig.stash[CORPUS]
    assert folder is not None, "a test that takes this fixture is skipped where the folder is not known"
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    return Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    if os.environ.get("NEO4J_TEST_URI"):
        pytest.skip("the server of NEO4J_TEST_URI is not ours to stop")
    server = Neo4jServer(tmp_path_factory.mktemp("neo4j"))
    try:
        server.start()
        yield server
    finally:
        server.kill()  # at once: what it holds is not kept


@pytest.fixture
def running(neo4j_server: Neo4jServer) -> Iterator[Neo4jServer]:
    """The server; it runs again afterwards, as it did before, however a test leaves it."""
    yield neo4j_server
    neo4j_server.send(signal.SIGCONT)  # a test that failed may have left it silent, and all after it would wait
    if not neo4j_server.runs or neo4j_server.is_special:
        neo4j_server.kill()
        neo4j_server.configure()
        neo4j_server.start()


@pytest.fixture
def line(neo4j_server: Neo4jServer) -> Iterator[Line]:
    with Line(neo4j_server.port) as opened:
        yield opened


@pytest.fixture
def neo4j_url(request: pytest.FixtureRequest) -> str:
    url = os.environ.get("NEO4J_TEST_URI")
    if url is None:
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        if not server.runs:  # somebody else has ended it: that is one test's failure, not that of all after it
            server.start()
        url = server.url
    forget(url)
    return url


@pytest.fixture(scope="session", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    if request.param == "sqlite":
        return SqliteEngine(tmp_path_factory.mktemp("sqlite"))
    return Neo4jEngine.of(os.environ.get("NEO4J_TEST_URI") or request.getfixturevalue("neo4j_server").url)


def pytest_addoption(parser: pytest.Parser) -> None:
    for need in NEEDS:
        parser.addoption(
            f"--require-{need.marker}", action="store_true", help=f"fail unless all tests {need.tests} ran"
        )


def pytest_configure(config: pytest.Config) -> None:
    named = os.environ.get("PLANGRAPH_CORPUS")
    if named and not Path(named).is_dir():
        raise pytest.UsageError(f"PLANGRAPH_CORPUS is {named!r}, which is no folder")
    config.stash[CORPUS] = Path(named).resolve() if named else None
    # What someone has set for their own work must not reach the settings under test.
    for name in [name for name in os.environ if name.startswith("PLANGRAPH_") and name != "PLANGRAPH_CORPUS"]:
        del os.environ[name]


@pytest.hookimpl(tryfirst=True)  # before -m selects by marker
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for need in NEEDS:
        advice = _advice(need, config)
        for item in items:
            if need.fixtures & set(getattr(item, "fixturenames", ())) or item.get_closest_marker(need.marker):
                item.add_marker(need.marker)
                if advice:
                    item.add_marker(pytest.mark.skip(reason=advice))


def pytest_sessionfinish(session: pytest.Session) -> None:
    required = [need for need in NEEDS if session.config.getoption(f"--require-{need.marker}")]
    if session.exitstatus == pytest.ExitCode.OK and any(_complaint(need, session.config) for need in required):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for need in NEEDS:
        if complaint := _complaint(need, config):
            required = config.getoption(f"--require-{need.marker}")
            terminalreporter.write_line(complaint, red=required, yellow=not required)


def _advice(need: Need, config: pytest.Config) -> str | None:
    """What to do so that the tests with this need can run; None where they can."""
    if need is NEO4J_NEED:
        return why_there_is_none()
    if need is NODE_NEED:
        return node.why_there_is_none()
    return None if config.stash[CORPUS] else "Set PLANGRAPH_CORPUS to their folder."


def _complaint(need: Need, config: pytest.Config) -> str | None:
    """Say in one line what is missing of the tests with this need; None where all of them ran."""
    stats = config.pluginmanager.getplugin("terminalreporter").stats
    reports = {
        outcome: [report for report in stats.get(outcome, ()) if need.marker in getattr(report, "keywords", ())]
        for outcome in ("passed", "failed", "error", "xfailed", "skipped")
    }
    if skipped := len(reports["skipped"]):
        return f"Skipped, of the tests {need.tests}: {skipped}. {_advice(need, config) or ''}".rstrip()
    if config.getoption(f"--require-{need.marker}") and not any(reports.values()):
        return f"--require-{need.marker}: no test of those {need.tests} was run."
    return None
