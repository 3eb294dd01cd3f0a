"""Which fixture to take.

Take none where a value, a `Doc` or a graph of three nodes can be built by hand in the test: most tests need no more.
`corpus` is the folder of the five real documents; a test that takes it carries the marker `corpus`, is skipped where
PLANGRAPH_CORPUS does not name the folder, and then counted in a line at the end of the report.
`examples` is the folder of the small documents that come with the repository: take it for everything else that wants
whole documents.
"""

import os
from pathlib import Path

import hypothesis
import pytest

CORPUS = pytest.StashKey[Path | None]()

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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-corpus", action="store_true", help="fail unless every test that reads the five documents has run"
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
    for item in items:
        if "corpus" in getattr(item, "fixturenames", ()) or item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.corpus)
            if config.stash[CORPUS] is None:
                item.add_marker(pytest.mark.skip(reason="PLANGRAPH_CORPUS is not set"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    required = session.config.getoption("--require-corpus")
    if required and session.exitstatus == pytest.ExitCode.OK and _corpus_complaint(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if complaint := _corpus_complaint(config):
        required = config.getoption("--require-corpus")
        terminalreporter.write_line(complaint, red=required, yellow=not required)


def _corpus_complaint(config: pytest.Config) -> str | None:
    """Say in one line what is missing of the tests that read the five documents; None where all of them ran."""
    stats = config.pluginmanager.getplugin("terminalreporter").stats
    reports = {
        outcome: [report for report in stats.get(outcome, ()) if "corpus" in getattr(report, "keywords", ())]
        for outcome in ("passed", "failed", "error", "xfailed", "skipped")
    }
    if skipped := len(reports["skipped"]):
        return f"Skipped, of the tests that read the five documents: {skipped}. Set PLANGRAPH_CORPUS to their folder."
    if config.getoption("--require-corpus") and not any(reports.values()):
        return "--require-corpus: no test that reads the five documents was run."
    return None
