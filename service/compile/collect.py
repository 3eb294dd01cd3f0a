"""Which fields a selection asks for on one type: fragments spread, @skip and @include obeyed, equal keys together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    SelectionNode,
    SelectionSetNode,
    TypeNameMetaFieldDef,
    VariableNode,
    assert_object_type,
    get_named_type,
    is_abstract_type,
)

from graph.plan import Label
from service.compile.shapes import Fields
from service.schema.meaning import Meaning
from service.schema.types import meaning_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of an answer: its key there, what it means, and the nodes that ask for it, alike but for selections."""

    key: str
    meaning: Meaning
    field: GraphQLField
    nodes: tuple[FieldNode, ...]

    @property
    def type(self) -> GraphQLNamedType:
        """The type of the field, or of the items of its list."""
        return get_named_type(self.field.type)


class Collector:
    """Collects the fields of one operation's selections."""

    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], shape: Fields) -> None:
        self._schema = schema
        self._fragments = fragments
        self._shape = shape

    def collect(self, type_name: str, sets: Iterable[SelectionSetNode | None]) -> Iterator[Asked]:
        """The fields that selection sets ask for on an object type; introspection is left out."""
        runtime = assert_object_type(self._schema.type_map[type_name])
        for key, nodes in self._nodes(runtime, sets).items():
            name = nodes[0].name.value
            if name == "__typename":
                yield Asked(key, Label, TypeNameMetaFieldDef, tuple(nodes))
            elif name in runtime.fields:
                yield Asked(key, meaning_of(runtime.fields[name]), runtime.fields[name], tuple(nodes))

    def introspects(self, type_name: str, selected: SelectionSetNode) -> bool:
        """Whether a selection set asks an object type about the schema."""
        runtime = assert_object_type(self._schema.type_map[type_name])
        names = {nodes[0].name.value for nodes in self._nodes(runtime, (selected,)).values()}
        return not names <= {"__typename", *runtime.fields}

    def _nodes(
        self, runtime: GraphQLObjectType, sets: Iterable[SelectionSetNode | None]
    ) -> Mapping[str, Sequence[FieldNode]]:
        """The nodes that ask for a field, by its key."""
        found: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selected in sets:
            self._visit(selected.selections if selected else (), runtime, found, seen)
        return found

    def _visit(
        self,
        selections: Iterable[SelectionNode],
        runtime: GraphQLObjectType,
        found: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for node in filter(self._is_included, selections):
            match node:
                case FieldNode():
                    found.setdefault((node.alias or node.name).value, []).append(node)
                case InlineFragmentNode() if self._applies(node.type_condition, runtime):
                    self._visit(node.selection_set.selections, runtime, found, seen)
                case FragmentSpreadNode() if node.name.value not in seen:
                    seen.add(node.name.value)
                    fragment = self._fragments[node.name.value]
                    if self._applies(fragment.type_condition, runtime):
                        self._visit(fragment.selection_set.selections, runtime, found, seen)

    def _is_included(self, node: SelectionNode) -> bool:
        conditions = {directive.name.value: self._condition(directive) for directive in node.directives or ()}
        return conditions.get("include", True) and not conditions.get("skip", False)

    def _condition(self, directive: DirectiveNode) -> bool:
        value = next((argument.value for argument in directive.arguments or () if argument.name.value == "if"), None)
        if isinstance(value, VariableNode):
            return self._shape.get(value.name.value) is True
        return isinstance(value, BooleanValueNode) and value.value

    def _applies(self, condition: NamedTypeNode | None, runtime: GraphQLObjectType) -> bool:
        if condition is None or condition.name.value == runtime.name:
            return True
        named = self._schema.type_map[condition.name.value]
        return is_abstract_type(named) and self._schema.is_sub_type(named, runtime)
