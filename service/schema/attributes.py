"""Fields that are attributes of the vocabulary."""

from dataclasses import replace

from graph.model.vocabulary import Attribute, Kind, vocabulary
from service.schema.naming import THINGS, camel_case
from service.schema.types import Field

_TYPES = {
    Kind.ID: "ID",
    Kind.TEXT: "str",
    Kind.TEXTS: "list[str]",
    Kind.INTEGER: "int",
    Kind.NUMBER: "float",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "PartialDate",
    Kind.VALUE: "Value",
    Kind.QUANTITIES: "list[Quantity]",
}


def attribute_field(attribute: Attribute) -> Field:
    """The field that an attribute is."""
    type_ = attribute.enum.__name__ if attribute.enum else _TYPES[attribute.kind]
    annotation = type_ if attribute.required else f"{type_} | None"
    return Field(camel_case(attribute.name), annotation, attribute.description, attribute)


def thing_attribute_field(attribute: Attribute) -> Field:
    """The field that an attribute of a thing is.

    Things of any type can meet in one selection, where GraphQL wants fields of one name to be alike: what only some
    always have can be null on all of them.
    """
    every = (other for label in THINGS for other in vocabulary()[label].attributes)
    same = (other for other in every if (other.name, other.kind) == (attribute.name, attribute.kind))
    return attribute_field(replace(attribute, required=all(other.required for other in same)))
