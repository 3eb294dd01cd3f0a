import json

from tests.clients.conftest import Node


def test_the_service_passes_all_audits_of_graphql_over_http(node: Node, graphql_url: str) -> None:
    audits = json.loads(node("audits.mjs", graphql_url))

    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == 61
