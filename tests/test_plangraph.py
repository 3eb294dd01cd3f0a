import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import plangraph
from graph.errors import StoreBusy

Run = Callable[[BaseException], tuple[object, str]]


@pytest.fixture
def leave(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command with a subcommand that ends in an exception; gives the exit code and standard error."""

    def run(end: BaseException) -> tuple[object, str]:
        app = typer.Typer()

        @app.callback(invoke_without_command=True)
        def fail() -> None:
            raise end

        monkeypatch.setattr(plangraph, "app", app)
        monkeypatch.setattr(sys, "argv", ["plangraph"])
        with pytest.raises(SystemExit) as left:
            plangraph.main()
        if isinstance(left.value.code, str):  # what the interpreter does with it, when it is the last to see it
            return 1, f"{left.value.code}\n"
        return left.value.code, capsys.readouterr().err

    return run


@pytest.mark.parametrize("command", ["ingest", "extract", "rules", "remove", "serve", "query", "schema"])
def test_the_command_has_the_commands_of_both_rooms(command: str) -> None:
    shown = CliRunner().invoke(plangraph.app, [command, "--help"])

    assert shown.exit_code == 0, shown.output


def test_a_failure_is_one_line_and_exit_code_1(leave: Run) -> None:
    assert leave(StoreBusy("The store is busy.\n  Try again.")) == (1, "plangraph: The store is busy. Try again.\n")


def test_ctrl_c_is_one_line_and_exit_code_130(leave: Run) -> None:
    assert leave(KeyboardInterrupt()) == (130, "plangraph: interrupted\n")


def test_a_command_chooses_its_own_exit_code(leave: Run) -> None:
    assert leave(typer.Exit(1)) == (1, "")


def test_wrong_usage_is_exit_code_2() -> None:
    assert CliRunner().invoke(plangraph.app, ["no-such-command"]).exit_code == 2


def test_a_real_failure_reaches_the_terminal_without_a_trace(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plangraph", "ingest", "no-such-folder"]

    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "no-such-folder" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("command", [["schema"], ["extract", "."]], ids=["schema", "extract"])
def test_a_full_disk_is_one_line_and_exit_code_1(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "plan.txt").write_text("海岸事務部108年度施政計畫\n", "utf-8")

    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "plangraph", *command],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert "the answer could not be written: No space left on device" in run.stderr


def test_a_reader_that_has_seen_enough_is_no_failure_to_speak_of(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "plangraph", "schema"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()

        assert run.stderr.read() == b""
