"""What every engine must do alike: each test here runs on all of them.

`harbour` is one small graph for many tests; its things are constants of `tests.graph.harbour`. Take `store` and
`graph_of` for a graph of your own, `empty_store` where a test wants several stores one after the other.
"""

import pytest

from graph.store import Release
from tests.graph import harbour as harbour_
from tests.graph.conftest import GraphOf


@pytest.fixture
def harbour(graph_of: GraphOf) -> Release:
    return graph_of(*harbour_.papers())
