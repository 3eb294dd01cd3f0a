from graph.model.terms import TERMS
from graph.model.values import Quantity, Value
from graph.model.vocabulary import EDGE_ATTRIBUTES, attributes_of, vocabulary


def test_every_value_of_every_enumeration_is_described() -> None:
    attributes = [
        *(attribute for type_ in vocabulary().values() for attribute in type_.attributes),
        *EDGE_ATTRIBUTES,
        *attributes_of(Value),
        *attributes_of(Quantity),
    ]

    used = {attribute.enum for attribute in attributes if attribute.enum}
    assert {enum: list(terms) for enum, terms in TERMS.items()} == {enum: list(enum.__members__) for enum in used}
