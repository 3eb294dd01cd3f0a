"""What the caches of clients are told of the schema; `tests/clients` asks with the clients themselves."""

import re

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from service.cli import app
from service.schema import build_schema
from service.schema.naming import THINGS


@pytest.mark.parametrize("client_name", ["apollo", "urql"])
def test_the_module_of_a_client_is_served_and_printed(client: TestClient, client_name: str) -> None:
    served = client.get(f"/clients/{client_name}.js")

    assert served.headers["content-type"] == "text/javascript; charset=utf-8"
    assert served.text + "\n" == CliRunner().invoke(app, ["schema", "--for", client_name]).stdout


def test_what_has_no_id_has_no_key(client: TestClient) -> None:
    without = set(re.findall(r"^  (\w+): ofItsThing,$", client.get("/clients/urql.js").text, re.MULTILINE))

    assert {"AgencyConnection", "ProgrammeEdge", "PageInfo", "Evidence"} <= without
    assert without.isdisjoint({*THINGS, "Query", "Release"})


def test_interfaces_have_their_types(client: TestClient) -> None:
    assert 'Fact: ["Measurement", "BudgetItem", "Outcome"]' in client.get("/clients/apollo.js").text


def test_the_schema_is_served(client: TestClient) -> None:
    assert client.get("/schema.graphql").text == build_schema().as_str()
