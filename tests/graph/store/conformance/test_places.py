"""Filtering by where things, edges and facts are said: in which documents, under which headings."""

from dataclasses import replace

import pytest

from graph.model.entities import Programme
from graph.model.relations import RelationType
from graph.model.vocabulary import vocabulary
from graph.plan import (
    Argument,
    Compare,
    CompareAny,
    Comparison,
    Condition,
    Every,
    Linked,
    Nodes,
    Property,
    Quantifier,
)
from graph.store import Store
from tests.graph.builders import Paper, money
from tests.graph.conftest import GraphOf
from tests.graph.harbour import BUOYS, DREDGING, HARBOUR, POWER, SCHEME
from tests.graph.plans import ask_of, names_of, of_each, shown

pytestmark = pytest.mark.anyio


def _said(*conditions: Condition) -> Condition:
    """That one place which says a thing or an edge fulfils all conditions."""
    return Linked(vocabulary()["Agency"].links["evidence"], Quantifier.SOME, Every(conditions))


def _in_document(condition: Condition) -> Condition:
    return Linked(vocabulary()["Evidence"].links["document"], Quantifier.SOME, condition)


def _under(comparison: Comparison) -> Condition:
    heading = CompareAny("heading", comparison, Argument("heading"))
    return Linked(vocabulary()["Evidence"].links["passage"], Quantifier.SOME, heading)


def _two_papers() -> tuple[Paper, Paper]:
    """One edge in either paper, and one in both: in the first under headings."""
    first = Paper("first", year=2019).names(HARBOUR).names(DREDGING).names(POWER).names(SCHEME)
    first.prints("疏浚", "貳、工作計畫", "一、疏浚").states(DREDGING, RelationType.EXECUTED_BY, HARBOUR)
    first.prints("供電", "貳、工作計畫", "二、供電").states(POWER, RelationType.EXECUTED_BY, HARBOUR)
    first.budgets_for(DREDGING, money(5), year=2019)
    second = Paper("second", year=2021).names(HARBOUR).names(DREDGING).names(BUOYS)
    second.states(DREDGING, RelationType.EXECUTED_BY, HARBOUR).states(BUOYS, RelationType.EXECUTED_BY, HARBOUR)
    return first, second


_IN_2021 = _in_document(Compare("year", Comparison.EQ, Argument("year")))
_IN_FIRST = _in_document(Compare("code", Comparison.EQ, Argument("code")))


@pytest.mark.parametrize(
    ("via", "heading", "found"),
    [
        pytest.param(_said(_IN_2021), "", {DREDGING, BUOYS}, id="year"),
        pytest.param(_said(_IN_FIRST), "", {DREDGING, POWER}, id="document"),
        pytest.param(_said(_under(Comparison.EQ)), "貳、工作計畫", {DREDGING, POWER}, id="heading"),
        pytest.param(_said(_under(Comparison.CONTAINS)), "供電", {POWER}, id="part of a heading"),
        pytest.param(_said(_under(Comparison.STARTS_WITH)), "工作", set(), id="start of a heading"),
        pytest.param(_said(_under(Comparison.CONTAINS), _IN_2021), "疏浚", set(), id="both of one place"),
    ],
)
async def test_an_edge_is_told_by_where_it_is_said(
    store: Store, graph_of: GraphOf, via: Condition, heading: str, found: set[Programme]
) -> None:
    graph_of(*_two_papers())
    values = {"year": 2021, "code": "first", "heading": heading}
    programmes = names_of(("Programme",), "programmes", "Agency", via=via)

    listed = (await ask_of(store, "Agency", HARBOUR.name, programmes, **values))["list"]
    running = Linked(vocabulary()["Programme"].links["agencies"], Quantifier.SOME, Every(()), via)

    assert {node["shown"] for node in listed["nodes"]} == {work.name for work in found}
    assert set(await shown(store, names_of(("Programme",), where=running), **values)) == {work.name for work in found}


async def test_facts_and_passages_are_told_by_the_headings_above_them(store: Store, graph_of: GraphOf) -> None:
    graph_of(*_two_papers())
    heading = CompareAny("heading", Comparison.IN, Argument("headings"))

    passages = names_of(("Passage",), where=heading)
    budgets = names_of(("BudgetItem",), where=_said(_under(Comparison.EQ)))
    listed = replace(passages, parts=(Nodes("nodes", of_each(("Passage",), Property("shown", "text"))),))

    assert await shown(store, listed, headings=["一、疏浚", "三、其他"]) == ["疏浚"]
    assert len(await shown(store, budgets, heading="二、供電")) == 1
