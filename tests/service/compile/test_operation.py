from typing import Any

import pytest
from graphql import get_operation_ast, get_variable_values, parse

from graph.model.entities import AgencyKind
from graph.model.vocabulary import vocabulary
from graph.plan import (
    Argument,
    ById,
    Compare,
    Comparison,
    Connection,
    Every,
    Items,
    Label,
    LinkCount,
    Linked,
    Nodes,
    OrderBy,
    Page,
    Property,
    Quantifier,
    Selection,
    Step,
    Total,
)
from service.compile import Compiled, compile_operation, shape_of
from service.schema import build_schema
from service.schema.types import THING

SCHEMA = build_schema()._schema


def test_a_plan_names_what_is_wanted_and_holds_the_values_apart() -> None:
    compiled, _ = _compile(
        '{ few: agencies(first: 5, where: { name: { contains: "水利" } }) { totalCount nodes { called: name } } }'
    )

    [root] = compiled.plan.roots
    assert root == Connection(
        key="few",
        labels=("Agency",),
        link=None,
        page=Page(Argument("a0")),
        parts=(Total("totalCount"), Nodes("nodes", Selection({"Agency": (Property("called", "name"),)}))),
        where=Compare("name", Comparison.CONTAINS, Argument("a1")),
    )
    assert compiled.plan.constants == {"a0": 5, "a1": "水利"}


def test_a_plan_holds_no_value_of_a_variable() -> None:
    query = """
        query ($id: ID, $name: String, $names: [String!], $first: Int, $where: AgencyWhere, $year: Int) {
          agency(id: $id) { name }
          agencies(first: $first, where: { name: { eq: $name, in: [$name, "水利署"] }, AND: [$where] }) { totalCount }
          programmes(where: { name: { in: $names }, measurements: { some: { year: { eq: $year } } } }) { totalCount }
        }
        """
    given = {
        "id": "agency-1",
        "name": "港灣署",
        "names": ["一", "二"],
        "first": 7,
        "where": {"OR": [{"fullName": {"startsWith": "海洋"}}, {"children": {"count": {"gt": 3}}}]},
        "year": 2021,
    }

    compiled, arguments = _compile(query, **given)

    asked = [7, "港灣署", ["港灣署", "水利署"], "海洋", 3, ["一", "二"], 2021, "agency-1"]
    assert sorted(map(str, arguments.values())) == sorted(map(str, asked))
    assert set(compiled.plan.constants.values()) == {20}


def test_requests_whose_variables_have_one_shape_share_a_plan() -> None:
    query = (
        "query ($name: String!, $where: PlanWhere) { agency(name: $name) { id } plans(where: $where) { totalCount } }"
    )

    one, with_one = _compile(query, name="水利署", where={"name": {"eq": "甲"}, "knownAs": None})
    other, with_other = _compile(query, name="港灣署", where={"name": {"eq": "乙"}})

    assert one.plan == other.plan
    assert set(with_one.values()) == {"水利署", "甲"}
    assert set(with_other.values()) == {"港灣署", "乙"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"where": {"name": {"eq": "甲"}}}, {"where": {"name": {"ne": "甲"}}}, id="fields of an input"),
        pytest.param({"where": {"OR": [{}]}}, {"where": {"OR": [{}, {}]}}, id="number of inputs"),
        pytest.param({"where": {"kind": {"eq": "UNIT"}}}, {"where": {"kind": {"eq": "BUREAU"}}}, id="enumeration"),
        pytest.param({"by": [{"field": "NAME"}]}, {"by": [{"field": "NAME", "direction": "DESC"}]}, id="order"),
        pytest.param({"shown": True}, {"shown": False}, id="flag"),
        pytest.param({"after": None}, {"after": "x"}, id="null"),
    ],
)
def test_variables_that_decide_what_is_meant_have_plans_of_their_own(one: Any, other: Any) -> None:
    query = """
        query ($where: AgencyWhere, $by: [AgencyOrder!], $shown: Boolean = true, $after: String) {
          agencies(where: $where, orderBy: $by, after: $after) { totalCount nodes @include(if: $shown) { id } }
        }
        """

    assert _compile(query, **one)[0].plan != _compile(query, **other)[0].plan
    assert _compile(query, **one)[0].plan == _compile(query, **one)[0].plan


def test_fields_of_an_interface_are_planned_for_each_type_with_a_label_to_tell_them_by() -> None:
    compiled, _ = _compile(
        "query ($id: ID!) { node(id: $id) { id ... on Fact { year } ... on Agency { kind } } }", id="x"
    )

    [root] = compiled.plan.roots
    assert isinstance(root, ById)
    assert root.labels == tuple(root.selection.fields)
    assert root.selection.fields["Agency"] == (Property("id", "id"), Property("kind", "kind"), Label(THING))
    assert root.selection.fields["Plan"] == (Property("id", "id"), Label(THING))
    assert root.selection.fields["Outcome"] == (Property("id", "id"), Property("year", "year"), Label(THING))


def test_what_types_share_is_compiled_once_however_deep_it_nests() -> None:
    selection = "{ name }"
    for _ in range(40):
        selection = "{ documents { nodes { entities { nodes " + selection + " } } } }"

    compiled, _ = _compile('{ document(code: "a") { entities { nodes ' + selection + " } } }")

    assert len(compiled.limits) == 81


def test_links_lead_to_one_thing_to_a_list_or_to_evidence() -> None:
    compiled, _ = _compile(
        "query ($id: ID) { programme(id: $id) { plan { name } evidence { rule } agencies { totalCount } } }", id="x"
    )

    links = vocabulary()["Programme"].links
    [root] = compiled.plan.roots
    assert isinstance(root, ById)
    plan, evidence, agencies = root.selection.fields["Programme"]
    assert plan == Step("plan", links["plan"], Selection({"Plan": (Property("name", "name"),)}))
    assert isinstance(evidence, Items)
    assert compiled.plan.constants[evidence.first.name] == 3
    assert isinstance(agencies, Connection)
    assert (agencies.link, agencies.parts) == (links["agencies"], (Total("totalCount"),))


def test_the_facts_of_a_pair_are_asked_for_on_its_edge() -> None:
    compiled, _ = _compile(
        "query ($id: ID) { plan(id: $id) { indicators { edges { measurements(first: 2) { totalCount } } } } }", id="x"
    )

    [root] = compiled.plan.roots
    assert isinstance(root, ById)
    [indicators] = root.selection.fields["Plan"]
    facts = indicators.parts[0].fields[0]  # type: ignore[union-attr]
    assert facts.pair
    assert facts.link == vocabulary()["Plan"].links["measurements"]


def test_conditions_are_said_in_the_words_of_the_vocabulary() -> None:
    compiled, _ = _compile(
        """
        {
          programmes(
            where: { agencies: { via: { role: { isNull: true } }, all: { kind: { in: [UNIT] } }, count: { lte: 2 } } }
            orderBy: [{ field: PERIOD_START, direction: DESC }, { field: DOCUMENT_ORDER }]
          ) { totalCount }
        }
        """
    )

    [root] = compiled.plan.roots
    assert isinstance(root, Connection)
    assert root.order == (OrderBy("period_start", descending=True), OrderBy("place"))
    assert isinstance(root.where, Every)
    every, count = root.where.conditions
    assert isinstance(every, Linked)
    assert isinstance(count, LinkCount)
    assert (every.quantifier, every.link.name, count.comparison) == (Quantifier.ALL, "agencies", Comparison.LTE)
    assert every.via == count.via
    assert isinstance(every.where, Compare)
    assert compiled.plan.constants[every.where.value.name] == [AgencyKind.UNIT]


def _compile(query: str, **variables: object) -> tuple[Compiled, dict[str, Any]]:
    """An operation's plan, and the arguments that these variables make."""
    document = parse(query)
    operation = get_operation_ast(document)
    assert operation is not None
    values = get_variable_values(SCHEMA, operation.variable_definitions or (), variables)
    assert not isinstance(values, list), values
    compiled = compile_operation(SCHEMA, document, None, shape_of(values.coerced))
    return compiled, compiled.arguments(values.coerced)
