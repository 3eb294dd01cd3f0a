"""Lists a page at a time, from either end: any order, any size, and the pages joined are the list."""

import asyncio
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from graph.model.batch import Batch
from graph.store import Store
from tests.graph.conftest import EmptyStore
from tests.graph.engines import Engine, Neo4jEngine, publish_batches
from tests.graph.naive.view import NaiveView
from tests.graph.strategies import Listing, batches, listings

EXAMPLES, SLOW_EXAMPLES = 100, 8  # a new statement costs Neo4j a second of planning


def test_the_pages_of_any_list_joined_are_the_list_both_ways(engine: Engine, empty_store: EmptyStore) -> None:
    slow = isinstance(engine, Neo4jEngine)

    @settings(
        max_examples=SLOW_EXAMPLES if slow else EXAMPLES,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, *([] if slow else [Phase.shrink])],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(said=batches(), data=st.data())
    def compare(said: tuple[Batch, ...], data: st.DataObject) -> None:
        naive = NaiveView(said)
        listing = data.draw(listings(naive.ids))
        starts = naive.ids_of(listing.labels) if listing.labels else [""]
        assume(starts)
        start, size = data.draw(st.sampled_from(starts)), data.draw(st.integers(1, 4))
        store = empty_store()
        publish_batches(store, *said)
        whole = _items(naive.answer(listing.plan(backward=False), _page(start, 1_000)))
        cursors = st.none() | st.sampled_from([item["cursor"] for item in whole["edges"]] or [None])
        window = _page(start, size, data.draw(cursors), data.draw(cursors))

        assert _forward(store, listing, start, size) == whole["edges"]
        assert _backward(store, listing, start, size) == whole["edges"]
        for backward in (False, True):
            plan = listing.plan(backward=backward)
            assert _asked(store, listing, window, backward=backward) == _items(naive.answer(plan, window))

    compare()


def _forward(store: Store, listing: Listing, start: str, size: int) -> list[Any]:
    joined: list[Any] = []
    after, more = None, True
    while more:
        answer = _asked(store, listing, _page(start, size, after=after), backward=False)
        assert answer["page"]["has_previous_page"] is bool(joined)
        joined += answer["edges"]
        after, more = answer["page"]["end_cursor"], answer["page"]["has_next_page"]
    return joined


def _backward(store: Store, listing: Listing, start: str, size: int) -> list[Any]:
    joined: list[Any] = []
    before, more = None, True
    while more:
        answer = _asked(store, listing, _page(start, size, before=before), backward=True)
        assert answer["page"]["has_next_page"] is bool(joined)
        joined = answer["edges"] + joined
        before, more = answer["page"]["start_cursor"], answer["page"]["has_previous_page"]
    return joined


def _page(start: str, size: int, after: str | None = None, before: str | None = None) -> dict[str, object]:
    return {"id": start, "size": size, "after": after, "before": before}


def _asked(store: Store, listing: Listing, page: Mapping[str, object], *, backward: bool) -> Any:
    return _items(asyncio.run(store.view.answer(listing.plan(backward=backward), page)).data)


def _items(data: Mapping[str, Any]) -> Any:
    [root] = data.values()
    return root.get("list", root)
