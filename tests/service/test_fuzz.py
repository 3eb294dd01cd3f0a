"""Operations that fit the schema and that nobody would write: each is answered, or refused with a code of the list."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from graph.errors import QueryError
from graph.store import Store, open_store
from service.execution import Executor, Request
from service.schema import build_schema
from tests.graph.engines import Engine
from tests.service.ministry import BUREAU, DREDGING, PAPERS, PLAN
from tests.service.stock import agreed

SCHEMA = build_schema()
IDS = st.sampled_from([BUREAU.id, DREDGING.id, PLAN.id, "nobody", "", "\u0000"])
SCALARS = {
    "ID": IDS.map(nodes.String),
    "PartialDate": st.sampled_from(["2019", "2019-06", "2019-06-30", "2019-13", ""]).map(nodes.String),
    "DateTime": st.just("2019-06-30T00:00:00Z").map(nodes.String),
}
DOCUMENTS = queries(SCHEMA.as_str(), custom_scalars=SCALARS)
CODES = {kind.code for kind in QueryError.__subclasses__()} | {"EXPIRED_CURSOR"}
FUZZED = settings(suppress_health_check=list(HealthCheck), max_examples=15)


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


@given(document=DOCUMENTS)
@FUZZED
def test_any_operation_that_fits_the_schema_is_answered_or_refused_with_a_code(store: Store, document: str) -> None:
    answer = asyncio.run(agreed(store.view, Request(document)))

    assert _codes(answer) <= CODES
    assert len(orjson.dumps(answer)) < 10_000_000


@given(document=DOCUMENTS, data=st.data())
@FUZZED
def test_any_operation_with_a_letter_changed_is_answered_or_refused_with_a_code(
    store: Store, document: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(document) - 1))
    changed = document[:place] + data.draw(st.characters(codec="utf-8")) + document[place + 1 :]

    answer = asyncio.run(Executor(store.view).execute(Request(changed)))

    assert _codes(answer) <= CODES
    assert "data" in answer or answer["errors"]


def _codes(answer: dict[str, list[dict[str, dict[str, str]]]]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", ())}
