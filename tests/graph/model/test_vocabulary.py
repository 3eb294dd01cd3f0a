"""The vocabulary as data: complete, consistent, in two languages."""

from graph.model.entities import EntityType
from graph.model.facts import FactType
from graph.model.relations import RELATIONS, RelationType
from graph.model.vocabulary import EDGE_ATTRIBUTES, FACT_LABELS, PLAN_NAME, Kind, Reach, link_of, vocabulary


def test_every_entity_and_fact_type_has_a_type() -> None:
    assert {*(e.value for e in EntityType), *(f.value for f in FactType)} < set(vocabulary())


def test_every_relation_type_is_declared_once() -> None:
    assert sorted(r.type for r in RELATIONS) == sorted(RelationType)


def test_everything_is_described_in_english_and_in_traditional_chinese() -> None:
    described = [
        part.description
        for kind in vocabulary().values()
        for part in (kind, *kind.attributes, *kind.orders, *kind.counts, *kind.links.values())
    ] + [attribute.description for attribute in EDGE_ATTRIBUTES]

    assert [d for d in described if not d.en.isascii() and "(" not in d.en] == []
    assert [d for d in described if d.zh.isascii()] == []


def test_every_relation_can_be_walked_from_both_ends() -> None:
    for relation in RELATIONS:
        for ends in relation.ends:
            for source in ends.sources:
                for target in ends.targets:
                    there = vocabulary()[source].links[ends.forward.name]
                    back = vocabulary()[target].links[ends.reverse.name]
                    assert target in there.targets
                    assert source in back.targets


def test_an_order_names_something_the_store_keeps() -> None:
    for kind in vocabulary().values():
        kept = {a.name for a in kind.attributes} | {c.name for c in kind.counts} | {"place", PLAN_NAME}
        kept |= {f"{a.name}_number" for a in kind.attributes if a.kind is Kind.VALUE}
        assert {order.property for order in kind.orders if order.link is None} <= kept


def test_an_order_by_what_a_link_leads_to_always_has_it() -> None:
    related = [(kind.links[order.link], order) for kind in vocabulary().values() for order in kind.orders if order.link]

    assert {link.name for link, _ in related} == {"subject", "indicator"}
    for link, order in related:
        assert link.required
        assert not link.many
        for label in link.targets:
            attribute = vocabulary()[label].attribute(order.property)
            assert attribute is not None
            assert attribute.required


def test_a_fact_leads_to_its_subject_and_its_document() -> None:
    for label in FACT_LABELS:
        links = vocabulary()[label].links
        assert not links["subject"].many
        assert links["document"].reach is Reach.HELD


def test_a_link_of_several_types_leads_to_all_that_any_of_theirs_leads_to() -> None:
    measured, paid = (vocabulary()[fact].links["subject"] for fact in ("Measurement", "BudgetItem"))

    both = link_of(("Measurement", "BudgetItem"), "subject")

    assert both is not None
    assert (set(measured.targets), set(both.targets)) == ({"Plan", "Programme"}, set(paid.targets))
    assert link_of(("Measurement", "BudgetItem"), "indicator") is None
