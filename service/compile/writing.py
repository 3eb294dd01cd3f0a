"""From what the graph says to the data of an operation: by a writer made once, which looks only where it has to.

The graph's answer mirrors the operation already. A writer makes sure that nothing is missing that the schema promises;
where the schema knows more than the graph (what its own types are called, what follows from other values), it writes
the object anew. An answer that is not as promised is left to the executor of graphql-core, so that errors, and what
becomes null around them, are as the specification says.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
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

from graph.expressions import compiled, written_out
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
class Same:
    """A value that stands in the answer as it is, where ``is_whole`` says of one that is not null that it may."""

    is_whole: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Anew:
    """A value that is written anew."""

    write: Write


Part = Same | Anew


def compile_writer(schema: GraphQLSchema, collector: Collector, operation: OperationDefinitionNode) -> Write | None:
    """What writes the data of an operation; None where it asks about the schema, which the graph knows nothing of."""
    if schema.query_type is None or collector.introspects(schema.query_type.name, operation.selection_set):
        return None
    part = _Writers(schema, collector).object(schema.query_type, (operation.selection_set,), told=False)
    write_whole = _writing(part)

    def write(data: Any, answering: Answering) -> Any:
        if any(isinstance(value, Exception) for value in data.values()):
            raise NotWhole
        return write_whole(data, answering)

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
        parts = {one.key: part for one in asked if (part := self._value(one.field.type, one)) is not None}
        required = {one.key for one in asked if is_non_null_type(one.field.type)}
        is_whole = _object_check([one.key for one in asked], required, parts)
        if told or names or computed or any(isinstance(part, Anew) for part in parts.values()):
            return Anew(_rewriting([one.key for one in asked], names, computed, parts, is_whole))
        return Same(is_whole)

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
        writers = {runtime.name: _writing(self.object(runtime, sets, told=True)) for runtime in possible}
        return Anew(lambda thing, answering: writers[thing[THING]](thing, answering))


def _writing(part: Part) -> Write:
    """What writes a value, whether anew or not."""
    if isinstance(part, Anew):
        return part.write
    is_whole = part.is_whole

    def write(value: Any, answering: Answering) -> Any:  # noqa: ARG001 - as all that write
        if not is_whole(value):
            raise NotWhole
        return value

    return write


def _object_check(keys: Iterable[str], required: Collection[str], parts: Mapping[str, Part]) -> Callable[[Tree], bool]:
    """Tells whether an object has what must be there, and whether that is whole which stands in it as it is."""
    names = {f"is_whole_{key}": part.is_whole for key, part in parts.items() if isinstance(part, Same)}
    checks = (_check(f"tree[{key!r}]", f"is_whole_{key}", names, required=key in required) for key in keys)
    return compiled("tree", " and ".join(filter(None, checks)) or "True", names)


def _check(value: str, name: str, names: Collection[str], *, required: bool) -> str:
    """Says in Python that a value is there, if it must be, and is whole, if something of this name tells that."""
    if name not in names:
        return f"{value} is not None" if required else ""
    return f"({value} is not None and {name}({value}))" if required else f"({value} is None or {name}({value}))"


def _rewriting(
    keys: Iterable[str],
    told: Mapping[str, str],
    computed: Mapping[str, Callable[[Any, Any], Any]],
    parts: Mapping[str, Part],
    is_whole: Callable[[Tree], bool],
) -> Write:
    """Makes an object anew: its keys in their order, with the values that stand there already."""
    names = {f"compute_{key}": partial(_computed, compute) for key, compute in computed.items()}
    known = {key: repr(name) for key, name in told.items()}
    known |= {key: f"compute_{key}(tree, answering)" for key in computed}
    put = compiled("tree, answering", written_out({key: known.get(key, f"tree[{key!r}]") for key in keys}), names)
    writes = [(key, part.write) for key, part in parts.items() if isinstance(part, Anew)]

    def write(tree: Tree, answering: Answering) -> Tree:
        written: Tree = put(tree, answering)
        if not is_whole(written):
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
    """The part of a list whose items are this; ``required``: no item may be null."""
    if part is None:
        return Same(lambda values: None not in values) if required else None
    if isinstance(part, Same):
        names = {"is_whole": part.is_whole}
        check = _check("value", "is_whole", names, required=required)
        return Same(compiled("values", f"all([{check} for value in values])", names))
    inner = part.write

    def write(values: list[Any], answering: Answering) -> list[Any]:
        if required and None in values:
            raise NotWhole
        return [None if value is None else inner(value, answering) for value in values]

    return Anew(write)
