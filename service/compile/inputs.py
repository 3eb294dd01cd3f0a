"""What an operation's arguments say: each value with where it comes from, a literal or a variable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLError,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
)
from graphql.utilities import coerce_input_literal

from graph.errors import InvalidArgument
from graph.model.relations import RelationType
from graph.plan import Argument
from service.compile.shapes import Fields, Shape

Variables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the operation itself, or the default of what it leaves out."""

    known: Any


@dataclass(frozen=True, slots=True)
class Variable:
    """A value inside the variables; ``known`` is its shape, all of it that may decide a plan."""

    path: tuple[str | int, ...]
    known: Shape


@dataclass(frozen=True, slots=True)
class Several:
    """A list written in the operation, of values of which some are variables."""

    items: "tuple[Leaf, ...]"

    @property
    def known(self) -> list[Any]:
        """What is known of each value."""
        return [item.known for item in self.items]


Leaf = Literal | Variable | Several
Input = None | Leaf | dict[str, "Input"] | list["Input"]
"""A scalar or list of scalars, an input object, or a list of input objects; None for null and for what is left out."""


def value_of(leaf: Leaf, variables: Variables) -> Any:
    """The value in a request with these variables."""
    match leaf:
        case Literal(known):
            return known
        case Several(items):
            return [value_of(item, variables) for item in items]
        case Variable(path):
            found: Any = variables
            for step in path:
                found = found[step]
            return found


def scalar(given: Input) -> Leaf:
    """What is given for a scalar, or a list of scalars, and is not null."""
    if not isinstance(given, Leaf):
        raise TypeError(f"{given!r} is no scalar")
    return given


def enum_name(known: Any) -> str:
    """The name of an enumeration's value; a default stands there as its name."""
    return known if isinstance(known, str) else str(known.name)


def relations_of(given: Input) -> tuple[RelationType, ...]:
    """The relations to follow: those that are given, or all."""
    if given is None:
        return tuple(RelationType)
    known = scalar(given).known
    wanted = {enum_name(item) for item in known} if isinstance(known, list | tuple) else set()
    return tuple(relation for relation in RelationType if relation.name in wanted)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a request must keep to: how large the number, or how long the list, of an argument may be."""

    argument: str
    called: str
    node: FieldNode
    least: int
    most: int

    def check(self, value: Any) -> None:
        """Raise InvalidArgument where ``value`` is out of range."""
        size = len(value) if isinstance(value, list) else value
        if not self.least <= size <= self.most:
            given = f"{size} of them" if isinstance(value, list) else size
            raise refusal(self.node, f"'{self.called}' must be from {self.least} to {self.most}, not {given}.")


def refusal(node: FieldNode, message: str) -> GraphQLError:
    """An InvalidArgument with its place in the operation."""
    return GraphQLError(message, node, original_error=InvalidArgument(message))


class Inputs:
    """Reads the arguments of one operation, and names those of its plan."""

    def __init__(self, shape: Fields) -> None:
        self._shape = shape
        self.constants: dict[str, object] = {}
        self.sources: dict[str, Leaf] = {}
        self.limits: list[Limit] = []

    def read_arguments(self, field: GraphQLField, node: FieldNode) -> dict[str, Input]:
        """All arguments of a field, by name; where one is null or left out, its default."""
        nodes = {argument.name.value: argument.value for argument in node.arguments or ()}
        return {name: self._read_given(nodes.get(name), argument) for name, argument in field.args.items()}

    def argument(self, leaf: Leaf) -> Argument:
        """The plan's name for a value."""
        if isinstance(leaf, Literal):
            return self.constant(leaf.known)
        name = self._fresh_name()
        self.sources[name] = leaf
        return Argument(name)

    def constant(self, value: object) -> Argument:
        """The plan's name for a value that every request shares."""
        name = self._fresh_name()
        self.constants[name] = value
        return Argument(name)

    def limited(self, leaf: Leaf, called: str, node: FieldNode, *, least: int = 1, most: int = 100) -> Argument:
        """The plan's name for a number or list that is checked with every request."""
        argument = self.argument(leaf)
        self.limits.append(Limit(argument.name, called, node, least, most))
        return argument

    def maybe_limited(self, given: Input, called: str, node: FieldNode) -> Argument | None:
        """The same of a list that may be left out, and may be empty."""
        return None if given is None else self.limited(scalar(given), called, node, least=0)

    def _fresh_name(self) -> str:
        return f"a{len(self.constants) + len(self.sources)}"

    def _read_given(self, node: ValueNode | None, definition: GraphQLArgument | GraphQLInputField) -> Input:
        given = None if node is None else self._read(node, definition.type)
        if given is None and definition.default_value not in {None, Undefined}:
            return Literal(definition.default_value)
        return given

    def _read(self, node: ValueNode, type_: GraphQLInputType) -> Input:
        if isinstance(node, VariableNode):
            return _inside((node.name.value,), self._shape.get(node.name.value))
        if isinstance(node, NullValueNode):
            return None
        nullable = get_nullable_type(type_)
        if is_list_type(nullable):
            items = node.values if isinstance(node, ListValueNode) else (node,)
            return _joined([self._read(item, nullable.of_type) for item in items])
        if is_input_object_type(nullable) and isinstance(node, ObjectValueNode):
            fields = {field.name.value: field.value for field in node.fields}
            return {name: self._read_given(fields.get(name), field) for name, field in nullable.fields.items()}
        return Literal(coerce_input_literal(node, type_))


def _inside(path: tuple[str | int, ...], shape: Shape) -> Input:
    """What stands in the variables at ``path``."""
    match shape:
        case None:
            return None
        case Fields(items):
            return {name: _inside((*path, name), inner) for name, inner in items}
        case tuple() if any(isinstance(item, Fields) for item in shape):
            return [_inside((*path, index), item) for index, item in enumerate(shape)]
        case _:
            return Variable(path, shape)


def _joined(items: list[Input]) -> Input:
    leaves = tuple(item for item in items if isinstance(item, Leaf))
    if len(leaves) < len(items):
        return items
    if all(isinstance(leaf, Literal) for leaf in leaves):
        return Literal([leaf.known for leaf in leaves])
    return Several(leaves)
