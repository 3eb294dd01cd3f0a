import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import service
from graph.errors import InvalidQuery, InvalidVariables
from graph.store import Release
from service.cli import app
from tests.service.conftest import Ask
from tests.service.ministry import contract


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "agency.graphql"
    file.write_text(contract("agency"), encoding="utf-8")
    return file


def test_query_prints_the_answer_that_the_service_gives(
    document: Path, store_url: str, ask: Ask, ministry: Release
) -> None:
    run = _run("query", str(document), "--variables", '{"name": "港灣署"}', "--store", store_url)

    assert run.exit_code == 0
    assert json.loads(run.stdout) == ask(contract("agency"), name="港灣署")
    assert "海洋部港灣署" in run.stdout


def test_query_reads_standard_input_and_takes_one_of_several_operations(store_url: str, ministry: Release) -> None:
    text = "query A { release { id } } query B { statistics { type } }"

    run = _run("query", "-", "--operation", "A", "--store", store_url, given=text)

    assert json.loads(run.stdout)["data"] == {"release": {"id": ministry.id}}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ agencies {", "INVALID_QUERY"),
        ("{ agences { totalCount } }", "INVALID_QUERY"),
        ("query ($id: ID!) { agency(id: $id) { id } }", "INVALID_VARIABLES"),
        ("{ agencies(first: 0) { totalCount } }", "INVALID_ARGUMENT"),
    ],
)
def test_query_prints_errors_as_the_service_does_and_fails(
    store_url: str, ministry: Release, query: str, code: str
) -> None:
    run = _run("query", "-", "--store", store_url, given=query)

    assert run.exit_code == 1
    assert json.loads(run.stdout)["errors"][0]["extensions"]["code"] == code


def test_query_says_that_there_is_no_store(tmp_path: Path) -> None:
    run = _run("query", "-", "--store", f"sqlite:///{tmp_path}/none.db", given="{ release { id } }")

    assert run.exit_code == 1
    assert json.loads(run.stdout)["errors"][0]["extensions"]["code"] == "MISSING_STORE"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("variables", ["{", "[]", "name=港灣署", '{"name": "\\ud800"}'])
def test_variables_that_are_no_json_object_are_one_clear_line(document: Path, variables: str) -> None:
    run = _run("query", str(document), "--variables", variables)

    assert isinstance(run.exception, InvalidVariables)
    assert "--variables" in str(run.exception)


def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")

    for name, reason in (("nowhere", "No such file or directory"), ("binary", "it is not UTF-8")):
        run = _run("query", str(tmp_path / name))

        assert isinstance(run.exception, InvalidQuery)
        assert reason in str(run.exception)


def test_schema_prints_the_committed_schema() -> None:
    assert _run("schema").stdout == (Path(service.__file__).parent / "schema.graphql").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["serve", "query"])
def test_help_shows_an_example(command: str) -> None:
    assert f"plangraph {command}" in _run(command, "--help").stdout


def test_help_loads_none_of_what_serving_needs() -> None:
    heavy = (
        "import sys, service.cli; sys.exit(bool({'strawberry', 'fastapi', 'uvicorn', 'graphql'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", heavy], check=False).returncode == 0


def _run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)
