import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
    is_introspection_type,
    is_leaf_type,
    is_specified_scalar_type,
    parse,
    validate,
)
from graphql import build_schema as build_graphql
from graphql.utilities import find_breaking_changes

import graph.model.vocabulary
import service
from graph.model.base import Described
from graph.model.entities import EntityType
from graph.model.relations import RELATIONS, Ends, Relation, RelationType, Walk
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, Order, vocabulary
from service.schema import build_schema
from service.schema.naming import THINGS, camel_case
from tests.service.ministry import contract

SCHEMA = build_schema()._schema
OURS = [
    type_
    for type_ in SCHEMA.type_map.values()
    if not is_introspection_type(type_) and not is_specified_scalar_type(type_)
]


def test_nothing_that_clients_may_rely_on_is_gone_from_the_committed_schema() -> None:
    assert _broken(_committed(), SCHEMA) == []


def test_what_would_break_clients_is_named() -> None:
    before = build_graphql("type Query { agency(id: ID): String plan: String } enum Role { LEAD }")
    after = build_graphql("type Query { agency(id: ID!): String } enum Role { CO }")

    assert _broken(before, after) == [
        "Argument Query.agency(id:) has changed type from ID to ID!.",
        "Enum value Role.LEAD was removed.",
        "Field Query.plan was removed.",
    ]


def test_the_committed_schema_is_the_one_served() -> None:
    committed = _committed_text()

    assert committed == build_schema().as_str() + "\n", "write it anew with: plangraph schema > service/schema.graphql"


def test_the_schema_without_descriptions_stays_small() -> None:
    printed = re.sub(r'"""(?:.|\n)*?"""', "", build_schema().as_str())

    assert len(re.sub(r"\s+", " ", printed).encode()) < 40_000


@pytest.mark.parametrize("document", ["agency", "plan", "programme", "across_plans"])
def test_the_documents_of_front_ends_are_valid(document: str) -> None:
    assert validate(SCHEMA, parse(contract(document))) == []


@pytest.mark.parametrize("label", THINGS)
def test_everything_the_vocabulary_says_of_a_thing_can_be_asked(label: str) -> None:
    type_, said = _object(label), vocabulary()[label]

    names = {camel_case(name) for name in (*(a.name for a in said.attributes), *said.links)}
    cited = {"citation"} if label in FACT_LABELS else set()
    assert names | cited == type_.fields.keys() - {"series", "promises"}
    assert [order.name for order in said.orders] == list(_enum(f"{label}OrderField").values)


def test_every_thing_has_its_interface() -> None:
    assert {type_.name for type_ in SCHEMA.get_possible_types(_interface("Entity"))} == set(ENTITY_LABELS)
    assert {type_.name for type_ in SCHEMA.get_possible_types(_interface("Fact"))} == set(FACT_LABELS)
    assert {type_.name for type_ in SCHEMA.get_possible_types(_interface("Node"))} == set(THINGS)


def test_a_list_is_a_connection_and_an_interface_has_what_all_its_types_have() -> None:
    assert set(_interface("Entity").fields) == {
        *("id", "name", "documents", "evidence", "neighbours", "aliases", "sameAs")
    }
    assert set(_interface("Fact").fields) == {
        *("id", "year", "asOf", "periodStart", "periodEnd", "subject", "agency", "document", "evidence"),
        *("conflicts", "citation"),
    }
    assert str(_object("Programme").fields["parents"].type) == "EntityConnection!"
    assert str(_object("Programme").fields["indicators"].type) == "MeasuredByConnection!"
    assert str(_object("Programme").fields["agencies"].type) == "AgencyConnection!"
    assert str(_object("MeasuredByEdge").fields["measurements"].type) == "MeasurementConnection!"


def test_conditions_follow_links_from_both_ends() -> None:
    assert {"agencies", "parents", "ancestors", "children", "referencedBy", "knownAs"} <= _fields("ProgrammeWhere")
    assert {"programmes", "plans", "parents", "publications", "budgets"} <= _fields("AgencyWhere")
    assert {"subjects", "indicators", "agencies", "documents"} <= _fields("MeasurementWhere")
    assert {"some", "none", "all", "count", "via"} == _fields("AgencyLinks")
    assert {"some", "none", "all", "count"} == _fields("MeasurementLinks")


def test_what_is_measured_has_series_and_promises() -> None:
    gathered = {label for label in THINGS if {"series", "promises"} <= _object(label).fields.keys()}

    assert gathered == {"Plan", "Programme", "Indicator"}


def test_fields_of_one_name_are_alike_wherever_things_meet_in_a_selection() -> None:
    shapes: defaultdict[str, set[str]] = defaultdict(set)
    for label in THINGS:
        for name, field in _object(label).fields.items():
            shapes[name].add(str(field.type) if is_leaf_type(get_named_type(field.type)) else "object")

    assert [name for name, found in shapes.items() if len(found) > 1] == []


def test_everything_is_described_in_english_and_chinese() -> None:
    undescribed = [
        name for name, text in _descriptions() if not re.search("[a-z]{2}", text or "") or not re.search("[一-鿿]", text or "")
    ]  # fmt: skip

    assert undescribed == []


def test_what_is_added_to_the_vocabulary_shows_up_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    funds = Ends(
        (EntityType.PROGRAMME,),
        (EntityType.AGENCY,),
        Walk("paid_by", Described("Who pays for it.", "由誰出資。")),
        Walk("pays_for", Described("What it pays for.", "所出資者。")),
    )
    oldest_first = Order("AGE", "period_start", Described("Oldest first.", "由舊至新。"))
    funding = Relation(RelationType.SUCCEEDED_BY, Described("Who pays.", "出資。"), (funds,))
    monkeypatch.setattr(graph.model.vocabulary, "RELATIONS", (*RELATIONS, funding))
    monkeypatch.setitem(graph.model.vocabulary._ORDERS, "Programme", (oldest_first,))
    vocabulary.cache_clear()
    try:
        types = build_schema.__wrapped__()._schema.type_map
    finally:
        monkeypatch.undo()
        vocabulary.cache_clear()

    assert str(types["Programme"].fields["paidBy"].type) == "AgencyConnection!"
    assert str(types["Agency"].fields["paysFor"].type) == "ProgrammeConnection!"
    assert str(types["ProgrammeWhere"].fields["paidBy"].type) == "AgencyLinks"
    assert str(types["EntityWhere"].fields["paysFor"].type) == "ProgrammeLinks"
    assert list(types["ProgrammeOrderField"].values) == ["AGE"]


def _committed_text() -> str:
    return (Path(service.__file__).parent / "schema.graphql").read_text(encoding="utf-8")


def _committed() -> GraphQLSchema:
    return build_graphql(_committed_text())


def _broken(before: GraphQLSchema, after: GraphQLSchema) -> list[str]:
    """What a client of one schema cannot rely on in another, a sentence each."""
    return sorted(change.description for change in find_breaking_changes(before, after))


def _descriptions() -> Iterator[tuple[str, str | None]]:
    for type_ in OURS:
        yield type_.name, type_.description
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{type_.name}.{name}", value.description) for name, value in type_.values.items())
        if isinstance(type_, GraphQLScalarType | GraphQLEnumType):
            continue
        for name, field in _members(type_).items():
            yield f"{type_.name}.{name}", field.description
            if isinstance(field, GraphQLField):
                yield from ((f"{type_.name}.{name}({n})", argument.description) for n, argument in field.args.items())


def _members(type_: GraphQLNamedType) -> dict[str, GraphQLField]:
    members: dict[str, GraphQLField] = type_.fields  # type: ignore[attr-defined]
    return members


def _object(name: str) -> GraphQLObjectType:
    type_ = SCHEMA.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    return type_


def _interface(name: str) -> GraphQLInterfaceType:
    type_ = SCHEMA.type_map[name]
    assert isinstance(type_, GraphQLInterfaceType)
    return type_


def _enum(name: str) -> GraphQLEnumType:
    type_ = SCHEMA.type_map[name]
    assert isinstance(type_, GraphQLEnumType)
    return type_


def _fields(name: str) -> set[str]:
    type_ = SCHEMA.type_map[name]
    assert isinstance(type_, GraphQLInputObjectType)
    return set(type_.fields)
