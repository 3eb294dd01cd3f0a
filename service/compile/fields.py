"""From the fields that an operation asks for to what its plan wants of things and lists."""

from collections.abc import Iterator
from dataclasses import replace

from graphql import FieldNode, is_abstract_type, is_object_type

from graph import plan
from graph.model.vocabulary import SAYS, Attribute, Kind, Link, Reach, vocabulary
from service.citation import cited
from service.compile.aggregates import Aggregates
from service.compile.collect import Asked, Collector
from service.compile.conditions import Conditions
from service.compile.inputs import Input, Inputs, Literal, enum_name, refusal, relations_of, scalar
from service.compile.series import SeriesCompiler
from service.schema.meaning import (
    Conflict,
    FirstMate,
    FirstValue,
    Gathered,
    Mates,
    Meaning,
    PairFacts,
    Plain,
    SharedThings,
    Status,
)
from service.schema.types import THING

_PAGE_SIZE = Literal(20)
_COMPOSITES = frozenset({Kind.VALUE, Kind.QUANTITIES})


class FieldCompiler:
    """Compiles what stands below the root of one operation."""

    def __init__(self, collector: Collector, inputs: Inputs) -> None:
        self._collector = collector
        self._inputs = inputs
        self._aggregates = Aggregates(self.parts, self.selection)
        self._series = SeriesCompiler(inputs, self.connection, self.selection, self.properties)
        self._compiled: dict[tuple[Meaning, tuple[FieldNode, ...]], plan.Field] = {}

    def selection(self, asked: Asked, labels: tuple[str, ...]) -> plan.Selection:
        """What is wanted of a thing of any of the labels."""
        # where the schema leaves the type open, the executor has to find it in the answer
        own = (plan.Label(THING),) if is_abstract_type(asked.type) else ()
        # a series is of another type than the measurement that tells of it
        named = asked.type.name if is_object_type(asked.type) else None
        return plan.Selection({label: (*self._thing_fields(asked, named or label), *own) for label in labels})

    def connection(
        self,
        asked: Asked,
        labels: tuple[str, ...],
        link: Link | None,
        *,
        pair: bool = False,
        shared: bool = False,
    ) -> plan.Connection:
        """A list of things of any of the labels."""
        arguments = self.arguments(asked)
        return plan.Connection(
            key=asked.key,
            labels=labels,
            link=link,
            page=self.page(asked, arguments),
            parts=tuple(self._part(part, labels) for part in self.parts(asked)),
            where=self._condition(asked, arguments, "where"),
            via=self._condition(asked, arguments, "via"),
            order=tuple(_order(labels[0], arguments.get("orderBy"))),
            pair=pair,
            shared=shared,
        )

    def properties(self, asked: Asked) -> tuple[plan.Property | plan.Label, ...]:
        """The plain values of something that is no thing."""
        return tuple(self._property(field) for field in self._below(asked))

    def edges(self, asked: Asked, labels: tuple[str, ...]) -> plan.Edges:
        """What is wanted of items that lead to things of any of the labels."""
        return plan.Edges(asked.key, tuple(self._edge_field(field, labels) for field in self.parts(asked)))

    def group_fields(self, asked: Asked) -> tuple[plan.Property | plan.GroupKeys | plan.Stats, ...]:
        """What is wanted of each of some groups."""
        return self._aggregates.group_fields(asked)

    def parts(self, asked: Asked) -> Iterator[Asked]:
        """The fields below without ``__typename``, which the executor knows of all that is no thing."""
        return (field for field in self._below(asked) if field.meaning is not plan.Label)

    def arguments(self, asked: Asked) -> dict[str, Input]:
        """The arguments of a field."""
        return self._inputs.read_arguments(asked.field, asked.nodes[0])

    def _below(self, asked: Asked, type_name: str | None = None) -> Iterator[Asked]:
        return self._collector.collect(type_name or asked.type.name, (node.selection_set for node in asked.nodes))

    def _thing_fields(self, asked: Asked, type_name: str) -> Iterator[plan.Field]:
        return (self._once(field) for field in self._below(asked, type_name))

    def _once(self, asked: Asked) -> plan.Field:
        """The field, compiled once for all labels that share it: else each level of things would multiply the next."""
        key = (asked.meaning, asked.nodes)
        if key not in self._compiled:
            self._compiled[key] = self._thing_field(asked)
        return self._compiled[key]

    def _thing_field(self, asked: Asked) -> plan.Field:
        match asked.meaning:
            case Attribute(kind=kind, name=name) if kind in _COMPOSITES:
                return plan.Parts(asked.key, name, self.properties(asked))
            case plan.Aside:
                return plan.Aside(asked.key, cited(self._inputs.constant(1)))
            case Link(reach=Reach.EVIDENCE | Reach.MERGE) as link:
                return self._items(asked, link)
            case Link(many=False, targets=targets) as link:
                return plan.Step(asked.key, link, self.selection(asked, targets))
            case Link(reach=Reach.NEIGHBOUR, targets=targets) as link:
                followed = relations_of(self.arguments(asked)["relations"])
                return self.connection(asked, targets, replace(link, relations=followed))
            case Link(targets=targets) as link:
                return self.connection(asked, targets, link)
            case Gathered() as gathered:
                return self._series.gathered(asked, gathered)
            case Mates() | FirstMate() | FirstValue() | Status() | Conflict() as together:
                return self._series.field(asked, together)
            case _:
                return self._property(asked)

    def gathered(self, asked: Asked, gathered: Gathered) -> plan.Connection:
        """A list of series or of promises."""
        return self._series.gathered(asked, gathered)

    def _property(self, asked: Asked) -> plan.Property | plan.Label:
        match asked.meaning:
            case Attribute(name=name) | Plain(property=name):
                return plan.Property(asked.key, name)
            case _:
                return plan.Label(asked.key)

    def _items(self, asked: Asked, link: Link) -> plan.Items:
        arguments = self.arguments(asked)
        first, where = self._first(asked, arguments), self._printing(arguments.get("of"))
        return plan.Items(asked.key, link, first, self.selection(asked, link.targets), where)

    def _printing(self, attribute: Input) -> plan.Condition | None:
        """That a place prints an attribute."""
        if attribute is None:
            return None
        named = self._inputs.constant(enum_name(scalar(attribute).known).lower())
        return plan.CompareAny(SAYS.name, plan.Comparison.EQ, named)

    def _part(
        self, asked: Asked, labels: tuple[str, ...]
    ) -> plan.Total | plan.PageInfo | plan.Nodes | plan.Edges | plan.Aggregate:
        match asked.meaning:
            case plan.Aggregate:
                return self._aggregate(asked, labels)
            case plan.Nodes:
                return plan.Nodes(asked.key, self.selection(asked, labels))
            case plan.Edges:
                return self.edges(asked, labels)
            case plan.PageInfo:
                return plan.PageInfo(asked.key, self.properties(asked))
            case plan.Total:
                return plan.Total(asked.key)
            case other:
                raise TypeError(f"{other} is no part of a list")

    def _aggregate(self, asked: Asked, labels: tuple[str, ...]) -> plan.Aggregate:
        arguments = self.arguments(asked)
        first = self._first(asked, arguments) if arguments else self._inputs.constant(1)
        return self._aggregates.aggregate(asked, labels, arguments, first)

    def _edge_field(
        self, asked: Asked, labels: tuple[str, ...]
    ) -> plan.Property | plan.Cursor | plan.Node | plan.Items | plan.Connection:
        match asked.meaning:
            case plan.Cursor:
                return plan.Cursor(asked.key)
            case plan.Node:
                return plan.Node(asked.key, self.selection(asked, labels))
            case PairFacts(link):
                return self.connection(asked, link.targets, link, pair=True)
            case SharedThings(link, shared):
                return self.connection(asked, shared, link, shared=True)
            case Link() as link:
                return self._items(asked, link)
            case Attribute(name=name) | Plain(property=name):
                return plan.Property(asked.key, name)
            case other:
                raise TypeError(f"{other} is no field of an edge")

    def page(self, asked: Asked, arguments: dict[str, Input]) -> plan.Page:
        """Which stretch of a list the arguments of its field ask for."""
        first, last = arguments["first"], arguments["last"]
        if first is not None and last is not None:
            raise refusal(asked.nodes[0], "Say how many by either 'first' or 'last', not by both.")
        called, size = ("first", first or _PAGE_SIZE) if last is None else ("last", last)
        return plan.Page(
            self._inputs.limited(scalar(size), called, asked.nodes[0]),
            after=self._cursor(arguments["after"]),
            before=self._cursor(arguments["before"]),
            backward=last is not None,
        )

    def _cursor(self, given: Input) -> plan.Argument | None:
        return None if given is None else self._inputs.argument(scalar(given))

    def _first(self, asked: Asked, arguments: dict[str, Input]) -> plan.Argument:
        return self._inputs.limited(scalar(arguments["first"]), "first", asked.nodes[0])

    def _condition(self, asked: Asked, arguments: dict[str, Input], name: str) -> plan.Condition | None:
        if (given := arguments.get(name)) is None:
            return None
        return Conditions(self._inputs, asked.nodes[0]).read(given, asked.field.args[name].type)


def _order(label: str, terms: Input) -> Iterator[plan.OrderBy]:
    for term in terms if isinstance(terms, list) else ():
        if isinstance(term, dict):
            field, direction = (enum_name(scalar(term[name]).known) for name in ("field", "direction"))
            order = vocabulary()[label].order(field)
            link = vocabulary()[label].links[order.link] if order.link else None
            yield plan.OrderBy(order.property, direction == "DESC", link)
