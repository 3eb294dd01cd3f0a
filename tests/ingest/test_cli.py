import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from plangraph import app

TEXT = "海岸事務部108年度施政計畫\n\n壹、年度施政目標\n\n一、疏濬計畫：由港灣署辦理。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the commands run in: one document, `plan`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# --------------------------------------------------------------------------------------------------------------- ingest


def test_ingest_prints_a_table_of_what_was_found(folder: Path) -> None:
    result = run("ingest", ".")

    assert result.exit_code == 0, result.output
    assert re.search(r"^plan( +\d+){11} +\d+\.\d\d$", result.stdout, re.MULTILINE)
    assert "documents in it: 1" in result.stdout
    assert (folder / "plangraph.db").exists()


def test_ingest_prints_its_report_as_json() -> None:
    (report,) = lines(run("ingest", "plan.txt", "--json"))

    (document,) = report["documents"]
    assert (document["document"], document["status"], document["error"]) == ("plan", "taken", None)
    assert report["release"]["documents"] == 1
    assert "publish" in report["seconds"]


def test_ingest_logs_each_document_where_there_is_no_terminal() -> None:
    assert "document_ingested" in run("ingest", "plan.txt").stderr


def test_ingest_takes_the_store_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANGRAPH_STORE", f"sqlite:///{folder}/other.db")

    run("ingest", "plan.txt")

    assert (folder / "other.db").exists()


def test_a_store_that_is_given_comes_before_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANGRAPH_STORE", f"sqlite:///{folder}/other.db")

    run("ingest", "plan.txt", "--store", f"sqlite:///{folder}/given.db")

    assert [path.name for path in folder.glob("*.db")] == ["given.db"]


def test_ingest_reports_a_bad_document_takes_the_others_and_exits_1(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x00")

    result = run("ingest", ".")

    assert result.exit_code == 1
    assert re.search(r"bad +failed", result.stdout)
    assert "documents in it: 1" in result.stdout
    assert "plangraph: 'bad.txt' is a binary file" in result.stderr


def test_ingest_reports_two_files_with_one_id_in_one_line(folder: Path) -> None:
    (folder / "other.txt").write_text(TEXT, "utf-8")
    (folder / "other.meta.yml").write_text("id: plan", "utf-8")

    result = run("ingest", ".")

    assert result.exit_code == 1
    assert result.stderr.count("have one id") == 1


def test_ingest_names_a_file_whose_name_is_no_text(folder: Path) -> None:
    (folder / os.fsdecode("海岸.txt".encode("big5"))).write_text(TEXT, "utf-8")

    table, report = run("ingest", "."), run("ingest", ".", "--json")

    assert (table.exit_code, report.exit_code) == (1, 1)
    assert "is not UTF-8: rename it" in table.stderr
    assert "documents in it: 1" in table.stdout


def test_ingest_refuses_a_document_over_the_limit_of_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANGRAPH_DOCUMENT_LIMIT_MB", "1")
    (folder / "plan.txt").write_bytes(b"x" * 1_100_000)

    result = run("ingest", "plan.txt")

    assert (result.exit_code, "limit is 1 MB" in result.stderr) == (1, True)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Commands started here heed Ctrl-C, even where the tests were started in the background and do not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ingest_is_stopped_by_ctrl_c_without_a_trace(folder: Path) -> None:
    (folder / "long.txt").write_text(TEXT * 20_000, "utf-8")
    (folder / "longer.txt").write_text(TEXT * 20_000, "utf-8")
    command = [sys.executable, "-m", "plangraph", "ingest", ".", "--jobs", "2"]

    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as run:
        while not (folder / "plangraph.db-wal").exists() and run.poll() is None:
            time.sleep(0.02)  # until the store is open, that is, reading has begun
        time.sleep(0.2)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to the command and to its processes
        _, error = run.communicate()

    assert (run.returncode, error.decode()) == (130, "plangraph: interrupted\n")


# -------------------------------------------------------------------------------------------------------------- extract


def test_extract_prints_one_record_a_line_and_stores_nothing(folder: Path) -> None:
    result = run("extract", "plan.txt")

    assert result.exit_code == 0, result.output
    records = lines(result)
    assert records
    assert {record["doc"] for record in records} == {"plan"}
    assert all(record["quote"] and record["rule"] for record in records)
    assert not (folder / "plangraph.db").exists()


def test_extract_prints_the_same_bytes_each_time() -> None:
    assert run("extract", ".").stdout_bytes == run("extract", ".").stdout_bytes


def test_extract_reports_a_bad_document_prints_the_others_and_exits_1(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")

    result = run("extract", "bad.txt", "plan.txt", "lost.txt")

    assert result.exit_code == 1
    assert {record["doc"] for record in lines(result)} == {"plan"}
    assert [line.partition(" ")[0] for line in result.stderr.splitlines()] == ["plangraph:", "plangraph:"]


def test_extract_prints_utf_8_whatever_the_terminal_speaks() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}

    run = subprocess.run(
        [sys.executable, "-c", "from ingest.cli import app; app()", "extract", "plan.txt"],
        capture_output=True,
        env=environment,
        check=True,
    )

    assert "海岸事務部" in run.stdout.decode("utf-8")


# ---------------------------------------------------------------------------------------------------------------- rules


def test_rules_prints_which_rule_found_how_much_in_which_document(folder: Path) -> None:
    (folder / "report.txt").write_text("港灣署110年度績效報告\n\n壹、前言\n\n一、疏濬計畫：完成疏濬12公里。\n", "utf-8")

    result = run("rules", ".")

    assert result.exit_code == 0, result.output
    assert re.search(r"^title\.genre +\d+ +2 +\d+ +\d+ *$", result.stdout, re.MULTILINE)
    assert re.search(r"^result\.output .* only in report *$", result.stdout, re.MULTILINE)
    assert re.search(r"^ 1 plan\n 2 report$", result.stdout, re.MULTILINE)


def test_rules_prints_the_use_of_each_rule_as_json() -> None:
    (rules,) = lines(run("rules", "plan.txt", "--json"))

    by_name = {rule["rule"]: rule for rule in rules}
    assert list(by_name["title.genre"]["documents"]) == ["plan"]
    assert "organ in a title" in by_name["title.genre"]["description"]
    assert by_name["owner.bracket"]["facts"] == 0


def test_rules_reports_a_bad_document_and_exits_1(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")

    result = run("rules", ".")

    assert (result.exit_code, "bad.txt' is empty" in result.stderr) == (1, True)
    assert "title.genre" in result.stdout


# --------------------------------------------------------------------------------------------------------------- remove


def test_remove_takes_a_document_out() -> None:
    run("ingest", "plan.txt")

    result = run("remove", "plan")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "documents in it: 0" in result.stderr
    assert run("remove", "plan").exit_code == 1


@pytest.mark.parametrize("command", ["ingest", "extract", "rules", "remove"])
def test_help_gives_an_example_and_the_exit_codes(command: str) -> None:
    shown = run(command, "--help").stdout

    assert f"plangraph {command}" in shown
    assert "Exit code" in shown


def test_help_does_not_wait_for_the_language_library() -> None:
    program = "import sys, ingest.cli; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
