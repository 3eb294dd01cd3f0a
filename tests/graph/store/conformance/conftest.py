"""What every engine must do alike: each test here runs on all of them.

`harbour` is a store of one small graph for many tests that change nothing; its things are constants of
`tests.graph.harbour`. Take `store` and `graph_of` for a graph of your own, `empty_store` where a test wants several
stores one after the other.
"""

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.store import Store, open_store
from tests.graph.engines import Engine
from tests.graph.harbour import papers


@pytest.fixture
def harbour(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*papers()))) as store:
        yield store
