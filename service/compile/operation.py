"""A whole operation as a plan: its roots, and which values it takes from where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode, get_operation_ast

from graph import plan
from graph.plan import QueryPlan
from service.compile.collect import Asked, Collector
from service.compile.cost import Cost
from service.compile.fields import FieldCompiler
from service.compile.inputs import Inputs, Leaf, Limit, Variables, refusal, scalar, value_of
from service.compile.relating import compile_comparison, compile_paths
from service.compile.searching import compile_search
from service.compile.shapes import Fields
from service.compile.writing import Write, compile_writer
from service.schema.meaning import Gathered, Listing, LookUp
from service.schema.naming import THINGS


@dataclass(frozen=True, slots=True)
class Compiled:
    """The plan of an operation, what it costs, where its arguments come from, and what each request must keep to."""

    plan: QueryPlan
    cost: Cost
    sources: Mapping[str, Leaf]
    limits: tuple[Limit, ...]
    nearest: QueryPlan
    """The plan that, with the same arguments, finds the names nearest to those that look-ups go by."""
    write: Write | None
    """Makes the operation's data of what the graph says; None where the graph does not know all of it."""

    def arguments(self, variables: Variables) -> dict[str, Any]:
        """What to answer the plan with for these variables. Raises: GraphQLError for a value out of its range."""
        arguments = {name: value_of(source, variables) for name, source in self.sources.items()}
        for limit in self.limits:
            limit.check(arguments.get(limit.argument, self.plan.constants.get(limit.argument)))
        return arguments


def compile_operation(schema: GraphQLSchema, document: DocumentNode, name: str | None, shape: Fields) -> Compiled:
    """The plan of a validated operation for all variables of this shape.

    Raises: GraphQLError where arguments contradict each other.
    """
    operation = get_operation_ast(document, name)
    if operation is None:
        raise ValueError(f"the document has no operation {name!r}")
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    inputs = Inputs(shape)
    collector = Collector(schema, fragments, shape)
    roots = tuple(_RootCompiler(collector, inputs).roots(operation))
    nearest = tuple(_nearest(root) for root in roots if isinstance(root, plan.ByName))
    compiled = QueryPlan(roots, inputs.constants)
    return Compiled(
        compiled,
        Cost.of(compiled),
        inputs.sources,
        tuple(inputs.limits),
        QueryPlan(nearest, inputs.constants),
        compile_writer(schema, collector, operation),
    )


def _nearest(root: plan.ByName) -> plan.Nearest:
    fields = (("id", "id"), ("name", "name"), ("knownAs", "known_as"))
    return plan.Nearest(root.key, root.label, root.name, tuple(plan.Property(key, name) for key, name in fields))


class _RootCompiler:
    """Compiles the root fields of one operation."""

    def __init__(self, collector: Collector, inputs: Inputs) -> None:
        self._collector = collector
        self._inputs = inputs
        self._fields = FieldCompiler(collector, inputs)

    def roots(self, operation: OperationDefinitionNode) -> Iterator[plan.Root]:
        for asked in self._collector.collect("Query", (operation.selection_set,)):
            if asked.meaning is not plan.Label:  # which the executor knows by itself
                yield self._root(asked)

    def _root(self, asked: Asked) -> plan.Root:
        match asked.meaning:
            case LookUp(label):
                return self._look_up(asked, label)
            case Listing(labels):
                return self._fields.connection(asked, labels, None)
            case Gathered() as gathered:
                return self._fields.gathered(asked, gathered)
            case plan.ById:
                identity = self._inputs.argument(scalar(self._fields.arguments(asked)["id"]))
                return plan.ById(asked.key, identity, THINGS, self._fields.selection(asked, THINGS))
            case plan.ByIds:
                return plan.ByIds(asked.key, self._ids(asked), self._fields.selection(asked, THINGS))
            case plan.Comparing:
                return compile_comparison(asked, self._fields, self._inputs)
            case plan.Paths:
                return compile_paths(asked, self._fields, self._inputs)
            case plan.Search:
                return compile_search(asked, self._fields, self._inputs)
            case plan.ReleaseInfo:
                return plan.ReleaseInfo(asked.key, self._fields.properties(asked))
            case plan.Statistics:
                return plan.Statistics(asked.key, self._fields.properties(asked))
            case other:
                raise TypeError(f"{other} is no root")

    def _look_up(self, asked: Asked, label: str) -> plan.Root:
        arguments = self._fields.arguments(asked)
        given = {name: scalar(value) for name, value in arguments.items() if value is not None}
        if len(given) != 1:
            raise refusal(asked.nodes[0], f"Say what to look up by exactly one of: {', '.join(arguments)}.")
        selection = self._fields.selection(asked, (label,))
        [(name, value)] = given.items()
        argument = self._inputs.argument(value)
        match name:
            case "id":
                return plan.ById(asked.key, argument, (label,), selection)
            case "name":
                return plan.ByName(asked.key, label, argument, selection)
            case _:
                return plan.ByCode(asked.key, argument, selection)

    def _ids(self, asked: Asked) -> plan.Argument:
        return self._inputs.limited(scalar(self._fields.arguments(asked)["ids"]), "ids", asked.nodes[0], least=0)
