"""Filters: what can be said of a single value."""

from collections.abc import Iterator

from graph.model.base import Described
from graph.model.values import Quantity, Value
from graph.model.vocabulary import (
    EDGE_ATTRIBUTES,
    ENTITY_LABELS,
    FACT_LABELS,
    VALUE_PARTS,
    Attribute,
    Kind,
    attributes_of,
    constant_name,
    vocabulary,
)
from graph.plan import Comparison, IsOf
from service.schema.naming import THINGS, camel_case
from service.schema.types import Given, Types

_COMPARISONS = {
    Comparison.EQ: Described("Is this.", "等於。"),
    Comparison.NE: Described("Is not this.", "不等於。"),
    Comparison.GT: Described("Is more or later than this.", "大於或晚於。"),
    Comparison.GTE: Described("Is this, more or later.", "大於（晚於）或等於。"),
    Comparison.LT: Described("Is less or earlier than this.", "小於或早於。"),
    Comparison.LTE: Described("Is this, less or earlier.", "小於（早於）或等於。"),
    Comparison.IN: Described("Is one of these.", "為其中之一。"),
    Comparison.CONTAINS: Described("Contains this text.", "包含此文字。"),
    Comparison.STARTS_WITH: Described("Starts with this text.", "以此文字開頭。"),
    Comparison.IS_NULL: Described("Whether there is no value.", "是否無值。"),
}
_SAME = (Comparison.EQ, Comparison.NE, Comparison.IN)
_RANGE = (Comparison.GT, Comparison.GTE, Comparison.LT, Comparison.LTE)
_WORDS = (Comparison.CONTAINS, Comparison.STARTS_WITH)
_NAMES = (Comparison.EQ, Comparison.IN, *_WORDS)

_FILTERS = {
    Kind.ID: ("IdFilter", "ID", (Comparison.EQ, Comparison.IN)),
    Kind.TEXT: ("StringFilter", "str", (*_SAME, *_WORDS, Comparison.IS_NULL)),
    Kind.INTEGER: ("IntFilter", "int", (*_SAME, *_RANGE, Comparison.IS_NULL)),
    Kind.DATE: ("DateFilter", "PartialDate", (*_SAME, *_RANGE, Comparison.IS_NULL)),
    Kind.NUMBER: ("FloatFilter", "float", (*_SAME, *_RANGE, Comparison.IS_NULL)),
    Kind.BOOLEAN: ("BooleanFilter", "bool", (Comparison.EQ,)),
    Kind.TEXTS: ("NameFilter", "str", _NAMES),
}
NAME_FILTER = _FILTERS[Kind.TEXTS][0]
"""The filter of what has several texts, of which one must fulfil all: names, headings."""
_VALUE_FILTER = "ValueFilter"


def define_filters(types: Types) -> None:
    """Make the filters of all sorts of values, and of names."""
    for name, value, comparisons in (*_FILTERS.values(), *_enum_filters()):
        types.input(
            name,
            Described("Conditions on one value; all of them must hold.", "對單一值之條件，須全部成立。"),
            (_comparison(comparison, value) for comparison in comparisons),
        )

    parts = (attribute for attribute in attributes_of(Value) if attribute.name in VALUE_PARTS)
    described = Described("Conditions on a figure; all of them must hold.", "對數值之條件，須全部成立。")
    types.input(_VALUE_FILTER, described, value_filters(tuple(parts)))
    for name, labels in (("EntityType", ENTITY_LABELS), ("FactType", FACT_LABELS)):
        types.enum(name, Described("A type of things.", "事物之類別。"), _type_names(labels))
        compared = (_comparison(comparison, name) for comparison in (Comparison.EQ, Comparison.IN))
        types.input(f"{name}Filter", Described("Which types.", "何種類別。"), compared)


def type_filter(labels: tuple[str, ...]) -> Given:
    """The field by which lists of things of several types are narrowed to some types."""
    filter_ = "EntityTypeFilter" if labels == ENTITY_LABELS else "FactTypeFilter"
    return Given("type", f"{filter_} | None", Described("Of what type it is.", "類別。"), IsOf)


def _type_names(labels: tuple[str, ...]) -> dict[str, Described]:
    return {constant_name(label): vocabulary()[label].description for label in labels}


def value_filters(attributes: tuple[Attribute, ...]) -> Iterator[Given]:
    """One field for each attribute that can be filtered by."""
    for attribute in attributes:
        if (filter_ := _filter_of(attribute)) is not None:
            yield Given(camel_case(attribute.name), f"{filter_} | None", attribute.description, attribute)


def _enum_filters() -> Iterator[tuple[str, str, tuple[Comparison, ...]]]:
    attributes = [a for label in THINGS for a in vocabulary()[label].attributes] + [*EDGE_ATTRIBUTES]
    attributes += [*(a for a in attributes_of(Value) if a.name in VALUE_PARTS), *attributes_of(Quantity)]
    for name in dict.fromkeys(a.enum.__name__ for a in attributes if a.enum):
        yield f"{name}Filter", name, (Comparison.EQ, Comparison.IN, Comparison.IS_NULL)


def _comparison(comparison: Comparison, value: str) -> Given:
    types = {Comparison.IN: f"list[{value}] | None", Comparison.IS_NULL: "bool | None"}
    type_ = types.get(comparison, f"{value} | None")
    return Given(camel_case(comparison.value), type_, _COMPARISONS[comparison], comparison)


def _filter_of(attribute: Attribute) -> str | None:
    if attribute.enum is not None:
        return f"{attribute.enum.__name__}Filter"
    if attribute.kind is Kind.VALUE:
        return _VALUE_FILTER
    return _FILTERS[attribute.kind][0] if attribute.kind in _FILTERS else None
