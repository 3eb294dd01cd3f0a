"""The client of notebooks, `gql`, as it comes: it fetches the schema, and holds documents against it itself."""

import pytest
from gql import Client, GraphQLRequest, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport
from graphql import GraphQLError

from tests.clients.front_end import VARIABLES, operations
from tests.service.ministry import BUREAU


@pytest.fixture
def client(graphql_url: str) -> Client:
    transport = HTTPXTransport(url=graphql_url, trust_env=False, timeout=60)
    return Client(transport=transport, fetch_schema_from_transport=True)


@pytest.mark.parametrize("name", VARIABLES)
def test_documents_of_front_ends_are_answered(client: Client, name: str) -> None:
    [(document, variables)] = [(document, variables) for one, document, variables in operations() if one == name]

    answer = client.execute(GraphQLRequest(document, variable_values=variables))

    assert any(answer.values())


def test_a_document_that_does_not_fit_the_schema_is_found_before_it_is_sent(client: Client) -> None:
    with pytest.raises(GraphQLError, match="Did you mean 'agency'"):
        client.execute(gql("{ agenci { id } }"))


def test_an_error_comes_with_its_code(client: Client) -> None:
    with pytest.raises(TransportQueryError) as raised:
        client.execute(gql("query { agencies(first: 101) { nodes { id } } }"))

    assert raised.value.errors is not None
    assert raised.value.errors[0]["extensions"]["code"] == "INVALID_ARGUMENT"


def test_a_thing_is_looked_up(client: Client) -> None:
    answer = client.execute(gql('{ agency(name: "港灣署") { id name } }'))

    assert answer == {"agency": {"id": BUREAU.id, "name": BUREAU.name}}
