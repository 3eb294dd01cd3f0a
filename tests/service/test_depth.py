"""Operations that go from list to list to list: what they cost grows with what they find, not with how deep they go."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from graph.store import Store, open_store
from service.execution import Executor, Request
from service.limits import Limits
from tests.graph.engines import Engine
from tests.service.ministry import DREDGING, PAPERS, PLAN

LEVELS = 16


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


def test_lists_within_lists_are_answered_however_deep(store: Store) -> None:
    query = "name"
    for level in range(LEVELS):
        one = f"children(first: 1) {{ pageInfo {{ hasNextPage }} nodes {{ {query} }} }}"
        query = f"name {one}" if level % 2 else f"name parents {{ nodes {{ ... on Plan {{ {query} }} }} }}"

    executor = Executor(store.view, Limits(depth=3 * LEVELS, nodes=10**15))
    answer = asyncio.run(executor.execute(Request(f'{{ plan(name: "{PLAN.name}") {{ {query} }} }}')))

    assert "errors" not in answer
    assert list(_names(answer["data"]["plan"])) == [PLAN.name, DREDGING.name] * (LEVELS // 2) + [PLAN.name]


def _names(thing: dict[str, Any]) -> Iterator[str]:
    """The names on the way down."""
    yield thing["name"]
    for field in ("parents", "children"):
        for inner in thing.get(field, {"nodes": ()})["nodes"]:
            yield from _names(inner)
