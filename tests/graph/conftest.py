"""`store` is an empty store of each engine in turn; `graph_of` takes papers in and publishes them.

`empty_store` makes one empty store after the other, each in the place of the one before if its engine has but one.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from graph.store import Release, Store, open_store
from tests.graph.engines import Engine, publish

GraphOf = Callable[..., Release]
EmptyStore = Callable[[], Store]


@pytest.fixture
def empty_store(engine: Engine) -> Iterator[EmptyStore]:
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_store(engine.empty(), create=True)))


@pytest.fixture
def store(empty_store: EmptyStore) -> Store:
    return empty_store()


@pytest.fixture
def graph_of(store: Store) -> GraphOf:
    return lambda *papers: publish(store, *papers)
