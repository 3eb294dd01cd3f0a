"""Random plans over random small graphs: every engine gives what looking at everything gives."""

import asyncio
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.model.batch import Batch
from graph.plan import QueryPlan
from graph.store import Store
from tests.graph.conftest import EmptyStore
from tests.graph.engines import Engine, Neo4jEngine, publish_batches
from tests.graph.naive.view import NaiveView
from tests.graph.strategies import batches, plans

EXAMPLES, SLOW_EXAMPLES = 100, 8  # a new statement costs Neo4j a second of planning


def test_an_engine_answers_as_one_who_looks_at_everything(engine: Engine, empty_store: EmptyStore) -> None:
    slow = isinstance(engine, Neo4jEngine)

    @settings(
        max_examples=SLOW_EXAMPLES if slow else EXAMPLES,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, *([] if slow else [Phase.shrink])],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(said=batches(), data=st.data())
    def compare(said: tuple[Batch, ...], data: st.DataObject) -> None:
        naive, store = NaiveView(said), empty_store()
        publish_batches(store, *said)
        for plan in (data.draw(plans(naive.ids)) for _ in range(3)):
            assert _answer(store, plan) == _comparable(naive.answer(plan, {}))

    compare()


def _answer(store: Store, plan: QueryPlan) -> Any:
    return _comparable(asyncio.run(store.view.answer(plan, {})).data)


def _comparable(answer: Any) -> Any:
    """The answer with what two errors have to share in the place of each: their code, and what tells them apart."""
    return {
        key: (value.code, value.details) if isinstance(value, QueryError) else value for key, value in answer.items()
    }
