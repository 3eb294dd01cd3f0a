"""Readers see one whole release, also while documents are taken in."""

import threading

import pytest

from graph.model.relations import RelationType
from graph.plan import (
    Argument,
    ByCode,
    Page,
    Selection,
)
from graph.store import Store
from tests.graph.builders import Paper, programme
from tests.graph.conftest import GraphOf
from tests.graph.harbour import HARBOUR
from tests.graph.plans import ask, fields, names_of

pytestmark = pytest.mark.anyio


async def test_readers_see_one_whole_release_while_documents_are_taken_in(store: Store, graph_of: GraphOf) -> None:
    """Each release has as many programmes as its document's year says; a mixture would show."""

    def paper(count: int) -> Paper:
        said = Paper("a", year=count).names(HARBOUR)
        for n in range(count):
            work = programme(f"第{n}計畫")
            said.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR)
        return said

    def load() -> None:
        for count in (40, 3, 25, 7, 33, 12):
            graph_of(paper(count))

    graph_of(paper(5))
    year = ByCode("document", Argument("code"), Selection({"Document": fields("year")}))
    agencies = names_of(("Programme",), page=Page(Argument("hundred")))
    loading = threading.Thread(target=load)
    loading.start()
    seen = set()
    while loading.is_alive():
        answer = await ask(store, year, agencies, code="a", hundred=100)
        assert answer["document"]["year"] == answer["list"]["total"] == len(answer["list"]["nodes"])
        seen.add(answer["list"]["total"])
    loading.join()

    assert len(seen) > 1
