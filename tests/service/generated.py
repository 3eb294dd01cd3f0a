"""Operations that fit the schema, made from it: any fields and conditions, with aliases, fragments, directives, variables.

What the schema cannot say is told the generator: how long pages are, that a thing is looked up by one of id and name,
what ids and names there are. So nearly all of these are answered from the papers of `tests.service.ministry`.
"""

from random import Random
from typing import Any

import graphql
from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLScalarType,
    GraphQLSchema,
    NamedTypeNode,
    NameNode,
    ObjectFieldNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
)
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from service.execution import Request
from service.schema import build_schema
from tests.service.ministry import BREAKWATER, BUREAU, DREDGED, DREDGING, FORMER, LIGHTHOUSE, MINISTRY, PLAN, VISITORS

_KINDS = {
    "Agency": (MINISTRY, BUREAU, FORMER),
    "Plan": (PLAN,),
    "Programme": (DREDGING, BREAKWATER, LIGHTHOUSE),
    "Indicator": (DREDGED, VISITORS),
}
_THINGS = [thing for things in _KINDS.values() for thing in things]
_NAMES = st.sampled_from([*(thing.name for thing in _THINGS), "港灣署", "疏濬", "港"])
_SCALARS: dict[str, st.SearchStrategy[ValueNode]] = {
    "ID": st.sampled_from([*(thing.id for thing in _THINGS), "nobody"]).map(nodes.String),
    "String": (_NAMES | st.text(max_size=5)).map(nodes.String),
    "Int": (st.integers(2017, 2022) | st.integers(0, 5) | st.integers(-(2**31), 2**31 - 1)).map(nodes.Int),
    "PartialDate": st.sampled_from(["2019", "2019-06", "2019-06-30"]).map(nodes.String),
    "DateTime": st.just(nodes.String("2019-06-30T00:00:00Z")),
}
_TOLD: dict[str, st.SearchStrategy[ValueNode]] = {
    **dict.fromkeys(("first", "last", "maxLength"), st.integers(1, 4).map(nodes.Int)),
    **dict.fromkeys(("text", "name"), _NAMES.map(nodes.String)),
    "id": _SCALARS["ID"],
    "ids": st.sampled_from([things for things in _KINDS.values() if len(things) > 1]).map(
        lambda things: nodes.List([nodes.String(one.id) for one in things])
    ),
    **{f"{kind}.id": st.sampled_from([nodes.String(one.id) for one in things]) for kind, things in _KINDS.items()},
    **{f"{kind}.name": st.sampled_from([nodes.String(one.name) for one in things]) for kind, things in _KINDS.items()},
}
"""Arguments that always have a value, by their name, or that of the type with it; each is of a scalar of its own."""
_EITHER = ({"after", "before", "last", "id", "code"}, {"after", "before", "first", "name", "code"})
"""Arguments that are left out: of those that exclude each other all but one, and cursors, which come from answers."""


@st.composite
def operations(draw: st.DrawFn) -> Request:
    """An operation with its variables."""
    document: DocumentNode = draw(_DOCUMENTS)
    return _rewritten(document, Random(draw(st.integers(0, 2**32))))  # noqa: S311 - chance is all it is for


def _told(left_out: set[str]) -> GraphQLSchema:
    """The schema with what it cannot say."""
    schema = graphql.build_schema(build_schema().as_str())
    scalars = {name: graphql.GraphQLNonNull(GraphQLScalarType(_scalar(name))) for name in _TOLD}
    for field in [field for kind in schema.type_map.values() for field in getattr(kind, "fields", {}).values()]:
        for name, argument in list(getattr(field, "args", {}).items()):
            if name in left_out and not graphql.is_non_null_type(argument.type):
                del field.args[name]
            elif name in _TOLD:
                argument.type = scalars.get(f"{graphql.get_named_type(field.type)}.{name}", scalars[name])
    return schema


def _scalar(name: str) -> str:
    return f"Told_{name.replace('.', '_')}"


_DOCUMENTS = st.one_of(
    *(
        queries(
            _told(left_out),
            custom_scalars=_SCALARS | {_scalar(name): values for name, values in _TOLD.items()},
            print_ast=lambda document: document,
        )
        for left_out in _EITHER
    )
)


def _rewritten(document: DocumentNode, random: Random) -> Request:
    """The operation with some of its values as variables, some selections as fragments, and directives."""
    types = TypeInfo(build_schema()._schema)
    rewriting = _Rewriting(types, random)
    [operation] = graphql.visit(document, TypeInfoVisitor(types, rewriting)).definitions
    whole = OperationDefinitionNode(
        operation=operation.operation,
        selection_set=operation.selection_set,
        variable_definitions=tuple(rewriting.variables),
    )
    text = graphql.print_ast(DocumentNode(definitions=(whole, *rewriting.fragments)))
    return Request(text, rewriting.values)


class _Rewriting(Visitor):
    """Says the same in other words, wherever chance has it."""

    def __init__(self, types: TypeInfo, random: Random) -> None:
        super().__init__()
        self.variables: list[VariableDefinitionNode] = []
        self.values: dict[str, Any] = {}
        self.fragments: list[FragmentDefinitionNode] = []
        self._types = types
        self._random = random

    def enter_argument(self, node: ArgumentNode, *_: object) -> Any:
        """A variable for a value; often no condition, for most let nothing through."""
        if node.name.value == "where" and self._random.random() < 0.6:
            return graphql.REMOVE
        value = self._variable(node.value)
        return value and ArgumentNode(name=node.name, value=value)

    def enter_object_field(self, node: ObjectFieldNode, *_: object) -> ObjectFieldNode | None:
        """A variable for a value within a value."""
        value = self._variable(node.value)
        return value and ObjectFieldNode(name=node.name, value=value)

    def leave_field(self, node: FieldNode, *_: object) -> FieldNode:
        """A fragment for what is selected below a field, and directives on it."""
        directives = [self._directive()] if self._random.random() < 0.1 else []
        return FieldNode(
            alias=node.alias,
            name=node.name,
            arguments=node.arguments,
            directives=tuple(directives),
            selection_set=self._fragment(node.selection_set) if self._random.random() < 0.2 else node.selection_set,
        )

    def _variable(self, value: ValueNode) -> VariableNode | None:
        if self._random.random() < 0.7:
            return None
        return self._named(str(self._types.get_input_type()), graphql.value_from_ast_untyped(value))

    def _named(self, kind: str, value: Any) -> VariableNode:
        variable = VariableNode(name=NameNode(value=f"v{len(self.values)}"))
        self.variables.append(VariableDefinitionNode(variable=variable, type=graphql.parse_type(kind)))
        self.values[variable.name.value] = value
        return variable

    def _directive(self) -> DirectiveNode:
        condition = self._random.choice([True, False])
        value = nodes.Boolean(condition) if self._random.random() < 0.5 else self._named("Boolean!", condition)
        given = ArgumentNode(name=NameNode(value="if"), value=value)
        return DirectiveNode(name=NameNode(value=self._random.choice(["include", "skip"])), arguments=(given,))

    def _fragment(self, selected: SelectionSetNode | None) -> SelectionSetNode | None:
        if selected is None:
            return None
        name = NameNode(value=f"F{len(self.fragments)}")
        kind = NamedTypeNode(name=NameNode(value=str(graphql.get_named_type(self._types.get_type()))))
        self.fragments.append(FragmentDefinitionNode(name=name, type_condition=kind, selection_set=selected))
        return SelectionSetNode(selections=(FragmentSpreadNode(name=name),))
