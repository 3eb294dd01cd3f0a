"""Expanding: from a thing to those it is linked to, with what belongs to the pair."""

import pytest

from graph.model.relations import RelationType
from graph.model.vocabulary import vocabulary
from graph.plan import Argument, ByCode, Connection, Label, Nodes, OrderBy, Parts, Property, Step
from graph.store import Store
from tests.graph.builders import Paper, programme
from tests.graph.conftest import GraphOf
from tests.graph.plans import TEN, WORK, ask, ask_of, edges_of, fields, of_each

pytestmark = pytest.mark.anyio


async def test_a_relation_is_walked_from_both_ends_with_what_belongs_to_the_pair(harbour: Store) -> None:
    run = await ask_of(harbour, "Agency", "港灣署", edges_of(("Programme",), "programmes", "Agency", *fields("role")))
    by = await ask_of(
        harbour, "Programme", "航道疏浚計畫", edges_of(("Agency",), "agencies", "Programme", *fields("role"))
    )

    assert run["list"]["edges"] == [
        {"role": None, "node": {"type": "Programme", "name": "岸電設施計畫"}},
        {"role": "LEAD", "node": {"type": "Programme", "name": "航道疏浚計畫"}},
    ]
    assert by["list"]["edges"] == [
        {"role": "CO", "node": {"type": "Agency", "name": "南濱市政府"}},
        {"role": "LEAD", "node": {"type": "Agency", "name": "海岸事務部港灣署"}},
    ]


async def test_a_plan_has_all_programmes_below_it(harbour: Store) -> None:
    below = await ask_of(
        harbour, "Plan", "智慧港灣方案", edges_of(("Programme",), "programmes", "Plan", *fields("depth"))
    )

    assert [(edge["node"]["name"], edge["depth"]) for edge in below["list"]["edges"]] == [
        ("主軸一：基礎建設", 1),
        ("岸電設施計畫", 2),
        ("智慧浮標計畫", 2),
        ("航道疏浚計畫", 2),
    ]


async def test_ancestors_are_given_with_their_distance(harbour: Store) -> None:
    answer = await ask_of(
        harbour, "Programme", "航道疏浚計畫", edges_of(WORK, "ancestors", "Programme", *fields("depth"))
    )

    assert answer["list"]["edges"] == [
        {"depth": 1, "node": {"type": "Programme", "name": "主軸一：基礎建設"}},
        {"depth": 2, "node": {"type": "Plan", "name": "智慧港灣方案"}},
    ]


async def test_containment_that_turns_in_a_circle_comes_to_an_end(store: Store, graph_of: GraphOf) -> None:
    one, other = programme("甲計畫"), programme("乙計畫")
    circle = Paper("a").names(one).names(other)
    graph_of(circle.states(one, RelationType.PART_OF, other).states(other, RelationType.PART_OF, one))

    answer = await ask_of(store, "Programme", "甲計畫", edges_of(WORK, "ancestors", "Programme", *fields("depth")))

    assert [(e["depth"], e["node"]["name"]) for e in answer["list"]["edges"]] == [(1, "乙計畫"), (2, "甲計畫")]


async def test_the_plan_of_a_programme_is_the_nearest_one_above_it(harbour: Store) -> None:
    step = Step("plan", vocabulary()["Programme"].links["plan"], of_each(("Plan",), *fields("name")))

    assert await ask_of(harbour, "Programme", "航道疏浚計畫", step) == {"plan": {"name": "智慧港灣方案"}}


@pytest.mark.parametrize("order", [(), (OrderBy("year"),), (OrderBy("target_number", descending=True),)])
async def test_the_measurements_on_an_edge_are_those_of_the_pair(harbour: Store, order: tuple[OrderBy, ...]) -> None:
    links = vocabulary()["Programme"].links
    pair = Connection(
        "measurements",
        ("Measurement",),
        links["measurements"],
        TEN,
        (Nodes("nodes", of_each(("Measurement",), Parts("target", "target", fields("value")))),),
        order=order,
        pair=True,
    )

    answer = await ask_of(
        harbour, "Programme", "航道疏浚計畫", edges_of(("Indicator",), "indicators", "Programme", pair)
    )

    assert [(e["node"]["name"], e["measurements"]["nodes"]) for e in answer["list"]["edges"]] == [
        ("年累計進度", [{"target": {"value": 100}}]),
        ("浚深長度", [{"target": {"value": 12}}]),
    ]


async def test_a_fact_leads_to_its_subject_whatever_its_type(harbour: Store) -> None:
    subject = Step(
        "subject", vocabulary()["BudgetItem"].links["subject"], of_each(WORK, Label("type"), *fields("name"))
    )
    agency_ = Step("agency", vocabulary()["BudgetItem"].links["agency"], of_each(("Agency",), *fields("name")))
    listed = Connection(
        "list", ("BudgetItem",), None, TEN, (Nodes("nodes", of_each(("BudgetItem",), subject, agency_)),)
    )

    assert (await ask(harbour, listed))["list"]["nodes"][0] == {
        "subject": {"type": "Programme", "name": "航道疏浚計畫"},
        "agency": None,
    }


async def test_deep_lists_of_mixed_types_are_prepared_once_a_level(harbour: Store) -> None:
    """With five types a level, preparing each list under each type would take 5^12 statements: this would not end."""
    labels = ("Agency", "Plan", "Programme", "Indicator", "Document")
    wanted = of_each(labels, Property("name", "name"))
    for _ in range(12):
        documents = Connection("documents", ("Document",), vocabulary()["Agency"].links["documents"], TEN, ())
        entities = Connection(
            "entities", labels, vocabulary()["Document"].links["entities"], TEN, (Nodes("nodes", wanted),)
        )
        wanted = of_each(labels, documents, entities)

    answer = await ask(harbour, ByCode("root", Argument("code"), of_each(("Document",), entities)), code="none")

    assert answer == {"root": None}
