"""Clients that keep answers by the id of things, as they come: what they are answered is what the service says."""

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from service.schema.naming import THINGS
from tests.clients.conftest import Node
from tests.clients.front_end import operations


@pytest.mark.parametrize("client", ["apollo", "urql"])
def test_clients_get_what_the_service_says_and_find_it_again_in_their_cache(
    node: Node, graphql_url: str, tmp_path: Path, client: str
) -> None:
    cases = [{"name": name, "document": document, "variables": variables} for name, document, variables in operations()]
    given = tmp_path / "cases.json"
    given.write_text(json.dumps(cases), "utf-8")

    told = json.loads(node(f"{client}.mjs", graphql_url, str(given)), parse_int=float)

    said = [_asked(graphql_url, case["document"], case["variables"]) for case in cases]
    assert set(map(_lacking_its_id, told["complaints"])) <= set(THINGS)
    assert [_bare(answer["data"]) for answer in told["answers"]] == said
    assert [_bare(answer["cached"]) for answer in told["answers"]] == said
    assert all(any(answer.values()) for answer in said)


def test_apollo_asks_by_hash_first_and_then_sends_the_document(node: Node, graphql_url: str, tmp_path: Path) -> None:
    given = tmp_path / "cases.json"
    document = "query Again { statistics { type count } }"
    given.write_text(json.dumps([{"document": document, "variables": {}}]), "utf-8")

    told = [json.loads(node("apollo.mjs", graphql_url, str(given))) for _ in range(2)]

    assert [one["methods"] for one in told] == [["GET", "POST"], ["GET"]]


def _lacking_its_id(complaint: str) -> str:
    """The type of the things that a document takes without their id, as some do: no cache can know those again."""
    found = re.search(r"create a `keys` config for `(\w+)`", complaint)
    return found[1] if found else complaint


def _asked(url: str, document: str, variables: dict[str, Any]) -> Any:
    body = json.dumps({"query": document, "variables": variables}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - our own service
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as response:
        answer = json.load(response, parse_int=float)  # numbers as JavaScript has them, 53 bits exactly
    assert "errors" not in answer
    return _bare(answer["data"])


def _bare(value: Any) -> Any:
    """An answer without the types that clients ask for beside what they are told to."""
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if name != "__typename"}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value
