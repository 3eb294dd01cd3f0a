"""The fixed list of hostile requests: a coded answer each, and the service answers others as before."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.store import Release
from tests.service.hostile import Hostile, requests

REQUESTS = list(requests())


@pytest.mark.parametrize("hostile", REQUESTS, ids=[hostile.name for hostile in REQUESTS])
def test_a_hostile_request_gets_a_coded_answer(client: TestClient, ministry: Release, hostile: Hostile) -> None:
    answer = client.post("/graphql", content=hostile.body, headers=hostile.headers)

    codes = {error["extensions"]["code"] for error in answer.json().get("errors", ())}
    assert answer.status_code < 500
    assert len(answer.content) < 100_000
    assert (len(codes) == 1 and codes <= hostile.codes) if hostile.codes else not codes, answer.text[:500]
    assert _is_well(client, ministry)


def _is_well(client: TestClient, ministry: Release) -> Any:
    return client.post("/graphql", json={"query": "{release{id}}"}).json()["data"] == {"release": {"id": ministry.id}}
