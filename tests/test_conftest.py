import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Pytest = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run_pytest(tmp_path: Path) -> Pytest:
    """Run the two tests below in a process of their own, with our conftest and configuration."""
    (tmp_path / "conftest.py").write_bytes(Path(__file__).with_name("conftest.py").read_bytes())
    (tmp_path / "test_it.py").write_text(
        "import os\n"
        "def test_reads(corpus): assert corpus.is_dir()\n"
        "def test_other(): assert not [name for name in os.environ if name == 'PLANGRAPH_STORE']\n"
    )

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST_", "PLANGRAPH_", "NEO4J_"))
        }
        configuration = Path(__file__).parents[1] / "pyproject.toml"
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", str(configuration), str(tmp_path)]
        return subprocess.run(
            [*command, *arguments],
            cwd=tmp_path,
            env=inherited | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_without_the_corpus_one_line_says_what_was_skipped(run_pytest: Pytest) -> None:
    run = run_pytest()

    assert run.returncode == 0, run.stdout
    assert re.findall("1 passed, 1 skipped", run.stdout)
    assert re.findall("^.*PLANGRAPH_CORPUS.*$", run.stdout, re.MULTILINE) == [
        "Skipped, of the tests that read the five documents: 1. Set PLANGRAPH_CORPUS to their folder."
    ]


def test_without_a_neo4j_server_one_line_says_how_to_get_one(run_pytest: Pytest, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it(neo4j_url): raise AssertionError\ndef test_other(): pass\n")
    bare = {"PATH": "", "XDG_CACHE_HOME": str(tmp_path)}

    run, required = run_pytest(**bare), run_pytest("--require-neo4j", **bare)

    assert (run.returncode, required.returncode) == (0, pytest.ExitCode.TESTS_FAILED), run.stdout
    assert re.findall("^.*NEO4J_TEST_URI.*$", run.stdout, re.MULTILINE) == [
        "Skipped, of the tests that run on Neo4j: 1. Set NEO4J_TEST_URI, or install a JDK (17 or 21) and Maven."
    ]


def test_with_the_corpus_all_run_and_no_setting_of_the_caller_reaches_them(run_pytest: Pytest, tmp_path: Path) -> None:
    run = run_pytest("--require-corpus", PLANGRAPH_CORPUS=str(tmp_path), PLANGRAPH_STORE="sqlite:///mine.db")

    assert run.returncode == 0, run.stdout
    assert "2 passed" in run.stdout
    assert "five documents" not in run.stdout


def test_a_corpus_that_does_not_exist_is_an_error(run_pytest: Pytest) -> None:
    run = run_pytest(PLANGRAPH_CORPUS="nowhere")

    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "PLANGRAPH_CORPUS is 'nowhere', which is no folder" in run.stderr


@pytest.mark.parametrize("chosen", [(), ("-k", "other")], ids=["skipped", "not chosen"])
def test_a_required_corpus_that_nothing_has_read_is_a_failure(run_pytest: Pytest, chosen: tuple[str, ...]) -> None:
    assert run_pytest("--require-corpus", *chosen).returncode == pytest.ExitCode.TESTS_FAILED


def test_tests_that_read_the_corpus_can_be_chosen_by_marker(run_pytest: Pytest, tmp_path: Path) -> None:
    run = run_pytest("-m", "corpus", PLANGRAPH_CORPUS=str(tmp_path))

    assert "1 passed, 1 deselected" in run.stdout
