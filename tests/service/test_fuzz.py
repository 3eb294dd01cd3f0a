"""Operations that fit the schema and that nobody would write: each is answered, or refused with a code of the list."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.store import Store, open_store
from service.execution import Executor, Request
from service.limits import Limits
from service.settings import ServiceSettings
from tests.graph.engines import Engine, SqliteEngine
from tests.service.generated import operations
from tests.service.ministry import PAPERS
from tests.service.serving import Served, serving
from tests.service.stock import agreed

CODES = {kind.code for kind in QueryError.__subclasses__()} | {"EXPIRED_CURSOR"}
IN_TIME = Limits(seconds=ServiceSettings().operation_seconds)
FUZZED = settings(suppress_health_check=list(HealthCheck), max_examples=20)


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(SqliteEngine(tmp_path_factory.mktemp("embedded")).holding(*PAPERS))) as opened:
        yield opened


@pytest.fixture(scope="module")
def served(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(engine.holding(*PAPERS), tmp_path_factory.mktemp("served")) as service:
        yield service


@given(request=operations())
@FUZZED
def test_any_operation_that_fits_the_schema_is_answered_alike_by_every_engine(
    store: Store, embedded: Store, request: Request
) -> None:
    answer = asyncio.run(agreed(store.view, request, limits=IN_TIME))

    assert _codes(answer) <= CODES
    assume("OPERATION_TIMEOUT" not in _codes(answer))  # Neo4j may plan a large new one for long
    assume("publishedAt" not in request.query)  # which is when each of the stores was made
    assert answer == asyncio.run(Executor(embedded.view).execute(request))


@given(request=operations(), data=st.data())
@FUZZED
def test_any_operation_with_a_letter_changed_is_answered_or_refused_with_a_code(
    store: Store, request: Request, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(request.query) - 1))
    changed = request.query[:place] + data.draw(st.characters(codec="utf-8")) + request.query[place + 1 :]

    answer = asyncio.run(Executor(store.view, IN_TIME).execute(Request(changed, request.variables)))

    assert _codes(answer) <= CODES
    assert "data" in answer or answer["errors"]


@given(request=operations())
@FUZZED
def test_the_service_answers_whatever_fits_the_schema_and_refuses_the_rest_with_a_code(
    served: Served, request: Request
) -> None:
    answer = served.ask(request.query, request.variables)

    assert _codes(answer) <= CODES
    assert "data" in answer or answer["errors"]


def _codes(answer: dict[str, list[dict[str, dict[str, str]]]]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", ())}
