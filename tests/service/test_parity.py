"""The service's own writer and the stock executor: one answer, whatever is asked, and whatever the graph says."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidArgument
from graph.store import Store, open_store
from service.execution import Request
from service.schema.types import THING
from tests.graph.engines import Engine, Neo4jEngine
from tests.service.generated import operations
from tests.service.ministry import PAPERS
from tests.service.stock import agreed

Damage = Callable[[Any, Random], None]
CodesOf = Callable[[Damage], Counter[str]]
EXAMPLES, SLOW_EXAMPLES = 40, 8  # a new statement costs Neo4j a second of planning


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


@pytest.fixture(scope="module")
def codes_of(engine: Engine, store: Store) -> CodesOf:
    """How often each code is told by both, and "none", where ``damage`` is done to what the graph says."""
    examples = SLOW_EXAMPLES if isinstance(engine, Neo4jEngine) else EXAMPLES

    def count(damage: Damage) -> Counter[str]:
        codes: Counter[str] = Counter()

        @settings(suppress_health_check=list(HealthCheck), max_examples=examples, derandomize=True)
        @given(request=operations(), seed=st.integers(0, 2**32))
        def compare(request: Request, seed: int) -> None:
            chance = Random(seed)  # noqa: S311 - chance is all it is for
            answer = asyncio.run(agreed(store.view, request, damage=lambda data: damage(data, chance)))
            codes.update(
                error["extensions"]["code"] for error in answer.get("errors", ({"extensions": {"code": "none"}},))
            )

        compare()
        return codes

    return count


def test_operations_are_answered_alike_however_they_are_asked(codes_of: CodesOf) -> None:
    codes = codes_of(lambda data, chance: None)
    assert codes["none"] > codes.total() / 2


def test_what_the_graph_fails_to_say_is_null_and_told_alike(codes_of: CodesOf) -> None:
    codes = codes_of(lambda data, chance: _put(None, list(_places(data)), chance))
    assert codes["INTERNAL_ERROR"] > codes.total() / 8  # most places may be empty, and on Neo4j operations are few


def test_a_root_that_fails_is_told_alike(codes_of: CodesOf) -> None:
    error = InvalidArgument("That cannot be.")

    codes = codes_of(lambda data, chance: _put(error, [(data, key) for key in data], chance))
    assert codes["INVALID_ARGUMENT"] > codes.total() / 2


def _put(value: Exception | None, places: list[tuple[Any, Any]], chance: Random) -> None:
    """Put something else in one of the places where values stand."""
    if places:
        holder, key = chance.choice(places)
        holder[key] = value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Where values stand, but for what only tells of which type a thing is."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if key != THING:
            yield value, key
            yield from _places(inner)
