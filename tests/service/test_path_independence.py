"""What is said of a thing depends on the thing alone: asked for along every field of the schema that leads to it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from graph.model.relations import RelationType
from graph.store import Release
from service.schema import build_schema
from service.schema.naming import THINGS, list_name
from tests.graph.builders import Paper, money, plan
from tests.service.conftest import Ask, GraphOf
from tests.service.ministry import BUREAU, DREDGING, PAPERS, PLAN

SCHEMA = build_schema()._schema
POLICY = plan("海洋政策")
REVIEW = (
    Paper("review-2022", "檢討報告", year=2022)
    .prints("港灣署檢討航道疏濬", "壹、檢討")
    .names(BUREAU, "港灣署")
    .names(DREDGING)
    .names(PLAN)
    .names(POLICY)
    .states(DREDGING, RelationType.PART_OF, POLICY)
    .states(PLAN, RelationType.SUCCEEDED_BY, POLICY)
    .reports(DREDGING, "完成航道檢討")
    .budgets_for(BUREAU, money(7), year=2022, agency=BUREAU.id)
)


@pytest.fixture
def reviewed(graph_of: GraphOf) -> Release:
    return graph_of(*PAPERS, REVIEW)


def test_a_thing_is_the_same_whichever_field_of_the_schema_led_to_it(ask: Ask, reviewed: Release) -> None:
    said: defaultdict[str, list[Any]] = defaultdict(list)
    led: defaultdict[str, set[str]] = defaultdict(set)

    for way, query in _ways():
        answer = ask(query)
        assert "errors" not in answer, way
        for thing in _things(answer["data"]):
            said[thing["id"]].append(thing)
            led[thing["made"]].add(way)

    assert {thing: other for thing, [first, *others] in said.items() for other in others if other != first} == {}
    assert set(led) == set(THINGS)
    assert all(len(ways) >= 2 for ways in led.values())


def test_a_thing_is_the_same_by_id_by_name_and_where_things_are_related(ask: Ask, reviewed: Release) -> None:
    card = _card(_type("Entity"))
    asked = (
        "{ node(id: $id) { %s } }",
        "{ programme(id: $id) { ... on Entity { %s } } }",
        '{ programme(name: "航道疏濬") { ... on Entity { %s } } }',
        "{ nodes(ids: [$id]) { %s } }",
        '{ search(text: "航道疏濬", types: [PROGRAMME]) { edges { node { %s } } } }',
        "{ compare(ids: [$id, $other]) { of { %s } } }",
        "{ paths(from: $agency, to: $id) { steps { node { %s } } } }",
        "{ measurements { aggregate(by: [SUBJECT], first: 5) { groups { keys { entity { %s } } } } } }",
    )
    ids = {"id": DREDGING.id, "agency": BUREAU.id}
    [other] = ask('{ programme(name: "防波堤整建") { id } }')["data"].values()

    answers = [ask(_declared(query.replace("%s", card)), **ids, other=other["id"])["data"] for query in asked]

    found = [[thing for thing in _things(answer) if thing["id"] == DREDGING.id] for answer in answers]
    assert all(things and things[0] == found[0][0] for things in found)


# ---- queries made from the schema -----------------------------------------------------------------------------------


def _ways() -> Iterator[tuple[str, str]]:
    """For each field of each thing that leads to things, a query along it from all things of the type."""
    for label in THINGS:
        root = list_name(label)
        yield root, f"{{ {root}(first: 10) {{ nodes {{ {_card(_type(label))} }} }} }}"
        for name, field in _type(label).fields.items():
            if (onward := _onward(field)) is not None:
                yield f"{label}.{name}", f"{{ {root}(first: 10) {{ nodes {{ {name} {{ {onward} }} }} }} }}"


def _onward(field: GraphQLField) -> str | None:
    """The selection of a field that leads to things: what is said of each; None for any other field."""
    type_ = get_named_type(field.type)
    if _is_thing(type_):
        return _card(type_)
    if not type_.name.endswith("Connection") or not _is_thing(node := _node(type_)):
        return None
    return f"nodes {{ {_card(node)} }} edges {{ node {{ {_card(node)} }} }}"


def _card(type_: GraphQLNamedType) -> str:
    """A selection of everything that is said of a thing, with the ids alone of what it leads to."""
    labels = [made.name for made in SCHEMA.get_possible_types(type_)] if isinstance(type_, GraphQLInterfaceType) else []
    if labels:
        return " ".join(f"... on {label} {{ {_card(_type(label))} }}" for label in labels)
    shown = (_shown(name, get_named_type(field.type)) for name, field in _fields(type_).items())
    return f"made: __typename {' '.join(filter(None, shown))}"


def _shown(name: str, type_: GraphQLNamedType) -> str | None:
    if is_leaf_type(type_):
        return name
    if _is_thing(type_):
        return f"{name} {{ key: id }}"
    if type_.name.endswith("Connection"):
        leaf = "key: id" if _is_thing(_node(type_)) else "__typename"
        return f"{name}(first: 3) {{ totalCount nodes {{ {leaf} }} }}"
    leaves = " ".join(n for n, field in _fields(type_).items() if is_leaf_type(get_named_type(field.type)))
    return f"{name} {{ {leaves} }}"


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Everything in an answer that has the selection of a card."""
    if isinstance(data, dict):
        if "made" in data:
            yield data
            return
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from _things(item)


def _declared(query: str) -> str:
    """The query as an operation that declares the variables it uses."""
    declared = ", ".join(f"${name}: ID!" for name in ("id", "other", "agency") if f"${name}" in query)
    return f"query ({declared}) {query}" if declared else query


def _is_thing(type_: GraphQLNamedType) -> bool:
    return type_.name in {*THINGS, "Entity", "Fact", "Node"}


def _node(connection: GraphQLNamedType) -> GraphQLNamedType:
    return get_named_type(_fields(connection)["nodes"].type)


def _type(name: str) -> Any:
    return SCHEMA.type_map[name]


def _fields(type_: GraphQLNamedType) -> dict[str, GraphQLField]:
    assert isinstance(type_, GraphQLObjectType)
    return type_.fields
