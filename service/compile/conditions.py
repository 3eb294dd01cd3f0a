"""From ``where`` inputs to conditions of a plan."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any

from graphql import FieldNode, GraphQLInputField, GraphQLInputObjectType, GraphQLInputType, get_named_type

from graph import plan
from graph.model.vocabulary import (
    ENTITY_LABELS,
    FACT_LABELS,
    Attribute,
    Kind,
    Link,
    Reach,
    constant_name,
    part_property,
    vocabulary,
)
from graph.plan import Comparison, Condition, Every, Linked, Quantifier
from service.compile.inputs import Input, Inputs, Leaf, enum_name, refusal, scalar
from service.schema.meaning import SaidIn
from service.schema.types import meaning_of

_DEEPEST, _FURTHEST = 15, 5  # what SQLite's parser can hold of them, whose stack is short

_EVIDENCE = vocabulary()[ENTITY_LABELS[0]].links["evidence"]


class Conditions:
    """Reads the conditions in the arguments of one field."""

    def __init__(self, inputs: Inputs, node: FieldNode) -> None:
        self._inputs = inputs
        self._node = node
        self._levels = self._links = 0

    def read(self, given: Input, type_: GraphQLInputType) -> Condition | None:
        """The condition that an input says; None where it says nothing."""
        match tuple(self._conditions(given, type_)):
            case ():
                return None
            case (only,):
                return only
            case several:
                return Every(several)

    def _conditions(self, given: Input, type_: GraphQLInputType) -> Iterator[Condition]:
        places: list[Condition] = []
        for meaning, inner, inner_type in _said(given, type_):
            match meaning:
                case SaidIn():
                    with self._inside(links=2):
                        places += self._said_in(meaning, inner, inner_type)
                case plan.IsOf:
                    for _, value in comparisons(inner, inner_type):
                        yield plan.IsOf(_labels(value.known))
                case Attribute(kind=Kind.VALUE):
                    yield from self._of_value(meaning, inner, inner_type)
                case Attribute(kind=Kind.TEXTS):
                    for comparison, value in comparisons(inner, inner_type):
                        yield plan.CompareAny(meaning.name, comparison, self._value(meaning, comparison, value))
                case Attribute():
                    for comparison, value in comparisons(inner, inner_type):
                        yield plan.Compare(meaning.name, comparison, self._value(meaning, comparison, value))
                case plan.KnownAs:
                    for comparison, value in comparisons(inner, inner_type):
                        yield plan.KnownAs(comparison, self._inputs.argument(value))
                case Link():
                    with self._inside(links=1):
                        yield from self._linked(meaning, inner, inner_type)
                case plan.Not:
                    yield plan.Not(self._whole(inner, inner_type))
                case plan.Every | plan.Either:
                    items = inner if isinstance(inner, list) else []
                    yield meaning(tuple(self._whole(item, inner_type) for item in items))
        if places:  # all of them hold of one place
            yield Linked(_EVIDENCE, Quantifier.SOME, Every(tuple(places)))

    def _said_in(self, meaning: SaidIn, given: Input, type_: GraphQLInputType) -> Iterator[Condition]:
        """The conditions on a place that says something."""
        match meaning.attribute:
            case None:
                yield Linked(meaning.link, Quantifier.SOME, self._whole(given, type_))
            case attribute:
                compare = plan.CompareAny if attribute.kind is Kind.TEXTS else plan.Compare
                compared = tuple(
                    compare(attribute.name, comparison, self._inputs.argument(value))
                    for comparison, value in comparisons(given, type_)
                )
                yield Linked(meaning.link, Quantifier.SOME, Every(compared))

    def _of_value(self, attribute: Attribute, given: Input, type_: GraphQLInputType) -> Iterator[Condition]:
        """The conditions on the parts of a figure."""
        for part, inner, inner_type in _said(given, type_):
            for comparison, value in comparisons(inner, inner_type):
                stored = part_property(attribute.name, part.name)
                yield plan.Compare(stored, comparison, self._value(part, comparison, value))

    def _whole(self, given: Input, type_: GraphQLInputType) -> Condition:
        with self._inside(levels=1):
            return self.read(given, type_) or Every(())

    @contextmanager
    def _inside(self, *, levels: int = 0, links: int = 0) -> Iterator[None]:
        """Count how deep conditions stand in one another. Raises: GraphQLError where that is too deep."""
        self._levels, self._links = self._levels + levels, self._links + links
        if self._levels > _DEEPEST or self._links > _FURTHEST:
            message = f"Conditions may stand {_DEEPEST} deep in one another and follow {_FURTHEST} relations in a row."
            raise refusal(self._node, f"{message} Ask for less at once, or for ids first.")
        yield
        self._levels, self._links = self._levels - levels, self._links - links

    def _value(self, attribute: Attribute, comparison: Comparison, value: Leaf) -> plan.Argument:
        if attribute.enum is None or comparison is Comparison.IS_NULL:
            return self._inputs.argument(value)
        return self._inputs.constant(_members(attribute.enum, value.known))

    def _linked(self, link: Link, given: Input, type_: GraphQLInputType) -> Iterator[Condition]:
        via = self._via(link, given, type_)
        said = tuple(_said(given, type_))
        for meaning, inner, inner_type in said:
            match meaning:
                case Quantifier():
                    yield Linked(link, meaning, self._whole(inner, inner_type), via)
                case plan.LinkCount:
                    for comparison, value in comparisons(inner, inner_type):
                        yield plan.LinkCount(link, comparison, self._inputs.argument(value), via)
        if via is not None and not said:
            yield Linked(link, Quantifier.SOME, Every(()), via)

    def _via(self, link: Link, given: Input, type_: GraphQLInputType) -> Condition | None:
        via = given.get("via") if isinstance(given, dict) else None
        if via is None:
            return None
        if link.reach is not Reach.EDGE:
            raise refusal(self._node, f"'via' is about single relations: '{link.name}' is none.")
        return self.read(via, _input_fields(type_)["via"].type)


def _said(given: Input, type_: GraphQLInputType) -> Iterator[tuple[Any, Input, GraphQLInputType]]:
    """Of each field in which an input says something: what it means, what is said, and its type; ``via`` apart."""
    fields = _input_fields(type_)
    for name, inner in given.items() if isinstance(given, dict) else ():
        if inner is not None and (meaning := meaning_of(fields[name])) is not None:
            yield meaning, inner, fields[name].type


def comparisons(given: Input, type_: GraphQLInputType) -> Iterator[tuple[Comparison, Leaf]]:
    """The comparisons that a filter holds, each with its value."""
    return ((comparison, scalar(value)) for comparison, value, _ in _said(given, type_))


def _input_fields(type_: GraphQLInputType) -> Mapping[str, GraphQLInputField]:
    named = get_named_type(type_)
    return named.fields if isinstance(named, GraphQLInputObjectType) else {}


def _labels(known: Any) -> tuple[str, ...]:
    """The labels for the schema's names of types."""
    names = {enum_name(item) for item in (known if isinstance(known, list | tuple) else (known,))}
    return tuple(label for label in (*ENTITY_LABELS, *FACT_LABELS) if constant_name(label) in names)


def _members(enum: type[Enum], known: Any) -> object:
    """The vocabulary's members for the schema's, which have the same names."""
    if isinstance(known, list | tuple):
        return [_members(enum, item) for item in known]
    return enum[enum_name(known)]
