"""What other documents print for the same point: what contradicts a fact, and what belongs to its series."""

from decimal import Decimal
from typing import Any

import pytest

from graph.model.facts import BudgetFigure, Scope
from graph.model.values import Absence, Value
from graph.model.vocabulary import FACT_LABELS, SAME_POINT, SAME_SERIES, STATED, said_of, vocabulary
from graph.plan import (
    Argument,
    Compare,
    Comparison,
    Condition,
    Connection,
    Every,
    First,
    Foremost,
    LinkCount,
    Linked,
    Nodes,
    OrderBy,
    Parts,
    Property,
    Quantifier,
    Selection,
    Several,
    Total,
    Which,
)
from graph.store import Store
from tests.graph.builders import Paper, indicator, money, number, plan
from tests.graph.conftest import GraphOf
from tests.graph.plans import TEN, ask, fields, of_each

pytestmark = pytest.mark.anyio

WORK, LENGTH = plan("航道疏浚計畫"), indicator("浚深長度", "公里")
CONFLICTS = vocabulary()["Measurement"].links["conflicts"]

MEASUREMENT = ("Measurement",)
THE_YEAR = of_each(MEASUREMENT, *fields("year"))
BY_YEAR = (OrderBy("year"),)
CASES = (
    ("FIRST", Linked(SAME_POINT, Quantifier.ALL, Compare("actual_said", Comparison.EQ, Argument("stated")))),
    ("SECOND", Linked(SAME_POINT, Quantifier.SOME, Compare("actual_said", Comparison.EQ, Argument("stated")))),
)


def _first(name: str) -> First:
    """The value of a name that the first of a point's measurements prints."""
    value = Parts(name, name, (Property("value", "value"),))
    order = (OrderBy(said_of(name), descending=True), OrderBy("place"))
    listed = Connection(name, MEASUREMENT, SAME_POINT, TEN, (Nodes("nodes", of_each(MEASUREMENT, value)),), order=order)
    return First(name, listed, name)


def paper(code: str) -> Paper:
    return Paper(code).names(WORK).names(LENGTH)


async def conflicts(store: Store, label: str, where: Condition | None = None) -> dict[str, list[str]]:
    """The documents of all facts of a label (of one each), each with those of the facts that contradict it."""
    said = of_each(FACT_LABELS, Property("place", "place"))
    beside = Connection("conflicts", FACT_LABELS, CONFLICTS, TEN, (Total("total"), Nodes("nodes", said)))
    wanted = Selection({label: (Property("place", "place"), beside)})
    listed = Connection("list", (label,), None, TEN, (Nodes("nodes", wanted),), where=where)
    found: Any = (await ask(store, listed, none=0))["list"]["nodes"]
    for fact in found:
        assert fact["conflicts"]["total"] == len(fact["conflicts"]["nodes"])
    return {_document(fact): [_document(other) for other in fact["conflicts"]["nodes"]] for fact in found}


def _document(fact: Any) -> str:
    code: str = fact["place"].partition("\x1f")[0]
    return code


async def test_different_figures_of_several_documents_stand_and_each_names_the_others(
    store: Store, graph_of: GraphOf
) -> None:
    graph_of(
        paper("a").measures(WORK, LENGTH, year=2021, target=number("12"), actual=number("9.5")),
        paper("b").measures(WORK, LENGTH, year=2021, actual=number("9.8")),
        paper("c").measures(WORK, LENGTH, year=2021, actual=number("9.50")),
    )

    assert await conflicts(store, "Measurement") == {"a": ["b"], "b": ["a", "c"], "c": ["b"]}


async def test_a_figure_that_rounds_another_or_of_another_time_contradicts_nothing(
    store: Store, graph_of: GraphOf
) -> None:
    graph_of(
        paper("a").measures(WORK, LENGTH, year=2021, actual=number("9.5")),
        paper("b").measures(WORK, LENGTH, year=2021, actual=number("10")),
        paper("c").measures(WORK, LENGTH, year=2020, actual=number("3")),
        paper("d").measures(WORK, LENGTH, year=2021, target=number("3")),
    )

    assert await conflicts(store, "Measurement") == {"a": [], "b": [], "c": [], "d": []}


async def test_money_contradicts_money_in_whatever_unit(store: Store, graph_of: GraphOf) -> None:
    amount = Value(
        value=Decimal("1.2"), text="1.2", unit="億元", normalised=Decimal(120_000_000), normalised_unit="TWD"
    )
    graph_of(
        paper("a").budgets_for(WORK, money(123_456), year=2021),
        paper("b").budgets_for(WORK, amount, year=2021),
        paper("c").budgets_for(WORK, money(140_000), year=2021),
        paper("d").budgets_for(WORK, money(99_000), year=2021, figure=BudgetFigure.EXECUTED),
    )

    assert await conflicts(store, "BudgetItem") == {"a": ["c"], "b": ["c"], "c": ["a", "b"], "d": []}


async def test_what_one_document_says_twice_is_for_its_own_arithmetic(store: Store, graph_of: GraphOf) -> None:
    graph_of(paper("a").budgets_for(WORK, money(1), year=2021).budgets_for(WORK, money(2), year=2021))

    assert await conflicts(store, "BudgetItem") == {"a": []}


async def test_facts_are_found_by_whether_something_contradicts_them(store: Store, graph_of: GraphOf) -> None:
    graph_of(
        paper("a").measures(WORK, LENGTH, year=2021, actual=number("9.5")),
        paper("b").measures(WORK, LENGTH, year=2021, actual=number("9.8")),
        paper("c").measures(WORK, LENGTH, year=2020, actual=number("3")),
    )

    contradicted = Linked(CONFLICTS, Quantifier.SOME, Every(()))
    sound = LinkCount(CONFLICTS, Comparison.EQ, Argument("none"))

    assert await conflicts(store, "Measurement", contradicted) == {"a": ["b"], "b": ["a"]}
    assert await conflicts(store, "Measurement", sound) == {"c": []}


async def test_a_contradiction_goes_with_the_document_that_made_it(store: Store, graph_of: GraphOf) -> None:
    first = paper("a").measures(WORK, LENGTH, year=2021, actual=number("9.5"))
    graph_of(first, paper("b").measures(WORK, LENGTH, year=2021, actual=number("9.8")))
    assert await conflicts(store, "Measurement") == {"a": ["b"], "b": ["a"]}

    with store.writer() as writer:
        writer.remove("b")
        writer.publish()

    assert await conflicts(store, "Measurement") == {"a": []}


async def test_a_series_is_listed_by_its_first_measurement_and_a_point_by_its_first(
    store: Store, graph_of: GraphOf
) -> None:
    graph_of(
        paper("a").measures(WORK, LENGTH, year=2021, target=number("12")).measures(WORK, LENGTH, year=2022),
        paper("b").measures(WORK, LENGTH, year=2021, actual=number("9.5")),
        paper("c").measures(WORK, LENGTH, year=2021, scope=Scope.CUMULATIVE, actual=number("40")),
    )
    points = Connection(
        "points", MEASUREMENT, SAME_SERIES, TEN, (Nodes("nodes", THE_YEAR),), where=Foremost(SAME_POINT), order=BY_YEAR
    )
    listed = Connection(
        "list",
        MEASUREMENT,
        None,
        TEN,
        (Total("total"), Nodes("nodes", of_each(MEASUREMENT, Property("scope", "scope"), Several("points", points)))),
        where=Foremost(SAME_SERIES),
    )

    found = (await ask(store, listed))["list"]

    assert found == {
        "total": 2,
        "nodes": [
            {"scope": "ANNUAL", "points": [{"year": 2021}, {"year": 2022}]},
            {"scope": "CUMULATIVE", "points": [{"year": 2021}]},
        ],
    }


async def test_of_a_point_the_first_value_that_is_printed_is_taken_whoever_prints_it(
    store: Store, graph_of: GraphOf
) -> None:
    graph_of(
        paper("a").measures(WORK, LENGTH, year=2021, target=number("12"), actual=Value(absence=Absence.BLANK)),
        paper("b").measures(WORK, LENGTH, year=2021, actual=number("9.5")),
        paper("c").measures(WORK, LENGTH, year=2021, target=number("11"), actual=number("9.7")),
    )
    wanted = of_each(MEASUREMENT, _first("target"), _first("actual"), Which("which", CASES, otherwise="NONE"))
    listed = Connection("list", MEASUREMENT, None, TEN, (Nodes("nodes", wanted),), where=Foremost(SAME_POINT))

    found = (await ask(store, listed, stated=STATED))["list"]["nodes"]

    assert found == [{"target": {"value": 12}, "actual": {"value": 9.5}, "which": "SECOND"}]
