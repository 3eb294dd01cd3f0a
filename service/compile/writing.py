"""From what the graph says to the data of an operation: by a writer made once, which looks only where it has to.

The graph's answer mirrors the operation already. A writer makes sure that nothing is missing that the schema promises;
where the schema knows more than the graph (what its own types are called, what follows from other values), it writes
the object anew. An answer that is not as promised is left to the executor of graphql-core, so that errors, and what
becomes null around them, are as the specification says.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from graphql import (
    FieldNode,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from graph.plan import Label
from service.citation import Answering
from service.compile.collect import Asked, Collector
from service.schema.naming import THINGS
from service.schema.types import THING, computed_of

Tree = dict[str, Any]
Write = Callable[[Any, Answering], Any]
"""Gives what stands in the answer for a value of the graph's that is not null. Raises: NotWhole."""


class NotWhole(Exception):
    """Raised where an answer has an error in it, or nothing where the schema promises something."""


@dataclass(frozen=True, slots=True)
class Part:
    """What writes a value; ``same``: what it gives is the value itself."""

    write: Write
    same: bool


def compile_writer(schema: GraphQLSchema, collector: Collector, operation: OperationDefinitionNode) -> Write | None:
    """What writes the data of an operation; None where it asks about the schema, which the graph knows nothing of."""
    if schema.query_type is None or collector.introspects(schema.query_type.name, operation.selection_set):
        return None
    whole = _Writers(schema, collector).object(schema.query_type, (operation.selection_set,), told=False)

    def write(data: Any, answering: Answering) -> Any:
        if any(isinstance(value, Exception) for value in data.values()):
            raise NotWhole
        return whole.write(data, answering)

    return write


class _Writers:
    """Makes the writers of one operation; those that several types of a selection share, once."""

    def __init__(self, schema: GraphQLSchema, collector: Collector) -> None:
        self._schema = schema
        self._collector = collector
        self._made: dict[tuple[str, tuple[FieldNode, ...]], Part] = {}

    def object(self, runtime: GraphQLObjectType, sets: Iterable[SelectionSetNode | None], *, told: bool) -> Part:
        """The writer of an object; ``told``: the graph's answer says besides of which type it is."""
        asked = tuple(self._collector.collect(runtime.name, sets))
        names = {one.key: runtime.name for one in asked if one.meaning is Label and runtime.name not in THINGS}
        computed = {one.key: compute for one in asked if (compute := computed_of(one.field)) is not None}
        parts = [(one.key, part) for one in asked if (part := self._value(one.field.type, one)) is not None]
        missing = _missing([one.key for one in asked if is_non_null_type(one.field.type)])
        if told or names or computed or not all(part.same for _, part in parts):
            template = {one.key: names.get(one.key) for one in asked}
            copied = [key for key in template if key not in names and key not in computed]
            return Part(_rewriting(template, copied, computed, parts, missing), same=False)
        return Part(_checking(parts, missing), same=True)

    def _value(self, type_: GraphQLOutputType, asked: Asked) -> Part | None:
        """The writer of a value; None where every value stands in the answer as it is."""
        nullable = get_nullable_type(type_)
        if is_list_type(nullable):
            return _each(self._value(nullable.of_type, asked), required=is_non_null_type(nullable.of_type))
        if is_leaf_type(nullable):
            return None
        key = (asked.type.name, asked.nodes)
        if key not in self._made:
            self._made[key] = self._thing(asked)
        return self._made[key]

    def _thing(self, asked: Asked) -> Part:
        type_, sets = asked.type, tuple(node.selection_set for node in asked.nodes)
        if isinstance(type_, GraphQLObjectType):
            return self.object(type_, sets, told=False)
        if not is_abstract_type(type_):
            raise TypeError(f"{type_} is no type of an object")
        possible = self._schema.get_possible_types(type_)
        writers = {runtime.name: self.object(runtime, sets, told=True).write for runtime in possible}
        return Part(lambda thing, answering: writers[thing[THING]](thing, answering), same=False)


def _missing(required: Sequence[str]) -> Callable[[Tree], bool]:
    """Tells whether one of the values that must be there is null."""
    values = itemgetter(*required) if len(required) > 1 else lambda tree: [tree[key] for key in required]
    return lambda tree: None in values(tree)


def _checking(parts: Sequence[tuple[str, Part]], missing: Callable[[Tree], bool]) -> Write:
    """Leaves an object as it is."""
    writes = [(key, part.write) for key, part in parts]

    def write(tree: Tree, answering: Answering) -> Tree:
        if missing(tree):
            raise NotWhole
        for key, inner in writes:
            if (value := tree[key]) is not None:
                inner(value, answering)
        return tree

    return write


def _rewriting(
    template: Tree,
    copied: Sequence[str],
    computed: Mapping[str, Callable[[Any, Any], Any]],
    parts: Sequence[tuple[str, Part]],
    missing: Callable[[Tree], bool],
) -> Write:
    """Makes an object anew: its keys in the order of the template, with the values that stand there already."""
    writes = [(key, part.write) for key, part in parts]

    def write(tree: Tree, answering: Answering) -> Tree:
        written = template.copy()
        for key in copied:
            written[key] = tree[key]
        for key, compute in computed.items():
            written[key] = _computed(compute, tree, answering)
        if missing(written):
            raise NotWhole
        for key, inner in writes:
            if (value := written[key]) is not None:
                written[key] = inner(value, answering)
        return written

    return write


def _computed(compute: Callable[[Any, Any], Any], tree: Tree, answering: Answering) -> Any:
    try:
        return compute(tree, answering)
    except Exception as exc:  # a field's error, which the executor tells and masks as any
        raise NotWhole from exc


def _each(part: Part | None, *, required: bool) -> Part | None:
    """The writer of a list whose items are written so; ``required``: no item may be null."""
    if part is None:
        return Part(_filled, same=True) if required else None
    inner, same = part.write, part.same

    def write(values: list[Any], answering: Answering) -> list[Any]:
        if required and None in values:
            raise NotWhole
        if not same:
            return [None if value is None else inner(value, answering) for value in values]
        for value in values:
            if value is not None:
                inner(value, answering)
        return values

    return Part(write, same)


def _filled(values: list[Any], answering: Answering) -> list[Any]:  # noqa: ARG001 - as all that write
    if None in values:
        raise NotWhole
    return values
