"""The service's own writer and the stock executor: one answer, whatever is asked, and whatever the graph says."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from random import Random
from typing import Any

import pytest

from graph.errors import InvalidArgument
from graph.store import Store, open_store
from service.schema.types import THING
from tests.graph.engines import Engine, Neo4jEngine
from tests.service.ministry import BREAKWATER, BUREAU, DREDGING, INDUSTRY, PAPERS, PLAN
from tests.service.operations import operation
from tests.service.stock import SCHEMA, agreed

OPERATIONS, SLOW_OPERATIONS = 80, 8  # a new statement costs Neo4j a second of planning
IDS = [thing.id for thing in (BUREAU, INDUSTRY, DREDGING, BREAKWATER, PLAN)]
VALUES: dict[str, list[Any]] = {
    "id": [*IDS, "nobody"],
    "ids": [IDS[:2], IDS[2:4], [IDS[4], "nobody"]],
    "from": IDS,
    "to": IDS,
    "name": [BUREAU.name, DREDGING.name, PLAN.name, "港務局", "參觀人次"],
    "code": ["plan-108"],
    "text": ["港", "108 年度", "", "x" * 300],
    "first": [1, 2, 20],
    "last": [1, 3],
    "after": ["garbage"],
    "before": ["garbage"],
    "of": IDS,
}


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


@pytest.fixture(scope="module")
def seeds(engine: Engine) -> range:
    return range(SLOW_OPERATIONS if isinstance(engine, Neo4jEngine) else OPERATIONS)


def test_operations_are_answered_alike_however_they_are_asked(store: Store, seeds: range) -> None:
    codes = Counter(code for seed in seeds for code in _codes(_asked(store, seed)))

    assert codes["none"] > len(seeds) / 2
    assert codes.keys() <= {"none", "INVALID_ARGUMENT", "INVALID_CURSOR", "LIMIT_EXCEEDED"}


def test_what_the_graph_fails_to_say_is_null_and_told_alike(store: Store, seeds: range) -> None:
    def damaged(seed: int, data: Any) -> Any:
        return _replaced(_places(data), None, _chance(seed), data)

    codes = Counter(code for seed in seeds for code in _codes(_asked(store, seed, damaged)))

    assert codes["INTERNAL_ERROR"] > len(seeds) / 4


def test_a_root_that_fails_is_told_alike(store: Store, seeds: range) -> None:
    def damaged(seed: int, data: Any) -> Any:
        return _replaced(((data, key) for key in data), InvalidArgument("That cannot be."), _chance(seed), data)

    codes = Counter(code for seed in seeds for code in _codes(_asked(store, seed, damaged)))

    assert codes["INVALID_ARGUMENT"] > len(seeds) / 2


Damage = Callable[[int, Any], Any]


def _asked(store: Store, seed: int, damaged: Damage = lambda seed, data: data) -> dict[str, Any]:
    request = operation(SCHEMA._schema, VALUES, _chance(seed))
    return asyncio.run(agreed(store.view, request, damage=partial(damaged, seed)))


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same operations each time


def _codes(answer: dict[str, Any]) -> list[str]:
    return [error["extensions"]["code"] for error in answer.get("errors", ())] or ["none"]


def _replaced(places: Iterable[tuple[Any, Any]], by: Exception | None, chance: Random, data: Any) -> Any:
    """The data with something else in one of the places of its values."""
    if found := list(places):
        holder, key = chance.choice(found)
        holder[key] = by
    return data


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Where values stand, but for what only tells of which type a thing is."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if key != THING:
            yield value, key
            yield from _places(inner)
