"""Enumerations: those that the vocabulary's attributes take their values from, and the directions of an order."""

from collections.abc import Iterator

from graph.model.base import Described
from graph.model.terms import TERMS
from graph.model.values import Quantity, Value
from graph.model.vocabulary import EDGE_ATTRIBUTES, Attribute, attributes_of, vocabulary
from service.schema.naming import THINGS
from service.schema.types import Types

ATTESTED = "AttestedField"
"""The enumeration of the attributes of which evidence tells which places print them."""


def define_enums(types: Types) -> None:
    """Make every enumeration; it is described by the first attribute that uses it."""
    described = {attribute.enum: attribute.description for attribute in reversed([*_attributes()]) if attribute.enum}
    for enum, description in described.items():
        types.enum(enum.__name__, description, TERMS[enum])
    sayable = Described("An attribute of which evidence tells where it is printed.", "可查印載之處之欄位。")
    types.enum(ATTESTED, sayable, {a.name.upper(): a.description for a in _attested()})
    types.enum(
        "Direction",
        Described("Which way an order runs.", "排序方向。"),
        {"ASC": Described("Smallest first.", "由小到大。"), "DESC": Described("Largest first.", "由大到小。")},
    )


def _attested() -> Iterator[Attribute]:
    return (a for label in THINGS for a in vocabulary()[label].attributes if a.attested)


def _attributes() -> Iterator[Attribute]:
    for type_ in vocabulary().values():
        yield from type_.attributes
    yield from EDGE_ATTRIBUTES
    yield from attributes_of(Value)
    yield from attributes_of(Quantity)
